"""Going back: when a key was pressed by mistake, and when what was left is gone through again.

Within `MISTAKE_SECONDS` of the key that ended an activity, going back means that it was pressed by mistake:
undo events take it back, so that the activity goes on to the second and what had begun was never held.
Later, going back is a run of its own beside the one before. A start with `counted` goes on where the activity
was left, one without begins anew. Nobody but the facilitator knows which of these it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jusou_tui.session.model.events import CorrectedEvent, corrected_events
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.progress import Progress, current_index, is_skipped
from jusou_tui.timekeeping.running.replay import replay

MISTAKE_SECONDS = 60.0
"""Real seconds after a key within which going back takes it back."""
SAME_PRESS_SECONDS = 1.0


def is_fresh(progress: Progress, speed: float = 1.0) -> bool:
    """Return whether the last key that ended an activity can still be taken back by going back.

    `speed`: how many times as fast as the real time the session's clock goes.
    """
    since = progress.ended
    if progress.run is not None and len(progress.runs) > 1:
        since = progress.run.started
    return since is not None and 0 <= seconds_between(since, progress.now) < MISTAKE_SECONDS * speed


class Move(NamedTuple):
    """A key that ended an activity: its start or finish event, and what it left out in the same press.

    `left`: the row that it ended, None where it began again after the end. `before`: the event of the key
    before it.
    """

    event: CorrectedEvent
    skips: tuple[CorrectedEvent, ...]
    left: str | None
    before: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all its events."""
        return (self.event.id, *(skip.id for skip in self.skips))


def last_move(events: Iterable[tuple[str, Event]]) -> Move | None:
    """Return the key that ended an activity last, None where none has."""
    known = corrected_events(events)
    moves = [entry for entry in known if entry.event.kind in {"start", "finish"}]
    if len(moves) <= 1:
        return None
    before, move = moves[-2:]
    skips = (
        entry
        for entry in known
        if entry.event.kind == "skip"
        and entry.event.activity == before.event.activity
        and before.id < entry.id < move.id
        and abs(seconds_between(entry.at, move.at)) < SAME_PRESS_SECONDS
    )
    return Move(move, tuple(skips), before.event.activity, before.id)


def leads_back(schedule: Schedule, move: Move) -> bool:
    """Return whether a key went back in the agenda: then going back again leads further back."""
    places = {row.key: number for number, row in enumerate(schedule.rows)}
    begun, left = move.event.event.activity, move.left
    return begun in places and left in places and places[begun] < places[left]


def mistaken_segment(
    events: Sequence[tuple[str, Event]], progress: Progress, keys: Sequence[str], speed: float = 1.0
) -> str | None:
    """Return the event that went on to the current segment, where going back takes it back; else None.

    `keys`: the segments of the running row in order.
    """
    moves = [entry for entry in corrected_events(events) if entry.event.kind in {"start", "segment"}]
    if progress.run is None or not moves or moves[-1].event.kind == "start" or progress.segment not in keys:
        return None
    move = moves[-1]
    if seconds_between(move.at, progress.now) >= MISTAKE_SECONDS * speed:
        return None
    without = replay((pair for pair in events if pair[0] != move.id), progress.parts).running
    before = without.segment if without is not None else None
    place = keys.index(before) if before in keys else 0
    return move.id if place < keys.index(progress.segment) else None


def previous_activity(schedule: Schedule, progress: Progress) -> str | None:
    """Return the key of the row to go back to, over skipped ones; None at the first and before the start.

    After the finish, and when what runs has left the agenda, it is the row that ran last. A break is left for
    what it interrupted; from that, it is what came before the whole activity.
    """
    here = current_index(schedule, progress)
    if here < 0:
        return None
    row = schedule.rows[here]
    if row.key != progress.activity:
        return row.key
    if row.kind == "break" and (rest := _coming(schedule.rows[here + 1 :], progress)) in progress.left_for:
        return rest
    first = progress.whole(row.key)
    rows = schedule.rows[:here]
    if first != row.key:
        rows = rows[: next((number for number, one in enumerate(rows) if one.key == first), here)]
    return next((one.key for one in reversed(rows) if not is_skipped(one, progress)), None)


def _coming(rows: Sequence[Row], progress: Progress) -> str | None:
    return next((row.key for row in rows if not is_skipped(row, progress)), None)
