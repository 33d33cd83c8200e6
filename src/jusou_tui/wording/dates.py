"""Dates as texts in the language in use. Weekdays are short: `木`, `Thu`."""

from __future__ import annotations

from datetime import date, datetime

from jusou_tui.wording import t
from jusou_tui.wording.times import time_text

_WEEKDAYS = (
    "common.weekday_monday",
    "common.weekday_tuesday",
    "common.weekday_wednesday",
    "common.weekday_thursday",
    "common.weekday_friday",
    "common.weekday_saturday",
    "common.weekday_sunday",
)
_COUNTED_DAYS = 14
"""Days before a due date from which the text counts them."""


def weekday_label(day: date) -> str:
    """Return the short name of a date's weekday."""
    return t(_WEEKDAYS[day.weekday()])


def date_text(day: date) -> str:
    """Return `2026年12月10日（木）`."""
    return t("common.full_date", year=day.year, month=day.month, day=day.day, weekday=weekday_label(day))


def month_day_text(day: date) -> str:
    """Return `12月10日（木）`."""
    return t("common.month_day", month=day.month, day=day.day, weekday=weekday_label(day))


def short_date_text(day: date, today: date) -> str:
    """Return a date without its year where that is the year of `today`."""
    return month_day_text(day) if day.year == today.year else date_text(day)


def typed_date_text(day: date) -> str:
    """Return a date for an input field: `parse_date` reads the same day from it on any day."""
    return t("common.typed_date", year=day.year, month=day.month, day=day.day)


def date_time_text(at: datetime) -> str:
    """Return `2026年12月10日（木） 13:30`, in the datetime's own zone."""
    return f"{date_text(at)} {time_text(at)}"


def period_text(day: date | None, until: date | None, start: datetime | None, today: date) -> str:
    """Return when a step is held: one day, with its start time where known, or a period; "" without dates."""
    if day is None:
        return t("common.until", day=short_date_text(until, today)) if until else ""
    first = short_date_text(day, today)
    if until is not None and until != day:
        return t("common.period", first=first, last=short_date_text(until, today))
    return f"{first} {time_text(start)}" if start else first


def due_text(due: date | None, today: date, *, done: bool = False) -> str:
    """Return a due date and, unless done or more than 14 days away, how far off it is; "" for None."""
    if due is None:
        return ""
    day = short_date_text(due, today)
    left = (due - today).days
    if done or left > _COUNTED_DAYS:
        return t("common.due", day=day)
    if left < 0:
        return t("common.due_over", day=day, days=-left)
    if left == 0:
        return t("common.due_today", day=day)
    if left == 1:
        return t("common.due_tomorrow", day=day)
    return t("common.due_in", day=day, days=left)
