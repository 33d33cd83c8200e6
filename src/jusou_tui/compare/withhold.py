"""What a difference shows to whoever looks on: private entries and sheets about persons keep their text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jusou_tui.compare.change import Change
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.privacy import Withheld
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.privacy import Privacy, Reasons

_HEAD = frozenset({"step", "activity", "worksheet", "at", "order"})
"""The fields of a sheet that are not its contents."""


def private_ids(*sessions: Session) -> frozenset[str]:
    """Return the ids of the notes and ToDos that are private in any of the sessions."""
    return Privacy(None, *sessions).private


def sensitive_ids(curriculum: Curriculum | None, *sessions: Session) -> frozenset[str]:
    """Return the ids of the ToDos that are rows of sheets about persons in any of the sessions."""
    return Privacy(curriculum, *sessions).sensitive


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
    knows. What somebody has half typed could be either. Ids and places stay; the title of a sheet becomes
    its worksheet.
    """
    privacy = Privacy(curriculum, old, new)
    allowed: dict[Withheld, bool] = {"private": include_private, "sensitive": include_sensitive}
    found = []
    for change in changes:
        reasons = [reason for reason in _reasons(change, privacy) if not allowed[reason]]
        title = privacy.worksheet(change.id) if change.table == "sheets" else ""
        found.append(_without(change, reasons[0], title) if reasons else change)
    return found


def _without(change: Change, reason: Withheld, title: str) -> Change:
    title = "" if reason == "private" else title
    if change.field == "private" or change.kind == "moved":
        return replace(change, title=title, withheld=reason)
    return replace(change, title=title, before=None, after=None, withheld=reason)


def _reasons(change: Change, privacy: Privacy) -> Reasons:
    """Return for which reasons a change is not for everybody."""
    given = (change.before, change.after)
    match change.table:
        case "notes" | "todos":
            return privacy.of_entry(change.id, *given)
        case "sheets":
            return _of_sheet(change, privacy)
        case "drafts" | "unknown":
            return privacy.of_draft()
        case "conflicts":
            return privacy.of_conflict(change.id, *given)
    return ()


def _of_sheet(change: Change, privacy: Privacy) -> Reasons:
    rows = change.field.split("/")[1:2] if change.field else None
    reasons = privacy.of_sheet(change.id, change.before, change.after, rows=rows)
    return tuple(one for one in reasons if one == "private") if change.field in _HEAD else reasons
