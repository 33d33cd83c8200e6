"""What a difference shows to whoever looks on: private entries and sheets about persons keep their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from jusou_tui.compare.change import Change, Withheld
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import Session, Sheet
from jusou_tui.session.programme.todos import is_about_person, todos_of

_ENTRIES = frozenset({"notes", "todos"})
_HEAD = frozenset({"title", "step", "activity", "worksheet", "at", "order"})
"""The fields of a sheet that are not its contents."""


def private_ids(*sessions: Session) -> frozenset[str]:
    """Return the ids of the notes and ToDos that are private in any of the sessions."""
    return frozenset(
        key
        for session in sessions
        for table in (session.notes, session.todos)
        for key, entry in table.items()
        if is_private(entry)
    )


def sensitive_ids(curriculum: Curriculum | None, *sessions: Session) -> frozenset[str]:
    """Return the ids of the ToDos that are rows of sheets about persons in any of the sessions."""
    return frozenset(
        key for session in sessions for key, todo in todos_of(session, curriculum) if is_about_person(todo)
    )


def withhold(
    changes: Iterable[Change],
    old: Session,
    new: Session,
    curriculum: Curriculum | None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
) -> list[Change]:
    """Return the changes, of those that are not for everybody only what became of what.

    Private is an entry that was so on either side; sensitive a sheet whose worksheet is, or that nobody
    knows. What somebody has half typed could be either. Ids and places stay, titles of sheets too.
    """
    privacy = _Privacy(old, new, curriculum)
    allowed: dict[Withheld, bool] = {"private": include_private, "sensitive": include_sensitive}
    found = []
    for change in changes:
        reasons = [reason for reason in privacy.reasons(change) if not allowed[reason]]
        found.append(_without(change, reasons[0]) if reasons else change)
    return found


def _without(change: Change, reason: Withheld) -> Change:
    title = "" if reason == "private" or change.table == "todos" else change.title
    if change.field == "private" or change.kind == "moved":
        return replace(change, title=title, withheld=reason)
    return replace(change, title=title, before=None, after=None, withheld=reason)


class _Privacy:
    """Knows what is private or about a person in two sessions."""

    def __init__(self, old: Session, new: Session, curriculum: Curriculum | None) -> None:
        self._sessions = (old, new)
        self._private = private_ids(old, new)
        self._sensitive = sensitive_ids(curriculum, old, new)
        worksheets = curriculum.worksheets if curriculum else ()
        self._shown = frozenset(worksheet.id for worksheet in worksheets if not worksheet.sensitive)

    def reasons(self, change: Change) -> tuple[Withheld, ...]:
        """Return for which reasons a change is not for everybody."""
        match change.table:
            case "notes" | "todos":
                return self._of_entry(change)
            case "sheets":
                return self._of_sheet(change)
            case "drafts":
                return ("private", "sensitive")
            case "conflicts":
                return self._of_conflict(change)
        return ()

    def _of_entry(self, change: Change) -> tuple[Withheld, ...]:
        given = (change.before, change.after)
        found: list[Withheld] = []
        if any(map(is_private, given)) or change.id in self._private:
            found.append("private")
        if change.table == "todos" and change.id in self._sensitive:
            found.append("sensitive")
        return tuple(found)

    def _of_sheet(self, change: Change) -> tuple[Withheld, ...]:
        given: list[object] = [change.before, change.after]
        given += [session.sheets.get(change.id) for session in self._sessions]
        found = [one for one in given if isinstance(one, Sheet)]
        sheets = {one.worksheet for one in found} or {change.id}
        sensitive = change.field not in _HEAD and not sheets <= self._shown
        rows = change.field.split("/")[1:2] if change.field else [row for one in found for row in one.rows]
        private = any(row in self._private for row in rows)
        reasons: dict[Withheld, bool] = {"private": private, "sensitive": sensitive}
        return tuple(reason for reason, holds in reasons.items() if holds)

    def _of_conflict(self, change: Change) -> tuple[Withheld, ...]:
        """A conflict's values are a record's: of one that is gone from both sides nobody knows."""
        table = next(
            (str(one["table"]) for one in self._conflicts(change) if isinstance(one.get("table"), str)), ""
        )
        if table in _ENTRIES:
            known = any(
                change.id in session.notes or change.id in session.todos for session in self._sessions
            )
            return () if known and change.id not in self._private else ("private",)
        if table == "sheets":
            return self._of_sheet(replace(change, field=""))
        return ("private", "sensitive") if table in {"", "drafts"} else ()

    def _conflicts(self, change: Change) -> list[Mapping[str, object]]:
        found: list[object] = [session.conflicts.get(change.id) for session in self._sessions]
        return [one for one in found if isinstance(one, Mapping)]
