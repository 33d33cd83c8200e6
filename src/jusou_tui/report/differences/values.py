"""Texts of the values that a difference shows: what they refer to is said by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from jusou_tui.compare.change import Change, TableName
from jusou_tui.report.checklist import item_text, todo_due_text
from jusou_tui.report.differences.fields import TABLES, field_label, plain_text
from jusou_tui.report.differences.names import Names
from jusou_tui.session.book.meetings import EVENT_MESSAGES
from jusou_tui.session.model.items import who_hands_in
from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import (
    Event,
    Insert,
    Note,
    Participant,
    Presence,
    Sheet,
    Todo,
)
from jusou_tui.session.worksheets.layout import row_order
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled, list_text, tag_text, time_text

TYPED = frozenset(
    {
        "text",
        "what",
        "title",
        "name",
        "affiliation",
        "organisation",
        "owner",
        "note",
        "due_text",
        "place",
        "handouts",
        "closed_reason",
        "minutes_checked",
        "cells",
        "rows",
    }
)
"""Fields that hold what somebody typed, and are shown as they are."""
SILENT = frozenset(
    {
        "id",
        "screen",
        "focus",
        "cell",
        "audience",
        "sheet_name",
        "curriculum_digest",
        "curriculum_plan",
        "curriculum_path",
    }
)
"""Fields that only programs read: that they differ is shown, but not how."""
SIDES = {"ours": "compare.take_ours", "theirs": "compare.take_theirs"}
BY_ACTIVITY = frozenset({"minutes", "pins", "ends", "inserts"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: a record's table and id, its step and its activity."""

    table: TableName
    id: str = ""
    step: str | None = None
    activity: str | None = None

    @classmethod
    def of(cls, change: Change) -> Place:
        """Return where a change is."""
        step = change.step if change.table != "meetings" else change.step or change.id
        return cls(change.table, change.id, step, change.activity)


class ValueTexts:
    """Texts of values and of whole records."""

    def __init__(self, names: Names) -> None:
        self._names = names
        one = self._one
        self._by_field: Mapping[str, Callable[[Place, object], str]] = {
            "author": one(lambda _, key: names.person(key)),
            "participant": one(lambda _, key: names.person(key)),
            "present": one(lambda _, key: names.person(key)),
            "groups": one(lambda _, key: names.person(key)),
            "closed_items": one(lambda place, key: names.activity(place.step, key)),
            "skipped": one(lambda place, key: names.activity(place.step, key)),
            "activity": one(lambda place, key: names.activity(place.step, key)),
            "of": one(lambda place, key: names.activity(place.step, key)),
            "after": one(lambda place, key: names.activity(place.step, key)),
            "order": one(self._in_order),
            "step": one(lambda _, key: names.step(key)),
            "segment": one(lambda place, key: names.segment(place.step, place.activity, key)),
            "target": one(lambda place, key: names.entry(place.table, key)),
            "editing": one(lambda place, key: names.entry(place.table, key)),
            "variant": one(lambda _, key: names.variant(key)),
            "curriculum": one(lambda _, key: names.curriculum(key)),
            "worksheet": one(lambda _, key: names.worksheet(key)),
            "sheet": one(lambda _, key: names.sheet(key)),
            "item": one(lambda _, key: t("compare.checklist_line") if key else ""),
        }

    def text(self, place: Place, field: str, value: object) -> str:  # noqa: PLR0911 - a kind each
        """Return the value of a field as a text, None as "". `field`: its name, without a key inside."""
        if value is None or field in SILENT:
            return ""
        if isinstance(value, BaseModel):
            return self.record(value, place)
        if (named := self._by_field.get(field)) is not None:
            return named(place, value)
        if isinstance(value, Mapping):
            return self._by_key(place, field, value)
        if isinstance(value, str) and field in TYPED:
            return value.strip("\n")
        if field == "kind" and place.table == "events":
            return next((t(message) for kind, message in EVENT_MESSAGES.items() if kind == value), "")
        return self._names.without_ids(plain_text(value, field))

    def _by_key(self, place: Place, field: str, value: Mapping[object, object]) -> str:
        """Return a value that has parts: the cells of a row, what is set for activities, a plain table."""
        if field == "rows":
            return self._cells(place.id, value)
        if field == "seats":
            return list_text(labelled(self._names.person(str(key)), str(one)) for key, one in value.items())
        if field in BY_ACTIVITY:
            parts = ((self._names.activity(place.step, str(key)), one) for key, one in value.items())
            return list_text(labelled(name, self.text(place, field, one)) for name, one in parts)
        return self.record(value, place)

    def record(self, record: object, place: Place) -> str:  # noqa: PLR0911 - a kind each
        """Return the text of a whole record, or of a plain table."""
        private = tag_text(t("common.private")) if is_private(record) else ""
        match record:
            case Note():
                author = self._names.person(record.author) if record.author else ""
                text = record.text.strip("\n")
                return private + (labelled(author, text) if author else text)
            case Todo():
                due = todo_due_text(record)
                owner = t("report.owner", name=record.owner) if record.owner else ""
                ticked = record.item and record.done is not None and who_hands_in(record.item) is None
                done = t("common.done") if ticked else ""
                about = list_text(part for part in (owner, due, done) if part)
                return f"{private}{item_text(record, self._names.people)}{bracketed(about)}"
            case Participant():
                return record.name + bracketed(record.affiliation)
            case Presence():
                return f"{self._names.person(record.participant)} {time_text(record.at)}".strip()
            case Insert():
                return f"{record.title}{bracketed(plain_text(record.minutes, 'minutes'))}"
            case Sheet():
                return self._sheet(record)
            case BaseModel():
                return self._fields(place, record)
            case Mapping() if place.table == "conflicts":
                return self._conflict(place, record)
        return self._names.without_ids(plain_text(record))

    def _conflict(self, place: Place, conflict: Mapping[object, object]) -> str:
        """Return the values of the fields that two people wrote differently."""
        table = next((name for name in TABLES if name == conflict.get("table")), place.table)
        inside = Place(table, place.id, place.step, place.activity)
        fields = conflict.get("fields")
        shown = []
        for path, values in (fields if isinstance(fields, Mapping) else {}).items():
            name = str(path).partition("/")[0]
            sides = values if isinstance(values, Mapping) else {}
            found = ((label, self.text(inside, name, sides.get(side))) for side, label in SIDES.items())
            texts = [labelled(t(label), text) for label, text in found if text]
            shown.append(labelled(field_label(table, name), list_text(texts)))
        return list_text(shown)

    def _fields(self, place: Place, record: BaseModel) -> str:
        """Return the fields of a record that are not as usual."""
        given = {name: getattr(record, name) for name in type(record).model_fields}
        usual = {name: field.default for name, field in type(record).model_fields.items()}
        changed = {name: value for name, value in given.items() if value != usual[name]}
        activity = changed.get("activity") if isinstance(record, Event) else place.activity
        inside = Place(place.table, place.id, _text(changed.get("step")) or place.step, _text(activity))
        texts = {name: self.text(inside, name, value) for name, value in changed.items()}
        return list_text(
            labelled(field_label(place.table, name), text) for name, text in texts.items() if text
        )

    def _sheet(self, sheet: Sheet) -> str:
        lines = [self._names.sheet_of(sheet)]
        for address, text in sheet.cells.items():
            lines.append(labelled(self._names.cell(sheet, address), text.strip()))
        for row in row_order(sheet):
            cells = {self._names.cell(sheet, key): text for key, text in sheet.rows[row].items() if text}
            if cells:
                lines.append(plain_text(cells))
        return "\n".join(lines)

    def _cells(self, sheet: str, cells: Mapping[object, object]) -> str:
        return plain_text({self._names.cell(sheet, str(key)): text for key, text in cells.items()})

    def _in_order(self, place: Place, key: str) -> str:
        return self._names.row(key) if place.table == "sheets" else self._names.activity(place.step, key)

    def _one(self, name: Callable[[Place, str], str]) -> Callable[[Place, object], str]:
        """Return what tells a value by naming each id in it."""

        def text_of(place: Place, value: object) -> str:
            match value:
                case str():
                    return name(place, value)
                case list() | tuple():
                    return list_text(text_of(place, one) for one in _listed(value))
                case Mapping():
                    return list_text(labelled(str(key), text_of(place, one)) for key, one in value.items())
            return self._names.without_ids(plain_text(value))

        return text_of


def _listed(values: Iterable[object]) -> list[object]:
    return list(values)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
