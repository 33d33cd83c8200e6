"""The facilitator's controls of one meeting: begin, go on, go back, skip, pause, adjust, whose turn it is.

Each function writes one event and returns True; False where there was nothing to do, where the press was the
second one within a second (`live.double_press` remembers that), or where another program keeps the time.
"""

from __future__ import annotations

from contextlib import nullcontext

from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.records import EventKind
from jusou_tui.timekeeping.running.progress import allowed_adjustment, previous_activity


def go_on(meeting: MeetingView) -> bool:
    """Begin, go to the next activity, or finish after the last one."""
    snapshot = meeting.snapshot()
    if snapshot.state == "finished" or (snapshot.state == "before" and not snapshot.next_row):
        return False
    if snapshot.next_row is not None:
        return start(meeting, snapshot.next_row.key)
    return _add(meeting, "finish", snapshot)


def go_back(meeting: MeetingView) -> bool:
    """Return to the activity before this one; after the end, to the last one."""
    snapshot = meeting.snapshot()
    target = previous_activity(snapshot.schedule, snapshot.progress)
    if target is None:
        meeting.live.double_press.refuse("start", meeting.events)
        return False
    return start(meeting, target)


def start(meeting: MeetingView, activity: str) -> bool:
    """Start an activity of the agenda now, whatever ran before."""
    if not _add(meeting, "start", meeting.snapshot(), activity=activity):
        return False
    meeting.live.continuity.heartbeat(force=True)
    return True


def skip(meeting: MeetingView, activity: str | None = None) -> bool:
    """Leave an activity out. Without one, or if it runs: the current one, and go on."""
    snapshot = meeting.snapshot()
    target = activity or snapshot.progress.activity
    if target is None:
        return False
    current = target == snapshot.progress.activity
    if current and meeting.live.double_press.is_repeat("skip", meeting.events):
        return False
    goes_on = current and snapshot.state in {"running", "paused"}
    with meeting.book.together("session.change_event_skip") if goes_on else nullcontext():
        if not _add(meeting, "skip", snapshot, activity=target):
            return False
        if goes_on:
            go_on(meeting)
    return True


def restore(meeting: MeetingView, activity: str) -> bool:
    """Take a skipped activity in again."""
    return _add(meeting, "restore", meeting.snapshot(), activity=activity)


def toggle_pause(meeting: MeetingView) -> bool:
    """Pause, or resume after a pause."""
    snapshot = meeting.snapshot()
    if snapshot.state not in {"running", "paused"}:
        return False
    kind: EventKind = "resume" if snapshot.state == "paused" else "pause"
    return _add(meeting, kind, snapshot, activity=snapshot.progress.activity)


def adjust(meeting: MeetingView, minutes: int) -> bool:
    """Give the current activity so many minutes more, or fewer."""
    snapshot = meeting.snapshot()
    if snapshot.row is None or not meeting.live.keeps_time:
        return False
    allowed = allowed_adjustment(snapshot.row, snapshot.progress, minutes)
    if allowed:
        meeting.add_event("adjust", activity=snapshot.row.key, minutes=allowed)
    return bool(allowed)


def advance(meeting: MeetingView) -> bool:
    """Go to the next person of a round, else to the next segment."""
    snapshot = meeting.snapshot()
    if snapshot.round is not None and snapshot.round.current is not None:
        return _turn(meeting, "next_turn")
    return _move_segment(meeting, snapshot, 1)


def retreat(meeting: MeetingView) -> bool:
    """Return to the segment before."""
    return _move_segment(meeting, meeting.snapshot(), -1)


def speak_later(meeting: MeetingView) -> bool:
    """Let the person whose turn it is speak at the end of the round."""
    return _turn(meeting, "later")


def mark_absent(meeting: MeetingView) -> bool:
    """Take the person whose turn it is out of the round."""
    return _turn(meeting, "absent")


def set_timer(meeting: MeetingView, minutes: int) -> bool:
    """Begin a timer beside the activity; 0 takes it away."""
    snapshot = meeting.snapshot()
    if not minutes and snapshot.progress.timer is None:
        return False
    meeting.add_event("timer", snapshot.now, seconds=minutes * 60.0)
    return True


def _move_segment(meeting: MeetingView, snapshot: MeetingSnapshot, by: int) -> bool:
    row = snapshot.row
    if row is None or snapshot.state == "finished":
        return False
    index = snapshot.segment_index + by
    if not 0 <= index < len(row.segments):
        return False
    return _add(meeting, "segment", snapshot, activity=row.key, segment=row.segments[index].key)


def _turn(meeting: MeetingView, kind: EventKind) -> bool:
    snapshot = meeting.snapshot()
    if snapshot.round is None or snapshot.round.current is None or snapshot.segment is None:
        return False
    return _add(
        meeting,
        kind,
        snapshot,
        activity=snapshot.progress.activity,
        segment=snapshot.segment.key,
        participant=snapshot.round.current,
    )


def _add(meeting: MeetingView, kind: EventKind, snapshot: MeetingSnapshot, **facts: object) -> bool:
    if not meeting.live.keeps_time or meeting.live.double_press.refuse(kind, meeting.events):
        return False
    meeting.add_event(kind, snapshot.now, **facts)
    return True
