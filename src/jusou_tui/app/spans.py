"""Days and spans in words: how long a step takes, when it is held, until when something is due."""

from __future__ import annotations

from datetime import date, datetime

from jusou_tui.app.words import WEEKDAYS, said_time
from jusou_tui.curriculum.model import Length
from jusou_tui.wording import t

SOON_DAYS = 14
"""Days up to which it is told how many are left."""


def said_span(length: Length | None) -> str:
    """Return how long a step takes: minutes, weeks or months; "" where nothing is told."""
    if length is None:
        return ""
    for span, one, several in (
        (length.minutes, "programme.minutes", "programme.minutes_span"),
        (length.weeks, "programme.weeks", "programme.weeks_span"),
        (length.months, "programme.months", "programme.months_span"),
    ):
        if span is not None:
            low, high = span
            return t(one, count=low) if low == high else t(several, low=low, high=high)
    return ""


def said_day(day: date, today: date) -> str:
    """Return a day shortly, with its year only where it is another one."""
    weekday = t(WEEKDAYS[day.weekday()])
    if day.year == today.year:
        return t("programme.day", month=day.month, day=day.day, weekday=weekday)
    return t("programme.day_of_year", year=day.year, month=day.month, day=day.day, weekday=weekday)


def typed_day(day: date) -> str:
    """Return a day as a field shows it: it reads back as the same day, also where only a digit is changed."""
    return t("programme.typed_day", year=day.year, month=day.month, day=day.day)


def said_when(day: date | None, until: date | None, start: datetime | None, today: date) -> str:
    """Return when a step is held; "" where nothing is known."""
    if day is None:
        return t("programme.until", day=said_day(until, today)) if until else ""
    first = said_day(day, today)
    if until is not None and until != day:
        return t("programme.from_until", first=first, last=said_day(until, today))
    return f"{first} {said_time(start)}" if start else first


def said_due(due: date | None, today: date, *, done: bool = False) -> str:
    """Return until when something is due: as a day, and how far that is off; "" where no day is told."""
    if due is None:
        return ""
    day = said_day(due, today)
    left = (due - today).days
    if done or left > SOON_DAYS:
        return t("programme.due", day=day)
    if left < 0:
        return t("programme.due_over", day=day, days=-left)
    if left == 0:
        return t("programme.due_today", day=day)
    if left == 1:
        return t("programme.due_tomorrow", day=day)
    return t("programme.due_in", day=day, days=left)


def due_ink(due: date | None, today: date, *, done: bool = False) -> str:
    """Return the colour of a due day: late, soon or quiet."""
    if due is None or done or due > today:
        return "muted"
    return "late" if due < today else "soon"
