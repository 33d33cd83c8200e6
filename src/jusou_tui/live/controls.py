"""The facilitator's controls of one meeting: begin, go on, go back, skip, pause, adjust, whose turn it is.

Each function writes one event and returns True; False where there was nothing to do, where the press was the
second one within a second (`live.double_press` remembers that), or where another program keeps the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.live.audience import end_showing, give_seats
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.records import EventKind
from jusou_tui.timekeeping.clock.clock import speed_of
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.running import going_back
from jusou_tui.timekeeping.running.progress import allowed_adjustment

Way = Literal["mistake", "goes_on", "again"]
"""What going back means: the key was pressed by mistake; the activity goes on where it was left; it begins
anew, and both runs stay in the record."""


class WaysBack(NamedTuple):
    """Where going back leads, as the key of a row, and what it can mean, the likeliest first."""

    row: str
    ways: tuple[Way, ...]


def go_on(meeting: MeetingView) -> bool:
    """Begin, go to the next activity, or finish after the last one."""
    snapshot = meeting.snapshot()
    if snapshot.state == "finished" or (snapshot.state == "before" and not snapshot.next_row):
        return False
    if snapshot.next_row is not None:
        return start(meeting, snapshot.next_row.key)
    return _add(meeting, "finish", snapshot)


def finish(meeting: MeetingView, left_out: Iterable[str]) -> bool:
    """Finish now, as one change with leaving out the activities that have not begun."""
    live, snapshot = meeting.live, meeting.snapshot()
    refused = live.double_press.refuse("finish", meeting.events)
    if refused or not snapshot.is_under_way or not live.keeps_time:
        return False
    with meeting.book.together("session.change_event_finish"):
        for activity in left_out:
            _add(meeting, "skip", snapshot, activity=activity)
        return _add(meeting, "finish", snapshot)


def ways_back(meeting: MeetingView) -> WaysBack | None:
    """Return what going back can mean now; None where there is nothing to go back to."""
    snapshot, move = meeting.snapshot(), going_back.last_move(meeting.events)
    left = move.left if move is not None else None
    back = move is not None and going_back.leads_back(snapshot.schedule, move)
    if left is not None and snapshot.is_fresh and not back:
        return WaysBack(left, ("mistake",))
    target = going_back.previous_activity(snapshot.schedule, snapshot.progress)
    if target is None:
        return None
    if not snapshot.progress.runs_of(target):
        return WaysBack(target, ("again",))
    return WaysBack(target, ("goes_on", "again", "mistake") if target == left else ("goes_on", "again"))


def go_back(meeting: MeetingView, way: Way | None = None) -> bool:
    """Return to the activity before this one; after the end, to the last one.

    `way`: one that `ways_back` names. None: a key pressed by mistake where that was less than a minute ago,
    else the activity again.
    """
    live, found = meeting.live, ways_back(meeting)
    written = [pair for pair in meeting.book.session.events.items() if pair[1].step == meeting.step.id]
    if live.double_press.refuse("undo", written) or found is None or not live.keeps_time:
        return False
    way = way or ("mistake" if found.ways == ("mistake",) else "again")
    if way == "mistake":
        return _take_back(meeting)
    return start(meeting, found.row, goes_on=way == "goes_on")


def _take_back(meeting: MeetingView) -> bool:
    """Take the last key that ended an activity back, with the break that it put in and where notes belong."""
    move, book = going_back.last_move(meeting.events), meeting.book
    if move is None:
        return False
    begun = move.event.event.activity
    made = meeting.record.inserts.get(begun) if begun is not None else None
    with book.together("session.change_event_undo"):
        for identifier in move.ids:
            book.events.undo(identifier)
        if begun is not None and made is not None and made.kind == "break" and begun > move.before:
            _take_out_break(meeting, begun)
        if begun is not None:
            _refile(meeting, begun, move.left, move.event.at)
    meeting.live.continuity.heartbeat(force=True)
    return True


def _take_out_break(meeting: MeetingView, key: str) -> None:
    """Take a break out again, with the rest behind it: the row that it interrupted has all it had."""
    record, progress = meeting.record, meeting.snapshot().progress
    rest = changes.rest_behind(record, key)
    meeting.set_record(**changes.without_break(record, key))
    owner = record.inserts[key].after
    if rest is not None and owner is not None and (spare := progress.pending.get(rest, 0)):
        meeting.add_event("adjust", meeting.live.clock.now(), activity=rest, minutes=-spare)
        meeting.add_event("adjust", meeting.live.clock.now(), activity=owner, minutes=spare)


def _refile(meeting: MeetingView, activity: str, other: str | None, since: datetime) -> None:
    """File what was written since an instant while one row ran under another; None: under no activity.

    A row that continues an activity stands for that: notes and ToDos belong to activities.
    """
    book, parts = meeting.book, meeting.record.parts
    places = {(meeting.step.id, activity), (meeting.step.id, parts.get(activity, activity))}
    target = None if other is None else parts.get(other, other)
    if target == parts.get(activity, activity):
        return
    for key, note in list(book.session.notes.items()):
        if (note.step, note.activity) in places and note.at >= since and not note.memo:
            book.notes.edit(key, activity=target)
    for key, todo in list(book.session.todos.items()):
        if (todo.step, todo.activity) in places and todo.at >= since:
            book.todos.edit(key, activity=target)


def start(meeting: MeetingView, activity: str, *, goes_on: bool = False) -> bool:
    """Start an activity of the agenda now, whatever ran before; `goes_on`: where it was left."""
    if not _add(meeting, "start", meeting.snapshot(), activity=activity, counted=goes_on or None):
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
    goes_on = current and snapshot.is_under_way
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
    if not snapshot.is_under_way:
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
    """Return to the segment before; less than a minute after it was left, as if it had not been."""
    snapshot = meeting.snapshot()
    keys = [segment.key for segment in snapshot.row.segments] if snapshot.row else []
    speed = speed_of(meeting.live.clock)
    mistaken = going_back.mistaken_segment(meeting.events, snapshot.progress, keys, speed)
    if mistaken is None or not meeting.live.keeps_time:
        return _move_segment(meeting, snapshot, -1)
    meeting.book.events.undo(mistaken)
    return True


def speak_later(meeting: MeetingView) -> bool:
    """Let the person whose turn it is speak at the end of the round."""
    return _turn(meeting, "later")


def pass_turn(meeting: MeetingView) -> bool:
    """Let the person whose turn it is pass: in this round only."""
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
    begins = kind == "start" and snapshot.state == "before"
    at = meeting.live.continuity.begin_at(meeting.planned_start()) if begins else snapshot.now
    meeting.add_event(kind, at, **facts)
    give_seats(meeting)
    if kind == "finish":
        end_showing(meeting.live)
    return True
