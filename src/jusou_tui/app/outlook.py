"""What there is to say below the schedule: its figures, what overlaps, what comes at a fixed time."""

from __future__ import annotations

from datetime import timedelta

from jusou_tui.app import words
from jusou_tui.app.desk import Desk, Standing
from jusou_tui.messages import t
from jusou_tui.timekeeping.breaks import Ahead, next_break, next_pinned, sittings_ahead
from jusou_tui.timekeeping.day import LUNCH_MINUTES, plan_day
from jusou_tui.timekeeping.forecast import ForecastRow
from jusou_tui.timekeeping.instants import seconds_between


def sentences(desk: Desk, standing: Standing) -> str:
    """Return all there is to say, a line each."""
    lines = [as_it_stands(desk, standing)]
    lines += [line for line in (fixed_points(standing), same_day(desk, standing)) if line]
    if standing.state != "finished":
        sittings = sittings_ahead(standing.schedule, standing.forecast, standing.progress)
        lines += [words.said_warning(warning) for warning in sittings]
    return "\n".join(lines)


def as_it_stands(desk: Desk, standing: Standing) -> str:
    """Return when it begins and is expected to end, of how many rows, and what of the plan wants a warning.

    Once something has happened the plan's own figures would contradict the table above them.
    """
    skipped = standing.progress.skipped
    if standing.state == "before" and not skipped:
        return words.said_schedule(standing.schedule, len(desk.present))
    begun = standing.progress.started or standing.schedule.start
    end, day = standing.forecast.end, standing.forecast.end_day
    lines = [
        t(
            "app.plan_outcome",
            start=words.said_time(begun),
            end=words.said_time(end, day=day),
            minutes=round(seconds_between(begun, end) / 60),
            rows=sum(row.state != "skipped" for row in standing.forecast.rows),
            people=len(desk.present),
        )
    ]
    booked, left = standing.schedule.booked_end, standing.forecast.minutes_to_booked_end
    if booked is not None and left is not None and left < 0:
        facts = {"end": words.said_time(end), "booked_end": words.said_time(booked), "minutes": -left}
        lines.append(t("timekeeping.after_booked_end", **facts))
    return "\n".join(lines)


def fixed_points(standing: Standing) -> str:
    """Return how long it is to the next break and the next pinned row, "" where nothing is fixed."""
    if standing.state == "finished":
        return ""
    found = (
        (next_break(standing.forecast, standing.now), "timekeeping.to_break"),
        (next_pinned(standing.forecast, standing.now), "timekeeping.to_pinned"),
    )
    return "  ".join(_said(ahead, word) for ahead, word in found if ahead is not None)


def _said(ahead: Ahead, word: str) -> str:
    return t(word, label=ahead.row.label, minutes=ahead.minutes)


def overlap(row: ForecastRow) -> str:
    """Return in words which clock time of a row does not hold, "" where all do."""
    if row.overlap_minutes:
        return t("timekeeping.reaches_in", minutes=row.overlap_minutes)
    if row.pin_late_minutes:
        facts = {"time": words.said_time(row.row.start), "length": words.said_minutes(row.pin_late_minutes)}
        return t("timekeeping.pin_late", **facts)
    if row.state == "next" and row.row.ends_at is not None and row.row.minutes and not row.expected_minutes:
        return t("timekeeping.until_over", time=words.said_time(row.row.ends_at))
    return ""


def same_day(desk: Desk, standing: Standing) -> str:
    """Return when the other meetings of the same day are to be, "" where the variant has none."""
    variants = desk.curriculum.variants
    ids = next((one.same_day for one in variants if one.id == desk.book.meta.variant), ())
    steps = [step for step in desk.curriculum.steps if step.id in ids]
    if desk.step.id not in ids or desk.step.id == steps[-1].id:
        return ""
    rest = steps[[step.id for step in steps].index(desk.step.id) + 1 :]
    held = {step.id: desk.book.meeting(step.id) for step in rest}
    planned = held[rest[0].id].start
    begin = standing.forecast.end + timedelta(minutes=LUNCH_MINUTES)
    day = plan_day(
        rest,
        participants=len(desk.present),
        cases={step: meeting.cases for step, meeting in held.items() if meeting.cases is not None},
        start=begin if planned is None else max(begin, planned.astimezone(begin.tzinfo)),
        without=desk.left_out,
        meetings=held,
    )
    told = [
        t(
            "timekeeping.same_day",
            label=step.label,
            start=words.said_time(plan.start),
            end=words.said_time(plan.end),
        )
        for step, plan in zip(rest, day.schedules, strict=True)
    ]
    return "  ".join(told)
