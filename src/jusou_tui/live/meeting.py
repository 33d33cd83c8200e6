"""What the pages read of an open session: the step, the people, the plan, where the meeting stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import Change
from jusou_tui.session.model.queries import events_of, meeting_of
from jusou_tui.session.model.records import Event, Meeting, View
from jusou_tui.session.programme.attendance import attendees, case_count, members
from jusou_tui.session.programme.case_titles import about_cases, case_titles
from jusou_tui.session.programme.progress import left_out, step_of
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.timekeeping.clock.zones import in_planned_zone, zone_of
from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast
from jusou_tui.timekeeping.history.meeting_record import shift_to_actual_day
from jusou_tui.timekeeping.plan.durations import with_shares_and_titles
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule, plan
from jusou_tui.timekeeping.running import position, rounds
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    countdown,
    current_segment,
    segment_countdown,
    turn_countdown,
)
from jusou_tui.timekeeping.running.progress import Progress, progress_at
from jusou_tui.timekeeping.running.replay import Replay, replay


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the meeting stands at `now`: one consistent picture for all widgets."""

    now: datetime
    schedule: Schedule
    progress: Progress
    forecast: Forecast
    row: Row | None
    countdown: Countdown | None
    segment: PlannedSegment | None
    segment_index: int
    segment_countdown: Countdown | None
    round: rounds.RoundState | None
    turn_countdown: Countdown | None
    next_row: Row | None

    @property
    def state(self) -> str:
        """before, running, paused or finished."""
        return self.progress.state


class Readings:
    """A session's book with its curriculum and a clock. Plans and replays only when something changed."""

    def __init__(self, book: SessionBook, curriculum: Curriculum, clock: Clock) -> None:
        self.book = book
        self.curriculum = curriculum
        self.clock = clock
        self._planned: tuple[object, Schedule] | None = None
        self._replayed: tuple[object, Replay] | None = None
        self._steps: dict[str, Step | None] = {}
        self._out: tuple[object, tuple[str, ...]] | None = None
        self._at_hand: str | None = None
        self._people: tuple[object, tuple[tuple[str, ...], tuple[str, ...]]] | None = None
        self._story = 0
        self._named: tuple[object, dict[int, str]] | None = None
        self._sheets = 0
        self.words = 0
        self.book.subscribe(self._noticed)

    @property
    def view(self) -> View:
        """Where the facilitator was."""
        return self.book.session.view

    @property
    def step(self) -> Step:
        """The step at hand: the one in view, else the first meeting, else the first step."""
        key = self._at_hand or self.view.step
        if key is not None and key not in self._steps:
            self._steps[key] = step_of(self.curriculum, key)
        if key is not None and (step := self._steps[key]):
            return step
        meetings = [step for step in self.curriculum.steps if step.kind == "meeting"]
        return (meetings or list(self.curriculum.steps))[0]

    @property
    def meeting(self) -> Meeting:
        """The meeting record of the step at hand."""
        return meeting_of(self.book.session, self.step.id)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the steps that are left out: by the run's variant, or on the spot."""
        key = (self.words, self._story)
        if self._out is None or self._out[0] != key:
            self._out = (key, left_out(self.curriculum, self.book.session))
        return self._out[1]

    @property
    def needs_setup(self) -> bool:
        """Whether the set-up has not been finished yet."""
        return self.view.screen == "setup"

    @property
    def expected(self) -> tuple[str, ...]:
        """The ids of the people who have not left by the day of the meeting, in order."""
        return self._attendance()[0]

    @property
    def present(self) -> tuple[str, ...]:
        """The ids of the people who are here, in order."""
        return self._attendance()[1]

    def _attendance(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who belongs to the team on the meeting's day, and who of them takes part."""
        session, step, today = self.book.session, self.step.id, self.clock.now().date()
        key = (step, self.told, today)
        if self._people is None or self._people[0] != key:
            found = members(session, step, today=today), attendees(session, step, today=today)
            self._people = key, found
        return self._people[1]

    @property
    def told(self) -> tuple[int, int]:
        """What tells that something happened, was planned or written; no view and no draft changes it."""
        return (self._story, self.words)

    @property
    def is_under_way(self) -> bool:
        """Whether the meeting of the step at hand has begun and is not over."""
        return progress_at(self._history(), self.clock.now()).state in {"running", "paused"}

    def here(self, at: datetime) -> datetime:
        """Return an instant as the clocks here show it."""
        return at.astimezone(self.clock.now().tzinfo)

    def name_of(self, person: str | None) -> str:
        """Return a participant's name, "" where there is none."""
        record = self.book.session.participants.get(person or "")
        return record.name if record else ""

    @property
    def events(self) -> list[tuple[str, Event]]:
        """The events of the step at hand, in order, undone ones left out."""
        return events_of(self.book.session, self.step.id)

    def times(self) -> tuple[datetime, datetime | None]:
        """Return when the meeting is planned to start, and its booked end."""
        start, booked_end = shift_to_actual_day(self.meeting, self._started(self.clock.now()))
        return start or self.clock.now().replace(second=0, microsecond=0), booked_end

    def not_before(self) -> datetime | None:
        """Return before when a meeting that has not begun cannot begin; None where nothing holds it."""
        return None

    def schedule(self) -> Schedule:
        """Return the plan of the step at hand with this run's changes; computed when something changed."""
        meeting, zone = self.meeting, zone_of(self.clock.now())
        start, booked_end = self.times()
        start = in_planned_zone(start, zone)
        key = (self.step.id, meeting, self.present, start, zone, self.left_out)
        if self._planned is None or self._planned[0] != key:
            self._planned = (
                key,
                plan(
                    self.step,
                    participants=len(self.present),
                    cases=case_count(self.step, meeting.cases),
                    start=start,
                    booked_end=booked_end,
                    without=self.left_out,
                    meeting=meeting,
                    zone=zone,
                ),
            )
        return self._planned[1]

    def standing(self) -> Standing:
        """Return where the meeting stands now."""
        now = self.clock.now()
        schedule = self.schedule()
        done = progress_at(self._history(), now)
        row = self._told(schedule.row(done.activity), done) if done.activity else None
        segment = current_segment(row, done) if row else None
        turns = (
            rounds.round_state(self.present, done, segment=segment.key)
            if segment and segment.is_round
            else None
        )
        following = position.next_activity(schedule, done)
        return Standing(
            now=now,
            schedule=schedule,
            progress=done,
            forecast=forecast(schedule, done, now, not_before=self.not_before()),
            row=row,
            countdown=countdown(row, done) if row else None,
            segment=segment,
            segment_index=row.segments.index(segment) if row and segment else 0,
            segment_countdown=segment_countdown(row, done) if row else None,
            round=turns,
            turn_countdown=turn_countdown(segment, turns, paused=done.state == "paused")
            if segment and turns
            else None,
            next_row=schedule.row(following) if following else None,
        )

    def _told(self, row: Row | None, done: Progress) -> Row | None:
        """Return the row that runs with this run's cases by name, its rounds as they were shared out."""
        if row is None or row.activity is None:
            return row
        titles: dict[int, str] = {}
        if any(part.case is not None for part in row.segments):
            key = (self.step.id, row.activity.id, self._sheets)
            if self._named is None or self._named[0] != key:
                worksheets = about_cases(self.curriculum, self.step.id, (row.activity,))
                self._named = (key, case_titles(worksheets, self.book.session.sheets))
            titles = self._named[1]
        if not titles and not done.shares:
            return row
        return replace(row, segments=with_shares_and_titles(row.segments, done.shares, titles))

    def _history(self) -> Replay:
        """Return the replayed events; replayed when there is a new one only."""
        key = (self.step.id, self._story)
        if self._replayed is None or self._replayed[0] != key:
            self._replayed = (key, replay(self.events))
        return self._replayed[1]

    def _noticed(self, change: Change) -> None:
        tables = {table for table, _ in change.addresses}
        self._story += "events" in tables
        self._sheets += "sheets" in tables
        self.words += bool(tables & {"notes", "todos", "meetings", "participants", "session"})

    def _started(self, now: datetime) -> datetime | None:
        """Return when the meeting began, by the clock as it goes now."""
        runs = self._history().runs
        return local(runs[0].started, now.tzinfo) if runs else None
