"""Texts of the changes between two states of a session, or between two runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from jusou_tui.compare.change import Change, ChangeKind, first_line
from jusou_tui.compare.text_diff import MOST_INSIDE_LINES, text_parts
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading, Style
from jusou_tui.report.checklist import item_label, item_text
from jusou_tui.report.differences.fields import (
    NOTE_KINDS,
    TABLES,
    field_label,
    marked_text,
    replacement_text,
)
from jusou_tui.report.differences.names import Names, is_id
from jusou_tui.report.differences.values import BY_ACTIVITY, TYPED, Place, ValueTexts
from jusou_tui.session.model.privacy import Withheld
from jusou_tui.session.model.records import Note, Session
from jusou_tui.session.programme.attendance import movements
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled, list_text, movement_label

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
_LISTS = frozenset({"present", "skipped"})
"""Fields that list things: of a changed one those are said that came and went."""
_TITLED = frozenset({"participants", "presence", "notes", "todos", "sheets"})
_TITLE = 40


class ChangeTexts:
    """Texts of the changes between two sessions, with names from their curricula where there are any.

    `hidden`: ids of entries whose text may not appear where another entry moves behind them. No id of a
    record, and none of a curriculum, is in any text.
    """

    def __init__(
        self,
        old: Session,
        new: Session,
        curriculum: Curriculum | None,
        hidden: frozenset[str] = frozenset(),
        *,
        old_curriculum: Curriculum | None = None,
    ) -> None:
        self._new = new
        self._names = Names(old, new, curriculum, old_curriculum=old_curriculum, hidden=hidden)
        self._values = ValueTexts(self._names)
        self._worksheets = {key: sheet.worksheet for side in (old, new) for key, sheet in side.sheets.items()}
        self._present = {
            key: self._names.person(one.participant)
            for side in (old, new)
            for key, one in side.presence.items()
        }
        self._moved = {
            one.id: movement_label(one.kind)
            for side in (old, new)
            for step in {record.step for record in side.presence.values()}
            for moved in movements(side, step).values()
            for one in moved
        }

    def blocks(self, changes: Sequence[Change], level_one: str) -> list[Block]:
        """Return a report of changes, grouped as they come; texts of very many are compared by lines only."""
        inside_lines = len(changes) <= MOST_INSIDE_LINES
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
                found += [
                    Item(self.text(one, inside_lines=inside_lines), MARKS[one.kind], STYLES[one.kind])
                    for one in entries
                ]
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
        return self._names.step(step_id)

    def activity(self, step_id: str, activity_id: str) -> str:
        """Return the title of an activity or of a row that was put in."""
        return self._names.activity(step_id, activity_id)

    def chapter_of_run(self, change: Change) -> str:
        """Return the chapter of a difference between two runs: its kind of record."""
        return t(TABLES[change.table])

    def label(self, change: Change, most: int = _TITLE, *, alone: bool = False) -> str:
        """Return the subject of a change in one line: the kind of record, its title, the field.

        Of the title at most so many letters. `alone`: no heading names the activity whose time it is.
        """
        parts = [self._kind(change)]
        title = self._title(change) if change.table in _TITLED else ""
        if alone and change.table == "timing" and change.step and change.activity:
            title = self.activity(change.step, change.activity)
        if change.withheld == "private":
            parts.append(t(WITHHELD["private"]))
        elif title:
            title = title if len(title) <= most else f"{title[:most]}.."
            parts.append(t("compare.quoted", text=title))
        if change.field:
            parts.append(self._field(change))
        return " ".join(part for part in parts if part)

    def text(self, change: Change, *, inside_lines: bool = True) -> str:
        """Return a change in full, marked_text with `[-…-]` and `{+…+}`."""
        if change.field in _MAIN.values() and change.kind == "changed":
            return labelled(self._kind(change), self.detail(change, inside_lines=inside_lines))
        if not change.field and change.kind in {"added", "removed"} and change.withheld != "sensitive":
            return labelled(self._kind(change), self.detail(change))
        detail = self.detail(change, inside_lines=inside_lines)
        return labelled(self.label(change), detail) if detail else self.label(change)

    def detail(self, change: Change, *, inside_lines: bool = True) -> str:
        """Return before and after, or the text of a record that was added or removed."""
        before, after = change.before, change.after
        if change.kind == "moved":
            return self._move(change)
        if change.withheld is not None and before is None and after is None:
            return t(WITHHELD[change.withheld])
        if not change.field:
            return self._values.record(after if after is not None else before, Place.of(change))
        name = change.field.partition("/")[0]
        if name in _LISTS and isinstance(before, list | tuple) and isinstance(after, list | tuple):
            gone, came = (
                [one for one in before if one not in after],
                [one for one in after if one not in before],
            )
            before, after = (gone, came) if gone or came else (before, after)
        was, now = self.value_text(change, before), self.value_text(change, after)
        if isinstance(before, str) and isinstance(after, str) and name in TYPED:
            return marked_text(text_parts(before, after, inside_lines=inside_lines))
        return replacement_text(was, now)

    def value_text(self, change: Change, value: object) -> str:
        """Return a value of the field of a change as a text, or a whole record's."""
        name, _, rest = change.field.partition("/")
        cell = name == "rows" and "/" in rest
        return self._values.text(Place.of(change), "cells" if cell else name, value)

    def _title(self, change: Change) -> str:
        line = self._names.line(change.id)
        if line is not None:
            return first_line(item_text(line, self._names.people))
        if change.table != "sheets":
            title = self._names.people.get(change.id) or self._present.get(change.id, change.title)
            return "" if title in {change.id, change.table} else title  # the record is not there any more
        worksheet = self._worksheets.get(change.id, change.id or change.title)
        rest = change.title.removeprefix(worksheet)
        if change.withheld is not None:
            return self._names.worksheet(worksheet)
        return change.title if rest == change.title else f"{self._names.worksheet(worksheet)}{rest}"

    def _kind(self, change: Change) -> str:
        for one in (change.after, change.before):
            if isinstance(one, Note):
                return t(NOTE_KINDS[one.kind])
        if change.table == "notes":
            note = self._new.notes.get(change.id)
            return t(NOTE_KINDS[note.kind if note else "note"])
        line = self._names.line(change.id)
        if line is not None and change.withheld is None:
            return item_label(line)
        return self._moved.get(change.id) or t(TABLES[change.table])

    def _field(self, change: Change) -> str:
        name, _, rest = change.field.partition("/")
        if name == "cells":
            return self._names.cell(change.id, rest)
        if name == "rows":
            row, _, cell = rest.partition("/")
            label = self._names.row(row)
            return f"{label} {self._names.cell(change.id, cell)}" if cell else label
        label = field_label(change.table, name)
        if name == "seats" and rest:
            return f"{label} {self._names.person(rest)}"
        inside = rest and change.table == "meetings" and change.step and name in BY_ACTIVITY
        return f"{label} {self.activity(change.step or '', rest)}" if inside else label

    def _move(self, change: Change) -> str:
        if change.field == "activity":
            return replacement_text(self._place(change.before), self._place(change.after))
        if change.after is None:
            return t("compare.moved_first")
        if change.field.startswith("rows/") and not is_id(change.after):
            was, now = (self._names.cell(change.id, str(one)) for one in (change.before, change.after))
            return replacement_text(was, now)
        return t("compare.moved_behind", what=self._names.entry(change.table, str(change.after)))

    def _place(self, address: object) -> str:
        step, _, activity = str(address or "").partition("/")
        if not step:
            return t("compare.chapter_loose")
        return f"{self.step(step)} {self.activity(step, activity) if activity else ''}".strip()


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
