"""The sentences below the schedule: its figures, what overlaps, what comes at a fixed time."""

from __future__ import annotations

import math
from itertools import pairwise

from jusou_tui.live.meeting_words.fixed_points import fixed_points
from jusou_tui.live.planning import lunch
from jusou_tui.live.planning.plan_summary import plan_summary, rows_text
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.report.planned_when import planned_when
from jusou_tui.timekeeping.clock.instants import clock_minutes, seconds_between
from jusou_tui.timekeeping.forecast.breaks import long_stretches_ahead, next_break
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import labelled, lateness_text, short_date_text, time_text


def outlook(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return the sentences, a line each."""
    today = meeting.meetings_today
    lines = [meeting_summary(meeting, snapshot) if len(today) == 1 else day_summary(meeting)]
    lines += [
        line
        for line in (planned_line(meeting, snapshot), fixed_points(snapshot), lunch_ahead(meeting, snapshot))
        if line
    ]
    others = (meeting.live.meeting(step) for step in today)
    snapshots = [snapshot if one is meeting else one.snapshot() for one in others]
    for number, one in enumerate(snapshots):
        # One that was left open ended when the next began.
        followed = any(later.state != "before" for later in snapshots[number + 1 :])
        if one.state != "finished" and not followed:
            sittings = long_stretches_ahead(one.schedule, one.forecast, one.progress)
            lines += [message_text(warning) for warning in sittings]
    return "\n".join(lines)


def day_summary(meeting: MeetingView) -> str:
    """Return when a day with several meetings begins and is expected to end, and where that is too late."""
    day = meeting.day_forecast()
    lines = [
        day_text(meeting.snapshot())
        + t(
            "timekeeping.day_outcome",
            start=time_text(day.start),
            end=time_text(day.end),
            meetings=len(day.meetings),
            change=lateness_text(day.late_minutes),
        )
    ]
    lines += _too_long(meeting)
    if day.booked_end is not None and day.late_minutes > 0:
        booked, minutes = time_text(day.booked_end), day.late_minutes
        lines.append(t("timekeeping.day_after_booked_end", booked_end=booked, minutes=minutes))
    snapshots = [meeting.live.meeting(step).snapshot() for step in meeting.meetings_today]
    warnings = [one for plan in snapshots if plan.state == "before" for one in plan.schedule.warnings]
    lines += [message_text(one) for one in warnings if one.message_id != "timekeeping.after_booked_end"]
    return "\n".join(lines)


def _too_long(meeting: MeetingView) -> list[str]:
    """Return which meetings of the day but the last are expected to end beyond their own booked end."""
    found = []
    meetings = [meeting.live.meeting(step) for step in meeting.meetings_today]
    for earlier, following in pairwise(meetings):
        snapshot = earlier.snapshot()
        text = overrun_text(snapshot)
        if text and snapshot.state != "finished" and following.snapshot().state == "before":
            found.append(f"{earlier.step.label}  {text}")
    return found


def day_text(snapshot: MeetingSnapshot) -> str:
    """Return the day of a meeting that is planned for another one than today, to precede times; else ""."""
    if not snapshot.is_another_day:
        return ""
    return f"{short_date_text(snapshot.schedule.start.date(), snapshot.now.date())}  "


def planned_line(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return for when a meeting was planned that is held on another day, else ""."""
    if snapshot.state == "before":
        return ""
    live = meeting.live
    found = planned_when(live.curriculum, live.book.session, meeting.step.id)
    return labelled(t("report.planned_when"), found) if found else ""


def overrun_text(snapshot: MeetingSnapshot) -> str:
    """Return by how much a meeting is expected to end beyond its booked end, "" where it is not."""
    booked, left = snapshot.schedule.booked_end, snapshot.forecast.minutes_to_booked_end
    if booked is None or left is None or left >= 0:
        return ""
    times = {"end": time_text(snapshot.forecast.end), "booked_end": time_text(booked)}
    return t("timekeeping.after_booked_end", minutes=-left, **times)


def lunch_ahead(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return how long it is to the break behind this meeting, "" where another break comes before it."""
    found = lunch.interval_behind(meeting)
    if found is None or snapshot.state == "finished" or snapshot.is_another_day:
        return ""
    if next_break(snapshot.forecast, snapshot.now):
        return ""
    interval, _ = found
    minutes = max(0, math.ceil(seconds_between(snapshot.now, interval.expected.start) / 60))
    return t("timekeeping.to_break", label=lunch.name_of(interval), minutes=minutes)


def meeting_summary(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return when a meeting begins and is expected to end, with how many rows, and its warnings.

    Once something has happened the plan's own figures would contradict the table above them.
    """
    skipped = snapshot.progress.skipped
    if snapshot.state == "before" and not skipped and not snapshot.forecast.behind_minutes:
        return day_text(snapshot) + plan_summary(snapshot.schedule, len(meeting.present))
    begun = snapshot.progress.started or snapshot.schedule.start
    end, day = snapshot.forecast.end, snapshot.forecast.end_day
    outcome = t(
        "app.plan_outcome",
        start=time_text(begun),
        end=time_text(end, day=day),
        minutes=clock_minutes(begun, end),
        rows=rows_text(row.row.kind for row in snapshot.forecast.rows if row.state != "skipped"),
        people=len(meeting.present),
    )
    return "\n".join(line for line in (outcome, overrun_text(snapshot)) if line)
