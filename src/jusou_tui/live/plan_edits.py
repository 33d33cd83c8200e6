"""The day changed by the facilitator: to end on time, breaks, order, clock times, a timer, a key's time.

Each function makes one change of a meeting, one step for undo, and tells whether there was one.
Before a meeting its plan changes; while it runs the plan stays, and events say what becomes different.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.events import CorrectedEvent
from jusou_tui.session.model.records import Insert
from jusou_tui.session.programme.attendance import case_count
from jusou_tui.settings import load
from jusou_tui.timekeeping.clock.instants import local, seconds_between
from jusou_tui.timekeeping.forecast.fit import Fit, fit
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.forecast.minimums import minimums, still_needed
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.running import corrections
from jusou_tui.timekeeping.running.position import allowed_adjustment
from jusou_tui.timekeeping.running.progress import adjusted
from jusou_tui.wording import t
from jusou_tui.wording.times import time_text

SHORTEST_REST = 3
"""Minutes of an activity below which a break does not leave a rest of it for later."""
LATE_START = timedelta(minutes=2)
LONGEST_LATE_START = timedelta(hours=3)


def cases_of(meeting: MeetingView) -> int:
    """Return the cases of the meeting at hand: as set, else the fewest."""
    return case_count(meeting.step, meeting.record.cases)


def usual_share(live: LiveSession) -> int:
    """Return the per cent of its minutes that a row keeps: as the curriculum says, else this machine."""
    told = live.curriculum.shortest_share
    return load().shortest_share if told is None else told


def propose(meeting: MeetingView, share: int | None = None, without: Collection[str] = ()) -> Fit:
    """Return how the meeting could end on time, rows of `without` left out.

    `share`: per cent of its minutes that a row keeps at least, where nothing says it in minutes; None: as
    usual (see `usual_share`).
    """
    standing = meeting.snapshot()
    row = standing.row
    floor = minimums(
        standing.schedule,
        participants=len(meeting.present),
        cases=cases_of(meeting),
        share=usual_share(meeting.live),
        chosen=share,
        floors={row.key: still_needed(row, standing.progress, standing.round)} if row else None,
    )
    progress = replace(standing.progress, skipped=standing.progress.skipped | frozenset(without))
    held = meeting.not_before()
    return fit(standing.schedule, progress, standing.now, minimums=floor, not_before=held)


def end_with(meeting: MeetingView, more: Mapping[str, int], without: Collection[str] = ()) -> datetime:
    """Return when the meeting would end with so many minutes more for rows, others left out."""
    standing = meeting.snapshot()
    progress = replace(standing.progress, skipped=standing.progress.skipped | frozenset(without))
    found = adjusted(progress, more)
    return forecast(standing.schedule, found, standing.now, not_before=meeting.not_before()).end


def take_fit(
    meeting: MeetingView, found: Fit, keys: Collection[str] | None = None, without: Collection[str] = ()
) -> bool:
    """Take a fit, or those of its rows that `keys` names, and leave rows out."""
    wanted = {key: more for key, more in found.changes.items() if keys is None or key in keys}
    with meeting.book.together("timekeeping.change_fit"):
        for key in without:
            meeting.book.events.add("skip", meeting.step.id, activity=key)
        if wanted:
            _lengthen(meeting, wanted, "timekeeping.change_fit")
    return bool(wanted or without)


def lengthen(meeting: MeetingView, key: str, minutes: int) -> bool:
    """Give a row so many minutes more, or fewer."""
    standing = meeting.snapshot()
    row = standing.schedule.row(key)
    if row is None:
        return False
    if key == standing.progress.activity:
        minutes = allowed_adjustment(row, standing.progress, minutes)
    else:
        minutes = max(minutes, -(row.minutes + standing.progress.pending.get(key, 0)))
    return bool(minutes) and _lengthen(meeting, {key: minutes}, "timekeeping.change_minutes")


def _lengthen(meeting: MeetingView, more: Mapping[str, int], message_id: str) -> bool:
    standing = meeting.snapshot()
    with meeting.book.together(message_id):
        if standing.state == "before":
            rows = ((key, standing.schedule.row(key)) for key in more)
            minutes = {key: row.minutes + more[key] for key, row in rows if row is not None}
            write_plan(meeting, changes.with_minutes(meeting.record, minutes))
        else:
            for key, minutes_more in more.items():
                meeting.book.events.add(
                    "adjust", meeting.step.id, standing.now, activity=key, minutes=minutes_more
                )
    return True


def write_plan(meeting: MeetingView, made: Mapping[str, object]) -> bool:
    """Write changed fields of the run's own plan, where there are any."""
    if made:
        meeting.book.meetings.set(meeting.step.id, **made)
    return bool(made)


def set_minutes(meeting: MeetingView, key: str, minutes: int) -> bool:
    """Let a row have exactly so many minutes."""
    standing = meeting.snapshot()
    row = standing.schedule.row(key)
    if row is None:
        return False
    running = key == standing.progress.activity
    changed = standing.progress.adjustment if running else standing.progress.pending.get(key, 0)
    if key in meeting.record.ends:
        with meeting.book.together("timekeeping.change_minutes"):
            write_plan(meeting, changes.with_minutes(meeting.record, {key: minutes}))
            if changed:
                meeting.book.events.add(
                    "adjust", meeting.step.id, standing.now, activity=key, minutes=-changed
                )
        return True
    return lengthen(meeting, key, minutes - row.minutes - changed)


def end_at(meeting: MeetingView, key: str, at: datetime | None) -> bool:
    """Let a row end by the clock, with None after its minutes. What was given or taken before is undone."""
    standing = meeting.snapshot()
    here = key == standing.progress.activity
    changed = standing.progress.adjustment if here else standing.progress.pending.get(key, 0)
    with meeting.book.together("timekeeping.change_minutes"):
        done = write_plan(meeting, changes.ending(meeting.record, key, at))
        if changed and at is not None:
            meeting.book.events.add("adjust", meeting.step.id, standing.now, activity=key, minutes=-changed)
    return done


def start_at(meeting: MeetingView, key: str, at: datetime | None) -> bool:
    """Let a row start by the clock, with None when its turn comes."""
    return write_plan(meeting, changes.pinned(meeting.record, key, at))


def insert(
    meeting: MeetingView,
    before: str | None,
    title: str,
    minutes: int,
    *,
    rests: bool = True,
    behind: bool = False,
) -> str:
    """Put a row in before another, or `behind` it; without one at the end. Return its key."""
    key = meeting.book.ledger.fresh_id()
    keys = [row.key for row in meeting.schedule().rows]
    place = keys.index(before) + (1 if behind else 0) if before in keys else len(keys)
    made = Insert(
        title=title,
        minutes=minutes,
        after=keys[place - 1] if place else None,
        kind="break" if rests else "other",
    )
    order = (*keys[:place], key, *keys[place:])
    write_plan(meeting, changes.inserted(meeting.record, key, made) | {"order": order})
    return key


def remove(meeting: MeetingView, key: str) -> bool:
    """Take a row out that was put in and has not begun."""
    if key not in meeting.record.inserts or meeting.snapshot().progress.runs_of(key):
        return False
    return write_plan(meeting, changes.removed(meeting.record, key))


def break_now(meeting: MeetingView, minutes: int) -> bool:
    """Begin a break now. What is left of the activity goes on behind it."""
    standing = meeting.snapshot()
    row, left = standing.row, standing.countdown
    if row is None or left is None or standing.state not in {"running", "paused"}:
        return False
    rest = math.ceil(left.remaining / 60)
    with meeting.book.together("timekeeping.break_title"):
        key = insert(meeting, row.key, t("timekeeping.break_title"), minutes, behind=True)
        if rest >= SHORTEST_REST and row.kind != "break":
            # What goes on behind the break is planned there, and no more before it.
            write_plan(meeting, changes.with_minutes(meeting.record, {row.key: max(0, row.minutes - rest)}))
            of = row.activity.id if row.activity else None
            title = t("timekeeping.rest_title", title=row.label)
            _behind(meeting, key, Insert(title=title, minutes=rest, after=key, kind="other", of=of))
        meeting.book.events.add("start", meeting.step.id, standing.now, activity=key)
    meeting.live.continuity.heartbeat(force=True)
    return True


def _behind(meeting: MeetingView, key: str, made: Insert) -> None:
    fresh = meeting.book.ledger.fresh_id()
    keys = [row.key for row in meeting.schedule().rows]
    place = keys.index(key) + 1
    order = (*keys[:place], fresh, *keys[place:])
    write_plan(meeting, changes.inserted(meeting.record, fresh, made) | {"order": order})


def split(meeting: MeetingView, key: str, first: int) -> bool:
    """Part a row that is still to come: its first minutes, and the rest behind it as a row of its own."""
    standing = meeting.snapshot()
    row = standing.schedule.row(key)
    if row is None or standing.progress.runs_of(key):
        return False
    rest = (meeting.book.ledger.fresh_id(), t("timekeeping.rest_title", title=row.label))
    return write_plan(meeting, changes.split(standing.schedule, meeting.record, key, first, rest))


def park(meeting: MeetingView, key: str) -> bool:
    """Leave a row out and keep it back as a topic for a later step."""
    row = meeting.schedule().row(key)
    if row is None or key == meeting.snapshot().progress.activity:
        return False
    with meeting.book.together("timekeeping.change_parked"):
        if not controls.skip(meeting, key):
            return False
        note = meeting.book.notes.add(
            t("timekeeping.parked", title=row.title), "question", meeting.step.id, activity=key
        )
        meeting.book.notes.edit(note, kept=True)
    return True


def set_timer(meeting: MeetingView, minutes: int) -> bool:
    """Begin a timer beside the activity; 0 takes it away."""
    standing = meeting.snapshot()
    if not minutes and standing.progress.timer is None:
        return False
    meeting.book.events.add("timer", meeting.step.id, standing.now, seconds=minutes * 60.0)
    return True


def last_key(meeting: MeetingView) -> tuple[CorrectedEvent, datetime | None] | None:
    """Return the last key that can be put right, and how early it can have been at most."""
    return corrections.last_key(meeting.events)


def put_right(meeting: MeetingView, wanted: datetime) -> bool:
    """Move the last key to the time when it should have been pressed."""
    found = last_key(meeting)
    if found is None:
        return False
    seconds = corrections.correction(found[0], found[1], wanted, meeting.live.clock.now())
    if not seconds:
        return False
    meeting.book.events.add("correct", meeting.step.id, target=found[0].id, seconds=seconds)
    return True


def late_start(meeting: MeetingView, standing: MeetingSnapshot) -> datetime | None:
    """Return the planned start where the meeting would begin late, None where there is nothing to ask."""
    planned = meeting.record.start
    if standing.state != "before" or planned is None:
        return None
    late = timedelta(seconds=seconds_between(planned, standing.now))
    return local(planned, standing.now.tzinfo) if LATE_START <= late <= LONGEST_LATE_START else None


def begin_from(meeting: MeetingView, start: datetime) -> bool:
    """Begin the meeting as of `start`."""
    first = meeting.snapshot().next_row
    if first is None:
        return False
    meeting.book.events.add("start", meeting.step.id, start, activity=first.key)
    meeting.live.continuity.heartbeat(force=True)
    return True


def said_change(label: str, before: int, after: int) -> str:
    """Return `振り返り 60→52分`."""
    return t("timekeeping.row_change", label=label, before=before, after=after)


def said_key(meeting: MeetingView, entry: CorrectedEvent) -> str:
    """Return which key it was and when, in words."""
    at = time_text(meeting.live.here(entry.at))
    row = meeting.schedule().row(entry.event.activity)
    word = t(_KEYS.get(entry.event.kind, "timekeeping.key_other"))
    return t("timekeeping.key_text", time=at, what=f"{word} {row.label if row else ''}".strip())


_KEYS = {
    "start": "timekeeping.key_start",
    "finish": "timekeeping.key_finish",
    "pause": "common.pause",
    "resume": "common.resume",
    "segment": "timekeeping.key_segment",
}
