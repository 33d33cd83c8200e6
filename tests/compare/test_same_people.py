"""People whom two copies added, each under an id of its own."""

from datetime import timedelta

from jusou_tui.compare.merge import merge
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.records import Session
from make import NOW, book

LATER = NOW + timedelta(minutes=1)


def copies() -> tuple[Session, SessionBook, SessionBook]:
    """Return a session with one person, and two books that go on from it a minute apart."""
    held = book()
    held.people.add("例野 太郎", "福祉課")
    base = held.session.model_copy(deep=True)
    return base, held, SessionBook(base.model_copy(deep=True), lambda: LATER)


def named(session: Session) -> set[tuple[str, str]]:
    return {(person.name, person.affiliation) for person in session.participants.values()}


def test_whom_both_added_is_one_person_and_the_author_of_both_notes() -> None:
    base, first, second = copies()
    mine = first.people.add("見本 花子")
    theirs = second.people.add("見本花子", "総務課", "scribe")
    first.notes.add("一つめ", author=mine)
    second.notes.add("二つめ", author=theirs)
    first.meetings.set("step1", present=(*base.participants, mine))
    second.meetings.set("step1", present=(*base.participants, theirs))
    merged = merge(first.session, second.session, base)
    [key] = merged.session.participants.keys() - base.participants.keys()
    person = merged.session.participants[key]
    assert (person.name, person.affiliation, person.role) == ("見本 花子", "総務課", "scribe")
    assert {note.author for note in merged.session.notes.values()} == {key}
    assert merged.session.meetings["step1"].present == (*base.participants, key)
    assert merged.conflicts == 0
    again = merge(second.session, first.session, base)
    assert again.session.participants == merged.session.participants
    assert again.session.notes == merged.session.notes


def test_it_is_also_one_person_without_a_base_and_when_joined_again() -> None:
    base, first, second = copies()
    first.people.add("見本 花子")
    second.people.add("見本花子", "総務課")
    merged = merge(first.session, second.session)
    assert named(merged.session) == {("例野 太郎", "福祉課"), ("見本 花子", "総務課")}
    second.notes.add("あとから")
    again = merge(merged.session, second.session, base)
    assert again.session.participants == merged.session.participants
    assert (len(again.session.notes), again.conflicts) == (1, 0)


def test_two_of_one_name_and_another_affiliation_stay_two() -> None:
    base, first, second = copies()
    first.people.add("例野 太郎", "税務課")
    second.people.add("例野 太郎", "総務課")
    merged = merge(first.session, second.session, base)
    assert named(merged.session) == {("例野 太郎", place) for place in ("福祉課", "税務課", "総務課")}


def test_two_of_one_name_on_one_side_stay_two() -> None:
    base, first, second = copies()
    first.people.add("見本 花子")
    first.people.add("見本 花子")
    second.people.add("見本 花子")
    assert len(merge(first.session, second.session, base).session.participants) == 4
