"""The day changed by the facilitator: to end on time, breaks, order, clock times, a timer, a key's time.

Each function makes one change of the desk's session, one step for undo, and tells whether there was one.
Before a meeting its plan changes; while it runs the plan stays, and events say what becomes different.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from jusou_tui.live.session import Desk, Standing
from jusou_tui.session.model.events import Settled
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


def cases_of(desk: Desk) -> int:
    """Return the cases of the meeting at hand: as set, else the fewest."""
    return case_count(desk.step, desk.meeting.cases)


def usual_share(desk: Desk) -> int:
    """Return the per cent of its minutes that a row keeps: as the curriculum says, else this machine."""
    told = desk.curriculum.shortest_share
    return load().shortest_share if told is None else told


def propose(desk: Desk, share: int | None = None, without: Collection[str] = ()) -> Fit:
    """Return how the meeting could end on time, rows of `without` left out.

    `share`: per cent of its minutes that a row keeps at least, where nothing says it in minutes; None: as
    usual (see `usual_share`).
    """
    standing = desk.standing()
    row = standing.row
    floor = minimums(
        standing.schedule,
        participants=len(desk.present),
        cases=cases_of(desk),
        share=usual_share(desk),
        chosen=share,
        floors={row.key: still_needed(row, standing.progress, standing.round)} if row else None,
    )
    progress = replace(standing.progress, skipped=standing.progress.skipped | frozenset(without))
    held = desk.not_before()
    return fit(standing.schedule, progress, standing.now, minimums=floor, not_before=held)


def end_with(desk: Desk, more: Mapping[str, int], without: Collection[str] = ()) -> datetime:
    """Return when the meeting would end with so many minutes more for rows, others left out."""
    standing = desk.standing()
    progress = replace(standing.progress, skipped=standing.progress.skipped | frozenset(without))
    found = adjusted(progress, more)
    return forecast(standing.schedule, found, standing.now, not_before=desk.not_before()).end


def take_fit(
    desk: Desk, found: Fit, keys: Collection[str] | None = None, without: Collection[str] = ()
) -> bool:
    """Take a fit, or those of its rows that `keys` names, and leave rows out."""
    wanted = {key: more for key, more in found.changes.items() if keys is None or key in keys}
    with desk.book.together("timekeeping.change_fit"):
        for key in without:
            desk.book.events.add("skip", desk.step.id, activity=key)
        if wanted:
            _lengthen(desk, wanted, "timekeeping.change_fit")
    return bool(wanted or without)


def lengthen(desk: Desk, key: str, minutes: int) -> bool:
    """Give a row so many minutes more, or fewer."""
    standing = desk.standing()
    row = standing.schedule.row(key)
    if row is None:
        return False
    if key == standing.progress.activity:
        minutes = allowed_adjustment(row, standing.progress, minutes)
    else:
        minutes = max(minutes, -(row.minutes + standing.progress.pending.get(key, 0)))
    return bool(minutes) and _lengthen(desk, {key: minutes}, "timekeeping.change_minutes")


def _lengthen(desk: Desk, more: Mapping[str, int], message_id: str) -> bool:
    standing = desk.standing()
    with desk.book.together(message_id):
        if standing.state == "before":
            rows = ((key, standing.schedule.row(key)) for key in more)
            minutes = {key: row.minutes + more[key] for key, row in rows if row is not None}
            write_plan(desk, changes.with_minutes(desk.meeting, minutes))
        else:
            for key, minutes_more in more.items():
                desk.book.events.add("adjust", desk.step.id, standing.now, activity=key, minutes=minutes_more)
    return True


def write_plan(desk: Desk, made: Mapping[str, object]) -> bool:
    """Write changed fields of the run's own plan, where there are any."""
    if made:
        desk.book.meetings.set(desk.step.id, **made)
    return bool(made)


def set_minutes(desk: Desk, key: str, minutes: int) -> bool:
    """Let a row have exactly so many minutes."""
    standing = desk.standing()
    row = standing.schedule.row(key)
    if row is None:
        return False
    running = key == standing.progress.activity
    changed = standing.progress.adjustment if running else standing.progress.pending.get(key, 0)
    if key in desk.meeting.ends:
        with desk.book.together("timekeeping.change_minutes"):
            write_plan(desk, changes.with_minutes(desk.meeting, {key: minutes}))
            if changed:
                desk.book.events.add("adjust", desk.step.id, standing.now, activity=key, minutes=-changed)
        return True
    return lengthen(desk, key, minutes - row.minutes - changed)


def end_at(desk: Desk, key: str, at: datetime | None) -> bool:
    """Let a row end by the clock, with None after its minutes. What was given or taken before is undone."""
    standing = desk.standing()
    here = key == standing.progress.activity
    changed = standing.progress.adjustment if here else standing.progress.pending.get(key, 0)
    with desk.book.together("timekeeping.change_minutes"):
        done = write_plan(desk, changes.ending(desk.meeting, key, at))
        if changed and at is not None:
            desk.book.events.add("adjust", desk.step.id, standing.now, activity=key, minutes=-changed)
    return done


def start_at(desk: Desk, key: str, at: datetime | None) -> bool:
    """Let a row start by the clock, with None when its turn comes."""
    return write_plan(desk, changes.pinned(desk.meeting, key, at))


def insert(
    desk: Desk, before: str | None, title: str, minutes: int, *, rests: bool = True, behind: bool = False
) -> str:
    """Put a row in before another, or `behind` it; without one at the end. Return its key."""
    key = desk.book.ledger.fresh_id()
    keys = [row.key for row in desk.schedule().rows]
    place = keys.index(before) + (1 if behind else 0) if before in keys else len(keys)
    made = Insert(
        title=title,
        minutes=minutes,
        after=keys[place - 1] if place else None,
        kind="break" if rests else "other",
    )
    order = (*keys[:place], key, *keys[place:])
    write_plan(desk, changes.inserted(desk.meeting, key, made) | {"order": order})
    return key


def remove(desk: Desk, key: str) -> bool:
    """Take a row out that was put in and has not begun."""
    if key not in desk.meeting.inserts or desk.standing().progress.runs_of(key):
        return False
    return write_plan(desk, changes.removed(desk.meeting, key))


def break_now(desk: Desk, minutes: int) -> bool:
    """Begin a break now. What is left of the activity goes on behind it."""
    standing = desk.standing()
    row, left = standing.row, standing.countdown
    if row is None or left is None or standing.state not in {"running", "paused"}:
        return False
    rest = math.ceil(left.remaining / 60)
    with desk.book.together("timekeeping.break_title"):
        key = insert(desk, row.key, t("timekeeping.break_title"), minutes, behind=True)
        if rest >= SHORTEST_REST and row.kind != "break":
            # What goes on behind the break is planned there, and no more before it.
            write_plan(desk, changes.with_minutes(desk.meeting, {row.key: max(0, row.minutes - rest)}))
            of = row.activity.id if row.activity else None
            title = t("timekeeping.rest_title", title=row.label)
            _behind(desk, key, Insert(title=title, minutes=rest, after=key, kind="other", of=of))
        desk.book.events.add("start", desk.step.id, standing.now, activity=key)
    desk.sign_of_life(force=True)
    return True


def _behind(desk: Desk, key: str, made: Insert) -> None:
    fresh = desk.book.ledger.fresh_id()
    keys = [row.key for row in desk.schedule().rows]
    place = keys.index(key) + 1
    order = (*keys[:place], fresh, *keys[place:])
    write_plan(desk, changes.inserted(desk.meeting, fresh, made) | {"order": order})


def split(desk: Desk, key: str, first: int) -> bool:
    """Part a row that is still to come: its first minutes, and the rest behind it as a row of its own."""
    standing = desk.standing()
    row = standing.schedule.row(key)
    if row is None or standing.progress.runs_of(key):
        return False
    rest = (desk.book.ledger.fresh_id(), t("timekeeping.rest_title", title=row.label))
    return write_plan(desk, changes.split(standing.schedule, desk.meeting, key, first, rest))


def park(desk: Desk, key: str) -> bool:
    """Leave a row out and keep it back as a topic for a later step."""
    row = desk.schedule().row(key)
    if row is None or key == desk.standing().progress.activity:
        return False
    with desk.book.together("timekeeping.change_parked"):
        if not desk.skip(key):
            return False
        note = desk.book.notes.add(
            t("timekeeping.parked", title=row.title), "question", desk.step.id, activity=key
        )
        desk.book.notes.edit(note, kept=True)
    return True


def set_timer(desk: Desk, minutes: int) -> bool:
    """Begin a timer beside the activity; 0 takes it away."""
    standing = desk.standing()
    if not minutes and standing.progress.timer is None:
        return False
    desk.book.events.add("timer", desk.step.id, standing.now, seconds=minutes * 60.0)
    return True


def last_key(desk: Desk) -> tuple[Settled, datetime | None] | None:
    """Return the last key that can be put right, and how early it can have been at most."""
    return corrections.last_key(desk.events)


def put_right(desk: Desk, wanted: datetime) -> bool:
    """Move the last key to the time when it should have been pressed."""
    found = last_key(desk)
    if found is None:
        return False
    seconds = corrections.correction(found[0], found[1], wanted, desk.clock.now())
    if not seconds:
        return False
    desk.book.events.add("correct", desk.step.id, target=found[0].id, seconds=seconds)
    return True


def late_start(desk: Desk, standing: Standing) -> datetime | None:
    """Return the planned start where the meeting would begin late, None where there is nothing to ask."""
    planned = desk.meeting.start
    if standing.state != "before" or planned is None:
        return None
    late = timedelta(seconds=seconds_between(planned, standing.now))
    return local(planned, standing.now.tzinfo) if LATE_START <= late <= LONGEST_LATE_START else None


def begin_from(desk: Desk, start: datetime) -> bool:
    """Begin the meeting as of `start`."""
    first = desk.standing().next_row
    if first is None:
        return False
    desk.book.events.add("start", desk.step.id, start, activity=first.key)
    desk.sign_of_life(force=True)
    return True


def said_change(label: str, before: int, after: int) -> str:
    """Return `振り返り 60→52分`."""
    return t("timekeeping.row_change", label=label, before=before, after=after)


def said_key(desk: Desk, entry: Settled) -> str:
    """Return which key it was and when, in words."""
    at = time_text(desk.here(entry.at))
    row = desk.schedule().row(entry.event.activity)
    word = t(_KEYS.get(entry.event.kind, "timekeeping.key_other"))
    return t("timekeeping.key_text", time=at, what=f"{word} {row.label if row else ''}".strip())


_KEYS = {
    "start": "timekeeping.key_start",
    "finish": "timekeeping.key_finish",
    "pause": "common.pause",
    "resume": "common.resume",
    "segment": "timekeeping.key_segment",
}
