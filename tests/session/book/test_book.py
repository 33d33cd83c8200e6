"""The book: what a screen does to an open session."""

from datetime import date, datetime, timedelta

import pytest

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError, StoreError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import Change
from jusou_tui.session.model.queries import events_of, meeting_of, notes_of, sheets_of, todos_of
from jusou_tui.session.model.records import Event, Note, Participant
from jusou_tui.session.programme.new_run import new_session
from session.samples import JST, START, Clock, book, full_session, identity, session


def test_a_note_is_filed_with_the_instant_and_a_last_newline() -> None:
    open_book = book()
    key = open_book.notes.add("一\r\n二", "decision", "step1", "opening", "someone")
    assert open_book.session.notes[key] == Note(
        at=START, kind="decision", text="一\n二\n", step="step1", activity="opening", author="someone"
    )


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


@pytest.mark.parametrize("text", ["", " \n\n", "\x1b[2J"])
def test_an_empty_note_is_not_filed(text: str) -> None:
    open_book = book()
    with pytest.raises(InputError):
        open_book.notes.add(text)
    with pytest.raises(InputError):
        open_book.todos.add(text)
    assert open_book.ledger.revision == 0


def test_a_note_cannot_be_emptied_by_editing() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    with pytest.raises(InputError):
        open_book.notes.edit(key, text=" ")
    assert open_book.session.notes[key].text == "一\n"


def test_a_field_that_does_not_exist_is_refused() -> None:
    open_book = book()
    key = open_book.notes.add("一")
    with pytest.raises(TypeError):
        open_book.notes.edit(key, txt="二")
    with pytest.raises(TypeError):
        open_book.events.add("start", "step1", activty="opening")


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


def test_a_note_becomes_a_todo_and_comes_back_with_text_time_and_author() -> None:
    open_book = book()
    author = open_book.people.add("見本 花子")
    key = open_book.notes.add("用語集を作る", "note", "step1", "opening", author)
    before = open_book.session.notes[key]
    open_book.notes.convert(key, "todo")
    todo = open_book.session.todos[key]
    assert (todo.what, todo.at, todo.owner, todo.author) == (before.text, before.at, "見本 花子", author)
    assert key not in open_book.session.notes
    open_book.notes.convert(key, "decision")
    assert open_book.session.notes[key] == before.model_copy(update={"kind": "decision"})
    open_book.undo()
    open_book.undo()
    assert open_book.session.notes == {key: before}
    assert open_book.session.todos == {}


def test_a_todo_is_ticked_off_at_an_instant_and_reopened() -> None:
    open_book = book()
    key = open_book.todos.add("送る", "例野 一郎", date(2027, 1, 8), "step1")
    open_book.todos.tick(key, True)
    assert open_book.session.todos[key].done == START
    open_book.todos.tick(key, False)
    assert open_book.session.todos[key].done is None
    assert todos_of(open_book.session, "step1") == [(key, open_book.session.todos[key])]


def test_someone_removed_is_no_longer_present_and_undo_brings_both_back() -> None:
    open_book = book(full_session())
    before = open_book.session.model_copy(deep=True)
    open_book.people.remove(identity(1))
    assert meeting_of(open_book.session, "step1").present == ()
    open_book.undo()
    assert open_book.session == before


def test_a_meeting_is_set_field_by_field() -> None:
    open_book = book()
    open_book.meetings.set("step1", cases=2)
    open_book.meetings.set("step1", start=START + timedelta(microseconds=1), present=(identity(1),))
    found = meeting_of(open_book.session, "step1")
    assert (found.cases, found.start, found.present) == (2, START, (identity(1),))
    assert meeting_of(open_book.session, "step2").cases is None


def test_rows_of_a_sheet_are_added_filled_and_removed() -> None:
    open_book = book()
    sheet = open_book.sheets.add("cases", "ケース", "step1")
    row = open_book.sheets.add_row(sheet, {"who": "一人", "what": ""})
    open_book.sheets.set_cell(sheet, "what", "相談", row=row)
    assert open_book.session.sheets[sheet].rows == {row: {"who": "一人", "what": "相談"}}
    open_book.sheets.set_cell(sheet, "who", "", row=row)
    assert open_book.session.sheets[sheet].rows == {row: {"what": "相談"}}
    open_book.sheets.remove_row(sheet, row)
    assert open_book.session.sheets[sheet].rows == {}
    assert [key for key, _ in sheets_of(open_book.session, "step1", "cases")] == [sheet]


def test_listeners_hear_of_each_change_once_and_until_they_leave() -> None:
    open_book = book()
    heard: list[Change] = []
    leave = open_book.subscribe(heard.append)
    key = open_book.notes.add("一")
    open_book.notes.edit(key, text="一")
    leave()
    open_book.notes.delete(key)
    assert [change.message_id for change in heard] == ["session.change_note_added"]
    assert heard[0].addresses == (("notes", key),)
    assert open_book.ledger.revision == 2


def test_a_draft_that_did_not_change_makes_no_change() -> None:
    clock = Clock()
    open_book = book(clock=clock)
    open_book.drafts.set("note", "書き", kind="decision")
    clock.advance(1)
    open_book.drafts.set("note", "書き", kind="decision")
    assert open_book.ledger.revision == 1
    assert open_book.session.drafts.get("note") is not None
    open_book.drafts.clear("note")
    assert open_book.session.drafts.get("note") is None


def test_a_session_that_is_only_looked_at_cannot_be_changed() -> None:
    open_book = SessionBook(session(), Clock(), read_only=True)
    for attempt in (
        lambda: open_book.notes.add("一"),
        open_book.undo,
    ):
        with pytest.raises(StoreError):
            attempt()


def test_changes_made_together_are_one() -> None:
    open_book = book()
    heard: list[Change] = []
    open_book.subscribe(heard.append)
    with open_book.together("session.change_meeting", step="step1"):
        open_book.meetings.set("step1", cases=3)
        open_book.notes.add("一")
    assert len(heard) == 1
    undone = open_book.undo()
    assert undone is not None
    assert undone.message_id == "session.change_meeting"
    assert open_book.session.notes == {}


def test_a_new_session_knows_its_curriculum() -> None:
    curriculum = Curriculum.model_validate(
        {
            "schema": 1,
            "id": "team-building",
            "version": "1.0",
            "programme": {"title": "題", "short_title": "題"},
            "steps": [{"id": "step1", "kind": "meeting", "title": "題", "label": "Step1"}],
        }
    )
    made = new_session(" 第1回 ", "見本市", curriculum, "sha256:00", None, "standard", START)
    assert (made.session.title, made.session.curriculum_version) == ("第1回", "1.0")
    assert made.session.created == START
    assert made.session.curriculum_path is None


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
