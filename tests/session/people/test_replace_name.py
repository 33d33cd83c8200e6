"""Persons made anonymous or erased."""

from typing import Any, cast

import pytest

import make
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Participant, Sheet
from jusou_tui.session.people.mentions import Passage
from jusou_tui.session.people.replace_name import passages, places, removal_of


def full_book() -> tuple[SessionBook, str, str]:
    book = make.book()
    person = book.people.add("見本 花子", "見本花子事務所")
    friend = book.people.add("例野 一郎")
    book.notes.add("見本 花子さんと見本花子さんに聞く", author=person, step="step1")
    book.notes.add("見本さんの話")
    book.todos.add("名札", owner="見本　花子")
    book.todos.add("見本 花子に電話する")
    book.drafts.set("note", "見本 花子は", author=person)
    book.session.sheets[book.ledger.fresh_id()] = Sheet(
        at=make.NOW,
        worksheet="w",
        title="見本 花子のケース",
        cells={"a": "見本 花子"},
        rows={"r": {"c": "と見本 花子"}},
    )
    book.meetings.set("step1", present=(person, friend), groups={"1": (person, friend)}, reporting=("1",))
    book.events.add("next_turn", "step1", participant=person)
    return book, person, friend


def take_out(book: SessionBook, person: str, new: str, **how: Any) -> int:
    return book.people.take_out(removal_of(book.session, person, new, **how))


def test_the_places_of_a_name_are_counted_before_anything_is_done() -> None:
    book, person, _ = full_book()
    before = render(book.session)
    removal = removal_of(book.session, person, "")
    assert removal.edits(book.session)[1] == 5
    assert passages([book.session], removal) == [Passage("", "見本", "さんの話")]
    assert render(book.session) == before


def test_a_name_of_one_letter_is_not_searched_for_inside_words() -> None:
    book = make.book()
    person = book.people.add("林")
    book.notes.add("森林の話")
    book.todos.add("名札", owner="林")
    assert take_out(book, person, "匿名1") == 1
    assert [note.text for note in book.session.notes.values()] == ["森林の話\n"]
    assert [todo.owner for todo in book.session.todos.values()] == ["匿名1"]


def test_an_anonymous_person_is_named_nowhere_and_stays_in_rounds() -> None:
    book, person, friend = full_book()
    assert take_out(book, person, "匿名1") == 5
    text = render(book.session).decode()
    assert "花子" not in text
    assert book.session.participants[person].name == "匿名1"
    assert meeting_of(book.session, "step1").present == (person, friend)


def test_what_was_only_likely_is_replaced_where_somebody_said_so() -> None:
    book, person, _ = full_book()
    book.notes.add("見本市の話")
    accepted = [Passage("", "見本", "さんの話")]
    take_out(book, person, "匿名1", accepted=accepted)
    texts = [note.text for note in book.session.notes.values()]
    assert texts[1:] == ["匿名1さんの話\n", "見本市の話\n"]


def test_everything_that_a_newer_program_wrote_is_searched_and_the_records_of_the_person_go() -> None:
    book, person, friend = full_book()
    known = book.session.participants[person]
    book.session.participants[person] = Participant.model_validate(
        {**known.model_dump(), "reading": "みほんはなこ"}
    )
    extra = cast("dict[str, object]", book.session.model_extra)
    extra["seats"] = {"見本 花子": ["見本花子", 1]}
    book.session.conflicts[person] = {"table": "participants", "fields": {"name": {"base": "旧姓花子"}}}
    book.drafts.set(f"person-{person}-name", "見本 花")
    book.people.edit(friend, affiliation="見本 花子の課")
    take_out(book, person, "匿名1")
    text = render(book.session).decode()
    assert "花" not in text
    assert "みほん" not in text
    assert extra["seats"] == {"匿名1": ["匿名1", 1]}
    assert book.session.participants[friend].affiliation == "匿名1の課"


def test_kinds_and_ids_are_no_texts() -> None:
    book = make.book()
    person = book.people.add("note")
    book.notes.add("note", step="note")
    take_out(book, person, "匿名1")
    [note] = book.session.notes.values()
    assert (note.text, note.kind, note.step) == ("匿名1\n", "note", "note")


def test_an_erased_person_is_in_no_list_and_said_nothing_by_name() -> None:
    book, person, friend = full_book()
    take_out(book, person, "（氏名削除）", erases=True)
    text = render(book.session).decode()
    assert "花子" not in text
    assert person not in book.session.participants
    assert meeting_of(book.session, "step1").present == (friend,)
    assert meeting_of(book.session, "step1").groups == {"1": (friend,)}
    assert all(note.author is None for note in book.session.notes.values())


@pytest.mark.parametrize("erases", [False, True])
def test_undo_brings_everything_back(erases: bool) -> None:
    book, person, _ = full_book()
    before = render(book.session)
    take_out(book, person, "だれか", erases=erases)
    assert render(book.session) != before
    book.undo()
    assert render(book.session) == before


@pytest.mark.parametrize("erases", [False, True])
def test_another_state_of_the_session_loses_the_person_in_the_same_way(erases: bool) -> None:
    book, person, _ = full_book()
    before = book.session.model_copy(deep=True)
    removal = removal_of(book.session, person, "だれか", erases=erases)
    book.people.take_out(removal)
    assert removal.applied(before) == book.session


def test_another_person_of_the_same_name_keeps_it_and_its_mentions_are_asked_about() -> None:
    book = make.book()
    person = book.people.add("例野 太郎", "福祉課")
    other = book.people.add("例野太郎", "税務課")
    book.todos.add("名札", owner="例野 太郎（福祉課）")
    book.todos.add("受付", owner="例野 太郎（税務課）")
    book.notes.add("例野太郎さんの話")
    removal = removal_of(book.session, person, "匿名1")
    assert passages([book.session], removal) == [Passage("", "例野太郎", "さんの話")]
    book.people.take_out(removal)
    assert book.session.participants[other].name == "例野太郎"
    assert [todo.owner for todo in book.session.todos.values()] == ["匿名1", "例野 太郎（税務課）"]


def test_places_are_counted_by_mentions_sure_ones_and_confirmed_ones_apart() -> None:
    book = make.book()
    person = book.people.add("例野 一郎")
    book.notes.add("例野 一郎と話す。例野 一郎は次も来る。", author=person)
    book.notes.add("例野さんに聞く")
    book.todos.add("名札", owner="例野 一郎")
    removal = removal_of(book.session, person, "匿名1")
    assert places(book.session, removal) == (3, 0)
    accepted = passages([book.session], removal)
    assert places(book.session, removal_of(book.session, person, "匿名1", accepted=accepted)) == (3, 1)


def test_a_name_is_taken_out_of_what_the_minutes_say() -> None:
    book, person, _ = full_book()
    texts = ("handouts", "closed_reason", "minutes_checked")
    book.meetings.set("step1", closed_items=("opening",), **dict.fromkeys(texts, "見本 花子の紙"))

    take_out(book, person, "参加者1")

    meeting = meeting_of(book.session, "step1")
    assert [getattr(meeting, name) for name in texts] == ["参加者1の紙"] * 3
    assert meeting.closed_items == ("opening",)
