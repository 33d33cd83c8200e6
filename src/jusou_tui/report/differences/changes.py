"""The differences between two states of a session, or between two runs, as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from pydantic import BaseModel

from jusou_tui.compare.change import Change, Kind, Withheld
from jusou_tui.compare.diff import title_of
from jusou_tui.compare.text import text_parts
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Heading, Item, Paragraph, Style
from jusou_tui.report.differences.fields import NOTE_KINDS, TABLES, field_name, marked, swapped, value
from jusou_tui.session.model.records import Insert, Meeting, Note, Participant, Session, Sheet, Todo
from jusou_tui.session.programme.progress import step_of
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.wording import t
from jusou_tui.wording.labels import bracketed, list_text

MARKS: dict[Kind, str] = {"added": "+ ", "removed": "- ", "changed": "~ ", "moved": "> "}
STYLES: dict[Kind, Style] = {"added": "added", "removed": "removed", "changed": "plain", "moved": "plain"}
KINDS: dict[Kind, str] = {
    "added": "compare.count_added",
    "removed": "compare.count_removed",
    "changed": "compare.count_changed",
    "moved": "compare.count_moved",
}
WITHHELD: dict[Withheld, str] = {
    "private": "common.withheld_private",
    "sensitive": "compare.withheld_sensitive",
}
_WITHHELD_TOLD: dict[Withheld, str] = {
    "private": "compare.withheld_private_count",
    "sensitive": "compare.withheld_sensitive_count",
}
_MAIN = {"notes": "text", "todos": "what"}
_TITLE = 40


class Wording:
    """Says changes of two sessions; with their curriculum by its titles, else by ids.

    `hidden`: ids of entries whose text must not be told where another entry moves behind them.
    """

    def __init__(
        self,
        old: Session,
        new: Session,
        curriculum: Curriculum | None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self._old, self._new, self._curriculum, self._hidden = old, new, curriculum, hidden
        people = {**old.participants, **new.participants}
        self._names = {key: person.name for key, person in people.items()}
        self._rows = {
            row: number
            for one in (old, new)
            for sheet in one.sheets.values()
            for number, row in enumerate(row_order(sheet), 1)
        }
        self._headings: dict[str, str] = {}
        self._sheet_titles: dict[str, str] = {}
        for worksheet in curriculum.worksheets if curriculum else ():
            self._sheet_titles[worksheet.id] = worksheet.name
            for block in worksheet.blocks:
                sides = (block.side,) if block.side else ()
                found = (*block.columns, *block.rows, *sides)
                self._headings |= {heading.id: heading.title for heading in found}
                if block.title:
                    self._headings[block.id] = block.title

    def blocks(self, changes: Sequence[Change], level_one: str) -> list[Block]:
        """Return a report of changes, grouped as they come."""
        found: list[Block] = [Heading(level_one), Paragraph(summary(changes)), *withheld_told(changes)]
        for chapter, inside in groupby(changes, self.chapter):
            found.append(Heading(chapter, 2))
            for section, entries in groupby(inside, lambda change: (change.step, change.activity)):
                step, activity = section
                if step and activity:
                    found.append(Heading(self.activity(step, activity), 3))
                found += [Item(self.told(one), MARKS[one.kind], STYLES[one.kind]) for one in entries]
        return found

    def chapter(self, change: Change) -> str:
        """Return the heading that a change stands under."""
        if change.table in {"unknown", "events", "drafts", "conflicts", "view"}:
            return t("compare.chapter_inside")
        if change.step:
            return self.step(change.step)
        if change.table in {"session", "participants", "timing"}:
            return t("compare.chapter_run")
        return t("compare.chapter_loose")

    def step(self, step_id: str) -> str:
        """Return a step's label and title."""
        step = step_of(self._curriculum, step_id) if self._curriculum else None
        return step_id if step is None else step.heading

    def activity(self, step_id: str, activity_id: str) -> str:
        """Return the title of an activity, or of what this run put in."""
        step = step_of(self._curriculum, step_id) if self._curriculum else None
        if step is not None and (found := step.activity(activity_id)) is not None:
            return found.title
        for one in (self._new, self._old):
            insert = one.meetings.get(step_id, Meeting()).inserts.get(activity_id)
            if insert is not None:
                return insert.title
        return activity_id

    def chapter_of_run(self, change: Change) -> str:
        """Return the heading that a difference of two runs stands under: its kind of record."""
        return t(TABLES[change.table])

    def label(self, change: Change) -> str:
        """Return what a change is about, in a line: the kind of record, its title, the field."""
        parts = [self._kind(change)]
        if change.withheld == "private":
            parts.append(t(WITHHELD["private"]))
        elif change.title and change.table in {"participants", "notes", "todos", "sheets"}:
            title = change.title if len(change.title) <= _TITLE else f"{change.title[:_TITLE]}.."
            parts.append(t("compare.quoted", what=self._sheet_titles.get(title, title)))
        if change.field:
            parts.append(self._field(change))
        return " ".join(part for part in parts if part)

    def told(self, change: Change) -> str:
        """Return a change in full, marked by `[-…-]` and `{+…+}`."""
        if change.field in _MAIN.values() and change.kind == "changed":
            return f"{self._kind(change)}{t('report.colon')}{self.detail(change)}"
        if not change.field and change.kind in {"added", "removed"} and change.withheld != "sensitive":
            return f"{self._kind(change)}{t('report.colon')}{self.detail(change)}"
        return f"{self.label(change)}{t('report.colon')}{self.detail(change)}"

    def detail(self, change: Change) -> str:
        """Return before and after; of a record that came or went, what it says."""
        before, after = change.before, change.after
        if change.kind == "moved":
            return self._move(change)
        if change.withheld is not None and before is None and after is None:
            return t(WITHHELD[change.withheld])
        if not change.field:
            return self._record(after if after is not None else before)
        if (
            isinstance(before, str)
            and isinstance(after, str)
            and change.field not in {"author", "kind", "role"}
        ):
            return marked(text_parts(before, after))
        name = change.field.partition("/")[0]
        return swapped(self._value(before, name), self._value(after, name))

    def said(self, given: object, field: str) -> str:
        """Return a field's value in words; of a whole record (`field` is "record") what it says."""
        return self._value(given, field)

    def _value(self, given: object, field: str) -> str:
        if isinstance(given, BaseModel):
            return self._record(given)
        if field in {"skipped", "order", "reporting"} and isinstance(given, tuple):
            return list_text(self._any_activity(key) for key in given)
        if field == "rows" and isinstance(given, Mapping):
            told = {self._heading(key): text for key, text in given.items()}
            return value(told, self._names)
        return value(given, self._names, field)

    def _any_activity(self, key: str) -> str:
        steps = self._curriculum.steps if self._curriculum else ()
        found = (step.activity(key) for step in steps)
        return next((activity.label for activity in found if activity is not None), key)

    def _heading(self, address: str) -> str:
        return " / ".join(self._headings.get(part, part) for part in address.split("/"))

    def _kind(self, change: Change) -> str:
        for one in (change.after, change.before):
            if isinstance(one, Note):
                return t(NOTE_KINDS[one.kind])
        if change.table == "notes":
            note = self._new.notes.get(change.id)
            return t(NOTE_KINDS[note.kind if note else "note"])
        return t(TABLES[change.table])

    def _field(self, change: Change) -> str:
        name, _, rest = change.field.partition("/")
        if name == "cells":
            return self._heading(rest)
        if name == "rows":
            row, _, cell = rest.partition("/")
            number = self._rows.get(row, int(row) if row.isdecimal() and len(row) < 4 else 0)  # noqa: PLR2004
            told = t("compare.row", number=number or row)
            return f"{told} {self._heading(cell)}" if cell else told
        told = field_name(change.table, name)
        inside = rest and change.table == "meetings" and change.step
        return f"{told} {self.activity(change.step or '', rest)}" if inside else told

    def _move(self, change: Change) -> str:
        if change.field == "activity":
            return swapped(self._place(change.before), self._place(change.after))
        if change.field.startswith("rows/") and "/" in f"{change.after or ''}":
            return swapped(self._heading(str(change.before)), self._heading(str(change.after)))
        if change.after is None:
            return t("compare.moved_first")
        return t("compare.moved_behind", what=self._title(change.table, str(change.after)))

    def _place(self, told: object) -> str:
        step, _, activity = str(told or "").partition("/")
        if not step:
            return t("compare.chapter_loose")
        return f"{self.step(step)} {self.activity(step, activity) if activity else ''}".strip()

    def _title(self, table: str, key: str) -> str:
        if key in self._hidden:
            return t(WITHHELD["private"])
        for one in (self._new, self._old):
            if key in one.participants:
                return one.participants[key].name
            if table in {"notes", "todos"}:
                found = one.notes.get(key) or one.todos.get(key)
                if found is not None:
                    return t("compare.quoted", what=title_of(table, key, found)[:_TITLE])
        return t("compare.row", number=self._rows[key]) if key in self._rows else key

    def _record(self, record: object) -> str:  # noqa: PLR0911 - a kind each
        """Return what a whole record says."""
        private = t("report.in_marks", what=t("common.private")) if getattr(record, "private", False) else ""
        match record:
            case Note():
                author = self._names.get(record.author or "", "")
                who = f"{author}{t('report.colon')}" if author else ""
                return f"{private}{who}{record.text.strip(chr(10))}"
            case Todo():
                due = t("report.due", day=value(record.due, {})) if record.due else ""
                owner = t("report.owner", name=record.owner) if record.owner else ""
                about = list_text(part for part in (owner, due) if part)
                behind = bracketed(about)
                return f"{private}{record.what.strip(chr(10))}{behind}"
            case Participant():
                behind = bracketed(record.affiliation)
                return f"{record.name}{behind}"
            case Insert():
                return f"{record.title}{bracketed(value(record.minutes, {}, 'minutes'))}"
            case Sheet():
                return self._sheet(record)
            case BaseModel():
                return value(record.model_dump(exclude_defaults=True), self._names)
        return value(record, self._names)

    def _sheet(self, sheet: Sheet) -> str:
        name = self._sheet_titles.get(sheet.worksheet, sheet.worksheet)
        lines = [f"{name} {sheet.title}".strip()]
        lines += [
            f"{self._heading(key)}{t('report.colon')}{text.strip()}" for key, text in sheet.cells.items()
        ]
        for row in row_order(sheet):
            cells = {self._heading(key): text for key, text in sheet.rows[row].items() if text}
            if cells:
                lines.append(value(cells, {}))
        return "\n".join(lines)


def summary(changes: Iterable[Change]) -> str:
    """Return how much of each kind there is, in a line."""
    counts = dict.fromkeys(MARKS, 0)
    for change in changes:
        counts[change.kind] += 1
    told = [f"{MARKS[kind]}{t(KINDS[kind], count=count)}" for kind, count in counts.items() if count]
    return list_text(told) if told else t("compare.same")


def withheld_told(changes: Iterable[Change]) -> list[Block]:
    """Return how much was left out, and how it can be seen."""
    reasons = [change.withheld for change in changes]
    return [
        Paragraph(t(name, count=reasons.count(reason)), "muted")
        for reason, name in _WITHHELD_TOLD.items()
        if reason in reasons
    ]
