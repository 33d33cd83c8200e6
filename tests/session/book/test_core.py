"""What every change goes through: cleaning, ids, listeners, changes made together."""

from datetime import datetime

import pytest

from jusou_tui.errors import StoreError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.model.queries import events_of
from jusou_tui.session.model.records import Event, Participant
from jusou_tui.session.people.replace_name import removal_of
from session.samples import JST, START, Clock, book, identity, session


def test_what_is_typed_is_cleaned() -> None:
    open_book = book()
    note = open_book.notes.add("赤い\x1b[31m字\ud800\x07")
    person = open_book.people.add(" 例野\n一郎\x1b[2J ")
    open_book.drafts.set("note", "\x1b[2J書き\r\nかけ ")
    sheet = open_book.sheets.add("cases")
    open_book.sheets.set_cell(sheet, "a/b/c", "一\r\n二\x00")
    assert open_book.session.notes[note].text == "赤い字\n"
    assert open_book.session.participants[person].name == "例野 一郎"
    assert open_book.session.drafts["note"].text == "書き\nかけ "
    assert open_book.session.sheets[sheet].cells == {"a/b/c": "一\n二\n"}


def test_instants_are_cut_to_milliseconds() -> None:
    open_book = book(clock=Clock(datetime(2026, 12, 10, 9, 0, 0, 123456, JST)))
    open_book.events.add("start", "step1", at=datetime(2026, 12, 10, 9, 0, 0, 999999, JST))
    assert events_of(open_book.session, "step1")[0][1].at.microsecond == 999000
    assert open_book.ledger.now().microsecond == 123000


def test_listeners_hear_of_each_change_once_and_until_they_leave() -> None:
    open_book = book()
    heard: list[BookChange] = []
    leave = open_book.subscribe(heard.append)
    key = open_book.notes.add("一")
    open_book.notes.edit(key, text="一")
    leave()
    open_book.notes.delete(key)
    assert [change.message_id for change in heard] == ["session.change_note_added"]
    assert heard[0].addresses == (("notes", key),)
    assert open_book.ledger.revision == 2


def test_a_session_that_is_only_looked_at_cannot_be_changed() -> None:
    open_book = SessionBook(session(), Clock(), read_only=True)
    for attempt in (
        lambda: open_book.notes.add("一"),
        open_book.undo,
    ):
        with pytest.raises(StoreError):
            attempt()
    assert not open_book.session.notes


def test_no_name_is_taken_out_of_a_session_that_is_only_looked_at() -> None:
    held = session(participants={identity(1): Participant(name="例野 一郎")})
    assert held.model_extra is not None
    held.model_extra["later"] = {"text": "例野 一郎の話"}
    open_book = SessionBook(held, Clock(), read_only=True)
    refused: list[str] = []
    open_book.ledger.on_refused = lambda: refused.append("refused")

    assert open_book.people.take_out(removal_of(held, identity(1), "匿名", erases=True)) == 0

    assert refused == ["refused"]
    assert held.model_extra["later"] == {"text": "例野 一郎の話"}
    assert held.participants[identity(1)].name == "例野 一郎"


def test_changes_made_together_are_one() -> None:
    open_book = book()
    heard: list[BookChange] = []
    open_book.subscribe(heard.append)
    with open_book.together("session.change_meeting", step="step1"):
        open_book.meetings.set("step1", cases=3)
        open_book.notes.add("一")
    assert len(heard) == 1
    undone = open_book.undo()
    assert undone is not None
    assert undone.message_id == "session.change_meeting"
    assert open_book.session.notes == {}


def test_a_new_id_is_behind_every_event_and_never_one_that_is_taken() -> None:
    clock = Clock()
    open_book = book(clock=clock)
    open_book.events.add("start", "step1")
    keys = {open_book.notes.add(str(number)) for number in range(5)}
    clock.advance(-3600)
    keys |= {open_book.notes.add(str(number)) for number in range(5)}
    event = open_book.events.add("pause", "step1")
    assert len(keys) == len(open_book.session.notes) == 10
    assert event == max(open_book.session.events)


def test_an_event_with_the_last_id_of_all_is_never_overwritten() -> None:
    last = "7" + "Z" * 25
    open_book = book(session(events={last: Event(at=START, step="step1", kind="start")}))
    open_book.events.add("pause", "step1")
    open_book.events.add("resume", "step1")
    assert len(open_book.session.events) == 3
