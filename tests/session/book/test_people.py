"""Changes of the team."""

from datetime import date

import make
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.people.person import Person
from session.samples import book, full_session, identity

PEOPLE = [Person("見本 花子", "福祉総務課", "facilitator"), Person("例野 一郎", "高齢支援課", "member")]


def test_taking_a_table_in_adds_new_people_updates_known_ones_and_removes_nobody() -> None:
    book = make.book()
    known = book.people.add("見本花子", role="member")
    other = book.people.add("雛形 健")
    assert book.people.take_in(PEOPLE) == (1, 1)
    assert book.people.take_in(PEOPLE) == (0, 0)
    person = book.session.participants[known]
    assert (person.name, person.affiliation, person.role) == ("見本花子", "福祉総務課", "facilitator")
    assert other in book.session.participants
    book.undo()
    assert len(book.session.people) == 2


def test_two_records_of_one_person_are_made_one_wherever_they_stand() -> None:
    book = make.book()
    old = book.people.add("例野 太郎", "福祉課", "facilitator")
    friend = book.people.add("見本 花子")
    new = book.people.add("例野太郎", "税務課")
    book.meetings.set("step1", present=(old, friend, new), groups={"1": (new, friend)}, reporting=("1",))
    note = book.notes.add("話", author=new)
    book.events.add("next_turn", "step1", participant=new)
    book.drafts.set("note", "書きかけ", author=new)
    before = book.session.model_copy(deep=True)
    book.people.unite(old, new)
    person = book.session.participants[old]
    assert person.was == (new,)
    assert render(book.session).decode().count(new) == 1
    assert (person.name, person.affiliation, person.role) == ("例野 太郎", "税務課", "facilitator")
    meeting = meeting_of(book.session, "step1")
    assert (meeting.present, meeting.groups) == ((old, friend), {"1": (old, friend)})
    assert book.session.notes[note].author == old
    [event] = book.session.events.values()
    assert event.participant == old
    book.undo()
    assert book.session == before


def test_people_are_moved_by_one_change() -> None:
    book = make.book()
    ids = [book.people.add(name) for name in ("見本 花子", "例野 一郎", "雛形 健")]
    book.people.order([ids[2], ids[0]])
    assert [key for key, _ in book.session.people] == [ids[2], ids[0], ids[1]]
    book.undo()
    assert [key for key, _ in book.session.people] == ids


def test_a_name_being_typed_is_one_change_for_undo() -> None:
    book = make.book()
    person = book.people.add("参加者1")
    for typed in ("見", "見本", "見本 花子"):
        book.people.edit_typed(person, name=typed)
    book.undo()
    assert book.session.participants[person].name == "参加者1"


def test_who_left_is_kept_with_a_day() -> None:
    book = make.book()
    person = book.people.add("例野 一郎")
    book.people.edit(person, left=date(2026, 12, 24))
    assert book.session.participants[person].left == date(2026, 12, 24)


def test_someone_removed_is_no_longer_present_and_undo_brings_both_back() -> None:
    open_book = book(full_session())
    before = open_book.session.model_copy(deep=True)
    open_book.people.remove(identity(1))
    assert meeting_of(open_book.session, "step1").present == ()
    open_book.undo()
    assert open_book.session == before


def test_what_is_undone_says_which_of_two_of_one_name_it_was_about() -> None:
    book = make.book()
    people = [book.people.add("見本 花子", affiliation) for affiliation in ("福祉課", "税務課")]
    found = [book.undo()]
    book.redo()
    book.presence.add("step1", people[0], "arrived")
    found.append(book.undo())
    book.people.edit(people[0], role="scribe")
    found.append(book.undo())
    book.people.remove(people[1])
    found.append(book.undo())
    names = [one.facts["name"] for one in found if one is not None]
    assert names == [f"見本 花子（{one}）" for one in ("税務課", "福祉課", "福祉課", "税務課")]
