"""One line for the meeting's page: what it takes to end on time, else how long it is to what is fixed."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.meeting_text.fixed_points import fixed_points
from jusou_tui.live.planning import catch_up
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.width import cut
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

LONGEST_LABEL = 20
"""Cells of a row's name: the line is read at a glance."""


def is_late(snapshot: MeetingSnapshot) -> bool:
    """Return whether the meeting is expected to end beyond its booked end, without one beyond its plan."""
    left = snapshot.forecast.minutes_to_booked_end
    late = snapshot.forecast.behind_minutes > 0 if left is None else left < 0
    return late and snapshot.state in {"running", "paused"}


def line(meeting: MeetingView, snapshot: MeetingSnapshot, key: str) -> list[Piece]:
    """Return the line of a meeting that runs; [] before, after, and where there is nothing to say.

    `key`: the key that opens the catch-up dialog, as it is shown.
    """
    if snapshot.state not in {"running", "paused"}:
        return []
    found = catch_up.propose(meeting) if is_late(snapshot) else None
    if found is None or not found.over:
        fixed = fixed_points(snapshot)
        return [(fixed, "muted")] if fixed else []
    message = "timekeeping.back_missing" if found.missing else "timekeeping.back_over"
    text = t(message, minutes=found.missing or found.over, end=time_text(found.target))
    given = sorted((row for row in found.rows if row.given), key=lambda row: -row.given)
    pieces: list[Piece] = [(text, "late"), ("  ", ""), (key, "strong-digits")]
    if given:
        most = given[0]
        pieces.append(
            (f" {catch_up.row_change_text(cut(most.label, LONGEST_LABEL), most.before, most.after)}", "")
        )
    if given[1:]:
        pieces.append((f" {t('timekeeping.back_others', count=len(given) - 1)}", "muted"))
    return pieces
