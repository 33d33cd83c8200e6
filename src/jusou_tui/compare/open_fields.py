"""The fields that a merge left open: what each side wrote, and what settles them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from jusou_tui.compare.change import TABLES, Change, TableName
from jusou_tui.compare.diff import record_title
from jusou_tui.session.book.restore import conflicting_record, joined_texts, open_fields, record_of
from jusou_tui.session.model.records import Session

Side = Literal["ours", "theirs", "base"]


class OpenField(NamedTuple):
    """A field that two people wrote differently: the conflict's id, the field's path, the values by side."""

    conflict: str
    path: str
    values: dict[str, object]

    @property
    def joined(self) -> str | None:
        """Both texts, one below the other; None where the values are no texts."""
        return joined_texts(self.values.get("ours"), self.values.get("theirs"))

    def typed_value(self, text: str) -> str:
        """Return a text typed instead of both as a value: with a last line break where they have one."""
        text = text.rstrip("\n")
        has_lines = any(str(value).endswith("\n") for value in self.values.values())
        return f"{text}\n" if has_lines else text


def fields_left_open(session: Session) -> list[OpenField]:
    """Return the fields of all conflicts of a session."""
    return [
        OpenField(identifier, path, values)
        for identifier, conflict in session.conflicts.items()
        for path, values in open_fields(conflict).items()
    ]


def as_change(session: Session, field: OpenField) -> Change:
    """Return an open field as the change from our value to theirs."""
    table, key = record_of(field.conflict, session.conflicts[field.conflict])
    ours, theirs = field.values.get("ours"), field.values.get("theirs")
    known: TableName = next((name for name in TABLES if name == table), "unknown")
    title = record_title(table, key, conflicting_record(session, (table, key)))
    return Change("changed", known, key, field.path, before=ours, after=theirs, title=title)
