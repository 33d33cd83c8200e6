"""Records in the order in which people read them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import Participant
from session.samples import Clock, book, identity, session


def test_notes_come_by_rank_then_time() -> None:
    clock = Clock()
    open_book = book(clock=clock)
    keys = []
    for text in "abc":
        keys.append(open_book.notes.add(text, step="step1", activity=text))
        clock.advance(1)
    open_book.notes.edit(keys[0], rank=1)
    assert [key for key, _ in notes_of(open_book.session, "step1")] == [keys[1], keys[2], keys[0]]
    assert [key for key, _ in notes_of(open_book.session, "step1", "c")] == [keys[2]]
    assert notes_of(open_book.session, "step2") == []


def test_participants_come_by_rank() -> None:
    people = {identity(1): Participant(name="b", rank=1), identity(2): Participant(name="a")}
    assert [person.name for _, person in book(session(participants=people)).session.people] == ["a", "b"]


class _Instant:
    """An instant that counts how often any is compared with another."""

    compared = 0

    def __init__(self, number: int) -> None:
        self.number = number

    def __eq__(self, other: object) -> bool:
        _Instant.compared += 1
        return isinstance(other, _Instant) and self.number == other.number

    def __lt__(self, other: _Instant) -> bool:
        _Instant.compared += 1
        return self.number < other.number

    __hash__ = None  # type: ignore[assignment]


@pytest.mark.parametrize("count", [100, 1000])
def test_notes_in_order_are_looked_at_once(count: int) -> None:
    facts = {"rank": 0, "step": "step1", "activity": None, "kind": "note"}
    notes = {f"{number:026}": SimpleNamespace(at=_Instant(number), **facts) for number in range(count)}
    _Instant.compared = 0

    found = notes_of(SimpleNamespace(notes=notes), "step1")  # type: ignore[arg-type]

    assert [key for key, _ in found] == list(notes)
    assert _Instant.compared <= 2 * count
