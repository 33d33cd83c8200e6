"""The set-up of a session: a form whose typed texts become records (see `fields`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError, StoreError
from jusou_tui.live.beginning.new_run import FormStep, NewRun, form_steps
from jusou_tui.live.fields import Editing, Field, order_texts
from jusou_tui.live.planning import meeting_times
from jusou_tui.live.planning.cases import meetings_of, read_cases
from jusou_tui.live.planning.meeting_times import FieldName
from jusou_tui.live.planning.plan_summary import plan_summary
from jusou_tui.session.model.queries import events_of, meeting_of
from jusou_tui.text.parse import parse_date
from jusou_tui.text.typed_days import ANY_DAY, Expected
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import date_text, list_text, time_text, typed_date_text

if TYPE_CHECKING:  # a tenth of a start; the first key needs it
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.live.beginning.members_field import MembersField
    from jusou_tui.live.session import LiveSession, MeetingView
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.model.records import Meeting


FIELDS = ("title", "organisation", "date", "start", "end", "cases")


class SetupForm:
    """The set-up of `live`, or of a new run whose file is made at the first key, not before.

    `created` is called with the session that was made of `new`, `refused` with why its file could not be
    made: what is typed stays in the fields, and another folder is wanted (`move_to`, `stay`).
    """

    def __init__(
        self,
        clock: Clock,
        live: LiveSession | None,
        new: NewRun | None = None,
        created: Callable[[LiveSession], object] = lambda _: None,
        refused: Callable[[StoreError], object] = lambda _: None,
    ) -> None:
        self.live = live
        self._new = new
        self._created = created
        self._refused = refused
        self._is_refused = False
        self._clock = clock
        self._now = clock.now()
        self._typed: dict[str, str] = {}
        self._editing = Editing()
        self._step_id: str | None = None
        self._lent: tuple[str, str] | None = None
        """The step whose day and times were taken over, and the one for which they were."""

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum of the session, else the one of the new run. Raises CurriculumError."""
        return self.live.curriculum if self.live is not None else self._run.curriculum

    @property
    def steps(self) -> list[FormStep]:
        """The steps that are meetings; of an open session also those that are held once more."""
        if self.live is None:
            return self._run.steps
        return form_steps(meetings_of(self.live.curriculum, self.live.book.session))

    @property
    def step(self) -> FormStep:
        """The step that is set up."""
        if self.live is not None:
            return form_steps([self.live.current.step])[0]
        return next((step for step in self.steps if step.id == self._step_id), self.steps[0])

    @property
    def asks_cases(self) -> bool:
        """Whether the number of cases changes the schedule."""
        return self.step.counts_cases

    @property
    def cases_elsewhere(self) -> str:
        """Return a sentence about where the number of cases is asked for, "" where it is here or nowhere."""
        if self.asks_cases:
            return ""
        step = next((one for one in self.steps if one.counts_cases), None)
        return t("app.setup_cases_elsewhere", step=step.label) if step is not None else ""

    @property
    def has_steps(self) -> bool:
        """Whether there is a step to choose."""
        return len(self.steps) > 1

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of one line that the step asks for."""
        return tuple(name for name in FIELDS if name != "cases" or self.asks_cases)

    def choose_step(self, step_id: str) -> str:
        """Set up another step. Day and times stay where they are, and are suggested for a step without any.

        What is suggested is recorded, and taken away again where yet another step is chosen before anything
        of this one was typed. Return the sentence that says so, "" where nothing was taken over.
        """
        from jusou_tui.session.programme.run_steps import step_of

        before = self.step.id
        self._step_id = step_id
        self.forget_typed()
        if self.live is None:
            return ""
        book = self.live.book
        source = before
        if self._lent is not None and self._lent[1] == before:
            source = self._lent[0]
            give_back(book, before)
        self._lent = None
        book.set_view(step=step_id)
        if not take_over(book, source, step_id):
            return ""
        self._lent = (source, step_id)
        origin = step_of(self.curriculum, source)
        return t("app.setup_taken_over", before=origin.label if origin else source, after=self.step.label)

    def value(self, name: str) -> str:
        """Return the text of a field: as typed before, else of its draft or its record."""
        if name in self._typed:
            return self._typed[name]
        return "" if self.live is None else self._field(self.live.current, name).text()

    def type(self, name: str, text: str) -> None:
        """Take a field's new text: into the records where it can be read, else into a draft."""
        if text == self.value(name):
            return
        self._typed[name] = text
        live = self.made()
        if live is None:
            return
        meeting = live.current
        if name == "cases":  # whoever plans the step further keeps its day as well
            self._lent = None
        before = meeting.record
        field = self._field(meeting, name)
        with live.book.ledger.visiting(self._editing.visit):
            if isinstance(field, Field):
                field.type(text, self._editing)
            else:
                field.type(text)
        if _as_time_field(name) is not None:
            self._forget_set_beside(name, before, meeting.record)
            self._suggest_title()

    def _suggest_title(self) -> None:
        """Let a title that nobody typed name the day of the first meeting."""
        book = self.keep().book
        if is_suggested(book.meta.title):
            book.suggest_title(suggested_title(first_day(book, self._now.date())))

    def _forget_set_beside(self, name: str, before: Meeting, after: Meeting) -> None:
        """Read those time fields anew that were set by what was typed in another one, or that say more.

        A day with a time no longer stands in its field when another start was typed.
        """
        today = self._now.date()
        for other in _TIME_FIELDS:
            if other == name:
                continue
            is_set = _time_field_text(before, other) != _time_field_text(after, other)
            if is_set or meeting_times.says_more(other, self._typed.get(other, ""), today):
                self._typed.pop(other, None)
                self.keep().book.drafts.clear(_draft_key(self.keep().current, other))

    def enter(self, name: str | None) -> None:
        """Note which field has the cursor now."""
        self._editing.enter(name)

    def forget_typed(self) -> None:
        """Read every field anew from the records: what was typed has been undone."""
        self._typed.clear()
        self._editing.end()
        if self.live is not None:
            self._suggest_title()

    def made(self) -> LiveSession | None:
        """Return the session; make its file now if there is none yet. None where that was refused."""
        if self._is_refused:
            return None
        try:
            return self.keep()
        except StoreError as error:
            self._is_refused = True
            self._refused(error)
            return None

    def stay(self) -> None:
        """Try to make the file anew at the next key."""
        self._is_refused = False

    def move_to(self, folder: Path) -> None:
        """Make the file in another folder, with all that was typed so far."""
        self.stay()
        self._run.folder = folder
        typed, self._typed = self._typed, {}
        for name, text in typed.items():
            self.type(name, text)

    def keep(self) -> LiveSession:
        """Return the session; make its file now if there is none yet. Raises StoreError."""
        from jusou_tui.live.session import LiveSession

        if self.live is None:
            title = suggested_title(self._now.date())
            curriculum, step, run = self.curriculum, self.step.id, self._run
            self.live = LiveSession.create(curriculum, run.source, run.folder, title, self._clock)
            self._created(self.live)
            self.live.book.set_view(screen="setup", step=step)
        return self.live

    def finish(self) -> None:
        """End the set-up: the meeting comes next."""
        self.keep().book.set_view(screen="run")

    def reading(self, name: str) -> tuple[str, bool]:
        """Return how a field is read or what is wrong with it, and whether it is wrong."""
        text = self.value(name).strip()
        if name == "cases" and not text and self.live is not None and self.live.current.case_count:
            return t("app.setup_cases_taken", cases=self.live.current.case_count), False
        try:
            return self._reading(name, text) if text else "", False
        except InputError as error:
            return message_text(error), True

    def fault(self, name: str) -> str:
        """Return in a few words what is wrong with a field, "" where it can be read."""
        text = self.value(name).strip()
        try:
            self._reading(name, text)
        except InputError as error:
            return t(_FAULTS.get(error.message_id, "app.setup_unread")) if text else ""
        return ""

    def doubt(self) -> str:
        """Return a sentence about an end by whose time the meeting lasts into the next day, else ""."""
        if self.live is None or not ends_next_day(self.live.current.record):
            return ""
        start, end = (_time_field_text(self.live.current.record, name) for name in ("start", "end"))
        return t("app.setup_ends_before", start=start, end=end)

    def remarks(self) -> list[str]:
        """Return what is good to know of day and times: an odd start, days out of order."""
        if self.live is None:
            return []
        meeting, today = self.live.current, self._now.date()
        found = [
            text
            for name in _TIME_FIELDS
            for text in meeting_times.remarks(name, self.value(name), meeting.record, today)
        ]
        return [*dict.fromkeys(found), *order_texts(self.live, meeting.step.id)]

    def member_at(self, row: int) -> int:
        """Return which of the people of `members_reading` the line `row` of the members' field is about."""
        text = self.value("members")
        if not row or not text:
            return 0
        from jusou_tui.live.beginning.members_field import place_of_line

        return place_of_line(text, dict(self.live.book.session.people) if self.live else {}, row)

    def members_reading(self) -> list[str]:
        """Return how the members' lines are read: how many people, then each of them, a line each."""
        text = self.value("members")
        if not text:
            return []
        from jusou_tui.live.beginning.members_field import reading_lines

        return reading_lines(text, dict(self.live.book.session.people) if self.live else {})

    def members_doubts(self) -> list[str]:
        """Return sentences about lines of the members not understood or skipped, and about who has none."""
        text = self.value("members")
        if self.live is None and not text:
            return []
        from jusou_tui.live.beginning.members_field import MembersField, doubts

        if self.live is None:
            return doubts(text, {})
        found = doubts(text, dict(self.live.book.session.people)) if text else []
        return [*found, *filter(None, [MembersField(self.live.book).unlisted()])]

    def outcome(self) -> str:
        """Return what the plan comes to, then its warnings, a line each."""
        if self.live is None:
            return t("app.setup_nothing_yet")
        meeting = self.live.current
        return plan_summary(
            meeting.schedule(), len(meeting.present), has_start=meeting.record.start is not None
        )

    @property
    def _expected(self) -> Expected:
        """Where a day of the step is expected that is typed without its year."""
        from jusou_tui.session.programme.run_steps import expected_days

        if self.live is None:
            return ANY_DAY
        live, today = self.live, self._now.date()
        return expected_days(live.curriculum, live.book.session, self.step.id, today)

    @property
    def _run(self) -> NewRun:
        if self._new is None:
            raise RuntimeError("no curriculum is chosen")
        return self._new

    def _field(
        self, meeting: MeetingView, name: str
    ) -> Field[str] | MembersField | Field[int | None] | Field[dict[str, object]]:
        from jusou_tui.session.programme.attendance import chosen_cases

        book, record, key = meeting.book, meeting.record, _draft_key(meeting, name)
        if name == "title":
            title = "" if is_suggested(book.meta.title) else book.meta.title
            day = first_day(book, self._now.date())
            return Field(
                book,
                key,
                title,
                title,
                str.strip,
                lambda text: book.set_meta(title=text or suggested_title(day)),
            )
        if name == "organisation":
            return Field(
                book,
                key,
                book.meta.organisation,
                book.meta.organisation,
                str.strip,
                lambda text: book.set_meta(organisation=text),
            )
        if name == "members":
            from jusou_tui.live.beginning.members_field import MembersField

            return MembersField(book)
        if name == "cases":
            own = chosen_cases(book.session).get(meeting.step.id)
            return Field(
                book,
                key,
                "" if own is None else str(own),
                own,
                read_cases,
                lambda count: meeting.set_record(cases=count),
            )
        field = _as_time_field(name) or "date"
        text = _time_field_text(record, field)

        def read(typed: str) -> dict[str, object]:
            return meeting_times.read_into(record, field, typed.strip(), self._now.date(), self._expected)

        def write(changes: Mapping[str, object]) -> None:
            meeting.set_record(**changes)
            self._lent = None

        held: dict[str, object] = {one: getattr(record, one) for one in meeting_times.RECORDED}
        return Field(book, key, text, held, read, write)

    def _reading(self, name: str, text: str) -> str:
        if (field := _as_time_field(name)) is not None:
            today, expected = self._now.date(), self._expected
            read = meeting_times.reading(field, text, today, expected)
            if self.live is not None:
                meeting_times.read_into(self.live.current.record, field, text, today, expected)
            return t("app.setup_next_day", time=read) if name == "end" and self.doubt() else read
        if name == "cases":
            return t("app.setup_cases_read", cases=read_cases(text))
        return ""


def _draft_key(meeting: MeetingView, name: str) -> str:
    """Return under which name a field's unread text is kept: what belongs to a step stays with it."""
    of_session = f"setup-{name}"  # also how it was kept for every step before
    if name in {"title", "organisation"} or of_session in meeting.book.session.drafts:
        return of_session
    return f"setup-{meeting.step.id}-{name}"


def _as_time_field(name: str) -> FieldName | None:
    """Return the name of a field of day or time, None for any other field."""
    return next((field for field in _TIME_FIELDS if field == name), None)


def members_unread(form: SetupForm) -> str:
    """Return a sentence about the members' lines that were not understood, "" where all were."""
    if form.live is None or not (text := form.value("members")):
        return ""
    from jusou_tui.live.beginning.members_field import unread

    return unread(text, dict(form.live.book.session.people))


def left_empty(form: SetupForm) -> str:
    """Return what the meeting still lacks of day, start and members, in a list; "" where nothing."""
    names = {"date": "common.date", "start": "app.setup_start", "members": "common.members"}
    return list_text([t(label) for name, label in names.items() if not form.value(name).strip()])


def title_hint(live: LiveSession | None) -> str:
    """Return what the title's field shows while it is empty: which title the session then has."""
    if live is None:
        return t("app.setup_title_hint")
    title = live.book.meta.title
    if not is_suggested(title):
        title = suggested_title(first_day(live.book, live.clock.now().date()))
    return t("app.setup_title_suggested", title=title)


def first_day(book: SessionBook, today: date) -> date:
    """Return the day of the first meeting, `today` where no day is set."""
    return min((one.date for one in book.session.meetings.values() if one.date is not None), default=today)


def suggested_title(day: date) -> str:
    """Return the title of a session that nobody gave one: the day of its meeting."""
    return t("app.setup_default_title", date=date_text(day))


def is_suggested(title: str) -> bool:
    """Return whether a title is one that `suggested_title` makes."""
    before, _, behind = t("app.setup_default_title", date="|").partition("|")
    if not (title.startswith(before) and title.endswith(behind)):
        return False
    typed = title[len(before) : len(title) - len(behind)]
    with suppress(InputError):
        return suggested_title(parse_date(typed, date.max)) == title
    return False


_FAULTS = {
    "timekeeping.ends_at_start": "app.setup_at_start",
    "timekeeping.ends_before_start": "app.setup_before_start",
}
"""What is said of a field that can be read and is not allowed, by why."""
_TIME_FIELDS: tuple[FieldName, ...] = ("date", "start", "end")


def ends_next_day(meeting: Meeting) -> bool:
    """Return whether the booked end is of the next day, by a time of day that is not after the start's."""
    start, end = meeting.start, meeting.booked_end
    return start is not None and end is not None and end > start and end.time() <= start.time()


def take_over(book: SessionBook, source: str, target: str) -> bool:
    """Give a step without day and times those of another one that has not begun; return whether it did."""
    lender, borrower = meeting_of(book.session, source), meeting_of(book.session, target)
    lent = {name: getattr(lender, name) for name in meeting_times.RECORDED}
    if source == target or not any(lent.values()) or events_of(book.session, source):
        return False
    if any(getattr(borrower, name) for name in meeting_times.RECORDED):
        return False
    book.meetings.set(target, **lent)
    return True


def give_back(book: SessionBook, step: str) -> None:
    """Take lent day and times from a step again, when another one is chosen instead."""
    book.meetings.set(step, **dict.fromkeys(meeting_times.RECORDED))


def _time_field_text(meeting: Meeting, name: FieldName) -> str:
    """Return what a field shows of a meeting's day, start or end."""
    if name == "date":
        return typed_date_text(meeting.date) if meeting.date else ""
    at = meeting.start if name == "start" else meeting.booked_end
    return time_text(at) if at else ""
