"""A round's time: shared out anew over those who have not spoken yet, or more of it for one turn."""

from __future__ import annotations

from jusou_tui.live.session import Desk, Standing
from jusou_tui.timekeeping.running.rounds import Share, share, shortage


def offer(desk: Desk) -> Share | None:
    """Return what each person left could have so that the activity ends on time; None where it is that now.

    What the segments behind the round need is theirs.
    """
    standing = desk.standing()
    segment, state, left = standing.segment, standing.round, _left(standing)
    if segment is None or state is None or left is None or not segment.seconds_per_participant:
        return None
    return share(state, segment.seconds_per_participant, left)


def short_by(standing: Standing) -> int:
    """Return by how many seconds the time is too short for those left in the round; 0 where it will do."""
    segment, state, left = standing.segment, standing.round, _left(standing)
    if segment is None or state is None or left is None or not segment.seconds_per_participant:
        return 0
    return shortage(state, segment.seconds_per_participant, left)


def _left(standing: Standing) -> float | None:
    """Return the seconds that the activity leaves to its round, None where nothing is counted."""
    if standing.row is None or standing.countdown is None or standing.row.minutes == 0:
        return None
    behind = sum(part.seconds or 0 for part in standing.row.segments[standing.segment_index + 1 :])
    return standing.countdown.remaining - behind


def speaker(desk: Desk, standing: Standing) -> str:
    """Return the name of whose turn it is, "" where nobody has a turn."""
    turns = standing.round
    return desk.name_of(turns.current) if turns is not None else ""


def take(desk: Desk) -> bool:
    """Share the time out anew: one step for undo."""
    found, standing = offer(desk), desk.standing()
    if found is None or standing.row is None or standing.segment is None:
        return False
    with desk.book.together("timekeeping.change_turns"):
        desk.book.events.add(
            "adjust",
            desk.step.id,
            standing.now,
            activity=standing.row.key,
            segment=standing.segment.key,
            seconds=float(found.after),
        )
    return True


def extend(desk: Desk, seconds: int) -> bool:
    """Give the person whose turn it is so many seconds more; below 0, take extra ones back."""
    standing = desk.standing()
    state, row = standing.round, standing.row
    if row is None or state is None or state.current is None or standing.turn_countdown is None:
        return False
    seconds = max(seconds, -state.extra)
    if not seconds:
        return False
    with desk.book.together("timekeeping.change_extra"):
        desk.book.events.add(
            "adjust",
            desk.step.id,
            standing.now,
            activity=row.key,
            participant=state.current,
            seconds=float(seconds),
        )
    return True
