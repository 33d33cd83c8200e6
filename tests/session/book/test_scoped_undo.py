"""Undo of one page's changes, with later ones of other pages above them."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import Blocked, BookChange, Scope, Undone
from jusou_tui.session.model.queries import events_of
from session.samples import Clock, book

PAGES = ("run", "notes", "people")


def of(page: str) -> Scope:
    """Return the scope of the changes made on a page."""
    return lambda change: change.place.page == page


def records(open_book: SessionBook) -> dict[tuple[str, str], Any]:
    """Return the session's records by address, undone events left out."""
    session = open_book.session
    found = {(name, key): one for name in ("notes", "todos", "participants", "meetings", "sheets")
             for key, one in getattr(session, name).items()}  # fmt: skip
    return found | {("events", key): one for key, one in events_of(session)}


def acts() -> list[Callable[[SessionBook, int], object]]:
    """Return kinds of change, each with a number to vary it; some take up what others made."""

    def some(table: dict[str, Any], number: int) -> str | None:
        return sorted(table)[number % len(table)] if table else None

    def note(open_book: SessionBook, number: int) -> None:
        open_book.notes.add(f"メモ{number}", author=some(open_book.session.participants, number))

    def edit(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes, number):
            changes: list[dict[str, object]] = [{"text": "新"}, {"private": True}, {"kind": "decision"}]
            open_book.notes.edit(key, **changes[number % 3])

    def delete(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes, number):
            open_book.notes.delete(key)

    def turn(open_book: SessionBook, number: int) -> None:
        if key := some(open_book.session.notes | open_book.session.todos, number):
            open_book.notes.convert(key, ("note", "todo", "decision")[number % 3])  # type: ignore[arg-type]

    return [
        note,
        edit,
        delete,
        turn,
        lambda open_book, number: open_book.people.add(f"見本{number}"),
        lambda open_book, number: open_book.events.add("adjust", "step1", minutes=number),
        lambda open_book, number: open_book.meetings.set("step1", cases=number),
        lambda open_book, number: open_book.meetings.set("step1", skipped=(f"a{number}",)),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PAGES), st.integers(0, 7), st.integers(0, 9)), max_size=20),
    st.lists(st.tuples(st.sampled_from(PAGES), st.booleans()), max_size=30),
)
def test_no_order_of_undo_and_redo_changes_what_another_page_did(
    steps: list[tuple[str, int, int]], turns: list[tuple[str, bool]]
) -> None:
    clock, open_book = Clock(), None
    open_book = book(clock=clock)
    began = records(open_book)
    for page, kind, number in steps:
        clock.advance(10)
        open_book.set_view(screen=page)
        acts()[kind](open_book, number)
    ended = records(open_book)
    for page, back in turns:
        clock.advance(10)
        before = records(open_book)
        turned = (open_book.undo_of if back else open_book.redo_of)(of(page))
        after = records(open_book)
        if not isinstance(turned, Undone):
            assert after == before
            continue
        assert turned.change.place.page == page
        own = set(turned.change.addresses)
        assert {key: one for key, one in after.items() if key not in own and key[0] != "events"} == {
            key: one for key, one in before.items() if key not in own and key[0] != "events"
        }
        people = open_book.session.participants
        assert all(note.author is None or note.author in people for note in open_book.session.notes.values())
    while open_book.redo() is not None:
        clock.advance(10)
    assert records(open_book).keys() == ended.keys()
    while open_book.undo() is not None:
        clock.advance(10)
    assert records(open_book) == began


def on(open_book: SessionBook, page: str) -> SessionBook:
    """Go to a page."""
    open_book.set_view(screen=page)
    return open_book


def test_a_page_undoes_what_it_did_last_and_leaves_the_start_above_it() -> None:
    open_book = book()
    kept = on(open_book, "notes").notes.add("一")
    on(open_book, "run").events.add("start", "step1", activity="opening")
    undone = on(open_book, "notes").undo_of(of("notes"))
    assert isinstance(undone, Undone)
    assert undone.message_id == "session.change_note_added"
    assert kept not in open_book.session.notes
    assert len(events_of(open_book.session)) == 1
    assert open_book.undo_of(of("notes")) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            lambda one: one.notes.add("一"),
            lambda one: one.notes.edit(next(iter(one.session.notes)), text="二"),
        ),
        (
            lambda one: one.people.add("見本 花子"),
            lambda one: one.notes.add("一", author=next(iter(one.session.participants))),
        ),
        (
            lambda one: one.events.add("start", "step1", activity="opening"),
            lambda one: one.events.add("adjust", "step1", minutes=1),
        ),
        (lambda one: one.set_meta(title="甲"), lambda one: one.set_meta(title="乙")),
    ],
    ids=["changed since", "named since", "meeting went on", "same field"],
)
def test_what_a_later_change_rests_on_is_not_undone_but_said(
    first: Callable[[SessionBook], object], second: Callable[[SessionBook], object]
) -> None:
    open_book = book()
    first(on(open_book, "run"))
    second(on(open_book, "notes"))
    before, title = records(open_book), open_book.meta.title
    blocked = on(open_book, "run").undo_of(of("run"))
    assert isinstance(blocked, Blocked)
    assert (blocked.change.place.page, blocked.by.place.page) == ("run", "notes")
    assert (records(open_book), open_book.meta.title) == (before, title)
    assert isinstance(open_book.undo_of(of("notes")), Undone)
    assert isinstance(open_book.undo_of(of("run")), Undone)


def test_two_fields_of_one_record_are_undone_each_for_itself() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    on(open_book, "run").notes.edit(key, private=True)
    on(open_book, "notes").notes.edit(key, kind="decision")
    assert isinstance(open_book.undo_of(of("run")), Undone)
    note = open_book.session.notes[key]
    assert (note.private, note.kind) == (False, "decision")


def test_redo_of_a_page_does_not_bring_back_what_another_one_undid() -> None:
    open_book = book()
    on(open_book, "notes").notes.add("一")
    on(open_book, "run").notes.add("二")
    heard: list[BookChange] = []
    open_book.undo_of(of("run"))
    open_book.undo_of(of("notes"))
    open_book.subscribe(heard.append)
    assert isinstance(open_book.redo_of(of("run")), Undone)
    assert [note.text for note in open_book.session.notes.values()] == ["二\n"]
    assert [change.origin for change in heard] == ["redo"]
