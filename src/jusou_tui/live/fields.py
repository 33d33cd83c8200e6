"""Typed fields: what can be read goes into the records at once, what cannot stays as a draft.

`step_fields`, `item_fields`, `person_fields` and `SetupForm` return fields by name; a page only shows
`text()`, calls `type()` with each change, and says what `wrong()` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from jusou_tui.errors import InputError
from jusou_tui.live.planning import meeting_times
from jusou_tui.text.parse import parse_date, parse_when
from jusou_tui.text.terminal import clean_line
from jusou_tui.text.typed_days import ANY_DAY, Expected
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import typed_date_text

if TYPE_CHECKING:  # a tenth of a start; only a set-up shows fields without a session
    from jusou_tui.curriculum.model import Step
    from jusou_tui.live.session import LiveSession, MeetingView
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.model.records import Todo
    from jusou_tui.session.programme.checklist import ChecklistItem

Value = TypeVar("Value")


class Editing:
    """Which field is being edited, and what was recorded before its edit began.

    An edit ends where another field is typed into or entered. `visit`: stands for what is typed until then.
    """

    def __init__(self) -> None:
        self._draft = ""
        self._before: object = None
        self._entered: str | None = None
        self.visit: object = object()

    def before(self, draft: str, value: Value) -> Value:
        """Return what was recorded when the edit of the field of a draft began; that is now if it begins."""
        if self._draft != draft:
            self._draft, self._before = draft, value
        return cast("Value", self._before)

    def enter(self, name: str | None) -> None:
        """Note which field has the cursor now; entering the one it is in anyway ends nothing."""
        if name != self._entered:
            self._entered = name
            self.end()

    def end(self) -> None:
        """End the edit: the records changed otherwise, or the fields are of another record now."""
        self._draft = ""
        self.visit = object()


@dataclass(frozen=True, slots=True)
class Field(Generic[Value]):
    """One input field as it is now; make another one to see what changed since.

    `draft`: the name under which unread text is kept. `recorded`: the text of what the records hold, `value`:
    what `write` makes them hold again. `read`: turns typed text into a value, or raises InputError. `write`:
    puts a value into the records.
    """

    book: SessionBook
    draft: str
    recorded: str
    value: Value
    read: Callable[[str], Value]
    write: Callable[[Value], object]

    def text(self) -> str:
        """Return the text of the field: as typed while it cannot be read, else of what is recorded."""
        draft = self.book.session.drafts.get(self.draft)
        return draft.text.removesuffix("\n") if draft else self.recorded

    def type(self, text: str, editing: Editing | None = None) -> None:
        """Take the field's new text.

        While it cannot be read, what was recorded before the edit began holds: nothing half-typed stays, such
        as the `2/3` of `2/30`.
        """
        before = self.value if editing is None else editing.before(self.draft, self.value)
        try:
            value = self.read(text)
        except InputError:
            self.book.drafts.set(self.draft, text)
            if before != self.value:
                self.write(before)
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


class LineDraft(NamedTuple):
    """What is typed as the answer to one question, until that is answered or left.

    `question`: which one, and what it is about; whoever asks it again finds the text.
    """

    book: SessionBook
    question: str

    @property
    def _name(self) -> str:
        return f"line-{self.question}"

    def text(self) -> str:
        """Return what was typed, "" where nothing was."""
        draft = self.book.session.drafts.get(self._name)
        return draft.text.removesuffix("\n") if draft else ""

    def type(self, text: str) -> None:
        """Keep the new text; an empty one leaves nothing."""
        if text:
            self.book.drafts.set(self._name, text)
        else:
            self.clear()

    def clear(self) -> None:
        """Keep nothing: the question was answered or left."""
        if self._name in self.book.session.drafts:
            self.book.drafts.clear(self._name)


Fields = Mapping[str, Field[str] | Field[date | None] | Field[dict[str, object]]]
"""Fields of one record by name."""


def step_fields(live: LiveSession, step: Step) -> Fields:
    """Return `first` and `last`: the days of a step. The times of a meeting move with its day.

    `1/14 13:30` is the day and the start of a meeting, `12/10〜12/14` both days of another step.
    """
    from jusou_tui.session.programme.run_steps import expected_days

    record, today = live.meeting(step.id).record, live.clock.now().date()
    expected = expected_days(live.curriculum, live.book.session, step.id, today)

    def write(changes: Mapping[str, object]) -> None:
        if any(getattr(record, name) != value for name, value in changes.items()):
            live.book.meetings.set(step.id, **changes)

    def read_first(typed: str) -> dict[str, object]:
        text = typed.strip()
        if step.kind == "meeting":
            return meeting_times.read_into(record, "date", text, today, expected)
        return _first_and_last(text, today, expected)

    names = meeting_times.RECORDED if step.kind == "meeting" else ("date", "until")
    held: dict[str, object] = {name: getattr(record, name) for name in names}
    key = f"step-{step.id}"
    after = expected._replace(first=record.date or expected.first)
    recorded = typed_date_text(record.date) if record.date else ""
    return {
        "first": Field(live.book, f"{key}-first", recorded, held, read_first, write),
        "last": _day(live, f"{key}-last", record.until, lambda day: write({"until": day}), after),
    }


def step_remarks(live: LiveSession, step: Step, typed: str) -> list[str]:
    """Return what is good to know of a step's days after `typed` was its first: as `SetupForm.remarks`."""
    meeting = live.meeting(step.id)
    found = meeting_times.remarks("date", typed, meeting.record, live.clock.now().date())
    return [*found, *order_texts(live, step.id)]


def order_texts(live: LiveSession, step: str) -> list[str]:
    """Return a sentence for each step whose days do not come in the order of the programme with one's."""
    from jusou_tui.session.programme.run_steps import disorder, stages

    found = stages(live.curriculum, live.book.session, live.clock.now().date())
    return [t("programme.out_of_order", **facts) for facts in disorder(found, step)]


def _first_and_last(text: str, today: date, expected: Expected) -> dict[str, object]:
    """Read the first day of a step, or both: `12/10〜12/14`. Raises InputError."""
    if not text:
        return {"date": None}
    with suppress(InputError):
        typed = parse_when(text, today, expected)
        if typed.last is not None:
            return {"date": typed.day, "until": typed.last}
    return {"date": parse_date(text, today, expected)}


def item_fields(meeting: MeetingView, item: ChecklistItem) -> Fields:
    """Return `owner`, `due` and `note` of a checklist line. The note of a meeting's activity is its memo."""
    from jusou_tui.session.programme.checklist import hour_and_note

    book, step, todo = meeting.book, meeting.step.id, item.todo

    def write(name: str) -> Callable[[object], object]:
        return lambda value: book.checklist.set_item(step, item, **{name: value})

    def write_note(text: str) -> None:
        book.checklist.set_item(step, item, note=f"{hour}\n{text}" if hour else text)

    def write_memo(text: str) -> None:
        if item.activity is not None:
            book.checklist.set_memo(step, item.activity, text)

    key = f"item-{step}-{item.key}"
    owner = todo.owner if todo else ""
    hour, own_note = hour_and_note(todo) if todo and todo.due else ("", todo.note if todo else "")
    note = (item.memo if item.has_memo else own_note).removesuffix("\n")
    due, expected = todo.due if todo else None, _before_the_end(meeting)
    day: Field[date | None] | Field[dict[str, object]] = _day(
        meeting.live, f"{key}-due", due, write("due"), expected
    )
    if item.kind == "visit" and todo is not None:
        day = _visit_time(meeting, item, todo, f"{key}-due", expected)
    return {
        "owner": Field(book, f"{key}-owner", owner, owner, str, write("owner")),
        "due": day,
        "note": Field(book, f"{key}-note", note, note, str, write_memo if item.has_memo else write_note),
    }


def _visit_time(
    meeting: MeetingView, item: ChecklistItem, todo: Todo, draft: str, expected: Expected
) -> Field[dict[str, object]]:
    """Return the field of a visit's day, which may have a time: `12/5 14:00`."""
    from jusou_tui.session.programme.checklist import hour_and_note

    hour, note = hour_and_note(todo)
    day = typed_date_text(todo.due) if todo.due else ""

    def read(typed: str) -> dict[str, object]:
        if not typed.strip():
            return {"due": None, "note": note}
        found = parse_when(typed.strip(), meeting.live.clock.now().date(), expected)
        if found.day is None or found.last is not None:
            parse_date(typed.strip(), meeting.live.clock.now().date(), expected)  # says what is wrong
        times = [time for time in (found.begins, found.end) if time is not None]
        first = "-".join(f"{time.hour}:{time.minute:02d}" for time in times)
        return {"due": found.day, "note": f"{first}\n{note}" if first else note}

    def write(changes: Mapping[str, object]) -> None:
        if changes != {"due": todo.due, "note": todo.note}:
            meeting.book.checklist.set_item(meeting.step.id, item, **changes)

    held: dict[str, object] = {"due": todo.due, "note": todo.note}
    return Field(meeting.book, draft, f"{day} {hour}".strip(), held, read, write)


def _before_the_end(meeting: MeetingView) -> Expected:
    """Return where the days of a checklist are expected: before the meeting, or the last day of the step."""
    from jusou_tui.session.programme.run_steps import expected_days

    live, step = meeting.live, meeting.step.id
    last = meeting.planned_day if meeting.step.kind == "meeting" else meeting.record.until
    if last is None:
        last = expected_days(live.curriculum, live.book.session, step, live.clock.now().date()).last
    return Expected(last=last)


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

    key, name, affiliation = f"person-{person}", record.name, record.affiliation
    return {
        "name": Field(live.book, f"{key}-name", name, name, str, write_name),
        "affiliation": Field(
            live.book, f"{key}-affiliation", affiliation, affiliation, str, write("affiliation")
        ),
        "left": _day(live, f"{key}-left", record.left, write_left, Expected(near=live.clock.now().date())),
    }


def _day(
    live: LiveSession,
    draft: str,
    day: date | None,
    write: Callable[[date | None], object],
    expected: Expected = ANY_DAY,
) -> Field[date | None]:
    def read(typed: str) -> date | None:
        return parse_date(typed.strip(), live.clock.now().date(), expected) if typed.strip() else None

    return Field(live.book, draft, typed_date_text(day) if day else "", day, read, write)
