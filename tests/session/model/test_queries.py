"""Records in the order in which people read them."""

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
