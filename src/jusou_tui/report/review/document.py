"""A review as the document of `--json`."""

from __future__ import annotations

from datetime import datetime

from jusou_tui.report.attendance import Attendee
from jusou_tui.report.review.meeting_review import Review, Speaker
from jusou_tui.timekeeping.history.account import AccountRow


def review_document(step: str, review: Review) -> dict[str, object]:
    """Return a review as plain data; minutes are whole, seconds to a tenth, instants ISO 8601 with offset."""
    account = review.account
    return {
        "step": step,
        "title": review.title,
        "rehearsal": review.rehearsal,
        "so_far": account.so_far,
        "planned": [moment.isoformat() for moment in review.planned or account.planned],
        "actual": [account.started.isoformat(), account.ended.isoformat()],
        "late_start": account.late_start,
        "lost": account.lost,
        "won": account.won,
        "paused": account.paused,
        "idle": account.idle,
        "rest": 0,  # what rounding left over: readers may add it
        "late_end": account.late_end,
        "booked_end": _instant(account.booked_end),
        "late_by_booked_end": account.verdict if account.booked_end else None,
        "rows": [_row(row) for row in account.rows],
        "decisions": list(review.decisions),
        "todos": list(review.todos),
        "questions": list(review.questions),
        "kept": list(review.kept),
        "attendees": [_attendee(one) for one in review.attendees],
        "speakers": [_speaker(speaker) for speaker in review.speakers],
        "hidden": review.hidden,
    }


def _row(row: AccountRow) -> dict[str, object]:
    return {
        "activity": row.key,
        "title": row.title,
        "kind": row.kind,
        "state": row.state,
        "planned": row.planned,
        "actual": row.actual,
        "difference": row.difference,
        "planned_start": _instant(row.planned_start),
        "started": _instant(row.started),
        "runs": row.runs,
        "added": row.added,
        "breaks": row.breaks,
    }


def _instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _attendee(attendee: Attendee) -> dict[str, object]:
    moved = [{"kind": one.kind, "at": one.at.isoformat()} for one in attendee.movements]
    return {"name": attendee.name, "movements": moved}


def _speaker(speaker: Speaker) -> dict[str, object]:
    return {
        "name": speaker.name,
        "seconds": round(speaker.seconds, 1),
        "turns": speaker.turns,
        "later": speaker.later,
        "absent": speaker.passed,
    }
