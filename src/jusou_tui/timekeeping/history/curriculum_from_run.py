"""The plan of one run as a curriculum of its own: minutes, order, clock times, what is out and what is in."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from jusou_tui.curriculum.model import Activity, Curriculum, Duration, Length, Segment, Step, Worksheet
from jusou_tui.session.programme.attendance import attendees
from jusou_tui.session.programme.run_steps import cases_of
from jusou_tui.timekeeping.clock.instants import clock_text, local
from jusou_tui.timekeeping.plan.agenda import agenda_entries
from jusou_tui.timekeeping.running.replay import replay

if TYPE_CHECKING:  # building the records costs more than planning
    from jusou_tui.session.model.records import Insert, Meeting, Session

MOST_TITLE = 120
VERSION = "1.0"


def curriculum_from_run(curriculum: Curriculum, session: Session, identifier: str, title: str) -> Curriculum:
    """Return `curriculum` with this run's own plan, under a new id and title.

    Minutes are those that were planned, for the people and cases of this run; what was given or taken while
    it ran is not in them. Further meetings of a step are not in it: a curriculum has each step once.
    """
    steps = tuple(_step(step, session, cases_of(curriculum, session, step.id)) for step in curriculum.steps)
    name = title[:MOST_TITLE]
    return curriculum.model_copy(
        update={
            "id": identifier,
            "version": VERSION,
            "programme": curriculum.programme.model_copy(update={"title": name, "short_title": name}),
            "steps": steps,
            "worksheets": tuple(_sheet(sheet, steps) for sheet in curriculum.worksheets),
        }
    )


def _step(step: Step, session: Session, cases: int) -> Step:
    meeting = session.meetings.get(step.id)
    events = [(key, event) for key, event in session.events.items() if event.step == step.id]
    skipped = replay(events).skipped | set(meeting.skipped if meeting else ())
    if meeting is None and not skipped:
        return step
    people = len(attendees(session, step.id))
    taken = {activity.id for activity in step.activities}
    found: list[Activity] = []
    for entry in agenda_entries(step, (), meeting):
        if entry.key in skipped:
            continue
        made = entry.activity
        if entry.insert is not None:
            made = _inserted(entry.insert, entry.activity, taken)
            taken.add(made.id)
        if made is not None:
            found.append(_planned(made, entry.key, meeting, people, cases))
    return step.model_copy(update={"activities": tuple(found), "length": _length(step, found)})


def _inserted(insert: Insert, of: Activity | None, taken: Collection[str]) -> Activity:
    """Return what was put in as an activity: a break, something else, or the rest of an activity."""
    stem = of.id[:55] if of is not None else "break" if insert.kind == "break" else "added"
    number = 2 if of is not None else 1
    while (identifier := f"{stem}-{number}") in taken:
        number += 1
    rest = {} if of is None else {"form": of.form, "purpose": of.purpose, "what": of.what, "fills": of.fills}
    title = " ".join(insert.title.split())[:MOST_TITLE] or stem
    duration = Duration(minutes=min(insert.minutes, 24 * 60))
    made = Activity(id=identifier, title=title, duration=duration)
    return made.model_copy(update=rest if insert.kind != "break" else {"form": Activity.BREAK_FORM})


def _planned(activity: Activity, key: str, meeting: Meeting | None, people: int, cases: int) -> Activity:
    """Return an activity with this run's minutes and clock times."""
    if meeting is None:
        return activity
    zone = None if meeting.start is None else meeting.start.tzinfo
    made: dict[str, object] = {}
    minutes = meeting.minutes.get(key)
    if minutes is not None:
        duration = _duration(activity.duration, min(max(minutes, 0), 24 * 60), people, cases)
        made = {"duration": duration, "until": None} | _within(activity, duration)
    if key in meeting.pins:
        made["pin"] = _clock(meeting.pins[key], zone)
    if key in meeting.ends:
        made["until"] = _clock(meeting.ends[key], zone)
    whole = activity.model_copy(update=made)
    # Past midnight the file's format has no clock time for the end.
    broken = whole.pin is not None and whole.until is not None and whole.until <= whole.pin
    return whole.model_copy(update={"until": None}) if broken else whole


def _clock(instant: datetime, zone: tzinfo | None) -> str:
    return clock_text(instant if zone is None else local(instant, zone))


def _duration(usual: Duration | None, minutes: int, people: int, cases: int) -> Duration:
    """Return a duration that plans so many minutes for this run's people and cases.

    What people and cases add stays where it leaves room for that.
    """
    if usual is None:
        return Duration(minutes=minutes)
    per_case = usual.per_case if usual.per_case * cases <= minutes else 0
    slot = minutes - math.floor(per_case * cases)
    grows = usual.base + usual.per_participant * people <= slot
    return Duration(
        minutes=slot,
        base=usual.base if grows else 0,
        per_participant=usual.per_participant if grows else 0,
        per_case=per_case,
        shortest_share=usual.shortest_share,
        shortest=usual.shortest if usual.shortest is not None and usual.shortest <= slot else None,
    )


def _within(activity: Activity, duration: Duration) -> dict[str, object]:
    """Return segments and cues that fit: where they are too long the segments take what there is."""
    # As `check` counts: the minutes that an activity surely gets, with one participant and one case.
    most = max(duration.highest, duration.base + duration.per_participant) + duration.per_case
    segments = activity.segments
    for names in (("seconds", "minutes"), ("clip",)):
        if sum(_fixed_seconds(segment) for segment in segments) > most * 60:
            open_ended = dict.fromkeys(names)
            segments = tuple(segment.model_copy(update=open_ended) for segment in segments)
    cues = tuple(
        cue if cue.after <= most else cue.model_copy(update={"after": int(most)}) for cue in activity.cues
    )
    return {"segments": segments, "cues": cues}


def _fixed_seconds(segment: Segment) -> int:
    if segment.seconds is not None:
        return segment.seconds
    return segment.clip.seconds if segment.clip is not None else (segment.minutes or 0) * 60


def _length(step: Step, activities: Iterable[Activity]) -> Length | None:
    """Return a step's length with room for its activities."""
    length = step.length
    if step.kind != "meeting" or length is None or length.minutes is None:
        return length
    needed = sum(one.duration.lowest for one in activities if one.duration and not one.as_needed)
    return length.model_copy(update={"minutes": (length.minutes[0], max(length.minutes[1], needed))})


def _sheet(sheet: Worksheet, steps: Iterable[Step]) -> Worksheet:
    """Return a worksheet that names no activity that was left out."""
    known = {f"{step.id}/{activity.id}" for step in steps for activity in step.activities}
    kept = {
        name: tuple(place for place in places if "/" not in place or place in known)
        for name, places in (("filled_in", sheet.filled_in), ("read_in", sheet.read_in))
    }
    return sheet.model_copy(update=kept)
