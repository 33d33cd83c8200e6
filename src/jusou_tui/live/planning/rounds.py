"""A round's time: shared out anew over those who have not spoken yet, or more of it for one turn."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.rounds import Share, share, shortage


def offer(meeting: MeetingView) -> Share | None:
    """Return what each person left could have so that the activity ends on time; None where it is that now.

    What the segments behind the round need is theirs.
    """
    snapshot = meeting.snapshot()
    segment, state, left = snapshot.segment, snapshot.round, _left(snapshot)
    if segment is None or state is None or left is None or not segment.seconds_per_participant:
        return None
    return share(state, segment.seconds_per_participant, left)


def short_by(snapshot: MeetingSnapshot) -> int:
    """Return by how many seconds the time is too short for those left in the round; 0 where it will do."""
    segment, state, left = snapshot.segment, snapshot.round, _left(snapshot)
    if segment is None or state is None or left is None or not segment.seconds_per_participant:
        return 0
    return shortage(state, segment.seconds_per_participant, left)


def _left(snapshot: MeetingSnapshot) -> float | None:
    """Return the seconds that the activity leaves to its round, None where nothing is counted."""
    if snapshot.row is None or snapshot.countdown is None or snapshot.row.minutes == 0:
        return None
    behind = sum(part.seconds or 0 for part in snapshot.row.segments[snapshot.segment_index + 1 :])
    return snapshot.countdown.remaining - behind


def speaker(live: LiveSession, snapshot: MeetingSnapshot) -> str:
    """Return the name of whose turn it is, "" where nobody has a turn."""
    turns = snapshot.round
    return live.name_of(turns.current) if turns is not None else ""


def take(meeting: MeetingView) -> bool:
    """Share the time out anew: one step for undo."""
    found, snapshot = offer(meeting), meeting.snapshot()
    if found is None or snapshot.row is None or snapshot.segment is None:
        return False
    with meeting.book.together("timekeeping.change_turns"):
        meeting.book.events.add(
            "adjust",
            meeting.step.id,
            snapshot.now,
            activity=snapshot.row.key,
            segment=snapshot.segment.key,
            seconds=float(found.after),
        )
    return True


def extend(meeting: MeetingView, seconds: int) -> bool:
    """Give the person whose turn it is so many seconds more; below 0, take extra ones back."""
    snapshot = meeting.snapshot()
    state, row = snapshot.round, snapshot.row
    if row is None or state is None or state.current is None or snapshot.turn_countdown is None:
        return False
    seconds = max(seconds, -state.extra)
    if not seconds:
        return False
    with meeting.book.together("timekeeping.change_extra"):
        meeting.book.events.add(
            "adjust",
            meeting.step.id,
            snapshot.now,
            activity=row.key,
            participant=state.current,
            seconds=float(seconds),
        )
    return True
