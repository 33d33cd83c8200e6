"""Facts in words, in the language in use: days, times, lengths, lists of names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from jusou_tui.wording import t

if TYPE_CHECKING:  # building the models costs more than a list of sessions needs
    from jusou_tui.curriculum.model import Duration, Length

WEEKDAYS = (
    "report.monday",
    "report.tuesday",
    "report.wednesday",
    "report.thursday",
    "report.friday",
    "report.saturday",
    "report.sunday",
)


def day(moment: date) -> str:
    """Return a date with its weekday."""
    weekday = t(WEEKDAYS[moment.weekday()])
    return t("report.day", year=moment.year, month=moment.month, day=moment.day, weekday=weekday)


def clock(moment: datetime) -> str:
    """Return the time of day, in the moment's own zone."""
    return f"{moment:%H:%M}"


def moment(at: datetime) -> str:
    """Return a date and a time of day."""
    return f"{day(at.date())} {clock(at)}"


def span(start: datetime, end: datetime) -> str:
    """Return two times of day."""
    return f"{start:%H:%M}-{end:%H:%M}"


def joined(names: Iterable[str]) -> str:
    """Return names one after the other."""
    return t("report.list_comma").join(names)


def between(low: int, high: int) -> str:
    """Return a number or a range of numbers."""
    return str(low) if low == high else f"{low}-{high}"


def length(value: Length) -> str:
    """Return how long a step or a period takes."""
    if value.minutes is not None:
        return t("report.minutes", minutes=between(*value.minutes))
    if value.weeks is not None:
        return t("report.weeks", weeks=between(*value.weeks))
    return t("report.months", months=between(*(value.months or (0, 0))))


def duration(value: Duration) -> str:
    """Return how long an activity takes: the slot, and what people and cases add."""
    parts = []
    if value.minutes is not None:
        parts.append(t("report.minutes", minutes=between(value.lowest, value.highest)))
    if value.base or value.per_participant:
        each = t("report.per_participant", minutes=f"{value.per_participant:g}")
        base = t("report.minutes", minutes=f"{value.base:g}")
        people = f"{base} + {each}" if value.base else each
        parts.append(t("report.at_least", minutes=people) if value.minutes is not None else people)
    if value.per_case:
        parts.append(t("report.per_case", minutes=f"{value.per_case:g}"))
    return joined(parts)
