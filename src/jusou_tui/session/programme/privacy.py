"""What of a session is not for everybody: private entries, sheets about persons, what could be either.

All output goes by this: reports, `--json` documents, differences. What makes a record private, and a sheet
one about persons, is in `model/privacy.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.privacy import (
    Withheld,
    is_private,
    is_sensitive_sheet,
    is_sensitive_todo,
    is_withheld_entry,
)
from jusou_tui.session.model.records import Session, Sheet, Todo
from jusou_tui.session.programme.todos import as_record, todos_of

Reasons = tuple[Withheld, ...]

_SHEET_HEAD = frozenset({"at", "worksheet", "step"})
"""The fields of a sheet that are not its contents."""
_TODO_HEAD = frozenset({"at", "due", "done", "step", "activity", "sheet", "rank"})

_EITHER: Reasons = ("private", "sensitive")
_ENTRIES = frozenset({"notes", "todos"})


class Privacy:
    """Knows what is not for everybody in some states of one session, or in two runs.

    What is private in one of them is so in all. Sensitive is a sheet about persons, or of a worksheet that
    nobody knows, and its rows that are ToDos. `private` and `sensitive`: the ids of such notes and ToDos;
    what belongs to a closed item of a meeting is private.
    """

    def __init__(self, curriculum: Curriculum | None, *sessions: Session) -> None:
        self._curriculum = curriculum
        self._sessions = sessions
        self.private = frozenset(
            key
            for session in sessions
            for key, entry in (*session.notes.items(), *todos_of(session, curriculum))
            if is_withheld_entry(session, entry)
        )
        self.sensitive = frozenset(
            key
            for session in sessions
            for key, todo in todos_of(session, curriculum)
            if is_sensitive_todo(todo)
        )

    def of_draft(self) -> Reasons:
        """Return why half-typed text, or a table that nobody knows, is not for everybody."""
        return _EITHER

    def of_entry(self, key: str, *given: object) -> Reasons:
        """Return why a note or ToDo is not for everybody: as it is in the sessions, or in what is `given`."""
        private = key in self.private or any(map(is_private, given))
        about = any(isinstance(one, Todo) and is_sensitive_todo(one) for one in given)
        return _reasons(private=private, sensitive=about or key in self.sensitive)

    def of_sheet(self, key: str, *given: object, rows: Iterable[str] | None = None) -> Reasons:
        """Return why a sheet's contents are not for everybody; of some of its `rows`, where they are named.

        `key`: the sheet's id, or its worksheet's, as two runs name it. Contents of an unknown one never are.
        """
        sheets = [*self._sheets(key), *(one for one in given if isinstance(one, Sheet))]
        about: list[Sheet | str] = [*sheets] or [key]
        sensitive = any(self._is_about_persons(one) for one in about)
        named = [row for one in sheets for row in one.rows] if rows is None else rows
        return _reasons(private=any(row in self.private for row in named), sensitive=sensitive)

    def _sheets(self, key: str) -> list[Sheet]:
        """Return the sheets of an id; those of a worksheet, where `key` names one."""
        return [
            sheet
            for session in self._sessions
            for identifier, sheet in session.sheets.items()
            if key in (identifier, sheet.worksheet)
        ]

    def _is_about_persons(self, sheet: Sheet | str) -> bool:
        """Return whether a sheet, or any of a worksheet's id, is about persons."""
        name = sheet if isinstance(sheet, str) else sheet.worksheet
        worksheet = self._curriculum.worksheet(name) if self._curriculum else None
        if isinstance(sheet, str):
            return worksheet is None or worksheet.sensitive
        return is_sensitive_sheet(worksheet, sheet)

    def worksheet(self, key: str) -> str:
        """Return the worksheet of a sheet by its id; of one that is in no session the key itself."""
        return next((sheet.worksheet for sheet in self._sheets(key)), key)

    def of_conflict(self, key: str, *given: object) -> Reasons:
        """Return why a conflict's values, which are a record's, are not for everybody.

        Of an entry that is gone from all sessions nobody knows whether it was private.
        """
        conflicts = (*(session.conflicts.get(key) for session in self._sessions), *given)
        named = (one.get("table") for one in conflicts if isinstance(one, Mapping))
        table = next((name for name in named if isinstance(name, str)), "")
        if table in _ENTRIES:
            known = any(key in session.notes or key in session.todos for session in self._sessions)
            return self.of_entry(key) if known else ("private",)
        if table == "sheets":
            return self.of_sheet(key)
        return self.of_draft() if table in {"", "drafts"} else ()


def _reasons(*, private: bool, sensitive: bool) -> Reasons:
    holds: dict[Withheld, bool] = {"private": private, "sensitive": sensitive}
    return tuple(reason for reason, true in holds.items() if true)


def for_everybody(
    session: Session,
    curriculum: Curriculum | None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
) -> tuple[Session, dict[str, int]]:
    """Return a session without what is withheld, and how many records that concerns, by kind.

    Its ToDos are all that there are, rows of sheets too, `due_text` where a row's date cannot be read.
    Private notes and ToDos are left out, with their rows in sheets; so are those of closed items. Of a
    sheet about persons, or of a worksheet that nobody knows, place and worksheet stay; of a ToDo that is a
    row of it the sheet, the day, and whether it is done. Whose turn it was in rounds is private, as in
    reviews. Half-typed texts and conflicts, which may hold anything, are left out unless all that they may be
    is asked for; so are tables of newer programs.
    """
    privacy = Privacy(curriculum, session)
    asked = {"private": include_private, "sensitive": include_sensitive}

    def hidden(reasons: Reasons) -> bool:
        return not all(asked[reason] for reason in reasons)

    notes = {
        key: note
        for key, note in session.notes.items()
        if include_private or not is_withheld_entry(session, note)
    }
    todos = {key: as_record(todo) for key, todo in todos_of(session, curriculum)}
    public = {
        key: todo for key, todo in todos.items() if include_private or not is_withheld_entry(session, todo)
    }
    about = set() if include_sensitive else privacy.sensitive & public.keys()
    left_out = frozenset() if include_private else privacy.private
    sensitive = [key for key in session.sheets if hidden(privacy.of_sheet(key, rows=()))]
    sheets = {
        key: _head(sheet) if key in sensitive else _without_rows(sheet, left_out)
        for key, sheet in session.sheets.items()
    }
    turns = () if include_private else [key for key, event in session.events.items() if event.participant]
    turned = {key: session.events[key].model_copy(update={"participant": None}) for key in turns}
    drafts = {} if hidden(privacy.of_draft()) else session.drafts
    conflicts = {
        key: entry for key, entry in session.conflicts.items() if not hidden(privacy.of_conflict(key))
    }
    shown = session.model_copy(
        update={
            "events": {**session.events, **turned},
            "notes": notes,
            "todos": {key: _bare(todo) if key in about else todo for key, todo in public.items()},
            "sheets": sheets,
            "drafts": drafts,
            "conflicts": conflicts,
        }
    )
    unknown = len(session.model_extra or {}) if hidden(_EITHER) else 0
    if unknown and shown.model_extra:
        shown.model_extra.clear()  # the copy's own
    withheld = {
        "private_notes": len(session.notes) - len(notes),
        "private_todos": len(todos) - len(public),
        "sensitive_todos": len(about),
        "sensitive_sheets": len(sensitive),
        "turns": len(turns),
        "drafts": len(session.drafts) - len(drafts),
        "conflicts": len(session.conflicts) - len(conflicts),
        "unknown_tables": unknown,
    }
    return shown, withheld


def _head(sheet: Sheet) -> Sheet:
    return Sheet.model_validate({name: value for name, value in sheet if name in _SHEET_HEAD})


def _without_rows(sheet: Sheet, left_out: frozenset[str]) -> Sheet:
    rows = {row: cells for row, cells in sheet.rows.items() if row not in left_out}
    order = tuple(row for row in sheet.order if row not in left_out)
    return sheet if len(rows) == len(sheet.rows) else sheet.model_copy(update={"rows": rows, "order": order})


def _bare(todo: Todo) -> Todo:
    kept = {name: value for name, value in todo if name in _TODO_HEAD}
    return Todo.model_validate({**kept, "what": ""})
