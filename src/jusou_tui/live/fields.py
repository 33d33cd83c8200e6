"""Typed fields: what can be read goes into the records at once, what cannot stays as a draft.

`step_fields`, `item_fields`, `person_fields` and `SetupForm` return fields by name; a page only shows
`text()`, calls `type()` with each change, and says what `wrong()` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from jusou_tui.curriculum.model import Step
from jusou_tui.errors import InputError
from jusou_tui.session.programme.checklist import ChecklistItem
from jusou_tui.session.programme.run_steps import moved_to
from jusou_tui.text.parse import parse_date
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text
from jusou_tui.wording.values import typed_date_text

if TYPE_CHECKING:  # a tenth of a start; only a set-up shows fields without a session
    from jusou_tui.live.session import LiveSession, MeetingView
    from jusou_tui.session.book.book import SessionBook

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Field(Generic[Value]):
    """One input field as it is now; make another one to see what changed since.

    `draft`: the name under which unread text is kept. `recorded`: the text of what the records hold. `read`:
    turns typed text into a value, or raises InputError. `write`: puts a value into the records.
    """

    book: SessionBook
    draft: str
    recorded: str
    read: Callable[[str], Value]
    write: Callable[[Value], object]

    def text(self) -> str:
        """Return the text of the field: as typed while it cannot be read, else of what is recorded."""
        draft = self.book.session.drafts.get(self.draft)
        return draft.text.removesuffix("\n") if draft else self.recorded

    def type(self, text: str) -> None:
        """Take the field's new text."""
        try:
            value = self.read(text)
        except InputError:
            self.book.drafts.set(self.draft, text)
            return
        self.write(value)
        self.book.drafts.clear(self.draft)

    def wrong(self) -> str:
        """Return what is wrong with the text, "" where it can be read."""
        try:
            self.read(self.text())
        except InputError as error:
            return message_text(error)
        return ""


Fields = Mapping[str, Field[str] | Field[date | None]]
"""Fields of one record by name."""


def step_fields(live: LiveSession, step: Step) -> Fields:
    """Return `first` and `last`: the days of a step. The times of a meeting move with its first day."""
    record = live.meeting(step.id).record

    def write(changes: Mapping[str, object]) -> None:
        if any(getattr(record, name) != value for name, value in changes.items()):
            live.book.meetings.set(step.id, **changes)

    key = f"step-{step.id}"
    return {
        "first": _day(live, f"{key}-first", record.date, lambda day: write(moved_to(record, day))),
        "last": _day(live, f"{key}-last", record.until, lambda day: write({"until": day})),
    }


def item_fields(meeting: MeetingView, item: ChecklistItem) -> Fields:
    """Return `owner`, `due` and `note` of a checklist line. The note of a meeting's activity is its memo."""
    book, step, todo = meeting.book, meeting.step.id, item.todo

    def write(name: str) -> Callable[[object], object]:
        return lambda value: book.checklist.set_item(step, item, **{name: value})

    def write_memo(text: str) -> None:
        if item.activity is not None:
            book.checklist.set_memo(step, item.activity, text)

    key = f"item-{step}-{item.key}"
    note = (todo.note if todo else "") if item.tickable else item.memo
    return {
        "owner": Field(book, f"{key}-owner", todo.owner if todo else "", str, write("owner")),
        "due": _day(meeting.live, f"{key}-due", todo.due if todo else None, write("due")),
        "note": Field(
            book, f"{key}-note", note.removesuffix("\n"), str, write("note") if item.tickable else write_memo
        ),
    }


def person_fields(live: LiveSession, person: str) -> Fields:
    """Return `name`, `affiliation` and `left`. A name that is being emptied stays what it was."""
    record, people = live.book.session.participants[person], live.book.people

    def write(name: str) -> Callable[[str], None]:
        return lambda text: people.edit_typed(person, **{name: text})

    def write_left(day: date | None) -> None:
        if record.left != day:
            people.edit(person, left=day)

    def write_name(text: str) -> None:
        if clean_line(text):
            write("name")(text)

    key, affiliation = f"person-{person}", record.affiliation
    return {
        "name": Field(live.book, f"{key}-name", record.name, str, write_name),
        "affiliation": Field(live.book, f"{key}-affiliation", affiliation, str, write("affiliation")),
        "left": _day(live, f"{key}-left", record.left, write_left),
    }


def _day(
    live: LiveSession, draft: str, day: date | None, write: Callable[[date | None], object]
) -> Field[date | None]:
    def read(typed: str) -> date | None:
        return parse_date(typed.strip(), live.clock.now().date()) if typed.strip() else None

    return Field(live.book, draft, typed_date_text(day) if day else "", read, write)
