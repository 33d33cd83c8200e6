"""What is private: nobody sees it who does not ask for it by an option (`programme/privacy.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeGuard

from jusou_tui.session.model.queries import parts_of
from jusou_tui.session.model.records import Note, Session, Sheet, SheetTodo, Todo
from jusou_tui.toml.positions import KeyPath, value_at

if TYPE_CHECKING:  # a file is read without its curriculum
    from jusou_tui.curriculum.model import Worksheet

Withheld = Literal["private", "sensitive"]
"""Why something is not for everybody: it is private, or it is about a person."""

_ENTRIES = frozenset({"notes", "todos"})
_QUOTED = frozenset({"schema", "session", "meetings", "events", "view", "end"})
_MARKS = ("private", "memo")
_PEOPLE = frozenset({"present", "groups", "seats", "closed_reason", "minutes_checked"})
"""Keys of a meeting that hold people, or why something about them is not public."""


def is_private(record: object) -> bool:
    """Return whether a record is for its author alone: a note or ToDo marked as private, or a memo."""
    match record:
        case Note():
            return record.private or record.memo
        case Todo():
            return record.private
    return False


def is_closed(session: Session, entry: object) -> bool:
    """Return whether a note or ToDo is of an item of a meeting that is not public."""
    if not isinstance(entry, Note | Todo) or entry.step is None or entry.activity is None:
        return False
    meeting = session.meetings.get(entry.step)
    closed = meeting.closed_items if meeting is not None else None
    return bool(closed) and parts_of(session, entry.step).get(entry.activity, entry.activity) in (
        closed or ()
    )


def is_withheld_entry(session: Session, entry: object) -> bool:
    """Return whether a note or ToDo of a session is not for everybody: private, or of a closed item."""
    return is_private(entry) or is_closed(session, entry)


def is_sensitive_sheet(worksheet: Worksheet | None, sheet: Sheet | None) -> bool:
    """Return whether a sheet's contents are withheld: it is about persons, or nobody knows its worksheet.

    A sheet may be marked as `sensitive` beyond its worksheet, never less.
    """
    marked = (sheet.model_extra or {}).get("sensitive") is True if sheet is not None else True
    return worksheet is None or worksheet.sensitive or marked


def is_sensitive_todo(todo: Todo) -> TypeGuard[SheetTodo]:
    """Return whether a ToDo is the row of a sensitive sheet, and withheld like it."""
    return isinstance(todo, SheetTodo) and todo.sensitive


def may_be_quoted(path: KeyPath, document: object) -> bool:
    """Return whether a message about a mistake in a session's file may quote the value at `path`.

    `document` is the file as TOML, which need not be a session. A file alone does not tell which sheets are
    about persons (nor which ToDos, that are their rows), and half of a record not whether it is private: what
    may be, is.
    """
    table = path[0] if path else ""
    if table in _ENTRIES and len(path) > 1:
        record = value_at(document, path[:2])
        if not isinstance(record, dict) or "sheet" in record:
            return False
        return all(record.get(mark, False) is False for mark in _MARKS)
    return table in _QUOTED and not _PEOPLE.intersection(path)
