"""The schedule of one meeting, or of several on one day: as blocks, and as the document of `--json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.report.blocks import Block, Column, Item, Paragraph, ReportHeading, Table
from jusou_tui.report.lengths import number_range_text
from jusou_tui.timekeeping.clock.instants import clock_minutes
from jusou_tui.timekeeping.plan.day import Day, Interval
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import (
    clock_length_text,
    form_label,
    meeting_span_text,
    time_range_text,
    time_text,
)


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
        "span": meeting_span_text(first, day.end),
        "minutes": _minutes(day),
        "meetings": len(request.steps),
    }
    blocks: list[Block] = [
        ReportHeading(request.curriculum.programme.short_title),
        Paragraph(t("timekeeping.day_for", **facts)),
    ]
    for number, (step, schedule) in enumerate(zip(request.steps, day.schedules, strict=True)):
        if number:
            interval = day.intervals[number - 1]
            facts = {"name": _name(interval), "span": time_range_text(interval.start, interval.end)}
            blocks.append(Paragraph(t("timekeeping.between", **facts, minutes=interval.minutes)))
        title, *rest = _meeting_blocks(request, step, schedule)
        blocks += [
            ReportHeading(f"{step.label} {step.title}", 2) if isinstance(title, ReportHeading) else title,
            *rest,
        ]
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
    return clock_minutes(day.schedules[0].start, day.end)


def schedule_blocks(
    curriculum: Curriculum, step: Step, schedule: Schedule, participants: int, cases: int
) -> list[Block]:
    """Return a schedule: its title, its assumptions, the table of rows, the warnings."""
    title = f"{curriculum.programme.short_title} {step.label} {step.title}"
    assumed = t(
        "report.schedule_for",
        participants=participants,
        cases=cases,
        span=meeting_span_text(schedule.start, schedule.end),
        minutes=schedule.minutes,
    )
    columns = (
        Column(t("common.time_of_day")),
        Column(t("common.form"), flexible=True),
        Column(t("common.activity"), flexible=True),
        Column(t("common.unit_minutes"), "right"),
        Column(t("report.column_range"), "right"),
    )
    rows = tuple(
        (
            time_range_text(row.start, row.end, day=row.day),
            form_label(row.form),
            row.title,
            str(row.minutes),
            number_range_text(row.min, row.max) if row.min != row.max else "",
        )
        for row in schedule.rows
    )
    warnings = [
        Paragraph(t("report.mind", what=message_text(warning)), "warning") for warning in schedule.warnings
    ]
    return [ReportHeading(title), Paragraph(assumed), Table(columns, rows), *warnings]


def schedule_document(schedule: Schedule) -> dict[str, object]:
    """Return a schedule as plain data; times are "HH:MM", minutes whole numbers."""
    return {
        "start": time_text(schedule.start),
        "end": time_text(schedule.end),
        "booked_end": None if schedule.booked_end is None else time_text(schedule.booked_end),
        "minutes": schedule.minutes,
        "rows": [_row(row) for row in schedule.rows],
        "warnings": [message_text(warning) for warning in schedule.warnings],
    }


def _row(row: Row) -> dict[str, object]:
    return {
        "activity": row.key,
        "title": row.title,
        "form": row.form,
        "minutes": row.minutes,
        "min": row.min,
        "max": row.max,
        "start": time_text(row.start),
        "end": time_text(row.end),
        "segments": [_segment(segment) for segment in row.segments],
    }


def _segment(segment: PlannedSegment) -> dict[str, object]:
    """Return a segment; `seconds` is None where it takes what is left."""
    clip = segment.clip
    return {
        "segment": segment.key,
        "title": segment.title,
        "seconds": segment.seconds,
        "case": segment.case,
        "clip": None if clip is None else {"start": clip.start, "end": clip.end, "url": clip.link},
    }


def reading_blocks(schedule: Schedule) -> list[Block]:
    """Return a line for each text, warnings for those too long for their slot."""
    blocks: list[Block] = [ReportHeading(t("timekeeping.reading_title"), 3)]
    texts = read_aloud(schedule)
    if not texts:
        return [*blocks, Paragraph(t("timekeeping.reading_none"))]
    for text in texts:
        message_id = "timekeeping.reading_long" if text.is_long else "timekeeping.reading_row"
        line = t(
            message_id, label=text.row.label, time=clock_length_text(text.seconds), minutes=text.row.minutes
        )
        blocks.append(Item(line, style="warning" if text.is_long else "plain"))
    return blocks


def reading_document(schedule: Schedule) -> list[dict[str, object]]:
    """Return the same texts as plain data."""
    return [
        {
            "activity": text.row.key,
            "seconds": text.seconds,
            "minutes": text.row.minutes,
            "long": text.is_long,
        }
        for text in read_aloud(schedule)
    ]
