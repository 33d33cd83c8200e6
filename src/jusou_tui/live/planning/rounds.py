"""A round's time: shared out anew over those who have not spoken yet, or more of it for one turn."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.rounds import RoundState, TimeShare, seconds_short, share_out

A_MINUTE = 60


def offer(meeting: MeetingView) -> TimeShare | None:
    """Return what each person left could have so that the activity ends on time; None where it is that now.

    What the segments behind the round need is theirs.
    """
    found = _time_left(meeting.snapshot())
    return share_out(*found) if found else None


def short_by(snapshot: MeetingSnapshot) -> int:
    """Return by how many seconds the time is too short for those left in the round.

    0 where it will do, and where one person is left: nothing can be shared out then.
    """
    found = _time_left(snapshot)
    return seconds_short(*found) if found is not None and found[0].left > 1 else 0


def _time_left(snapshot: MeetingSnapshot) -> tuple[RoundState, int, float] | None:
    """Return the round, the planned seconds of a turn, and the seconds that the activity leaves to the round.

    None where no round runs, or nothing is counted.
    """
    segment, state, row, left = snapshot.segment, snapshot.round, snapshot.row, snapshot.countdown
    if segment is None or state is None or row is None or left is None:
        return None
    if row.minutes == 0 or not segment.seconds_per_participant:
        return None
    behind = sum(part.seconds or 0 for part in row.segments[snapshot.segment_index + 1 :])
    return state, segment.seconds_per_participant, left.remaining - behind


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
        meeting.add_event(
            "adjust",
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
        meeting.add_event(
            "adjust",
            snapshot.now,
            activity=row.key,
            participant=state.current,
            seconds=float(seconds),
        )
    return True
