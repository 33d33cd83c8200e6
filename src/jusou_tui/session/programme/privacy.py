"""What of a session is not for everybody: private entries, closed items, sheets about persons, what could be.

All output goes by this: reports, `--json` documents, differences. What makes a record private, and a sheet
one about persons, is in `model/privacy.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.privacy import (
    Withheld,
    is_closed,
    is_private,
    is_sensitive_sheet,
    is_sensitive_todo,
)
from jusou_tui.session.model.records import Note, Session, Sheet, Todo
from jusou_tui.session.programme.run_steps import base_of
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
    nobody knows, and its rows that are ToDos. What belongs to an item of a meeting that is closed is private:
    its notes, its ToDos, the sheets that are filled in it with all their rows. `private` and `sensitive`: the
    ids of such notes and ToDos; `marked`, `closed`: of the private ones those that are so themselves, and
    those of closed items.
    """

    def __init__(self, curriculum: Curriculum | None, *sessions: Session) -> None:
        self._curriculum = curriculum
        self._sessions = sessions
        self._closed_sheets = frozenset(_closed_sheets(curriculum, sessions)) if curriculum else frozenset()
        todos = [(session, *one) for session in sessions for one in todos_of(session, curriculum)]
        notes = [(session, *one) for session in sessions for one in session.notes.items()]
        entries = (*notes, *todos)
        self.closed = frozenset(key for session, key, entry in entries if self._is_closed(session, entry))
        self.marked = frozenset(key for _, key, entry in entries if is_private(entry))
        self.private = self.closed | self.marked
        self.sensitive = frozenset(key for _, key, todo in todos if is_sensitive_todo(todo))

    def _is_closed(self, session: Session, entry: object) -> bool:
        """Return whether a note or ToDo is of a closed item, or a row of a sheet that is."""
        if is_closed(session, entry):
            return True
        sheet = session.sheets.get(entry.sheet or "") if isinstance(entry, Todo) else None
        return sheet is not None and self.is_closed_sheet(sheet)

    def is_withheld(self, entry: Note | Todo) -> bool:
        """Return whether a note or ToDo of the sessions is private, or of a closed item."""
        return is_private(entry) or any(self._is_closed(session, entry) for session in self._sessions)

    def is_closed_sheet(self, sheet: Sheet) -> bool:
        """Return whether a sheet is filled in an item of a meeting that is not public."""
        return (sheet.step, sheet.worksheet) in self._closed_sheets

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
        private = any(map(self.is_closed_sheet, sheets)) or any(row in self.private for row in named)
        return _reasons(private=private, sensitive=sensitive)

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


def _closed_sheets(curriculum: Curriculum, sessions: Iterable[Session]) -> Iterator[tuple[str | None, str]]:
    """Yield (step, worksheet) of each worksheet that is filled in a closed item of that step."""
    for session in sessions:
        for step, meeting in session.meetings.items():
            if not meeting.closed_items:
                continue
            base, _ = base_of(curriculum, step)
            places = {f"{base}/{item}" for item in meeting.closed_items}
            there = curriculum.step(base)
            activities = there.activities if there is not None else ()
            filled = {key for one in activities if one.id in meeting.closed_items for key in one.fills}
            for worksheet in curriculum.worksheets:
                if worksheet.id in filled or places.intersection(worksheet.filled_in):
                    yield step, worksheet.id


def _reasons(*, private: bool, sensitive: bool) -> Reasons:
    holds: dict[Withheld, bool] = {"private": private, "sensitive": sensitive}
    return tuple(reason for reason, true in holds.items() if true)


def is_picked(key: str, sheet: Sheet, picked: Collection[str]) -> bool:
    """Return whether a sheet is among those that are `picked`, by its id or its worksheet's."""
    return key in picked or sheet.worksheet in picked


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
    sheet about persons, of a worksheet that nobody knows, or of a closed item, place and worksheet stay; of a
    ToDo that is a row of a sheet about persons the sheet, the day, and whether it is done. Whose turn it was
    in rounds is private, as in reviews. Half-typed texts and conflicts, which may hold anything, are left out
    unless all that they may be is asked for; so are tables of newer programs.
    """
    privacy = Privacy(curriculum, session)
    asked = {"private": include_private, "sensitive": include_sensitive}

    def hidden(reasons: Reasons) -> bool:
        return not all(asked[reason] for reason in reasons)

    left_out = frozenset() if include_private else privacy.private
    notes = {key: note for key, note in session.notes.items() if key not in left_out}
    todos = {key: as_record(todo) for key, todo in todos_of(session, curriculum)}
    public = {key: todo for key, todo in todos.items() if key not in left_out}
    about = set() if include_sensitive else privacy.sensitive & public.keys()
    reasons = {key: privacy.of_sheet(key, rows=()) for key in session.sheets}
    bare = {key for key, why in reasons.items() if hidden(why)}
    sensitive = {key for key in bare if "sensitive" in reasons[key] and not include_sensitive}
    sheets = {
        key: head_of(sheet) if key in bare else without_rows(sheet, left_out)
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
        "closed_sheets": len(bare - sensitive),
        "turns": len(turns),
        "drafts": len(session.drafts) - len(drafts),
        "conflicts": len(session.conflicts) - len(conflicts),
        "unknown_tables": unknown,
    }
    return shown, withheld


def head_of(sheet: Sheet) -> Sheet:
    """Return a sheet without its contents: of which worksheet it is, and of which step."""
    return Sheet.model_validate({name: value for name, value in sheet if name in _SHEET_HEAD})


def without_rows(sheet: Sheet, left_out: frozenset[str]) -> Sheet:
    """Return a sheet without some of its rows, by their ids."""
    rows = {row: cells for row, cells in sheet.rows.items() if row not in left_out}
    order = tuple(row for row in sheet.order if row not in left_out)
    return sheet if len(rows) == len(sheet.rows) else sheet.model_copy(update={"rows": rows, "order": order})


def _bare(todo: Todo) -> Todo:
    kept = {name: value for name, value in todo if name in _TODO_HEAD}
    return Todo.model_validate({**kept, "what": ""})
