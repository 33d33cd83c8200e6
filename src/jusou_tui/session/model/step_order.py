"""A table of records that knows the order of those of each step, also after a change of one of them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar


class Placed(Protocol):
    """A record that has its place in a step."""

    @property
    def step(self) -> str | None:
        """The id of the step."""

    @property
    def rank(self) -> int:
        """Where it was moved by hand."""

    @property
    def at(self) -> datetime:
        """When it was made."""


R = TypeVar("R", bound=Placed)


def _place(pair: tuple[str, Placed]) -> tuple[int, datetime, str]:
    return pair[1].rank, pair[1].at, pair[0]


def in_order(pairs: Iterable[tuple[str, R]]) -> list[tuple[str, R]]:
    """Return records as (id, record) by (rank, at, id)."""
    return sorted(pairs, key=_place)


class StepOrder(dict[str, R]):
    """Records by id. Their order is found when it is first asked for, and kept where one is set or taken out.

    Ten thousand records do not fit into a processor's caches: looking at each of them for every question
    costs the more for each the more there are.
    """

    _by_step: dict[str | None, list[tuple[str, R]]] | None = None

    def of_step(self, step: str | None) -> list[tuple[str, R]]:
        """Return the records of a step as (id, record) by (rank, at, id)."""
        by_step = self._by_step
        if by_step is None:
            by_step = {}
            for pair in in_order(self.items()):
                by_step.setdefault(pair[1].step, []).append(pair)
            self._by_step = by_step
        return list(by_step.get(step, ()))

    def __setitem__(self, key: str, record: R) -> None:
        self._forget(key)
        super().__setitem__(key, record)
        if self._by_step is not None:
            insort(self._by_step.setdefault(record.step, []), (key, record), key=_place)

    def __delitem__(self, key: str) -> None:
        self._forget(key)
        super().__delitem__(key)

    def pop(self, key: str, *default: R | None) -> R | None:  # type: ignore[override]
        """Take a record out. Return it, else the `default`. Raises KeyError where there is neither."""
        self._forget(key)
        return super().pop(key, *default)

    def update(self, *records: Any, **named: R) -> None:  # noqa: ANN401 - as of dict
        """Set several records."""
        for key, record in dict(*records, **named).items():
            self[key] = record

    def __ior__(self, records: Any) -> StepOrder[R]:  # type: ignore[override,misc]  # noqa: ANN401
        self.update(records)
        return self

    def setdefault(self, key: str, default: R) -> R:
        """Return a record; set it to the `default` where there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def popitem(self) -> tuple[str, R]:
        """Take the record out that was set last, and return it as (id, record)."""
        self._by_step = None
        return super().popitem()

    def clear(self) -> None:
        """Take all records out."""
        self._by_step = None
        super().clear()

    def copy(self) -> StepOrder[R]:
        """Return a table with the same records."""
        return StepOrder(self)

    def __reduce__(self) -> tuple[type[StepOrder[R]], tuple[dict[str, R]]]:
        return type(self), (dict(self),)

    def _forget(self, key: str) -> None:
        """Take a record out of the order."""
        record = self.get(key)
        if record is not None and self._by_step is not None:
            of_step = self._by_step[record.step]
            del of_step[bisect_left(of_step, _place((key, record)), key=_place)]
