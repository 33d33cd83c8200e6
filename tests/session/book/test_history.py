"""Undo and redo."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import MOST_UNDO, BookChange
from jusou_tui.session.model.queries import events_of, meeting_of
from session.samples import Clock, book


def state(open_book: SessionBook) -> dict[str, Any]:
    """Return what the session says, undone events left out."""
    found = open_book.session.model_dump()
    found["events"] = events_of(open_book.session)
    return found


def actions() -> list[Callable[[SessionBook, int], object]]:
    """Return the kinds of change, each with a number to vary it."""

    def some(table: dict[str, Any], number: int) -> str | None:
        return sorted(table)[number % len(table)] if table else None

    def edit(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes, number):
            open_book.notes.edit(key, text=f"{number}")

    def delete(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes, number):
            open_book.notes.delete(key)

    def turn(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes | open_book.session.todos, number):
            open_book.notes.convert(key, ("note", "todo", "decision")[number % 3])  # type: ignore[arg-type]

    def take_back(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.events, number):
            open_book.events.undo(key)

    return [
        lambda open_book, number: open_book.notes.add(f"メモ{number}"),
        lambda open_book, number: open_book.events.add("adjust", "step1", minutes=number),
        lambda open_book, number: open_book.meetings.set("step1", cases=number),
        lambda open_book, number: open_book.people.add(f"見本{number}"),
        lambda open_book, number: open_book.set_meta(title=f"{number}"),
        edit,
        delete,
        turn,
        take_back,
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), max_size=20),
    st.lists(st.booleans(), max_size=30),
)
def test_every_change_can_be_turned_back_and_made_again(
    steps: list[tuple[int, int]], turns: list[bool]
) -> None:
    clock = Clock()
    open_book = book(clock=clock)
    states = [state(open_book)]
    for kind, number in steps:
        clock.advance(10)
        revision = open_book.ledger.revision
        actions()[kind](open_book, number)
        if open_book.ledger.revision > revision:
            states.append(state(open_book))
    place = len(states) - 1
    for back in turns:
        clock.advance(10)
        turned = open_book.undo() if back else open_book.redo()
        moved = place - 1 if back else place + 1
        assert (turned is None) == (not 0 <= moved < len(states))
        place = moved if turned else place
        assert state(open_book) == states[place]


def test_events_are_never_removed() -> None:
    open_book = book()
    key = open_book.events.add("start", "step1", activity="opening")
    for _ in range(3):
        open_book.undo()
        open_book.redo()
    assert len(open_book.session.events) == 7
    assert [found for found, _ in events_of(open_book.session, "step1")] == [key]


def test_undo_says_what_it_was() -> None:
    open_book = book()
    open_book.notes.delete(open_book.notes.add("一"))
    undone = open_book.undo()
    assert undone is not None
    assert (undone.message_id, undone.change.origin) == ("session.change_note_deleted", "undo")


def test_nothing_to_undo_is_none() -> None:
    assert book().undo() is None
    assert book().redo() is None


def test_drafts_and_the_view_are_no_part_of_it() -> None:
    open_book = book()
    open_book.notes.add("一")
    open_book.drafts.set("note", "書きかけ")
    open_book.set_view(screen="run")
    open_book.undo()
    assert open_book.session.notes == {}
    assert open_book.session.drafts.get("note") is not None
    assert open_book.view.screen == "run"


def test_a_new_change_ends_what_could_be_redone() -> None:
    open_book = book()
    open_book.notes.add("一")
    open_book.undo()
    open_book.notes.add("二")
    assert open_book.redo() is None


def test_typing_on_is_one_change_and_a_pause_begins_another() -> None:
    clock = Clock()
    open_book = book(clock=clock)
    key = open_book.notes.add("あ")
    for text in ("あい", "あいう", "あいうえ"):
        clock.advance(1)
        open_book.notes.edit(key, text=text)
    clock.advance(10)
    open_book.notes.edit(key, text="あいうえお")
    texts = []
    while open_book.undo() is not None:
        texts.append(open_book.session.notes[key].text if key in open_book.session.notes else None)
    assert texts == ["あいうえ\n", "あ\n", None]


def test_typing_in_another_cell_is_another_change() -> None:
    open_book = book()
    sheet = open_book.sheets.add("cases")
    for cell in ("a/b/c", "a/b/d"):
        for text in ("あ", "あい"):
            open_book.sheets.set_cell(sheet, cell, text)
    open_book.undo()
    assert open_book.session.sheets[sheet].cells == {"a/b/c": "あい"}


def test_the_history_is_bounded() -> None:
    open_book = book()
    for number in range(MOST_UNDO + 20):
        open_book.notes.add(str(number))
    count = 0
    while open_book.undo() is not None:
        count += 1
    assert (count, len(open_book.session.notes)) == (MOST_UNDO, 20)


def test_undo_keeps_what_another_writer_did_to_the_same_record() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    open_book.notes.edit(key, text="二")
    note = open_book.session.notes[key]
    heard: list[BookChange] = []
    open_book.subscribe(heard.append)
    open_book.ledger.absorb({("notes", key): (note, note.model_copy(update={"kind": "decision"}))})
    open_book.undo()
    assert (open_book.session.notes[key].text, open_book.session.notes[key].kind) == ("一\n", "decision")
    assert [change.origin for change in heard] == ["merge", "undo"]


def test_absorbing_leaves_dictionaries_alone_that_someone_may_be_reading() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    read = open_book.session.notes
    open_book.ledger.absorb({("notes", key): (read[key], None)})
    assert key in read
    assert key not in open_book.session.notes


@pytest.mark.parametrize("known", [True, False])
def test_absorbing_never_runs_over_what_was_changed_meanwhile(known: bool) -> None:
    open_book = book()
    key = open_book.notes.add("一")
    base = open_book.session.notes[key]
    open_book.notes.edit(key, text="二")
    theirs = base.model_copy(update={"private": True})
    open_book.ledger.absorb({("notes", key): (base if known else None, theirs)})
    assert open_book.session.notes[key].text == "二\n"


def test_a_record_changed_twice_in_one_group_comes_back_whole() -> None:
    opened = book()
    opened.meetings.set("step1", minutes={"a": 5})
    with opened.together("session.change_meeting"):
        opened.meetings.set("step1", minutes={"a": 5, "b": 6}, order=("a",))
        opened.meetings.set("step1", minutes={"a": 7, "b": 6}, order=("a", "b"))
    opened.undo()
    assert (meeting_of(opened.session, "step1").minutes, meeting_of(opened.session, "step1").order) == (
        {"a": 5},
        (),
    )
    opened.redo()
    assert (meeting_of(opened.session, "step1").minutes, meeting_of(opened.session, "step1").order) == (
        {"a": 7, "b": 6},
        ("a", "b"),
    )
