"""Makes the `AudienceView` of a meeting: the one place that decides what the room may see.

Shown is what the curriculum says to everybody (titles, questions, goals, what is to be done) and what the
facilitator lets the shared screen show. What is read aloud, tips, cautions and cues are the facilitator's;
names of cases, which may be about persons, stay away as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from jusou_tui.audience.shown_sheet import shared_sheet
from jusou_tui.audience.view import (
    AudienceView,
    DayPart,
    NextMeeting,
    Seat,
    SeatState,
    State,
    TimeLeft,
    Turns,
)
from jusou_tui.curriculum.model import Step
from jusou_tui.live.audience import audience_of, seats_of
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model import seats
from jusou_tui.session.people.groups import groups_left
from jusou_tui.session.people.identity import family_name
from jusou_tui.session.programme.decisions import public_decisions
from jusou_tui.session.programme.run_steps import Stage, stages
from jusou_tui.timekeeping.clock.clock import pace_of
from jusou_tui.timekeeping.clock.instants import after, clock_minutes, local
from jusou_tui.timekeeping.forecast.forecast import ForecastRow, forecast
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row
from jusou_tui.timekeeping.running.countdown import Countdown, planned_end, timer_countdown
from jusou_tui.timekeeping.running.progress import progress_at
from jusou_tui.timekeeping.running.rounds import RoundState
from jusou_tui.wording import t

_AT_HAND = 3
"""How many things at hand are named: what can be read at a glance."""

_TIMER_STAYS = 60.0
"""Seconds for which a timer that has run out is still shown."""


def view_of(meeting: MeetingView, *, now: MeetingSnapshot | None = None, address: str = "") -> AudienceView:
    """Return what the room may see of a meeting at the moment of a snapshot, one taken now without it.

    `meeting`: the one that `live.audience.audience_meeting` names. `address`: of the page in a browser, to be
    shown.
    """
    snapshot = now or meeting.snapshot()
    live, settings = meeting.live, audience_of(meeting.live)
    meta = live.book.meta
    bare = AudienceView(
        state=_state(meeting, snapshot),
        now=snapshot.now,
        organisation=meta.organisation,
        title=meta.title,
        rehearsal=meta.rehearsal,
        speed=pace_of(live.clock),
        message=settings.message,
        curtain=settings.curtain,
        enlarge=settings.enlarge,
    )
    if settings.curtain:
        state: State = bare.state if bare.state in {"before", "finished"} else "running"
        coming = tuple(part for part in _day(meeting, snapshot) if part.state != "done")
        return replace(bare, state=state, day=coming, meeting_end=_end_ahead(meeting, snapshot))
    whole = replace(
        bare,
        step=meeting.step.heading,
        place=meeting.record.place,
        meeting_start=_start(meeting, snapshot),
        meeting_end=_end_ahead(meeting, snapshot),
        sheet=shared_sheet(live),
        decisions=_decisions(meeting, shown=settings.decisions or bare.state == "finished"),
        paused=snapshot.state == "paused",
        address=address,
    )
    if bare.state == "finished":
        return replace(whole, next_meeting=_next_meeting(meeting))
    if snapshot.row is None:
        return _before(whole, meeting, snapshot)
    return _under_way(whole, meeting, snapshot, snapshot.row)


def _state(meeting: MeetingView, snapshot: MeetingSnapshot) -> State:
    row = snapshot.row
    if not snapshot.is_under_way or row is None:
        return "finished" if snapshot.state == "finished" else "before"
    if row.kind == "break":
        return "break"
    if snapshot.round is not None and snapshot.round.current is not None:
        return "round"
    if _timer(snapshot) is not None:
        return "groups"
    if snapshot.countdown is not None and snapshot.countdown.phase == "over":
        return "time_up"
    return "groups" if _groups(meeting, row) else "running"


def _before(view: AudienceView, meeting: MeetingView, snapshot: MeetingSnapshot) -> AudienceView:
    time = None
    if view.meeting_start is not None:
        wait = (view.meeting_start - snapshot.now).total_seconds()
        time = TimeLeft(max(0.0, wait), max(0.0, wait), goes=wait > 0 and view.speed > 0)
    return replace(
        view,
        time=time,
        meeting_start=_unless_past(view.meeting_start, snapshot),
        coming=_coming(meeting, snapshot),
        at_hand=_materials(meeting, snapshot.next_row) or _for_everybody(meeting.step),
        day=_day(meeting, snapshot),
    )


def _under_way(view: AudienceView, meeting: MeetingView, snapshot: MeetingSnapshot, row: Row) -> AudienceView:
    """Return the view of a meeting that goes on, with what is the same in all of its states."""
    number, total = snapshot.schedule.number_of(row)
    paused = view.paused and row.ends_at is None
    ends = None if paused else _ends(snapshot, row)
    whole = replace(
        view,
        number=number,
        total=total,
        form=row.form or "",
        activity=row.title,
        short_activity=row.label,
        time=_time(snapshot.countdown, goes=not paused),
        ends=ends,
        coming=_coming(meeting, snapshot),
        day=_day(meeting, snapshot),
        timer=_timer(snapshot),
    )
    if view.state == "break":
        return replace(whole, number=0, form="", restart=ends, at_hand=_materials(meeting, snapshot.next_row))
    activity = row.activity
    whole = replace(
        whole,
        questions=activity.questions if activity else (),
        goals=activity.goals if activity else (),
        doing=_doing(snapshot.segment),
        following=_following(snapshot),
    )
    if view.state == "round":
        return replace(whole, turns=_turns(meeting, snapshot))
    if view.state == "groups":
        groups = _groups(meeting, row)
        return replace(whole, groups=len(groups), reporting=_reporting(meeting, groups))
    return whole


def _time(left: Countdown | None, *, goes: bool) -> TimeLeft | None:
    """Return a countdown without overtime; None where there is none, or it has no time at all."""
    if left is None or left.budget <= 0:
        return None
    return TimeLeft(max(0.0, left.remaining), left.budget, goes=goes and left.remaining > 0)


def _timer(snapshot: MeetingSnapshot) -> TimeLeft | None:
    left = timer_countdown(snapshot.progress)
    return None if left is None or left.remaining < -_TIMER_STAYS else _time(left, goes=True)


def _over(snapshot: MeetingSnapshot) -> float:
    """Return by how many seconds what runs is past its time, which the room does not see."""
    left = snapshot.countdown
    return max(0.0, -left.remaining) if left is not None and left.budget > 0 else 0.0


def _ends(snapshot: MeetingSnapshot, row: Row) -> datetime | None:
    """Return when what runs ends; None where it has no time, or that is past."""
    if snapshot.countdown is None or snapshot.countdown.budget <= 0 or _over(snapshot):
        return None
    return _unless_past(_local(planned_end(row, snapshot.progress), snapshot), snapshot)


def _start(meeting: MeetingView, snapshot: MeetingSnapshot) -> datetime | None:
    """Return when the meeting began, else is planned to; None where nothing is planned."""
    return meeting.started() or _local(meeting.planned_start(), snapshot)


def _end(meeting: MeetingView, snapshot: MeetingSnapshot) -> datetime | None:
    """Return the end that was promised: the booked one, else that of the plan.

    It follows no delay: only where the facilitator books another end does the room see another one.
    """
    if (booked := snapshot.schedule.booked_end) is not None:
        return _local(booked, snapshot)
    known = meeting.started() or meeting.planned_start()
    return None if known is None else _local(snapshot.schedule.end, snapshot)


def _end_ahead(meeting: MeetingView, snapshot: MeetingSnapshot) -> datetime | None:
    return _unless_past(_end(meeting, snapshot), snapshot)


def _unless_past(at: datetime | None, snapshot: MeetingSnapshot) -> datetime | None:
    """Return an instant that the room may read as one to come, None once a clock shows a later time."""
    return None if at is None or clock_minutes(snapshot.now, at) < 0 else at


def _local(at: datetime | None, snapshot: MeetingSnapshot) -> datetime | None:
    return None if at is None else local(at, snapshot.now.tzinfo)


def _rows(meeting: MeetingView, snapshot: MeetingSnapshot) -> tuple[ForecastRow, ...]:
    """Return the agenda as it is expected, as long as something is past its time as it was before that."""
    if not _over(snapshot):
        return snapshot.forecast.rows
    moment = after(snapshot.now, -_over(snapshot))
    return forecast(snapshot.schedule, progress_at(meeting.history(), moment), moment).rows


def _day(meeting: MeetingView, snapshot: MeetingSnapshot) -> tuple[DayPart, ...]:
    if snapshot.state == "finished" or (snapshot.state == "before" and meeting.planned_start() is None):
        return ()
    return tuple(
        _part(entry, snapshot, entry.row.label)
        for entry in _rows(meeting, snapshot)
        if entry.state != "skipped" and (entry.state == "done" or not entry.row.skipped)
    )


def _part(entry: ForecastRow, snapshot: MeetingSnapshot, title: str) -> DayPart:
    start, end = local(entry.start, snapshot.now.tzinfo), local(entry.end, snapshot.now.tzinfo)
    minutes = max(0, clock_minutes(start, end))
    is_break = entry.row.kind == "break"
    if entry.state in {"done", "now"}:
        return DayPart(title, start, minutes, "done" if entry.state == "done" else "now", is_break=is_break)
    shown = _unless_past(start, snapshot) if _is_in_time(snapshot) else None
    return DayPart(title, shown, minutes, "coming", is_break=is_break)


def _is_in_time(snapshot: MeetingSnapshot) -> bool:
    """Return whether what is to come has times that the room may read: they lead to the promised end.

    Else they would tell how late the meeting is, or contradict its end.
    """
    return not _over(snapshot) and snapshot.forecast.late_minutes <= 0


def _coming(meeting: MeetingView, snapshot: MeetingSnapshot) -> DayPart | None:
    """Return the row behind the one that runs, before the start the first one."""
    if snapshot.next_row is None:
        return None
    key = snapshot.next_row.key
    entry = next((one for one in _rows(meeting, snapshot) if one.row.key == key), None)
    return None if entry is None else _part(entry, snapshot, entry.row.title)


def _doing(segment: PlannedSegment | None) -> tuple[str, ...]:
    """Return what is to be done now: the title of a part, a case's by its number alone, and more on it."""
    if segment is None:
        return ()
    what = segment.what or ""
    more = [line.strip() for line in what.splitlines() if line.strip()]
    if segment.title == what[: len(segment.title)]:
        return tuple(more) or (segment.title,)
    return (_part_title(segment), *more)


def _part_title(segment: PlannedSegment) -> str:
    if segment.case is None:
        return segment.title
    return t("app.segment_case", case=t("sheet.case", number=segment.case), title=segment.title)


def _following(snapshot: MeetingSnapshot) -> str:
    """Return the part that comes next, behind the last one the next row of the agenda."""
    segments = snapshot.row.segments if snapshot.row is not None else ()
    rest = segments[snapshot.segment_index + 1 :] if snapshot.segment is not None else ()
    if rest:
        return _part_title(rest[0])
    return snapshot.next_row.title if snapshot.next_row is not None else ""


def _materials(meeting: MeetingView, row: Row | None) -> tuple[str, ...]:
    """Return the first things that an activity needs."""
    if row is None or row.activity is None:
        return ()
    return meeting.live.curriculum.materials(row.activity)[:_AT_HAND]


def _for_everybody(step: Step) -> tuple[str, ...]:
    """Return the first materials of a step that the room has at hand.

    Slides, and what has a remark for the organisers (in brackets) are not the room's.
    """
    decks = {activity.slides.deck for activity in step.activities if activity.slides}
    found = (one for one in step.materials if one not in decks and not one.endswith(("）", ")")))
    return tuple(dict.fromkeys(found))[:_AT_HAND]


def _groups(meeting: MeetingView, row: Row) -> Mapping[str, tuple[str, ...]]:
    """Return the small groups that work in a row, {} where none do."""
    if row.activity is None or not row.activity.is_work:
        return {}
    return groups_left(meeting.record.groups, meeting.record.reporting, meeting.present)[0]


def _reporting(meeting: MeetingView, groups: Mapping[str, tuple[str, ...]]) -> tuple[int, ...]:
    order = [one for one in meeting.record.reporting if one in groups]
    return tuple(int(one) for one in order) if all(one.isdecimal() for one in order) else ()


def _turns(meeting: MeetingView, snapshot: MeetingSnapshot) -> Turns | None:
    turns = snapshot.round
    if turns is None or turns.current is None:
        return None
    numbers = seats.given(seats_of(meeting), turns.order)
    named = audience_of(meeting.live).names
    left = snapshot.turn_countdown
    return Turns(
        tuple(Seat(numbers[who], _seat_state(turns, who)) for who in _in_turn(turns, turns.current)),
        turns.left - 1,
        _time(left, goes=snapshot.state == "running"),
        _name(meeting, turns.current) if named else "",
        _name(meeting, turns.next) if named else "",
    )


def _in_turn(turns: RoundState, current: str) -> list[str]:
    """Return the members of a round in the order of their turns: who had one, who has, who comes next."""
    here = turns.order.index(current)
    around = (*turns.order[here + 1 :], *turns.order[:here])
    gone = {*turns.done, *turns.passed}
    had = [who for who in turns.order if who in gone]
    waiting = [who for who in around if who not in gone and who not in turns.later]
    return [*had, current, *waiting, *(who for who in turns.later if who != current)]


def _seat_state(turns: RoundState, who: str) -> SeatState:
    if who == turns.current:
        return "speaking"
    if who in turns.done or who in turns.passed:
        return "done"
    return "next" if who == turns.next else "waiting"


def _name(meeting: MeetingView, who: str | None) -> str:
    """Return the family name, the whole one where two share it, never the affiliation."""
    people = meeting.book.session.participants
    person = people.get(who or "")
    return "" if person is None else family_name(person.name, (one.name for one in people.values()))


def _decisions(meeting: MeetingView, *, shown: bool) -> tuple[tuple[int, str], ...]:
    return tuple(public_decisions(meeting.book.session, meeting.step.id)) if shown else ()


def _next_meeting(meeting: MeetingView) -> NextMeeting | None:
    """Return the meeting that comes next in the programme and has not begun; None behind the last one."""
    live = meeting.live
    every = stages(live.curriculum, live.book.session, live.clock.now().date())
    place = next((n for n, stage in enumerate(every) if stage.step.id == meeting.step.id), len(every))
    found: list[Stage] = []
    for stage in every[place + 1 :]:
        if stage.state not in {"left_out", "held"}:
            found.append(stage)
            if stage.step.kind == "meeting":
                break
    if not found or found[-1].step.kind != "meeting":
        return None
    following = live.meeting(found[-1].step.id)
    start = following.planned_start()
    now = live.clock.now()
    record, schedule, day = following.record, following.schedule(), found[-1].day
    if start is not None and start < now:
        start = None
    end = None if start is None else schedule.booked_end or schedule.end
    zone = now.tzinfo
    return NextMeeting(
        title=following.step.heading,
        day=None if day is not None and day < now.date() else day,
        start=None if start is None else local(start, zone),
        end=None if end is None else local(end, zone),
        place=record.place,
        until_then=tuple(dict.fromkeys(_until_then(stage.step for stage in found))),
    )


def _until_then(steps: Iterator[Step]) -> Iterator[str]:
    for step in steps:
        yield from step.member_preparation
