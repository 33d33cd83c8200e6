"""Changes of one meeting's agenda: minutes, clock times, rows put in, taken out, parted, moved.

Each function makes one change, one step for undo, and returns whether there was one. Before a meeting its
plan changes; while it runs the plan stays, and events say what becomes different.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import datetime

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live import controls
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.records import Insert
from jusou_tui.settings import load
from jusou_tui.timekeeping.clock.instants import after, local
from jusou_tui.timekeeping.forecast.fit import Fit, fit, minimums, still_needed
from jusou_tui.timekeeping.forecast.forecast import forecast, row_state
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.progress import (
    Progress,
    adjusted,
    allowed_adjustment,
    current_index,
    is_skipped,
)
from jusou_tui.timekeeping.running.time_signals import is_row_done
from jusou_tui.wording import LANGUAGES, catalogue, t


def add_minutes(meeting: MeetingView, more: Mapping[str, int], message_id: str) -> bool:
    """Give rows so many minutes more, or fewer; `message_id` names the step for undo."""
    snapshot = meeting.snapshot()
    with meeting.book.together(message_id):
        if snapshot.state == "before":
            rows = ((key, snapshot.schedule.row(key)) for key in more)
            minutes = {key: row.minutes + more[key] for key, row in rows if row is not None}
            _write(meeting, changes.with_minutes(meeting.record, minutes))
        else:
            for key, minutes_more in more.items():
                meeting.add_event("adjust", snapshot.now, activity=key, minutes=minutes_more)
    return True


def lengthen(meeting: MeetingView, key: str, minutes: int) -> bool:
    """Give a row so many minutes more, or fewer, as far as it has them."""
    snapshot = meeting.snapshot()
    row = snapshot.schedule.row(key)
    if row is None:
        return False
    if key == snapshot.progress.activity:
        minutes = allowed_adjustment(row, snapshot.progress, minutes)
    else:
        minutes = max(minutes, -(row.minutes + snapshot.progress.pending.get(key, 0)))
    return bool(minutes) and add_minutes(meeting, {key: minutes}, "timekeeping.change_minutes")


def set_minutes(meeting: MeetingView, key: str, minutes: int) -> bool:
    """Let a row have exactly so many minutes."""
    snapshot = meeting.snapshot()
    row = snapshot.schedule.row(key)
    if row is None:
        return False
    adjusted = _adjustment(snapshot, key)
    if key in meeting.record.ends:
        with meeting.book.together("timekeeping.change_minutes"):
            _write(meeting, changes.with_minutes(meeting.record, {key: minutes}))
            if adjusted:
                meeting.add_event("adjust", snapshot.now, activity=key, minutes=-adjusted)
        return True
    return lengthen(meeting, key, minutes - row.minutes - adjusted)


def end_at(meeting: MeetingView, key: str, at: datetime | None) -> bool:
    """Let a row end by the clock, with None after its minutes. Earlier adjustments of it are taken back."""
    snapshot = meeting.snapshot()
    adjusted = _adjustment(snapshot, key)
    with meeting.book.together("timekeeping.change_minutes"):
        done = _write(meeting, changes.ending(meeting.record, key, at))
        if adjusted and at is not None:
            meeting.add_event("adjust", snapshot.now, activity=key, minutes=-adjusted)
    return done


def start_at(meeting: MeetingView, key: str, at: datetime | None, end: datetime | None = None) -> bool:
    """Let a row start by the clock, with None when its turn comes; with `end` end by it, too."""
    if end is None:
        return _write(meeting, changes.pinned(meeting.record, key, at))
    with meeting.book.together("timekeeping.change_minutes"):
        return any([_write(meeting, changes.pinned(meeting.record, key, at)), end_at(meeting, key, end)])


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
    keys = [row.key for row in meeting.schedule().rows]
    index = keys.index(before) + (1 if behind else 0) if before in keys else len(keys)
    place = keys[index - 1] if index else None
    made = Insert(title=title, minutes=minutes, after=place, kind="break" if rests else "other")
    return _put_in(meeting, index, made)


def remove(meeting: MeetingView, key: str) -> bool:
    """Take a row out that was put in and has not begun."""
    if key not in meeting.record.inserts or meeting.snapshot().progress.runs_of(key):
        return False
    return _write(meeting, changes.removed(meeting.record, key))


def break_now(meeting: MeetingView, minutes: int) -> bool:
    """Begin a break now. Where anything is left of the activity, it goes on behind it in the same place."""
    snapshot = meeting.snapshot()
    row = snapshot.row
    if row is None or not snapshot.is_under_way or not meeting.live.keeps_time:
        return False
    with meeting.book.together("timekeeping.break_title"):
        key = insert(meeting, row.key, t("timekeeping.break_title"), minutes, behind=True)
        if row.kind != "break" and row.activity is not None and not _nothing_left(snapshot):
            _put_off(meeting, snapshot, row, key)
        meeting.add_event("start", snapshot.now, activity=key)
    meeting.live.continuity.heartbeat(force=True)
    return True


def _nothing_left(snapshot: MeetingSnapshot) -> bool:
    row, whole, segment = snapshot.row, snapshot.countdown, snapshot.segment
    if row is None or whole is None:
        return True
    key = segment.key if segment else None
    done = is_row_done(row, key, snapshot.segment_countdown, snapshot.round, whole)
    return done and whole.remaining <= 0


def _put_off(meeting: MeetingView, snapshot: MeetingSnapshot, row: Row, behind: str) -> None:
    """Plan what is left of the running row behind a break, and no more before it.

    What was planned stays the same in all: minutes that were given beyond it are given to the rest.
    """
    if row.activity is None or snapshot.countdown is None:
        return
    rest = max(0, math.ceil(snapshot.countdown.remaining / 60))
    spare = max(0, rest - row.minutes)
    planned = rest - spare
    _write(meeting, changes.with_minutes(meeting.record, {row.key: row.minutes - planned}))
    title = t("timekeeping.rest_title", title=row.activity.label)
    index = [one.key for one in meeting.schedule().rows].index(behind) + 1
    made = Insert(title=title, minutes=planned, after=behind, kind="other", of=row.activity.id)
    key = _put_in(meeting, index, made)
    if spare:
        meeting.add_event("adjust", snapshot.now, activity=row.key, minutes=-spare)
        meeting.add_event("adjust", snapshot.now, activity=key, minutes=spare)
    if row.ends_at is not None:  # it still ends then, however long the break is
        ends = local(after(row.ends_at, snapshot.progress.adjustment * 60.0), meeting.schedule().zone)
        _write(meeting, changes.ending(meeting.record, key, ends))


def split(meeting: MeetingView, key: str, first: int) -> bool:
    """Part a row that is still to come: its first minutes, and the rest behind it as a row of its own."""
    snapshot = meeting.snapshot()
    row = snapshot.schedule.row(key)
    if row is None or snapshot.progress.runs_of(key):
        return False
    rest = (meeting.book.ledger.fresh_id(), t("timekeeping.rest_title", title=row.label))
    return _write(meeting, changes.split(snapshot.schedule, meeting.record, key, first, rest))


def park(meeting: MeetingView, key: str) -> bool:
    """Leave a row out and keep it as a topic for a later step."""
    row = meeting.schedule().row(key)
    if row is None or key == meeting.snapshot().progress.activity:
        return False
    with meeting.book.together("timekeeping.change_parked"):
        if not controls.skip(meeting, key):
            return False
        text = t("timekeeping.parked", title=row.title)
        note = meeting.book.notes.add(text, "question", meeting.step.id, activity=key)
        meeting.book.notes.edit(note, kept=True)
    return True


def parked(meeting: MeetingView) -> frozenset[str]:
    """Return the rows that were left out for a later meeting, and still are."""
    skipped = meeting.snapshot().progress.skipped
    if not skipped:
        return frozenset()
    step, rows = meeting.step.id, {row.key: row.title for row in meeting.schedule().rows}
    kept = (note for note in meeting.book.session.notes.values() if note.kept and note.step == step)
    return frozenset(
        note.activity
        for note in kept
        if note.activity in skipped and note.activity in rows and _says_parked(note.text, rows[note.activity])
    )


def _says_parked(text: str, title: str) -> bool:
    """Return whether a note is the one that `park` takes, in whichever language."""
    return any(
        text.strip() == catalogue(language).gettext("timekeeping.parked").format(title=title)
        for language in LANGUAGES
    )


def swap(meeting: MeetingView, one: str, other: str) -> bool:
    """Let two rows that are still to come change places."""
    if one == other or not (is_ahead(meeting, one) and is_ahead(meeting, other)):
        return False
    with meeting.book.together("timekeeping.change_swap"):
        return _write(meeting, changes.swapped(meeting.schedule(), one, other))


def move(meeting: MeetingView, key: str, by: int) -> bool:
    """Move a row up or down among those that are still to come."""
    schedule = meeting.schedule()
    keys = [row.key for row in schedule.rows]
    target = keys.index(key) + by if key in keys else -1
    if not 0 <= target < len(keys) or not (is_ahead(meeting, key) and is_ahead(meeting, keys[target])):
        return False
    return _write(meeting, changes.moved(schedule, key, by))


def bring_back(meeting: MeetingView, key: str) -> bool:
    """Take a row in again: as it was left out, and behind what runs where the meeting has passed it."""
    snapshot = meeting.snapshot()
    if not is_out(meeting, key):
        return False
    here = current_index(snapshot.schedule, snapshot.progress)
    index = [row.key for row in snapshot.schedule.rows].index(key)
    with meeting.book.together("timekeeping.change_back"):
        if key in snapshot.progress.skipped:
            controls.restore(meeting, key)
        if key in meeting.record.skipped:
            _write(meeting, {"skipped": tuple(one for one in meeting.record.skipped if one != key)})
        if index < here:
            _write(meeting, changes.moved(snapshot.schedule, key, here - index))
    return True


def _put_in(meeting: MeetingView, index: int, made: Insert) -> str:
    """Put a row in at an index of the agenda; return its key."""
    key = meeting.book.ledger.fresh_id()
    keys = [row.key for row in meeting.schedule().rows]
    order = (*keys[:index], key, *keys[index:])
    _write(meeting, changes.inserted(meeting.record, key, made) | {"order": order})
    return key


def _adjustment(snapshot: MeetingSnapshot, key: str) -> int:
    """Return the minutes that a row was given during the meeting."""
    here = key == snapshot.progress.activity
    return snapshot.progress.adjustment if here else snapshot.progress.pending.get(key, 0)


def _write(meeting: MeetingView, made: Mapping[str, object]) -> bool:
    if made:
        meeting.set_record(**made)
    return bool(made)


def is_ahead(meeting: MeetingView, key: str) -> bool:
    """Return whether a row is still to come, left out or not."""
    return any(row.key == key for row in _ahead(meeting.snapshot()))


def is_over(meeting: MeetingView, key: str) -> bool:
    """Return whether a row has been gone through and does not run."""
    return row_state(meeting.schedule(), meeting.progress(), key) == "done"


def is_out(meeting: MeetingView, key: str) -> bool:
    """Return whether a row counts nowhere: it was left out, or passed over."""
    return row_state(meeting.schedule(), meeting.progress(), key) == "skipped"


def others_to_swap(meeting: MeetingView, key: str) -> list[Row]:
    """Return the rows with which one can change places: those that are still to come."""
    snapshot = meeting.snapshot()
    ahead = _ahead(snapshot) if snapshot.state != "finished" else []
    return [row for row in ahead if row.key != key and not is_skipped(row, snapshot.progress)]


def _ahead(snapshot: MeetingSnapshot) -> list[Row]:
    """Return the rows that are still to come, left out or not: behind the one that runs, and never run."""
    progress = snapshot.progress
    behind = snapshot.schedule.rows[current_index(snapshot.schedule, progress) + 1 :]
    begun = {progress.activity, *(run.activity for run in progress.runs)}
    return [row for row in behind if row.key not in begun]


def usual_share(curriculum: Curriculum) -> int:
    """Return the per cent of its minutes that a row keeps: of the curriculum, else of the settings."""
    share = curriculum.shortest_share
    return load().shortest_share if share is None else share


def propose(meeting: MeetingView, share: int | None = None, without: Collection[str] = ()) -> Fit:
    """Return how the meeting could end on time, rows of `without` left out.

    `share`: per cent of its minutes that a row keeps at least, where nothing says it in minutes; None: as
    usual (see `usual_share`).
    """
    snapshot = meeting.snapshot()
    row = snapshot.row
    floor = minimums(
        snapshot.schedule,
        participants=len(meeting.present),
        cases=meeting.case_count,
        share=usual_share(meeting.live.curriculum),
        chosen=share,
        floors={row.key: still_needed(row, snapshot.progress, snapshot.round)} if row else None,
    )
    return fit(
        snapshot.schedule,
        _without(snapshot, without),
        snapshot.now,
        minimums=floor,
        not_before=meeting.not_before(),
    )


def end_with(meeting: MeetingView, more: Mapping[str, int], without: Collection[str] = ()) -> datetime:
    """Return when the meeting would end with so many minutes more for rows, others left out."""
    snapshot = meeting.snapshot()
    found = adjusted(_without(snapshot, without), more)
    return forecast(snapshot.schedule, found, snapshot.now, not_before=meeting.not_before()).end


def take_fit(meeting: MeetingView, wanted: Mapping[str, int], without: Collection[str] = ()) -> bool:
    """Give rows the minutes of a fit (below 0) and leave rows out: one step for undo."""
    with meeting.book.together("timekeeping.change_fit"):
        for key in without:
            meeting.add_event("skip", activity=key)
        if wanted:
            add_minutes(meeting, wanted, "timekeeping.change_fit")
    return bool(wanted or without)


def row_change_text(label: str, before: int, after: int) -> str:
    """Return a row's change of minutes: `振り返り 60→52分`."""
    return t("timekeeping.row_change", label=label, before=before, after=after)


def _without(snapshot: MeetingSnapshot, keys: Collection[str]) -> Progress:
    return snapshot.progress._replace(skipped=snapshot.progress.skipped | frozenset(keys))
