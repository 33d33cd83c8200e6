"""A meeting as it was held: plan, what happened and what is expected, computed from a session alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.session.model.events import corrected_events
from jusou_tui.session.model.queries import rehearsal_speed
from jusou_tui.session.model.records import Event, Meeting, Session
from jusou_tui.session.programme.attendance import attendance
from jusou_tui.session.programme.run_steps import cases_of, left_out
from jusou_tui.timekeeping.clock.clock import Clock, RehearsalClock
from jusou_tui.timekeeping.clock.instants import HALF_A_DAY, local, seconds_between
from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast
from jusou_tui.timekeeping.plan.schedule import Schedule, plan
from jusou_tui.timekeeping.running.progress import ActivityRun, Progress, progress
from jusou_tui.timekeeping.running.replay import Run

ANOTHER_DAY = HALF_A_DAY
"""How far from its planned start a meeting begins at least that is held on another day."""


class MeetingRecord(NamedTuple):
    """One step as it was planned and as it went until `progress.now`, the last heartbeat."""

    schedule: Schedule
    progress: Progress
    forecast: Forecast


def meeting_record(session: Session, curriculum: Curriculum, step: Step) -> MeetingRecord | None:
    """Return how a step's meeting was planned and went; None where nothing says when it is."""
    meeting = session.meetings.get(step.id, Meeting())
    events = [(key, event) for key, event in session.events.items() if event.step == step.id]
    start, booked_end = shift_to_actual_day(meeting, _first_start(events))
    if start is None:
        return None
    moment = last_seen(session).astimezone(start.tzinfo)
    done = progress(events, moment, meeting.parts)
    schedule = planned_schedule(session, curriculum, step, start, booked_end=booked_end, done=done)
    return MeetingRecord(schedule, done, forecast(schedule, done, moment))


def planned_schedule(
    session: Session,
    curriculum: Curriculum,
    step: Step,
    start: datetime,
    *,
    booked_end: datetime | None = None,
    done: Progress | None = None,
) -> Schedule:
    """Return the plan of a session's meeting as it begins at `start`.

    `done`: how far it has come. Rows that are over are planned for those who were there at their end, others
    for those who are there now.
    """
    meeting = session.meetings.get(step.id, Meeting())
    there = attendance(session, step.id, today=start.date())
    return plan(
        step,
        participants=len(there.here_at(start if done is None else done.now)),
        head_counts=there.head_counts(ends_of(done.runs if done else ())),
        cases=cases_of(curriculum, session, step.id),
        start=start,
        booked_end=booked_end,
        without=left_out(curriculum, session),
        meeting=meeting,
    )


def ends_of(runs: Iterable[ActivityRun | Run]) -> dict[str, datetime]:
    """Return when each activity ended, by its key; of several runs the last; what runs is not among them."""
    ended = {run.activity: run.ended for run in runs}
    return {activity: at for activity, at in ended.items() if at is not None}


def shift_to_actual_day(
    meeting: Meeting, started: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """Return the start and the booked end of the plan.

    A meeting that `started` on another day than planned moves there as a whole, but for its booked end: until
    when the room may be used on that day is not known."""
    start = started if is_moved(meeting, started) else meeting.start or started
    return start, None if start is None else booked_end_at(meeting, start)


def is_moved(meeting: Meeting, start: datetime | None) -> bool:
    """Return whether a meeting with a planned start that begins at `start` is held on another day."""
    if meeting.start is None or start is None:
        return False
    return abs(seconds_between(meeting.start, start)) >= ANOTHER_DAY.total_seconds()


def booked_end_at(meeting: Meeting, start: datetime) -> datetime | None:
    """Return the booked end of a meeting that begins at `start`; None where it was booked for another day."""
    booked = meeting.booked_end
    if booked is None or is_moved(meeting, start):
        return None
    if meeting.start is None:
        same_day = local(booked, start.tzinfo).date() == start.date()
        lasts = seconds_between(start, booked)
        return booked if same_day or 0 <= lasts < ANOTHER_DAY.total_seconds() else None
    return booked


def last_seen(session: Session) -> datetime:
    """Return the latest instant of which the file knows that the program was running.

    Instants are by the clock as it was last put right: before that it may have been years ahead.
    """
    steps: dict[str, list[tuple[str, Event]]] = {}
    for key, event in session.events.items():
        steps.setdefault(event.step, []).append((key, event))
    known = [entry.at for events in steps.values() for entry in corrected_events(events)]
    if session.view.seen is not None:
        known.append(session.view.seen)
    return max(known, default=session.session.created)


def session_clock(session: Session, real: Clock) -> Clock:
    """Return the clock of a session: a rehearsal has its own, which goes on from its last heartbeat."""
    speed = rehearsal_speed(session.session)
    return real if speed is None else RehearsalClock(real, speed, last_seen(session))


def _first_start(events: list[tuple[str, Event]]) -> datetime | None:
    """Return when a meeting began, by the clock as it went at last."""
    starts = (entry for entry in corrected_events(events) if entry.event.kind == "start")
    return next((local(entry.at, entry.event.at.tzinfo) for entry in starts), None)
