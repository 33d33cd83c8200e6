"""What a key did to a meeting, and how it is taken back: for a key that may have been meant for the IME."""

from __future__ import annotations

from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t


def moved_text(before: MeetingSnapshot, after: MeetingSnapshot) -> str:
    """Return what happened between two snapshots, "" where nothing moved that a key moves."""
    if (before.row and before.row.key) != (after.row and after.row.key):
        label = after.row.label if after.row is not None else ""
        return t("app.moved_on", label=label) if label else t("app.moved_to_end")
    if before.state != after.state:
        return t("app.moved_pause") if after.state == "paused" else t("app.moved_resume")
    more = after.progress.adjustment - before.progress.adjustment
    if more:
        return t("app.moved_more", minutes=more) if more > 0 else t("app.moved_less", minutes=-more)
    if _part(before) != _part(after):
        return t("app.moved_part")
    return ""


def _part(snapshot: MeetingSnapshot) -> tuple[object, ...]:
    """Cache key: which part and whose turn it is."""
    turn = snapshot.round.current if snapshot.round is not None else None
    return snapshot.segment_index, turn
