"""Random examples that several tests share: to draw one takes longer than to see what holds for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, reduce
from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis.strategies import SearchStrategy

Check = Callable[..., None]


def holds_for(
    count: int, *strategies: SearchStrategy[Any], also: Sequence[tuple[Any, ...]] = ()
) -> Callable[[Check], Check]:
    """Let a check be a test of some rows of values and of so many examples, of each strategy one.

    It must leave them as they are.

    Of the same strategy, the object itself, all tests get the same examples. Where new ones are sought
    (`--hypothesis-profile=default`) each test seeks its own, and what fails is made as small as can be.
    """

    def as_test(check: Check) -> Check:
        if not settings.default.derandomize:
            seeking = settings(max_examples=count, deadline=None)(given(*strategies)(check))
            return reduce(lambda test, row: example(*row)(test), also, seeking)

        @pytest.mark.proof
        def test() -> None:
            columns = [cycle(drawn(one, count, place)) for place, one in enumerate(strategies)]
            rows = islice(zip(*columns, strict=True), count)
            for row in (*also, *rows):
                try:
                    check(*row)
                except Exception as error:
                    error.add_note(f"with {row!r}")
                    raise

        test.__name__, test.__doc__, test.__module__ = check.__name__, check.__doc__, check.__module__
        return test

    return as_test


@cache
def drawn(strategy: SearchStrategy[Any], count: int, number: int) -> tuple[Any, ...]:
    """Return so many examples, fewer where there are no more; others for another number."""
    found: list[Any] = []

    @seed(number)
    @settings(max_examples=count, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return tuple(found)
