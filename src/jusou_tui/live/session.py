"""`LiveSession`, an open session file driven by a clock, and `MeetingView`, one of its steps.

The two belong to each other: a meeting's start may follow from the meeting before it on the same day, which
only the session has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from jusou_tui.curriculum import library
from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.curriculum.plan_digest import plan_digest
from jusou_tui.errors import JusouError, Phrase, StoreError
from jusou_tui.live.beginning.curriculum_in_use import curriculum_in_use, keep_begun
from jusou_tui.live.continuity import Continuity
from jusou_tui.live.double_press import DoublePress
from jusou_tui.live.planning import day
from jusou_tui.live.snapshot import MeetingSnapshot, take_snapshot
from jusou_tui.live.supplements import Supplements
from jusou_tui.paths import rehearsals_folder
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.curriculum import plan_of
from jusou_tui.session.model.queries import events_of, meeting_of
from jusou_tui.session.model.records import Event, EventKind, Meeting, Todo, View
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import Attendance, attendance
from jusou_tui.session.programme.case_titles import about_cases, case_titles
from jusou_tui.session.programme.run_steps import (
    cases_of,
    left_out,
    meetings_of_the_day,
    planned_day,
    step_of,
)
from jusou_tui.session.programme.todos import RowReader, todos_of
from jusou_tui.session.storage.lock import refuse_unwritable
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, RehearsalClock, SystemClock, real_clock, speed_of
from jusou_tui.timekeeping.clock.instants import in_planned_zone, local, zone_of
from jusou_tui.timekeeping.forecast.day_forecast import DayForecast, DayMeeting, forecast_day, not_before
from jusou_tui.timekeeping.history.meeting_record import ends_of, session_clock
from jusou_tui.timekeeping.plan.changes import least_lunch
from jusou_tui.timekeeping.plan.durations import with_shares_and_titles
from jusou_tui.timekeeping.plan.schedule import Row, Schedule, plan
from jusou_tui.timekeeping.running.progress import Progress, progress_at
from jusou_tui.timekeeping.running.replay import Replay, replay

NIGHT = timedelta(hours=6)
"""A day is over so long after midnight: a meeting may run into the night."""
_CONTENT = frozenset({"notes", "todos", "meetings", "participants", "presence", "session"})


class LiveSession:
    """One open session: its file, its curriculum and the clock that drives it.

    `keeps_time`: False where another program keeps the time; then `controls` and `continuity` write nothing.
    `writer`: the person whose notes an entry begun here is, None where it is nobody's yet.
    `curriculum_fault`: what is to be said where the curriculum's file could not be read.
    `curriculum_changed`: whether the curriculum's ids or minutes differ from those last used.
    """

    def __init__(
        self, store: Store, curriculum: Curriculum, clock: Clock | None = None, *, keeps_time: bool = True
    ) -> None:
        self.store = store
        self.book = store.book
        self.curriculum = curriculum
        self.clock = clock or SystemClock()
        self.keeps_time = keeps_time
        self.supplements = Supplements(store)
        self.continuity = Continuity(store, self.clock, keeps_time=keeps_time)
        self.double_press = DoublePress(self.clock)
        self.writer: str | None = None
        self.curriculum_changed = False
        self.curriculum_fault: Phrase | None = None
        self.events_revision = 0
        self.sheets_revision = 0
        self.content_revision = 0
        self._open = not store.read_only
        self._meetings: dict[str, MeetingView] = {}
        self._left_out: tuple[object, tuple[str, ...]] | None = None
        self._under_way: tuple[int, str | None] | None = None
        self._labels: tuple[int, Mapping[str, str]] | None = None
        self._row_reader = RowReader()
        self._todos: tuple[object, list[tuple[str, Todo]]] | None = None
        self._digest_to_note: str | None = None
        self._closing: list[Callable[[], object]] = []
        self.book.ledger.use_clock(self.clock.now)
        self.book.subscribe(self._count)
        self._keep_pace()

    @classmethod
    def open(
        cls, path: Path, clock: Clock | None = None, *, look: bool = False, take_over: bool = False
    ) -> LiveSession:
        """Open a session file with its curriculum: to go on, to `look` on, or to `take_over`.

        A rehearsal goes on as fast as it was, from the moment at which it was left. Raises JusouError where
        the file cannot be used; a curriculum that cannot be read is done without
        (`curriculum_in_use`).
        """
        real = real_clock(clock or SystemClock())
        store = Store.open(path, now=real.now, read_only=look, take_over=take_over)
        try:
            return cls._opened(store, path, session_clock(store.book.session, real))
        except BaseException:
            with suppress(StoreError):  # the first failure is the one to report
                store.close()
            raise

    @classmethod
    def _opened(cls, store: Store, path: Path, clock: Clock) -> LiveSession:
        meta = store.book.meta
        curriculum, digest, fault = curriculum_in_use(store, path)
        live = cls(store, curriculum, clock)
        live.curriculum_fault = fault
        if digest is not None and digest != meta.curriculum_digest:
            live.curriculum_changed = plan_of(meta) != plan_digest(live.curriculum)
            live._digest_to_note = None if store.read_only else digest
        if store.read_only:
            store.book.ledger.on_refused = lambda: None
            if live.needs_setup:
                store.book.set_view(screen="run")
        live.continuity.mend_clock(live.current.snapshot())
        return live

    @classmethod
    def create(
        cls, curriculum: Curriculum, source: Path, folder: Path, title: str, clock: Clock | None = None
    ) -> LiveSession:
        """Write a new session file of `curriculum` (read from `source`) into `folder` and open it.

        With a `RehearsalClock` it is a rehearsal, in a folder of its own below `folder`. Raises StoreError
        where nothing can be written there.
        """
        from jusou_tui.session.library import new_path
        from jusou_tui.session.programme.new_run import new_session

        clock = clock or SystemClock()
        now = clock.now()
        session = new_session(
            title=title,
            organisation="",
            curriculum=curriculum,
            digest=library.digest(source),
            path=None if _is_found_by_id(curriculum.id, source) else source.resolve(),
            variant="standard",
            now=now,
        )
        if isinstance(clock, RehearsalClock):
            facts = {"rehearsal": True, "speed": clock.speed}
            session.session = session.session.model_copy(update=facts)
            folder = rehearsals_folder(folder)
        refuse_unwritable(folder)
        path = new_path(folder, f"{curriculum.programme.short_title}-{now:%Y-%m-%d}", now)
        store = Store.create(path, session, now=real_clock(clock).now)
        keep_begun(store, source)
        return cls(store, curriculum, clock)

    @property
    def view(self) -> View:
        """Which page, step and cell were in view last."""
        return self.book.session.view

    @property
    def needs_setup(self) -> bool:
        """Whether the set-up has not been finished yet."""
        return self.view.screen == "setup"

    @property
    def content_version(self) -> tuple[int, int]:
        """Cache key: changes on every edit except those of view, drafts and sheets."""
        return (self.events_revision, self.content_revision)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The ids of the steps that this run leaves out, by its variant or one by one."""
        key = self.content_version
        if self._left_out is None or self._left_out[0] != key:
            self._left_out = (key, left_out(self.curriculum, self.book.session))
        return self._left_out[1]

    def meeting(self, step: str) -> MeetingView:
        """Return the view of a step: the same object each time. Raises KeyError for an unknown step."""
        found = self._meeting(step)
        if found is None:
            raise KeyError(step)
        return found

    @property
    def current(self) -> MeetingView:
        """The step in view, else the first meeting, else the first step."""
        if (step := self.view.step) is not None and (found := self._meeting(step)) is not None:
            return found
        steps = self.curriculum.steps
        return self.meeting(next((one for one in steps if one.kind == "meeting"), steps[0]).id)

    def under_way(self) -> MeetingView:
        """Return the meeting that runs (of several the one begun last), else the one in view."""
        if self._under_way is None or self._under_way[0] != self.events_revision:
            self._under_way = (self.events_revision, self._find_running())
        step = self._under_way[1]
        return self.current if step is None else self.meeting(step)

    def here(self, instant: datetime) -> datetime:
        """Return an instant in the time zone of this session's clock."""
        return instant.astimezone(self.clock.now().tzinfo)

    def todos(self, step: str | None = None) -> list[tuple[str, Todo]]:
        """Return all ToDos as (id, todo), rows of sheets among them, or those of a step."""
        key = (self.content_revision, self.sheets_revision)
        if self._todos is None or self._todos[0] != key:
            self._todos = (key, todos_of(self.book.session, self.curriculum, reader=self._row_reader))
        return [pair for pair in self._todos[1] if step is None or pair[1].step == step]

    def name_of(self, person: str | None) -> str:
        """Return what a participant is called, distinct from all others; "" for an unknown or no id."""
        return self.labels.get(person or "", "")

    @property
    def labels(self) -> Mapping[str, str]:
        """What each participant is called by id, in order."""
        if self._labels is None or self._labels[0] != self.content_revision:
            self._labels = (self.content_revision, labels(dict(self.book.session.people)))
        return self._labels[1]

    def save(self) -> None:
        """Put everything on disk now. Raises StoreError where that fails."""
        self.store.flush()

    def at_closing(self, job: Callable[[], object]) -> None:
        """Do something once when the session is closed, behind the last save."""
        self._closing.append(job)

    def close(self) -> None:
        """Save and release the file. A rehearsal's time stands still until it is opened again."""
        if self._open and self.book.meta.rehearsal:
            self.continuity.heartbeat(force=True)
        self._open = False
        try:
            self.store.close()
        finally:
            while self._closing:
                self._closing.pop()()

    def _meeting(self, step: str) -> MeetingView | None:
        if step not in self._meetings:
            found = step_of(self.curriculum, step)
            if found is None:
                return None
            self._meetings[step] = MeetingView(self, found)
        return self._meetings[step]

    def _find_running(self) -> str | None:
        steps = dict.fromkeys(event.step for event in self.book.session.events.values())
        found = []
        for step in steps:
            run = replay(events_of(self.book.session, step)).running
            if run is not None and self._meeting(step) is not None:
                found.append((run.started, step))
        return max(found)[1] if found else None

    def _count(self, change: BookChange) -> None:
        tables = {table for table, _ in change.addresses}
        self.events_revision += "events" in tables
        self.sheets_revision += "sheets" in tables
        self.content_revision += bool(tables & _CONTENT)
        self._note_curriculum(change)
        if "events" in tables:
            self._keep_pace()

    def _keep_pace(self) -> None:
        """Let a rehearsal's clock go as its meeting does."""
        if isinstance(self.clock, RehearsalClock):
            self.continuity.keep_pace(self.under_way().snapshot())

    def _note_curriculum(self, change: BookChange) -> None:
        """Note with the first change made here which curriculum is used now: opening alone writes nothing."""
        digest = self._digest_to_note
        if digest is not None and change.origin == "do" and change.undoable:
            self._digest_to_note = None
            self.book.note_curriculum(digest, plan_digest(self.curriculum), self.curriculum.version)


class MeetingView:
    """One step of a live session. Plans and replays again only when something changed.

    `live`: its session. `book`: the session's records. `step`: the step as the curriculum has it.
    """

    def __init__(self, live: LiveSession, step: Step) -> None:
        self.live = live
        self.book = live.book
        self.step = step
        self._schedule: tuple[object, Schedule] | None = None
        self._history: tuple[object, Replay] | None = None
        self._titles: tuple[object, dict[int, str]] | None = None
        self._cases: tuple[object, int] | None = None
        self._today: tuple[object, tuple[str, ...]] | None = None
        self._attendance: tuple[object, Attendance] | None = None

    @property
    def record(self) -> Meeting:
        """What this run sets for the step: day, times, people, changes of the plan."""
        return meeting_of(self.book.session, self.step.id)

    @property
    def expected(self) -> tuple[str, ...]:
        """The ids of the participants who have not left by the day of the meeting, in order."""
        return self.attendance.members

    @property
    def present(self) -> tuple[str, ...]:
        """The ids of the participants who are here now, in order."""
        return self.attendance.here_at(self.live.clock.now())

    @property
    def attendance(self) -> Attendance:
        """Who belongs to the team on the meeting's day, who of them takes part, and from when to when."""
        session, step = self.book.session, self.step.id
        today = self.planned_day or self.live.clock.now().date()
        key = (self.live.content_version, today)
        if self._attendance is None or self._attendance[0] != key:
            self._attendance = (key, attendance(session, step, today=today))
        return self._attendance[1]

    @property
    def case_count(self) -> int:
        """How many cases the meeting has."""
        key = self.live.content_version
        if self._cases is None or self._cases[0] != key:
            self._cases = (key, cases_of(self.live.curriculum, self.book.session, self.step.id))
        return self._cases[1]

    @property
    def events(self) -> list[tuple[str, Event]]:
        """Ids and events of the step in order, undone ones left out."""
        return events_of(self.book.session, self.step.id)

    def add_event(self, kind: EventKind, at: datetime | None = None, **facts: object) -> str:
        """Write an event of this step, `at` another time than now; return its id."""
        return self.book.events.add(kind, self.step.id, at, **facts)

    def set_record(self, **changes: object) -> None:
        """Change fields of `record`."""
        self.book.meetings.set(self.step.id, **changes)

    @property
    def is_under_way(self) -> bool:
        """Whether the meeting has begun and is not over."""
        return self.progress().is_under_way

    def history(self) -> Replay:
        """Return the replayed events."""
        parts = self.record.parts
        key = (self.live.events_revision, parts)
        if self._history is None or self._history[0] != key:
            self._history = (key, replay(self.events, parts))
        return self._history[1]

    def progress(self) -> Progress:
        """Return how far the meeting has come, now."""
        return progress_at(self.history(), self.live.clock.now())

    @property
    def running_activity(self) -> str | None:
        """The activity that runs, also as a row that continues it; of another row its key, else None."""
        run = self.history().running
        return None if run is None else self.record.parts.get(run.activity, run.activity)

    def started(self) -> datetime | None:
        """Return when the meeting began in the clock's time zone, None before that."""
        runs = self.history().runs
        return local(runs[0].started, self.live.clock.now().tzinfo) if runs else None

    def planned_times(self) -> tuple[datetime, datetime | None]:
        """Return the planned start and the booked end.

        Without a start of its own a meeting follows the one before it on its day, else it starts now, or at
        this time of the day on which it is planned. A day held on another date moves as a whole.
        """
        before = self.before_on_the_day()
        earlier = None if before is None else (before.schedule(), before.record.start)
        now = self.live.clock.now()
        return day.planned_times(self.record, self.started(), now, earlier, self.planned_day)

    def schedule(self) -> Schedule:
        """Return the plan of the step with this run's changes."""
        record, zone = self.record, zone_of(self.live.clock.now())
        start, booked_end = self.planned_times()
        start = in_planned_zone(start, zone)
        counts = self.attendance.head_counts(ends_of(self.history().runs))
        key = (record, self.present, self.case_count, start, zone, self.live.left_out, counts)
        if self._schedule is None or self._schedule[0] != key:
            made = plan(
                self.step,
                participants=len(self.present),
                head_counts=counts,
                cases=self.case_count,
                start=start,
                booked_end=booked_end,
                without=self.live.left_out,
                meeting=record,
                zone=zone,
            )
            self._schedule = (key, made)
        return self._schedule[1]

    def snapshot(self) -> MeetingSnapshot:
        """Return the meeting as it is now."""
        schedule, progress = self.schedule(), self.progress()
        row = schedule.row(progress.activity) if progress.activity else None
        return take_snapshot(
            self.step.id,
            schedule,
            progress,
            row and self._as_run(row, progress),
            present=self.present,
            not_before=self.not_before(),
            speed=speed_of(self.live.clock),
        )

    @property
    def meetings_today(self) -> tuple[str, ...]:
        """The ids of the meetings on the day of this one, in order and with it."""
        since = (self.live.clock.now() - NIGHT).date()
        key = (self.live.content_version, since)
        if self._today is None or self._today[0] != key:
            session = self.book.session
            found = meetings_of_the_day(self.live.curriculum, session, self.step.id, since=since)
            self._today = (key, found)
        return self._today[1]

    def before_on_the_day(self) -> MeetingView | None:
        """Return the meeting before this one on its day, None where it is the first."""
        today = self.meetings_today
        place = today.index(self.step.id)
        return self.live.meeting(today[place - 1]) if place else None

    @property
    def planned_day(self) -> date | None:
        """The day for which the meeting is planned."""
        return planned_day(self.live.curriculum, self.book.session, self.step.id)

    def planned_start(self) -> datetime | None:
        """Return when the meeting is planned to begin, None where neither it nor one before it says so."""
        before = self.before_on_the_day()
        known = before is not None and (before.started() or before.planned_start()) is not None
        return self.schedule().start if known or self.record.start is not None else None

    def day_forecast(self) -> DayForecast:
        """Return the forecast of all meetings of the day and of the breaks between them."""
        return self._forecast(self.meetings_today)

    def part(self) -> DayMeeting:
        """Return this meeting as one part of its day."""
        return DayMeeting(self.step.id, self.schedule(), self.history(), least_lunch(self.record))

    def not_before(self) -> datetime | None:
        """Return the earliest start that the meeting before it leaves; None once begun or without one."""
        before = self.before_on_the_day()
        if before is None or self.started() is not None:
            return None
        today = self.meetings_today
        reached = self._forecast(today[: today.index(self.step.id)]).meetings[-1].end
        return not_before(before.part(), reached, self.part())

    def _forecast(self, steps: tuple[str, ...]) -> DayForecast:
        return forecast_day([self.live.meeting(step).part() for step in steps], self.live.clock.now())

    def _as_run(self, row: Row, progress: Progress) -> Row:
        """Return the row that runs with this run's cases by name and its rounds as they were shared out."""
        if row.activity is None:
            return row
        titles: dict[int, str] = {}
        if any(part.case is not None for part in row.segments):
            key = (row.activity.id, self.live.sheets_revision)
            if self._titles is None or self._titles[0] != key:
                worksheets = about_cases(self.live.curriculum, self.step.id, (row.activity,))
                self._titles = (key, case_titles(worksheets, self.book.session.sheets))
            titles = self._titles[1]
        if not titles and not progress.shares:
            return row
        return row._replace(segments=with_shares_and_titles(row.segments, progress.shares, titles))


def _is_found_by_id(name: str, source: Path) -> bool:
    try:
        return library.find(name).resolve() == source.resolve()
    except JusouError:
        return False
