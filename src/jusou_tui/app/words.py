"""Facts in words, in the user's language: dates, times, how late, how long."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.session.model.records import EntryKind, Role
    from jusou_tui.timekeeping.forecast.forecast import Forecast
    from jusou_tui.timekeeping.plan.schedule import PlanWarning, Schedule

LONGEST_IN_MINUTES = 120
WEEKDAYS = (
    "app.weekday_monday",
    "app.weekday_tuesday",
    "app.weekday_wednesday",
    "app.weekday_thursday",
    "app.weekday_friday",
    "app.weekday_saturday",
    "app.weekday_sunday",
)
KINDS: dict[EntryKind, str] = {
    "note": "app.kind_note",
    "decision": "app.kind_decision",
    "todo": "app.kind_todo",
    "question": "app.kind_question",
}
ROLES: dict[Role, str] = {
    "organiser": "app.role_organiser",
    "facilitator": "app.role_facilitator",
    "scribe": "app.role_scribe",
    "member": "app.role_member",
}


def said_date(day: date) -> str:
    """Return `2026年12月10日（木）`."""
    return t("app.date", year=day.year, month=day.month, day=day.day, weekday=t(WEEKDAYS[day.weekday()]))


def said_time(at: time | datetime, *, day: int = 0) -> str:
    """Return `13:30`; so many midnights later `00:30（+1日）`."""
    return f"{at:%H:%M}" + (t("app.day_after", days=f"{day:+d}") if day else "")


def said_schedule(schedule: Schedule, people: int) -> str:
    """Return when the plan begins and ends, for how many, and its warnings, a line each."""
    lines = [
        t(
            "app.plan_outcome",
            start=said_time(schedule.start),
            end=said_time(schedule.end),
            minutes=schedule.minutes,
            rows=sum(not row.skipped for row in schedule.rows),
            people=people,
        )
    ]
    return "\n".join([*lines, *(said_warning(warning) for warning in schedule.warnings)])


def said_warning(warning: PlanWarning) -> str:
    """Return a warning of the plan as a sentence."""
    return t(warning.message_id, **warning.facts)


def said_behind(forecast: Forecast) -> str:
    """Return `6分遅れ`, `3分早い` or `予定どおり`; from two hours on `13時間遅れ`, `7日遅れ`."""
    return said_lateness(forecast.behind_minutes)


def said_lateness(minutes: int) -> str:
    """Return `6分遅れ`, below 0 `3分早い`, for 0 `予定どおり`."""
    if not minutes:
        return t("app.on_time")
    return t("app.behind" if minutes > 0 else "app.ahead", length=said_minutes(abs(minutes)))


def said_minutes(minutes: int) -> str:
    """Return minutes in words: as they are as long as one reckons in them, else in hours or days."""
    short = minutes < LONGEST_IN_MINUTES
    return t("app.length_minutes", minutes=minutes) if short else said_length(minutes * 60.0)


def said_length(seconds: float) -> str:
    """Return a length in words: seconds below a minute, else minutes, hours and minutes, days and hours."""
    if seconds < 60:  # noqa: PLR2004
        return t("app.length_seconds", seconds=int(seconds))
    minutes = int(seconds // 60)
    if minutes < 60:  # noqa: PLR2004
        return t("app.length_minutes", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:  # noqa: PLR2004
        return t("app.length_hours" if minutes else "app.length_whole_hours", hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return t("app.length_days" if hours else "app.length_whole_days", days=days, hours=hours)


def said_about(seconds: int) -> str:
    """Return about how long something takes: `約40秒` (to ten seconds), from a minute on `約1分半`."""
    tens = -(-seconds // 10) * 10
    if tens < 60:  # noqa: PLR2004
        return t("timekeeping.about", length=said_length(tens))
    minutes, half = divmod(-(-seconds // 30), 2)
    return t("timekeeping.about_half" if half else "timekeeping.about_minutes", minutes=minutes)


def said_exactly(seconds: int) -> str:
    """Return a length in words to the second: `45秒`, `1分`, `1分30秒`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or not rest:
        return said_length(seconds)
    return t("app.length_exact", minutes=minutes, seconds=rest)
