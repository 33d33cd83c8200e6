"""The schedule of one meeting, or of several on one day: as blocks, and as the document of `--json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.report.blocks import Block, Heading, Paragraph
from jusou_tui.report.schedule.meeting import schedule_blocks, schedule_document
from jusou_tui.report.schedule.reading import reading_blocks, reading_document
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Day, Interval, Schedule
from jusou_tui.wording import t
from jusou_tui.wording.times import time_range_text, time_text


class Request(NamedTuple):
    """What was planned: steps in order, people, cases by step id, whether texts to read aloud are listed."""

    curriculum: Curriculum
    steps: Sequence[Step]
    participants: int
    cases: Mapping[str, int]
    reading: bool = False


def day_blocks(request: Request, day: Day) -> list[Block]:
    """Return the blocks of one meeting, or of several with the breaks interval them."""
    if len(request.steps) == 1:
        return _meeting_blocks(request, request.steps[0], day.schedules[0])
    first = day.schedules[0].start
    facts = {
        "span": time_range_text(first, day.end),
        "minutes": _minutes(day),
        "meetings": len(request.steps),
    }
    blocks: list[Block] = [
        Heading(request.curriculum.programme.short_title),
        Paragraph(t("timekeeping.day_for", **facts)),
    ]
    for number, (step, schedule) in enumerate(zip(request.steps, day.schedules, strict=True)):
        if number:
            interval = day.intervals[number - 1]
            facts = {"name": _name(interval), "span": time_range_text(interval.start, interval.end)}
            blocks.append(Paragraph(t("timekeeping.between", **facts, minutes=interval.minutes)))
        title, *rest = _meeting_blocks(request, step, schedule)
        blocks += [Heading(f"{step.label} {step.title}", 2) if isinstance(title, Heading) else title, *rest]
    return blocks


def day_document(request: Request, day: Day) -> dict[str, object]:
    """Return one meeting's document, or for several the day's, with `meetings` and `interval`."""
    documents = [_meeting_document(request, schedule) for schedule in day.schedules]
    if len(request.steps) == 1:
        return documents[0]
    booked_end = day.schedules[-1].booked_end
    return {
        "start": time_text(day.schedules[0].start),
        "end": time_text(day.end),
        "booked_end": None if booked_end is None else time_text(booked_end),
        "minutes": _minutes(day),
        "meetings": [
            {"step": step.id} | document for step, document in zip(request.steps, documents, strict=True)
        ],
        "between": [
            {
                "title": _name(interval),
                "start": time_text(interval.start),
                "end": time_text(interval.end),
                "minutes": interval.minutes,
            }
            for interval in day.intervals
        ],
    }


def _meeting_blocks(request: Request, step: Step, schedule: Schedule) -> list[Block]:
    cases = request.cases[step.id]
    blocks = schedule_blocks(request.curriculum, step, schedule, request.participants, cases)
    return blocks + reading_blocks(schedule) if request.reading else blocks


def _meeting_document(request: Request, schedule: Schedule) -> dict[str, object]:
    document = schedule_document(schedule)
    return document | {"reading": reading_document(schedule)} if request.reading else document


def _name(interval: Interval) -> str:
    return t("timekeeping.lunch" if interval.is_lunch else "timekeeping.break_title")


def _minutes(day: Day) -> int:
    return round(seconds_between(day.schedules[0].start, day.end) / 60)
