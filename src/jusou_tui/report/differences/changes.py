"""Texts of the changes between two states of a session, or between two runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from pydantic import BaseModel

from jusou_tui.compare.change import Change, ChangeKind
from jusou_tui.compare.diff import record_title
from jusou_tui.compare.text_diff import text_parts
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.attendance import MOVEMENTS
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading, Style
from jusou_tui.report.differences.fields import (
    NOTE_KINDS,
    TABLES,
    field_label,
    marked_text,
    replacement_text,
    value_text,
)
from jusou_tui.report.session.entries import todo_due_text
from jusou_tui.session.model.privacy import Withheld, is_private
from jusou_tui.session.model.records import (
    Insert,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
)
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import movements
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.session.programme.todos import todos_of
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, inline, labelled, list_text, tag_text, time_text

MARKS: dict[ChangeKind, str] = {"added": "+ ", "removed": "- ", "changed": "~ ", "moved": "> "}
STYLES: dict[ChangeKind, Style] = {
    "added": "added",
    "removed": "removed",
    "changed": "plain",
    "moved": "plain",
}
KINDS: dict[ChangeKind, str] = {
    "added": "compare.count_added",
    "removed": "compare.count_removed",
    "changed": "compare.count_changed",
    "moved": "compare.count_moved",
}
WITHHELD: dict[Withheld, str] = {
    "private": "common.withheld_private",
    "sensitive": "compare.withheld_sensitive",
}
_WITHHELD_COUNTS: dict[Withheld, str] = {
    "private": "compare.withheld_private_count",
    "sensitive": "compare.withheld_sensitive_count",
}
_MAIN = {"notes": "text", "todos": "what"}
_TITLE = 40


class ChangeTexts:
    """Texts of the changes between two sessions, with titles from their curriculum where there is one.

    `hidden`: ids of entries whose text may not appear where another entry moves behind them.
    """

    def __init__(
        self,
        old: Session,
        new: Session,
        curriculum: Curriculum | None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self._old, self._new, self._curriculum, self._hidden = old, new, curriculum, hidden
        self._todos = {**dict(todos_of(old, curriculum)), **dict(todos_of(new, curriculum))}
        self._names = labels({**old.participants, **new.participants})
        self._rows = {
            row: number
            for one in (old, new)
            for sheet in one.sheets.values()
            for number, row in enumerate(row_order(sheet), 1)
        }
        self._moved = {
            one.id: t(MOVEMENTS[one.kind])
            for side in (old, new)
            for step in {record.step for record in side.presence.values()}
            for moved in movements(side, step).values()
            for one in moved
        }
        for side in (old, new):
            people = {key: self._names.get(one.participant, "") for key, one in side.presence.items()}
            self._names |= people
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
        found: list[Block] = [
            ReportHeading(level_one),
            Paragraph(summary(changes)),
            *withheld_blocks(changes),
        ]
        for chapter, inside in groupby(changes, self.chapter):
            found.append(ReportHeading(chapter, 2))
            for section, entries in groupby(inside, lambda change: (change.step, change.activity)):
                step, activity = section
                if step and activity:
                    found.append(ReportHeading(self.activity(step, activity), 3))
                found += [Item(self.text(one), MARKS[one.kind], STYLES[one.kind]) for one in entries]
        return found

    def chapter(self, change: Change) -> str:
        """Return the chapter of a change: a step's title, or the kind of record."""
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
        """Return the title of an activity or of one inserted in this run, else its id."""
        step = step_of(self._curriculum, step_id) if self._curriculum else None
        if step is not None and (found := step.activity(activity_id)) is not None:
            return found.title
        for one in (self._new, self._old):
            insert = one.meetings.get(step_id, Meeting()).inserts.get(activity_id)
            if insert is not None:
                return insert.title
        return activity_id

    def chapter_of_run(self, change: Change) -> str:
        """Return the chapter of a difference between two runs: its kind of record."""
        return t(TABLES[change.table])

    def label(self, change: Change) -> str:
        """Return the subject of a change in one line: the kind of record, its title, the field."""
        parts = [self._kind(change)]
        title = self._names.get(change.id, change.title)
        if change.withheld == "private":
            parts.append(t(WITHHELD["private"]))
        elif title and change.table in {"participants", "presence", "notes", "todos", "sheets"}:
            title = title if len(title) <= _TITLE else f"{title[:_TITLE]}.."
            parts.append(t("compare.quoted", what=self._sheet_titles.get(title, title)))
        if change.field:
            parts.append(self._field(change))
        return " ".join(part for part in parts if part)

    def text(self, change: Change) -> str:
        """Return a change in full, marked_text with `[-…-]` and `{+…+}`."""
        if change.field in _MAIN.values() and change.kind == "changed":
            return labelled(self._kind(change), self.detail(change))
        if not change.field and change.kind in {"added", "removed"} and change.withheld != "sensitive":
            return labelled(self._kind(change), self.detail(change))
        return labelled(self.label(change), self.detail(change))

    def detail(self, change: Change) -> str:
        """Return before and after, or the text of a record that was added or removed."""
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
            return marked_text(text_parts(before, after))
        name = change.field.partition("/")[0]
        return replacement_text(self.value_text(before, name), self.value_text(after, name))

    def value_text(self, value: object, field: str) -> str:
        """Return a field's value as a text, or a whole record's where `field` is "record"."""
        if isinstance(value, BaseModel):
            return self._record(value)
        if field in {"skipped", "order", "reporting"} and isinstance(value, tuple):
            return list_text(self._any_activity(key) for key in value)
        if field == "rows" and isinstance(value, Mapping):
            rows = {self._heading(key): text for key, text in value.items()}
            return value_text(rows, self._names)
        return value_text(value, self._names, field)

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
        return self._moved.get(change.id) or t(TABLES[change.table])

    def _field(self, change: Change) -> str:
        name, _, rest = change.field.partition("/")
        if name == "cells":
            return self._heading(rest)
        if name == "rows":
            row, _, cell = rest.partition("/")
            number = self._rows.get(row, int(row) if row.isdecimal() and len(row) < 4 else 0)  # noqa: PLR2004
            label = inline(t("common.row", number=number or row))
            return f"{label} {self._heading(cell)}" if cell else label
        label = field_label(change.table, name)
        inside = rest and change.table == "meetings" and change.step
        return f"{label} {self.activity(change.step or '', rest)}" if inside else label

    def _move(self, change: Change) -> str:
        if change.field == "activity":
            return replacement_text(self._place(change.before), self._place(change.after))
        if change.field.startswith("rows/") and "/" in f"{change.after or ''}":
            return replacement_text(self._heading(str(change.before)), self._heading(str(change.after)))
        if change.after is None:
            return t("compare.moved_first")
        return t("compare.moved_behind", what=self._title(change.table, str(change.after)))

    def _place(self, address: object) -> str:
        step, _, activity = str(address or "").partition("/")
        if not step:
            return t("compare.chapter_loose")
        return f"{self.step(step)} {self.activity(step, activity) if activity else ''}".strip()

    def _title(self, table: str, key: str) -> str:
        if key in self._hidden:
            return t(WITHHELD["private"])
        if key in self._names:
            return self._names[key]
        for one in (self._new, self._old):
            if table in {"notes", "todos"}:
                found = one.notes.get(key) or self._todos.get(key)
                if found is not None:
                    return t("compare.quoted", what=record_title(table, key, found)[:_TITLE])
        return inline(t("common.row", number=self._rows[key])) if key in self._rows else key

    def _record(self, record: object) -> str:  # noqa: PLR0911 - a kind each
        """Return the text of a whole record."""
        private = tag_text(t("common.private")) if is_private(record) else ""
        match record:
            case Note():
                author = self._names.get(record.author or "", "")
                text = record.text.strip(chr(10))
                return private + (labelled(author, text) if author else text)
            case Todo():
                due = todo_due_text(record)
                owner = t("report.owner", name=record.owner) if record.owner else ""
                about = list_text(part for part in (owner, due) if part)
                return f"{private}{record.what.strip(chr(10))}{bracketed(about)}"
            case Participant():
                return record.name + bracketed(record.affiliation)
            case Presence():
                return f"{self._names.get(record.participant, '')} {time_text(record.at)}".strip()
            case Insert():
                return f"{record.title}{bracketed(value_text(record.minutes, {}, 'minutes'))}"
            case Sheet():
                return self._sheet(record)
            case BaseModel():
                return value_text(record.model_dump(exclude_defaults=True), self._names)
        return value_text(record, self._names)

    def _sheet(self, sheet: Sheet) -> str:
        name = self._sheet_titles.get(sheet.worksheet, sheet.worksheet)
        lines = [f"{name} {sheet.title}".strip()]
        lines += [labelled(self._heading(key), text.strip()) for key, text in sheet.cells.items()]
        for row in row_order(sheet):
            cells = {self._heading(key): text for key, text in sheet.rows[row].items() if text}
            if cells:
                lines.append(value_text(cells, {}))
        return "\n".join(lines)


def summary(changes: Iterable[Change]) -> str:
    """Return the number of changes of each kind in one line."""
    counts = dict.fromkeys(MARKS, 0)
    for change in changes:
        counts[change.kind] += 1
    counted = [f"{MARKS[kind]}{t(KINDS[kind], count=count)}" for kind, count in counts.items() if count]
    return list_text(counted) if counted else t("compare.same")


def withheld_blocks(changes: Iterable[Change]) -> list[Block]:
    """Return how many texts are withheld, and the option that shows them."""
    reasons = [change.withheld for change in changes]
    return [
        Paragraph(t(name, count=reasons.count(reason)), "muted")
        for reason, name in _WITHHELD_COUNTS.items()
        if reason in reasons
    ]
