"""A schedule as a table, and as the document that `--json` prints."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.report.blocks import Block, Column, Heading, Paragraph, Table
from jusou_tui.report.lengths import number_range_text
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row, Schedule
from jusou_tui.wording import message_text, t
from jusou_tui.wording.times import time_range_text, time_text


def schedule_blocks(
    curriculum: Curriculum, step: Step, schedule: Schedule, participants: int, cases: int
) -> list[Block]:
    """Return a schedule: its title, its assumptions, the table of rows, the warnings."""
    title = f"{curriculum.programme.short_title} {step.label} {step.title}"
    assumed = t(
        "report.schedule_for",
        participants=participants,
        cases=cases,
        span=time_range_text(schedule.start, schedule.end),
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
            time_range_text(row.start, row.end),
            row.form or "",
            row.title,
            str(row.minutes),
            number_range_text(row.min, row.max) if row.min != row.max else "",
        )
        for row in schedule.rows
    )
    warnings = [
        Paragraph(t("report.mind", what=message_text(warning)), "warning") for warning in schedule.warnings
    ]
    return [Heading(title), Paragraph(assumed), Table(columns, rows), *warnings]


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
        "clip": None if clip is None else {"start": clip.start, "end": clip.end, "url": clip.url},
    }
