"""The break between two meetings of one day: how long it is, how short a delay may make it, in words.

`meeting` is always the one behind the break, which keeps what is set for it.
"""

from __future__ import annotations

import math
from datetime import datetime

from jusou_tui.errors import InputError
from jusou_tui.live.planning import typed_time
from jusou_tui.live.session import MeetingView
from jusou_tui.timekeeping.clock.instants import after, local, nearest_minute, seconds_between
from jusou_tui.timekeeping.forecast.day_forecast import IntervalForecast
from jusou_tui.timekeeping.plan import changes
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text, time_text


def interval_before(meeting: MeetingView) -> IntervalForecast | None:
    """Return the break before this meeting, None where it is the first of its day."""
    place = meeting.meetings_today.index(meeting.step.id)
    return meeting.day_forecast().intervals[place - 1] if place else None


def interval_behind(meeting: MeetingView) -> tuple[IntervalForecast, MeetingView] | None:
    """Return the break behind this meeting with the meeting after it, None where none is to come."""
    today = meeting.meetings_today
    place = today.index(meeting.step.id)
    if place + 1 >= len(today):
        return None
    interval = meeting.day_forecast().intervals[place]
    return None if interval.state == "done" else (interval, meeting.live.meeting(today[place + 1]))


def name_of(interval: IntervalForecast) -> str:
    """Return `昼休み` around noon, else `休憩`."""
    return t("timekeeping.lunch" if interval.planned.is_lunch else "timekeeping.break_title")


def take_length(meeting: MeetingView, typed: str) -> bool:
    """Let the break have the typed minutes, so many more or fewer, or end at the typed time.

    Raises InputError where it cannot be read, or would end before the meeting before it.
    """
    interval = interval_before(meeting)
    if interval is None or interval.state == "done":
        return False
    begin = interval.expected.start
    wanted = typed_time.read(typed, begin, begin)
    if wanted.at is not None:
        if wanted.kind == "from":
            raise InputError("timekeeping.lunch_from", name=name_of(interval), time=time_text(begin))
        minutes = max(0, math.floor(seconds_between(begin, wanted.at) / 60))
        return _set(meeting, minutes, wanted.at)
    if wanted.kind == "more":
        return more(meeting, wanted.minutes)
    return set_minutes(meeting, wanted.minutes)


def more(meeting: MeetingView, minutes: int) -> bool:
    """Give the break so many minutes more, or fewer."""
    interval = interval_before(meeting)
    if interval is None or interval.state == "done":
        return False
    wanted = max(0, interval.minutes + minutes)
    return wanted != interval.minutes and set_minutes(meeting, wanted)


def set_minutes(meeting: MeetingView, minutes: int) -> bool:
    """Let the break have exactly so many minutes.

    A meeting that has a start, or follows one that has begun, gets a start, in whole minutes; else only the
    distance is kept.
    """
    interval, before = interval_before(meeting), meeting.before_on_the_day()
    if interval is None or before is None:
        return False
    begun = before.snapshot().state != "before"
    reached = interval.expected.start if begun else interval.planned.start
    by_clock = begun or meeting.record.start is not None
    start = local(nearest_minute(after(reached, minutes * 60.0)), reached.tzinfo)
    return _set(meeting, minutes, start if by_clock else None)


def _set(meeting: MeetingView, minutes: int, start: datetime | None) -> bool:
    with meeting.book.together("timekeeping.change_lunch"):
        meeting.set_record(**changes.with_lunch(meeting.record, minutes, start))
    return True


def set_least(meeting: MeetingView, typed: str) -> bool:
    """Let a delay shorten the break down to the typed minutes. Raises InputError for more than it has."""
    interval = interval_before(meeting)
    if interval is None or interval.state == "done":
        return False
    minutes = typed_time.length(typed, interval.expected.start, least=0)
    if minutes > interval.planned.minutes:
        raise InputError(
            "timekeeping.least_too_long", name=name_of(interval), minutes=interval.planned.minutes
        )
    with meeting.book.together("timekeeping.change_lunch"):
        meeting.set_record(least_lunch=minutes)
    return True


def outcome_text(interval: IntervalForecast, behind: MeetingView) -> str:
    """Return what became of the break and what that does to the meeting behind it, "" where nothing."""
    label = behind.step.label
    if interval.overlap_minutes:
        start = time_text(interval.expected.end)
        return t("timekeeping.meetings_overlap", label=label, start=start, minutes=interval.overlap_minutes)
    parts = []
    if interval.absorbed_minutes:
        parts.append(shortening_text(interval))
    if interval.behind_minutes > 0:
        late = "timekeeping.began_late" if interval.state == "done" else "timekeeping.begins_late"
        parts.append(t(late, label=label, minutes=interval.behind_minutes))
    return list_text(parts)


def shortening_text(interval: IntervalForecast) -> str:
    """Return `昼休み 60→48分`."""
    before, after = interval.planned.minutes, interval.minutes
    return t("timekeeping.row_change", label=name_of(interval), before=before, after=after)


def absorption_text(meeting: MeetingView) -> str:
    """Return what the break behind this meeting takes up of its lateness, "" where it need not."""
    found = interval_behind(meeting)
    if found is None:
        return ""
    interval, behind = found
    label = behind.step.label
    if interval.behind_minutes > 0:
        end, minutes = time_text(meeting.day_forecast().end), interval.behind_minutes
        facts = {"name": name_of(interval), "least": interval.minutes, "label": label, "minutes": minutes}
        return t("timekeeping.lunch_not_enough", **facts, end=end)
    if not interval.absorbed_minutes:
        return ""
    start = time_text(interval.expected.end)
    return t("timekeeping.lunch_enough", change=shortening_text(interval), label=label, start=start)
