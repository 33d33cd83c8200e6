"""What changed between two states of one session, in the order of the meeting; what a merge left open.

Records are compared by field, nested tables by key, events by what they come to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from jusou_tui.compare.change import TABLES, Change, ChangeKind, TableName, change_kind, first_line
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.book.restore import (
    conflicting_record,
    joined_texts,
    open_fields,
    open_questions,
    record_of,
)
from jusou_tui.session.merge.three_way import WHOLE, FieldValue, field_values
from jusou_tui.session.model.queries import parts_of
from jusou_tui.session.model.records import (
    RECORDS,
    Entry,
    Event,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    table_of,
)
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.blank_sheets import written_sheets
from jusou_tui.session.programme.todos import todo_rows, todos_of, without_todos
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.timekeeping.running.progress import progress

CONTENT: tuple[TableName, ...] = ("participants", "meetings", "notes", "todos", "sheets")
BOOKKEEPING: tuple[TableName, ...] = ("events", "drafts", "conflicts")
_ORDERED: tuple[TableName, ...] = ("participants", "notes", "todos")
_PLACE = ("step", "activity")

K = TypeVar("K", bound=Hashable)


def diff(
    old: Session, new: Session, curriculum: Curriculum | None = None, *, everything: bool = False
) -> list[Change]:
    """Return the changes from one state of a session to another, none where they say the same.

    With `everything`, bookkeeping too: ids, ranks, raw events, drafts, conflicts, where the facilitator was.
    With the curriculum, steps and activities come in its order, else by name and by time.
    """
    found = list(_record("session", "", old.session, new.session, everything))
    before, after = _contents(old, new, curriculum)
    for table in CONTENT:
        found += _table(table, before[table], after[table], everything)
    found += timing_changes(old, new)
    found += _presence(old, new, everything)
    for name, was, now in _unknown(old, new):
        found.append(Change(change_kind(was, now), "unknown", name, before=was, after=now, title=name))
    if everything:
        for table in BOOKKEEPING:
            found += _table(table, table_of(old, table), table_of(new, table), everything)
        found += _record("view", "", old.view, new.view, everything)
    return sorted(found, key=_Order(old, new, curriculum))


def _unknown(old: Session, new: Session) -> Iterator[tuple[str, object, object]]:
    """Yield what neither of us knows, by name."""
    before, after = old.model_extra or {}, new.model_extra or {}
    for name in sorted({**before, **after}):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def _contents(
    old: Session, new: Session, curriculum: Curriculum | None
) -> tuple[dict[str, Mapping[str, Entry]], dict[str, Mapping[str, Entry]]]:
    """Return the tables of both sides without sheets that are blank on both.

    Rows of sheets that are ToDos are among these, not in their sheets.
    """
    listed = [dict(todos_of(one, curriculum)) for one in (old, new)]
    rows = {
        place.row: place
        for one in (old, new)
        for place in todo_rows(one.sheets, curriculum)
        if any(place.row in todos for todos in listed)
    }
    written = {key for one in (old, new) for key in written_sheets(one.sheets, curriculum)}
    found = []
    for one, todos in zip((old, new), listed, strict=True):
        tables: dict[str, Mapping[str, Entry]] = {table: table_of(one, table) for table in CONTENT}
        sheets = {key: without_todos(sheet, key, rows) for key, sheet in one.sheets.items() if key in written}
        found.append(tables | {"todos": todos, "sheets": sheets})
    return found[0], found[1]


def _table(
    table: TableName, before: Mapping[str, Entry], after: Mapping[str, Entry], everything: bool
) -> Iterator[Change]:
    reordered = False
    for key, was in before.items():
        now = after.get(key)
        if now is None:
            yield _whole("removed", table, key, was)
        elif was is not now and (was != now):
            reordered = True
            yield from _record(table, key, was, now, everything)
    for key, now in after.items():
        if key not in before:
            yield _whole("added", table, key, now)
    if reordered and table in _ORDERED:
        yield from _moves(table, before, after)


def _presence(old: Session, new: Session, everything: bool) -> Iterator[Change]:
    """Yield who came late or left early on one side only; the title is the name."""
    names = labels({**old.participants, **new.participants})
    for change in _table("presence", old.presence, new.presence, everything):
        entry = new.presence.get(change.id) or old.presence[change.id]
        yield replace(change, title=names.get(entry.participant, ""))


def _whole(kind: ChangeKind, table: TableName, key: str, entry: Entry) -> Change:
    """Return a record that came or went as one change."""
    step, activity = _place(table, key, entry)
    before, after = (entry, None) if kind == "removed" else (None, entry)
    return Change(kind, table, key, "", step, activity, before, after, record_title(table, key, entry))


def _record(table: TableName, key: str, old: Entry, new: Entry, everything: bool) -> Iterator[Change]:
    """Yield how one record differs; a new step or activity is a move."""
    step, activity = _place(table, key, new)
    title = record_title(table, key, new)
    elsewhere = _place(table, key, old) != (step, activity)
    if elsewhere:
        was, now = "/".join(filter(None, _place(table, key, old))), "/".join(filter(None, (step, activity)))
        yield Change("moved", table, key, "activity", step, activity, was, now, title)
    for found in field_changes(table, old, new, all_fields=everything):
        if found.field not in _PLACE or not elsewhere:
            yield Change(
                found.kind, table, key, found.field, step, activity, found.before, found.after, title
            )


def _moves(table: TableName, old: Mapping[str, Entry], new: Mapping[str, Entry]) -> Iterator[Change]:
    """Yield the records that changed their place in the order, but not in themselves."""
    before, after = _in_order(old), _in_order(new)
    for key in moved_items(before, after):
        step, activity = _place(table, key, new[key])
        redated = table == "notes" and values_of(old[key]).get("at") != values_of(new[key]).get("at")
        if not redated and _place(table, key, old[key]) == (step, activity):
            title = record_title(table, key, new[key])
            front = key_before(before, key), key_before(after, key)
            yield Change("moved", table, key, "", step, activity, *front, title)


def _in_order(entries: Mapping[str, Entry]) -> list[str]:
    """Return ids as people see them: by rank, then by time (people: by id)."""

    def place(key: str) -> tuple[int, float, str]:
        values = values_of(entries[key])
        at = values.get("at")
        rank = values.get("rank", 0)
        seconds = at.timestamp() if isinstance(at, datetime) else 0.0
        return (rank if isinstance(rank, int) else 0, seconds, key)

    return sorted(entries, key=place)


def _place(table: TableName, key: str, entry: Entry) -> tuple[str | None, str | None]:
    """Return the step and the activity that a record belongs to."""
    if table == "meetings":
        return key, None
    if table in {"session", "participants", "conflicts", "view"}:
        return None, None
    values = values_of(entry)
    step, activity = values.get("step"), values.get("activity")
    return (step if isinstance(step, str) else None, activity if isinstance(activity, str) else None)


def record_title(table: str, key: str, entry: object) -> str:
    """Return how people know a record: a name, the first line of a text."""
    match entry:
        case Participant():
            return entry.name
        case Presence():
            return ""
        case Note():
            return first_line(entry.text)
        case Todo():
            return first_line(entry.what)
        case Sheet():
            return entry.title or entry.worksheet
    return key or table


class _Order:
    """Sorts changes: the run itself, the team, then step by step, activity by activity, as they went."""

    def __init__(self, old: Session, new: Session, curriculum: Curriculum | None) -> None:
        self._at = {key: note.at.timestamp() for one in (old, new) for key, note in one.notes.items()}
        self._steps: dict[str, int] = {}
        self._activities: dict[tuple[str, str], float] = {}
        for number, step in enumerate(curriculum.steps if curriculum else ()):
            self._steps[step.id] = number
            for place, activity in enumerate(step.activities):
                self._activities[step.id, activity.id] = place
        self._events = [] if curriculum else [*old.events.values(), *new.events.values()]
        for event in self._events:
            if event.activity is not None:
                name = (event.step, event.activity)
                self._activities[name] = min(self._activities.get(name, 1e15), event.at.timestamp())

    def __call__(self, change: Change) -> tuple[object, ...]:
        """Return what orders a change."""
        late = change.table in {"unknown", "events", "drafts", "conflicts", "view"}
        about = change.step is None and change.table in {"session", "participants"}
        group = 3 if late else 0 if about else 1 if change.step else 2
        step = self._steps.get(change.step or "", len(self._steps))
        plan = change.table == "meetings" or (change.table == "timing" and change.activity is None)
        activity = -1.0 if plan else self._activities.get((change.step or "", change.activity or ""), 1e15)
        at = self._at.get(change.id, 0.0)
        table = TABLES.index(change.table)
        return (group, step, change.step or "", activity, change.activity or "", table, at, change.id)


def events_by_step(session: Session) -> dict[str, list[tuple[str, Event]]]:
    """Return the events of each step."""
    found: dict[str, list[tuple[str, Event]]] = {}
    for pair in session.events.items():
        found.setdefault(pair[1].step, []).append(pair)
    return found


def timing_of(events: list[tuple[str, Event]], parts: Mapping[str, str] | None = None) -> dict[str, object]:
    """Return what one step's events say: `started`, `ended`, `minutes/<activity>`, `left_out/<activity>`.

    `parts`: as `replay` takes them; what a break put off belongs to the activity that it interrupted.
    What still runs is counted up to the last event, so that a heartbeat alone changes nothing.
    """
    went = progress(events, max(event.at for _, event in events), parts)
    found: dict[str, object] = {}
    if went.started is not None:
        found["started"] = _minute(went.started)
    if went.ended is not None:
        found["ended"] = _minute(went.ended)
    minutes: Counter[str] = Counter()
    for run in went.runs:
        minutes[went.whole(run.activity)] += run.minutes
    found |= {f"minutes/{activity}": spent for activity, spent in minutes.items()}
    return found | {f"left_out/{activity}": True for activity in sorted(went.skipped)}


def timing_changes(old: Session, new: Session) -> Iterator[Change]:
    """Yield how the derived times differ, step by step."""
    if old.events == new.events:
        return
    before, after = events_by_step(old), events_by_step(new)
    for step in {**before, **after}:
        if before.get(step) == after.get(step):
            continue
        was = timing_of(before[step], parts_of(old, step)) if step in before else {}
        now = timing_of(after[step], parts_of(new, step)) if step in after else {}
        for name in {**was, **now}:
            first, second = was.get(name), now.get(name)
            if first != second:
                activity = name.partition("/")[2] or None
                yield Change(change_kind(first, second), "timing", step, name, step, activity, first, second)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


HIDDEN: dict[str, frozenset[str]] = {
    "session": frozenset(
        {"id", "created", "curriculum_digest", "curriculum_plan", "curriculum_path", "demo", "erased"}
    ),
    "participants": frozenset({"rank", "was", "anonymous"}),
    "notes": frozenset({"rank"}),
    "todos": frozenset({"rank", "at", "sheet", "sheet_name", "sensitive"}),
    "sheets": frozenset({"at", "order"}),
}
"""Fields that are bookkeeping: instead of a rank the new order is reported."""


class FieldChange(NamedTuple):
    """What became of a field, or of a key of it (`field/key`)."""

    kind: ChangeKind
    field: str
    before: object
    after: object


def values_of(entry: object) -> Mapping[str, object]:
    """Return a record's fields, unknown ones among them; a plain table as it is."""
    if isinstance(entry, BaseModel):
        extra = entry.model_extra
        return {**entry.__dict__, **extra} if extra else entry.__dict__
    return entry if isinstance(entry, Mapping) else {}


def field_changes(table: str, old: object, new: object, *, all_fields: bool = False) -> Iterator[FieldChange]:
    """Yield how one record differs."""
    before, after = values_of(old), values_of(new)
    if table == "todos":
        before, after = _with_one_due(before), _with_one_due(after)
    hidden = frozenset() if all_fields else HIDDEN.get(table, frozenset())
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now or name in hidden:
            continue
        if table == "sheets" and name == "rows" and isinstance(old, Sheet) and isinstance(new, Sheet):
            yield from _row_changes(old, new)
        elif isinstance(was, Mapping) or isinstance(now, Mapping):
            yield from _key_changes(name, values_of(was), values_of(now))
        else:
            yield FieldChange("changed", name, was, now)
    if table == "sheets" and isinstance(old, Sheet) and isinstance(new, Sheet):
        yield from _row_moves(old, new)


def _with_one_due(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return a ToDo's values, of a row its date as it is written where that cannot be read."""
    if "due_text" not in values:
        return values
    due = values.get("due") or values["due_text"] or None
    return {name: value for name, value in values.items() if name != "due_text"} | {"due": due}


def _key_changes(path: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[FieldChange]:
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was != now and not (was in (None, "") and now in (None, "")):
            kind = change_kind(None if was == "" else was, None if now == "" else now)
            yield FieldChange(kind, f"{path}/{key}", was, now)


def _row_changes(old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    """Yield how the free rows differ, cell by cell."""
    for row in {**old.rows, **new.rows}:
        before, after = old.rows.get(row), new.rows.get(row)
        if before == after:
            continue
        path = f"rows/{row}"
        if before is None or after is None:
            if any((after or before or {}).values()):
                yield FieldChange(change_kind(before, after), path, before, after)
        elif len(before) == len(after) == 1 and before.keys() != after.keys():
            (was, text), (now, written) = *before.items(), *after.items()
            yield FieldChange("moved", path, was, now)
            if text != written:
                yield FieldChange("changed", f"{path}/{now}", text, written)
        else:
            yield from _key_changes(path, before, after)


def _row_moves(old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    """Yield which free rows changed places."""
    if old.order == new.order:
        return
    before, after = row_order(old), row_order(new)
    for row in moved_items(before, after):
        yield FieldChange("moved", f"rows/{row}", key_before(before, row), key_before(after, row))


def key_before(keys: tuple[str, ...] | list[str], key: str) -> str | None:
    """Return the key in front of a key, None where it is the first."""
    place = keys.index(key)
    return keys[place - 1] if place else None


def moved_items(old: Sequence[K], new: Sequence[K]) -> list[K]:
    """Return the items that changed places, in the new order; what one side lacks is no move.

    All but the longest run of things that kept their order, in n log n steps.
    """
    places = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in places]
    numbers = [places[key] for key in common]
    if all(first < second for first, second in pairwise(numbers)):
        return []
    kept = _longest_rise(numbers)
    return [key for place, key in enumerate(common) if place not in kept]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest strictly increasing subsequence."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[length], places[length] = number, place
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept


class OpenField(NamedTuple):
    """A field that two people wrote differently: the conflict's id, the field's path, the values by side."""

    conflict: str
    path: str
    values: dict[str, object]

    @property
    def choices(self) -> list[FieldValue]:
        """All values, ours first; None stands for a record or a value that was removed."""
        return field_values(self.values)

    @property
    def joined(self) -> str | None:
        """All texts, one below the other; None where a value is no text."""
        first, *others = (one.value for one in self.choices)
        for value in others:
            first = joined_texts(first, value)
        return first if isinstance(first, str) else None

    def typed_value(self, text: str) -> str:
        """Return a text typed instead of both as a value: with a last line break where they have one."""
        text = text.rstrip("\n")
        has_lines = any(str(one.value).endswith("\n") for one in self.choices)
        return f"{text}\n" if has_lines else text


def fields_left_open(session: Session) -> list[OpenField]:
    """Return the fields of all conflicts of a session."""
    return [
        OpenField(key, path, open_fields(session.conflicts[key])[path])
        for key, path in open_questions(session)
    ]


def as_change(session: Session, field: OpenField) -> Change:
    """Return an open field as the change from our value to theirs."""
    table, key = record_of(field.conflict, session.conflicts[field.conflict])
    ours, theirs = (as_record(table, field, field.values.get(side)) for side in ("ours", "theirs"))
    known: TableName = next((name for name in TABLES if name == table), "unknown")
    title = record_title(table, key, conflicting_record(session, (table, key)))
    return Change("changed", known, key, field.path, before=ours, after=theirs, title=title)


def as_record(table: str, field: OpenField, value: object) -> object:
    """Return a value of an open field; a whole record as a record, where the value is one."""
    model = RECORDS.get(table)
    if field.path != WHOLE or model is None or not isinstance(value, Mapping):
        return value
    try:
        return model.model_validate(value)
    except ValidationError:
        return value
