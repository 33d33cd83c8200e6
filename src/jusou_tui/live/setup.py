"""The set-up form: typed text in, records out. What cannot be read yet stays as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.errors import InputError
from jusou_tui.live import setup_when
from jusou_tui.live.plan_summary import plan_summary
from jusou_tui.session.people.parse import Person, parse_people, people_text
from jusou_tui.session.programme.progress import keys_of, step_of
from jusou_tui.text.parse import parse_date, parse_number, parse_time
from jusou_tui.wording import message_text, t
from jusou_tui.wording.dates import date_text, short_date_text
from jusou_tui.wording.labels import list_text, role_label
from jusou_tui.wording.times import time_text

if TYPE_CHECKING:
    from jusou_tui.app.shell.host import Host
    from jusou_tui.live.session import LiveSession, MeetingView

FIELDS = ("title", "organisation", "date", "start", "end", "cases")


class Form:
    """What the set-up screen edits. The session file is made at the first key, not before."""

    def __init__(self, app: Host) -> None:
        self._app = app
        self._now = app.clock.now()
        self._typed: dict[str, str] = {}
        self._step_id: str | None = None
        self._lent: tuple[str, str] | None = None
        """The step whose day and times were taken over, and the one for which they were."""

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum of the open session, else the chosen one."""
        if self._app.live is not None:
            return self._app.live.curriculum
        if self._app.curriculum is None:
            raise RuntimeError("no curriculum is chosen")
        return self._app.curriculum

    @property
    def steps(self) -> list[Step]:
        """The steps that are meetings; of an open session also those that are held once more."""
        live = self._app.live
        keys = (
            keys_of(self.curriculum, live.book.session) if live else [one.id for one in self.curriculum.steps]
        )
        found = (step_of(self.curriculum, key) for key in keys)
        return [step for step in found if step is not None and step.kind == "meeting"]

    @property
    def step(self) -> Step:
        """The step that is set up."""
        if self._app.live is not None:
            return self._app.live.current.step
        return next((step for step in self.steps if step.id == self._step_id), self.steps[0])

    @property
    def asks_cases(self) -> bool:
        """Whether the number of cases changes the schedule."""
        return self.step.cases is not None or any(
            (activity.duration is not None and activity.duration.per_case)
            or any(segment.minutes_per_case for segment in activity.segments)
            for activity in self.step.activities
        )

    @property
    def has_steps(self) -> bool:
        """Whether there is a step to choose."""
        return len(self.steps) > 1

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of one line that the step asks for."""
        return tuple(name for name in FIELDS if name != "cases" or self.asks_cases)

    def choose_step(self, step_id: str) -> str:
        """Set up another step. A day and times stay where they are, and hold for it too if it has none.

        Return the sentence that tells so, "" where nothing was taken over.
        """
        before = self.step.id
        self._step_id = step_id
        self._typed.clear()
        if self._app.live is None:
            return ""
        book = self._app.live.book
        source = before
        if self._lent is not None and self._lent[1] == before:
            source = self._lent[0]
            setup_when.give_back(book, before)
        self._lent = None
        book.set_view(step=step_id)
        if not setup_when.take_over(book, source, step_id):
            return ""
        self._lent = (source, step_id)
        origin = step_of(self.curriculum, source)
        return t("app.setup_taken_over", before=origin.label if origin else source, after=self.step.label)

    def value(self, name: str) -> str:
        """Return the text of a field: as typed before, else from the records."""
        if name in self._typed:
            return self._typed[name]
        live = self._app.live
        if live is None:
            return ""
        if draft := live.book.session.drafts.get(self._draft(name)):
            return draft.text.removesuffix("\n")
        return self._recorded(name, live.current)

    def _recorded(self, name: str, meeting: MeetingView) -> str:
        record = meeting.record
        texts = {
            "title": meeting.book.meta.title,
            "organisation": meeting.book.meta.organisation,
            "date": record.date.isoformat() if record.date else "",
            "start": time_text(record.start) if record.start else "",
            "end": time_text(record.booked_end) if record.booked_end else "",
            "cases": "" if record.cases is None else str(record.cases),
            "members": people_text(record for _, record in meeting.book.session.people),
        }
        return texts[name]

    def type(self, name: str, text: str) -> None:
        """Take a field's new text: into the records where it can be read, else into a draft."""
        if text == self.value(name):
            return
        self._typed[name] = text
        live = self.keep()
        try:
            self._record(live.current, name, text.strip())
            live.book.drafts.clear(self._draft(name))
        except InputError:
            live.book.drafts.set(self._draft(name), text)

    def forget_typed(self) -> None:
        """Read every field anew from the records: what was typed has been taken back."""
        self._typed.clear()

    def keep(self) -> LiveSession:
        """Return the open session; make its file now if there is none yet."""
        from jusou_tui.live.session import LiveSession

        if self._app.live is None:
            source = self._app.start.curriculum
            if source is None:
                raise RuntimeError("no curriculum is chosen")
            title = t("app.setup_default_title", date=date_text(self._now.date()))
            self._app.live = LiveSession.create(
                self.curriculum, source, self._app.start.folder, title, self._app.clock
            )
            self._app.live.book.set_view(screen="setup", step=self.step.id)
        return self._app.live

    def finish(self) -> None:
        """The form is done: the meeting comes next."""
        self.keep().book.set_view(screen="run")

    def said(self, name: str) -> tuple[str, bool]:
        """Return how a field was read, or what is wrong with it, and whether it is wrong."""
        text = self.value(name).strip()
        if not text:
            return "", False
        try:
            return self._read_back(name, text), False
        except InputError as error:
            return message_text(error), True

    def doubt(self) -> str:
        """Return a sentence about an end that lies before the start, "" where it does not."""
        live = self._app.live
        if live is None or not setup_when.ends_next_day(live.current.record):
            return ""
        return t("app.setup_ends_before", start=self._time_text("start"), end=self._time_text("end"))

    def said_members(self) -> str:
        """Return how the members' lines were read: how many people, and each with what is told of them."""
        people = parse_people(self.value("members"))
        if not people:
            return ""
        names = list_text(_said_person(person) for person in people)
        return t("app.setup_members_read", count=len(people), names=names)

    def outcome(self) -> str:
        """Return in words what comes of the fields."""
        live = self._app.live
        if live is None:
            return t("app.setup_nothing_yet")
        return plan_summary(live.current.schedule(), len(live.current.present))

    def _draft(self, name: str) -> str:
        return f"setup-{name}"

    def _read_back(self, name: str, text: str) -> str:
        if name == "date":
            return short_date_text(parse_date(text, self._now.date()), self._now.date())
        if name in ("start", "end"):
            at = time_text(parse_time(text))
            return t("app.setup_next_day", time=at) if name == "end" and self.doubt() else at
        if name == "cases":
            return t("app.setup_cases_read", cases=parse_number(text, 0, 100))
        return ""

    def _time_text(self, name: str) -> str:
        return time_text(parse_time(self.value(name)))

    def _record(self, meeting: MeetingView, name: str, text: str) -> None:
        if name == "title":
            meeting.book.set_meta(title=text or meeting.book.meta.title)
        elif name == "organisation":
            meeting.book.set_meta(organisation=text)
        elif name == "members":
            self._record_people(meeting.live, parse_people(text))
        elif name == "cases":
            meeting.book.meetings.set(self.step.id, cases=parse_number(text, 0, 100) if text else None)
        else:
            meeting.book.meetings.set(
                self.step.id, **setup_when.read_into(meeting.record, name, text, self._now.date())
            )
            self._lent = None

    @staticmethod
    def _record_people(live: LiveSession, people: list[Person]) -> None:
        """Make the participants the typed ones. A known name keeps its id, one being typed its line's."""
        unused = dict(live.book.session.people)
        by_name = {record.name: person_id for person_id, record in unused.items()}
        ids = [by_name.pop(person.name, None) for person in people]
        for found in ids:
            unused.pop(found or "", None)
        spare = list(unused)
        for rank, (person, person_id) in enumerate(zip(people, ids, strict=True)):
            facts = {
                "name": person.name,
                "affiliation": person.affiliation,
                "role": person.role,
                "rank": rank,
            }
            known = person_id or (spare.pop(0) if spare else live.book.people.add(person.name))
            live.book.people.edit(known, **facts)
        for person_id in spare:
            live.book.people.remove(person_id)


def _said_person(person: Person) -> str:
    told = [person.affiliation] if person.affiliation else []
    if person.role != "member":
        told.append(role_label(person.role))
    facts = list_text(told)
    return t("app.setup_person_read", name=person.name, facts=facts) if told else person.name
