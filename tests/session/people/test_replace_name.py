"""Persons made anonymous or erased."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.people import replace_name


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


def test_the_places_of_a_name_are_counted_before_anything_is_done() -> None:
    book, _, _ = full_book()
    before = render(book.session)
    assert replace_name.mentions(book.session, "見本 花子") == 5
    assert replace_name.surname_mentions(book.session, "見本 花子") == 1
    assert render(book.session) == before


def test_a_name_of_one_letter_is_not_searched_for_inside_words() -> None:
    book = make.book()
    person = book.people.add("林")
    book.notes.add("森林の話")
    book.todos.add("名札", owner="林")
    assert book.people.anonymise(person, "匿名1") == 1
    assert [note.text for note in book.session.notes.values()] == ["森林の話\n"]


@given(st.text("見本花子 \\1(", min_size=1, max_size=6), st.text("見本花子。 \n", max_size=20))
@settings(max_examples=100, deadline=None)
def test_a_replaced_name_is_gone_whatever_letters_it_has(name: str, text: str) -> None:
    replaced = replace_name.replacing(name, "Ｘ")(text)
    if len("".join(name.split())) > 1 and name.strip():
        assert name.strip() not in replaced or name.strip() not in text


def test_an_anonymous_person_is_named_nowhere_and_stays_in_rounds() -> None:
    book, person, friend = full_book()
    assert book.people.anonymise(person, "匿名1") == 5
    text = render(book.session).decode()
    assert "花子" not in text
    assert book.session.participants[person].name == "匿名1"
    assert meeting_of(book.session, "step1").present == (person, friend)


def test_an_erased_person_is_in_no_list_and_said_nothing_by_name() -> None:
    book, person, friend = full_book()
    book.people.erase(person, "（氏名削除）")
    text = render(book.session).decode()
    assert "花子" not in text
    assert person not in book.session.participants
    assert meeting_of(book.session, "step1").present == (friend,)
    assert meeting_of(book.session, "step1").groups == {"1": (friend,)}
    assert all(note.author is None for note in book.session.notes.values())


@pytest.mark.parametrize("way", ["anonymise", "erase"])
def test_undo_brings_everything_back(way: str) -> None:
    book, person, _ = full_book()
    before = render(book.session)
    getattr(book.people, way)(person, "だれか")
    assert render(book.session) != before
    book.undo()
    assert render(book.session) == before


def test_another_person_of_the_same_name_keeps_it() -> None:
    book, person, _ = full_book()
    other = book.people.add("見本 花子")
    book.people.anonymise(person, "匿名1")
    assert book.session.participants[other].name == "見本 花子"
