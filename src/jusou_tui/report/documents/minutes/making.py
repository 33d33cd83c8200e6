"""How minutes follow from a session: each part from the one home of its rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.attendance import movements_text
from jusou_tui.report.documents.minutes.model import (
    Decision,
    Item,
    Minutes,
    NextMeeting,
    Person,
    Point,
    Publicity,
    Task,
)
from jusou_tui.session.model.privacy import is_closed, is_private, is_sensitive_todo
from jusou_tui.session.model.queries import meeting_of, notes_of, parts_of
from jusou_tui.session.model.records import Note, Session
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import attendance
from jusou_tui.session.programme.days import held, own_day
from jusou_tui.session.programme.decisions import numbered_decisions
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.run_steps import stages, step_of
from jusou_tui.session.programme.todos import todos_of, unread_due, without_contents
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.timekeeping.history.account import whole_rows
from jusou_tui.timekeeping.history.meeting_record import MeetingRecord, last_seen, meeting_record
from jusou_tui.timekeeping.running.progress import ActivityRun, is_skipped, progress
from jusou_tui.wording.values import gone_titles


class MinutesOptions(NamedTuple):
    """What minutes hold that they usually do not. A closed item's contents are in none of them."""

    include_private: bool = False
    include_sensitive: bool = False
    speakers: bool = False


USUAL = MinutesOptions()


def minutes_of(
    session: Session,
    curriculum: Curriculum | None,
    step: str,
    now: datetime,
    options: MinutesOptions = USUAL,
) -> Minutes:
    """Return the minutes of a step's meeting; of one that was not held what is known beforehand."""
    meeting, began = meeting_of(session, step), held(session, step)
    found = step_of(curriculum, step) if curriculum is not None else None
    record = meeting_record(session, curriculum, found) if curriculum is not None and found else None
    rows = _items_of(session, step, record)
    closed = frozenset(meeting.closed_items or ())
    notes = _Notes(session, step, options)
    items = tuple(
        item._replace(start=None, end=None, closed=True)
        if item.key in closed
        else item._replace(points=tuple(notes.points(item.key)))
        for item in rows.items
    )
    numbers = {item.key: item.number for item in items}
    there = _people(session, step)
    span = _span(session, step, record)
    minutes = Minutes(
        step=step,
        title=session.session.title,
        meeting=found.heading if found is not None else step,
        organisation=session.session.organisation,
        rehearsal=session.session.rehearsal,
        held=began is not None,
        day=began.day if began is not None else own_day(meeting),
        start=span[0],
        end=span[1],
        rest_minutes=rows.rest,
        place=meeting.place.strip(),
        attendees=there.attendees,
        observers=there.observers,
        absent=there.absent,
        facilitators=there.facilitators,
        scribes=there.scribes,
        publicity=_publicity(meeting.closed_items, items),
        closed_reason=meeting.closed_reason.strip(),
        items=items,
        others=tuple(notes.others(numbers)),
        decisions=tuple(notes.decisions(numbers)),
        tasks=tuple(_tasks(session, curriculum, step, options)),
        handouts=meeting.handouts.strip(),
        next=_next(session, curriculum, step, now),
        made=now.date(),
        checked_by=meeting.minutes_checked.strip(),
    )
    unticked = began is not None and meeting.present is None
    return minutes._replace(missing=tuple(_missing(minutes, unticked=unticked)))


def _missing(minutes: Minutes, *, unticked: bool) -> Iterator[str]:
    """Yield what nobody said yet, in the order of the document. `unticked`: who came is not ticked off."""
    coming = minutes.next
    fields = {
        "common.place": not minutes.place,
        "minutes.attendance_unticked": unticked,
        "minutes.publicity": minutes.publicity == "unknown",
        "minutes.closed_reason": minutes.publicity in {"partly", "closed"} and not minutes.closed_reason,
        "minutes.handouts": not minutes.handouts,
        "minutes.next": coming is not None and coming.day is None,
        "minutes.made_by": not minutes.scribes,
        "minutes.checked_by": not minutes.checked_by,
    }
    yield from (label for label, missing in fields.items() if missing)


def _publicity(closed: tuple[str, ...] | None, items: tuple[Item, ...]) -> Publicity:
    if closed is None:
        return "unknown"
    shut = [item.closed for item in items]
    if not any(shut):
        return "public"
    return "closed" if all(shut) else "partly"


class _Rows(NamedTuple):
    """The items, numbered, without what was said in them; `rest`: minutes of breaks."""

    items: tuple[Item, ...]
    rest: int


def _items_of(session: Session, step: str, record: MeetingRecord | None) -> _Rows:
    """Return what was done in a meeting, of one that did not begin what is planned; nothing that was skipped.

    What has left the curriculum since stands last.
    """
    if record is None:
        events = [(key, event) for key, event in session.events.items() if event.step == step]
        done = progress(events, last_seen(session), parts_of(session, step))
        return _Rows(tuple(_gone(done.runs, set(), 0)), 0)
    begun = record.progress.started is not None
    rows = [row for row in whole_rows(record) if not _is_passed_over(row, record)]
    items = [
        Item(number, row.row.key, row.row.title, *(_times(row) if begun else (None, None)))
        for number, row in enumerate((row for row in rows if row.row.kind != "break"), 1)
    ]
    known = {row.row.key for row in record.forecast.rows}
    items += _gone(record.progress.runs, known, len(items))
    breaks = [row for row in rows if row.row.kind == "break"]
    rest = sum((row.actual_minutes or 0) if begun else row.row.minutes for row in breaks)
    return _Rows(tuple(items), rest)


def _is_passed_over(row: ForecastRow, record: MeetingRecord) -> bool:
    """Return whether a row was left out; of a meeting that is over also what nobody came to."""
    if record.progress.state == "finished" and not row.actual_minutes and row.state != "done":
        return True
    return row.state == "skipped" or (is_skipped(row.row, record.progress) and not row.actual_minutes)


def _times(row: ForecastRow) -> tuple[datetime | None, datetime | None]:
    if row.state not in {"done", "now"}:
        return None, None
    return row.start, row.end if row.state == "done" else None


def _gone(runs: Iterable[ActivityRun], known: set[str], before: int) -> Iterator[Item]:
    """Yield items for activities that nobody knows any more, numbered behind those `before`."""
    found: dict[str, list[ActivityRun]] = {}
    for run in runs:
        if run.activity not in known:
            found.setdefault(run.activity, []).append(run)
    for number, (key, title) in enumerate(gone_titles(found).items(), before + 1):
        yield Item(number, key, title, found[key][0].started, found[key][-1].ended)


def _span(
    session: Session, step: str, record: MeetingRecord | None
) -> tuple[datetime | None, datetime | None]:
    """Return from when to when a meeting was held, else is planned."""
    began, meeting = held(session, step), meeting_of(session, step)
    if record is not None and record.progress.started is not None:
        zone, ended = record.schedule.zone, record.progress.ended
        return local(record.progress.started, zone), local(ended, zone) if ended is not None else None
    if began is not None:
        return began.at, None
    return meeting.start, record.schedule.end if record is not None else meeting.booked_end


class _There(NamedTuple):
    attendees: tuple[Person, ...]
    observers: tuple[Person, ...]
    absent: tuple[Person, ...]
    facilitators: tuple[Person, ...]
    scribes: tuple[Person, ...]


def _people(session: Session, step: str) -> _There:
    """Return who was there, apart from one another: observers, those who did not come, who led and wrote."""
    there, everybody = attendance(session, step), session.participants
    names = labels(everybody, beside_affiliation=True)

    def person(key: str) -> Person:
        moved = movements_text(there.movements.get(key, ()))
        return Person(names[key], everybody[key].affiliation.strip(), moved)

    took_part = [key for key in there.attendees if not everybody[key].observer]
    missed = [key for key in there.members if key not in there.attendees and not everybody[key].observer]
    return _There(
        tuple(map(person, took_part)),
        tuple(person(key) for key in there.attendees if everybody[key].observer),
        tuple(map(person, missed)),
        tuple(person(key) for key in took_part if everybody[key].role == "facilitator"),
        tuple(person(key) for key in took_part if everybody[key].role == "scribe"),
    )


class _Notes:
    """The notes of a meeting by item: no decisions among points, nothing of closed items."""

    def __init__(self, session: Session, step: str, options: MinutesOptions) -> None:
        self._names = labels(session.participants) if options.speakers else {}
        self._parts = parts_of(session, step)
        numbered = {key: number for number, key, _ in numbered_decisions(session, step)}
        found = [
            (key, note)
            for key, note in notes_of(session, step)
            if not is_closed(session, note) and (options.include_private or not is_private(note))
        ]
        self._decisions = [(numbered.get(key, 0), note) for key, note in found if note.kind == "decision"]
        self._points: dict[str, list[Point]] = {}
        for _, note in found:
            if note.kind != "decision":
                self._points.setdefault(self._place(note), []).append(self._point(note))

    def _place(self, note: Note) -> str:
        return self._parts.get(note.activity or "", note.activity or "")

    def _point(self, note: Note) -> Point:
        speaker = self._names.get(note.author or "", "")
        if note.kept and note.settled is None:
            return Point(note.text.strip(), "kept", speaker, is_private(note))
        kind: Literal["note", "question"] = "question" if note.kind == "question" else "note"
        return Point(note.text.strip(), kind, speaker, is_private(note))

    def points(self, key: str) -> list[Point]:
        """Return the points of an item."""
        return self._points.get(key, [])

    def others(self, numbers: dict[str, int]) -> Iterator[Point]:
        """Yield the points of no item: those of the meeting as a whole, of breaks, of what was left out."""
        for place, points in self._points.items():
            if place not in numbers:
                yield from points

    def decisions(self, numbers: dict[str, int]) -> Iterator[Decision]:
        """Yield the decisions by their numbers; a private one, which has none, goes on from the last one."""
        last = max((number for number, _ in self._decisions), default=0)
        for number, note in sorted(self._decisions, key=lambda pair: (not pair[0], pair[0])):
            last += not number
            item = numbers.get(self._place(note))
            yield Decision(number or last, note.text.strip(), item, is_private(note))


def _tasks(
    session: Session, curriculum: Curriculum | None, step: str, options: MinutesOptions
) -> Iterator[Task]:
    """Yield the ToDos that a meeting left, done or not; nothing of its checklist, nothing of closed items."""
    privacy = Privacy(curriculum, session)
    for key, todo in todos_of(session, curriculum, step):
        if todo.item or key in privacy.closed or (is_private(todo) and not options.include_private):
            continue
        withheld = is_sensitive_todo(todo) and not options.include_sensitive
        shown = without_contents(todo) if withheld else todo
        yield Task(
            shown.what.strip(),
            shown.owner.strip(),
            shown.due,
            unread_due(shown),
            done=shown.done is not None,
            withheld=withheld,
            private=is_private(todo),
        )


def _next(session: Session, curriculum: Curriculum | None, step: str, now: datetime) -> NextMeeting | None:
    """Return the meeting behind this one that is not left out; None for the last one."""
    if curriculum is None:
        return None
    found = stages(curriculum, session, now.date())
    place = next((place for place, stage in enumerate(found) if stage.step.id == step), len(found))
    for stage in found[place + 1 :]:
        if stage.step.kind == "meeting" and stage.state != "left_out":
            own = meeting_of(session, stage.step.id)
            began = stage.state != "not_begun"
            return NextMeeting(
                stage.step.id, stage.step.heading, stage.day, stage.start, own.place.strip(), began
            )
    return None
