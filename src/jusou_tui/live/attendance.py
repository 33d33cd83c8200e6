"""Who is at a meeting: ticked off; who comes late or leaves early, noted at once or put right afterwards.

Before the meeting somebody is there or away. From its start on three things can be said of each attendee:
there (all the time, or from and until when), left, or away all the time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from jusou_tui.errors import InputError
from jusou_tui.live.audience import give_seats
from jusou_tui.live.planning.typed_time import moment_before
from jusou_tui.live.session import MeetingView
from jusou_tui.session.model.records import EventKind, PresenceKind
from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.lines import read_one
from jusou_tui.session.programme.attendance import Movement, meeting_day
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.wording.values import time_text

State = Literal["there", "left", "away"]


def state_of(meeting: MeetingView, person: str) -> State:
    """Return whether a member is there now, has left, or is away all the time."""
    if person not in meeting.attendance.attendees:
        return "away"
    return "there" if person in meeting.present else "left"


def has_begun(meeting: MeetingView) -> bool:
    """Return whether the meeting has a time in which somebody can come or leave."""
    return meeting.started() is not None


def set_attends(meeting: MeetingView, person: str, attends: bool) -> None:
    """Say that a member is at the meeting from its start to its end, or not at all.

    In a round that runs a turn of theirs passes; who is there after all speaks behind the others.
    """
    with meeting.book.together("session.change_attendance", name=meeting.live.name_of(person)):
        if attends:
            _join(meeting, person)
        else:
            _pass(meeting, person)
        _forget(meeting, person)
        _tick(meeting, person, attends)
        _seat(meeting)


def arrive(meeting: MeetingView, person: str, at: datetime | None = None) -> datetime | None:
    """Note that a member comes, or comes back, from now or from `at` on; in a round behind the others.

    Return the time, None where the session cannot be changed.
    """
    with meeting.book.together("session.change_arrived", name=meeting.live.name_of(person)):
        _join(meeting, person)
        if state_of(meeting, person) == "away":
            _forget(meeting, person)
            _tick(meeting, person, attends=True)
        _seat(meeting)
        return _note(meeting, person, "arrived", at)


def leave(meeting: MeetingView, person: str, at: datetime | None = None) -> datetime | None:
    """Note that an attendee leaves, from now or from `at` on; whose turn it is in a round passes.

    Return the time, None where the session cannot be changed.
    """
    with meeting.book.together("session.change_left", name=meeting.live.name_of(person)):
        _pass(meeting, person)
        return _note(meeting, person, "left", at)


def add_guest(meeting: MeetingView, typed: str) -> str:
    """Add somebody who is at this meeting only; return the id. `typed`: name, affiliation and role.

    Once the meeting has begun a guest comes now. Raises InputError for an empty name.
    """
    person = read_one(clean_line(typed)).person or Person(clean_line(typed))
    with meeting.book.together("session.change_guest", name=person.name):
        guest = meeting.book.people.add(
            person.name, person.affiliation, person.role, observer=person.observer
        )
        today = meeting.live.clock.now().date()
        day = meeting_day(meeting.book.session, meeting.step.id, today) or today
        meeting.book.people.edit(guest, left=day + timedelta(days=1), guest=meeting.step.id)
        if meeting.is_under_way:
            arrive(meeting, guest)
    return guest


def moved(meeting: MeetingView, person: str) -> tuple[Movement, ...]:
    """Return when somebody came late or left early."""
    return meeting.attendance.movements.get(person, ())


def put_right(meeting: MeetingView, person: str, identifier: str, typed: str) -> bool:
    """Move one of somebody's comings and goings to a typed time. Return whether it moved.

    Raises InputError where the time cannot be read, or lies outside the meeting or beyond the next of them.
    """
    known = moved(meeting, person)
    place = next(number for number, one in enumerate(known) if one.id == identifier)
    before = known[place - 1].at if place else None
    behind = known[place + 1].at if place + 1 < len(known) else None
    later = _read(meeting, typed, before, behind) - known[place].at
    record = meeting.book.session.presence[identifier]
    meeting.book.presence.move(identifier, record.at + later)
    return bool(later)


def typed_moment(meeting: MeetingView, person: str, typed: str, *, late: bool = False) -> datetime:
    """Read when somebody came or left, `14:05` or `4` (minutes ago), behind what is known already.

    `late`: when somebody came `late`, before what is known. Raises InputError where the time cannot be read,
    or lies outside the meeting.
    """
    known = moved(meeting, person)
    if late:
        return _read(meeting, typed, None, known[0].at if known else None)
    return _read(meeting, typed, known[-1].at if known else None, None)


def _note(meeting: MeetingView, person: str, kind: PresenceKind, at: datetime | None) -> datetime | None:
    when = meeting.live.clock.now() if at is None else at
    identifier = meeting.book.presence.add(meeting.step.id, person, kind, when)
    return when if identifier in meeting.book.session.presence else None


def _join(meeting: MeetingView, person: str) -> None:
    """Let somebody who is not there yet join the round that runs, behind the others."""
    turns = meeting.snapshot().round
    if turns is not None and person not in turns.order:
        _turn(meeting, person, "later", counted=False)


def _pass(meeting: MeetingView, person: str) -> None:
    """Let the turn pass where it is somebody's."""
    turns = meeting.snapshot().round
    if turns is not None and turns.current == person:
        _turn(meeting, person, "absent")


def _turn(meeting: MeetingView, person: str, kind: EventKind, **facts: object) -> None:
    snapshot = meeting.snapshot()
    if meeting.live.keeps_time:
        segment = snapshot.segment.key if snapshot.segment else None
        activity = snapshot.progress.activity
        meeting.add_event(kind, snapshot.now, activity=activity, segment=segment, participant=person, **facts)


def _forget(meeting: MeetingView, person: str) -> None:
    """Remove when somebody came late or left early."""
    for key, one in list(meeting.book.session.presence.items()):
        if (one.step, one.participant) == (meeting.step.id, person):
            meeting.book.presence.remove(key)


def _tick(meeting: MeetingView, person: str, attends: bool) -> None:
    """Write who is there at all, where that changes."""
    there = {*meeting.attendance.attendees, person} if attends else {*meeting.attendance.attendees} - {person}
    present = tuple(key for key, _ in meeting.book.session.people if key in there)
    if present != meeting.attendance.attendees:
        meeting.set_record(present=present)


def _seat(meeting: MeetingView) -> None:
    """Give whoever came a seat, once the meeting has begun."""
    if meeting.is_under_way:
        give_seats(meeting)


def _read(meeting: MeetingView, typed: str, before: datetime | None, behind: datetime | None) -> datetime:
    """Read a time within the meeting, from `before` to `behind`; minutes count back from now."""
    now, ended, started = meeting.live.clock.now(), meeting.history().ended, meeting.started()
    first = local(max(one for one in (started or now, before) if one is not None), now.tzinfo)
    last = local(min(one for one in (now, ended, behind) if one is not None), now.tzinfo)
    try:
        wanted = moment_before(typed, local(now, last.tzinfo), last)
    except InputError as error:
        if error.message_id != "timekeeping.not_yet":
            raise
        wanted = None
    if wanted is None or not first.replace(second=0, microsecond=0) <= wanted <= last:
        facts = {"first": time_text(first), "last": time_text(last)}
        raise InputError("timekeeping.not_in_meeting", typed=clean_line(typed), **facts)
    return max(wanted, first)
