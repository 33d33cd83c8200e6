"""Parsers for typed times, dates, lengths and numbers, in half or full width.

Results have no time zone; the caller adds its own.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from jusou_tui.errors import InputError
from jusou_tui.text.terminal import clean_line, cut

MOST_MINUTES = 24 * 60

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_MINUS = "[ー－−‐‑‒–—―▲△]"
_TIME = (
    r"(午前|午後)?(?:([0-9]{1,2}):([0-9]{2})|([0-9]{1,2})時(?:([0-9]{1,2})分|(半))?|([0-9]{1,2})([0-9]{2}))"
)
_ENGLISH_TIME = r"([0-9]{1,2}?)(?::?([0-9]{2}))?([ap])\.?m\.?"
_YEAR = r"(?:(?P<year>[0-9]{4})[-/.年]|(?P<era>令和|平成|R|H)(?P<nth>元|[0-9]{1,2})[-/.年])"
_DATE = (
    rf"(?i){_YEAR}?(?P<month>[0-9]{{1,2}})[-/.月](?P<day>[0-9]{{1,2}})日?"
    r"(?:\((?P<weekday>[月火水木金土日])(?:曜日?)?\))?"
)
_DAYS = {"今日": 0, "本日": 0, "明日": 1, "明後日": 2, "today": 0, "tomorrow": 1}
_WEEKS = {"今週": 0, "来週": 7, "再来週": 14}
_NAMED_DAY = r"(?:(今週|来週|再来週)の?)?([月火水木金土日])(曜日?)?"
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_WEEKDAYS = "月火水木金土日"
_JOINT = r"(?i)\s+|(?<=[0-9])T(?=[0-9])|(?<=[日)])"
_DURATION = (
    r"(?i)([+-]?)(?:([0-9]+)(?:分間?|min|m)?"
    r"|([0-9]+):([0-5][0-9])"
    r"|([0-9]+(?:\.[0-9]+)?)(?:時間|h)(?:(半)|([0-9]+)(?:分間?|min|m)?)?"
    r"|(半時間))"
)
_NUMBER = r"([+-]?[0-9]{1,9})(?:[人名件回個つ分秒])?"


@dataclass(frozen=True)
class TypedMinutes:
    """Minutes as typed; `sign` is "" where none was typed, so that `+10` differs from `10`."""

    minutes: int
    sign: Literal["", "+", "-"] = ""

    @property
    def signed(self) -> int:
        """The minutes, negative where a minus was typed."""
        return -self.minutes if self.sign == "-" else self.minutes


def _fold(typed: str, example: str) -> str:
    """Return typed text in half width with one kind of minus. Raises InputError where it is empty."""
    folded = re.sub(_MINUS, "-", unicodedata.normalize("NFKC", clean_line(typed)))
    if not folded:
        raise InputError("text.nothing_typed", example=example)
    return folded


def _quoted(typed: str) -> str:
    """Return typed text short enough for a message."""
    return cut(clean_line(typed), 40)


def parse_time(typed: str) -> time:
    """Read a time of day: `13:30`, `1330`, `930`, `13時30分`, `13時`, `午後1時半`, `1:30pm`, full width too.

    Raises InputError for all else, also for `9:5`, which may be meant as 9:50.
    """
    folded = re.sub(r"\s", "", _fold(typed, "13:30"))
    match = re.fullmatch(_TIME, folded) if len(folded) <= 12 else None  # noqa: PLR2004 - the longest form
    english = re.fullmatch(_ENGLISH_TIME, folded.lower()) if len(folded) <= 12 else None  # noqa: PLR2004
    if english and (found := _twelve_hours(english)):
        return found
    if not match:
        raise InputError("text.not_a_time", typed=_quoted(typed))
    half_day = match[1]
    hour = int(match[2] or match[4] or match[7])
    minute = 30 if match[6] else int(match[3] or match[5] or match[8] or 0)
    if half_day and hour > 11:  # noqa: PLR2004 - 午後12時 is noon to some and midnight to others
        raise InputError("text.not_a_time", typed=_quoted(typed))
    try:
        return time(hour + 12 if half_day == "午後" else hour, minute)
    except ValueError:
        raise InputError("text.not_a_time", typed=_quoted(typed)) from None


def _twelve_hours(match: re.Match[str]) -> time | None:
    """Return a time of the twelve-hour clock: 12pm is noon, 12am midnight."""
    hour, minute = int(match[1]), int(match[2] or 0)
    if not 1 <= hour <= 12 or minute > 59:  # noqa: PLR2004 - the face of a clock
        return None
    return time(hour % 12 + (12 if match[3] == "p" else 0), minute)


def parse_date(typed: str, today: date) -> date:
    """Read a date: `2026-12-10`, `20261210`, `12/10`, `12月10日(木)`, `令和8年12月10日`, `R8.12.10`, `明日`,
    `金曜`, `来週の金曜`, `12/5まで`.

    Without a year (or a week) it is the next such date from `today` on; weeks begin on Monday. Raises
    InputError for all else, and where a weekday was typed that the date does not have.
    """
    folded = re.sub(r"\s", "", _fold(typed, "2026-12-10")).removesuffix("まで")
    if folded.lower() in _DAYS:
        return today + timedelta(days=_DAYS[folded.lower()])
    if found := _named_day(folded, today):
        return found
    match = re.fullmatch(_DATE, re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", folded))
    found = _date_of(match, today) if match else None
    if not match or not found:
        raise InputError("text.not_a_date", typed=_quoted(typed))
    if match["weekday"] and _WEEKDAYS[found.weekday()] != match["weekday"]:
        raise InputError("text.weekday_differs", typed=_quoted(typed), date=found.isoformat())
    return found


def _named_day(folded: str, today: date) -> date | None:
    """Return the date of a weekday, in a named week or the next one from `today`; None if it names none."""
    match = re.fullmatch(_NAMED_DAY, folded)
    if not match or not (match[1] or match[3]):
        return None
    ahead = _WEEKDAYS.index(match[2]) - today.weekday()
    return today + timedelta(days=ahead + _WEEKS[match[1]] if match[1] else ahead % 7)


def _date_of(match: re.Match[str], today: date) -> date | None:
    month, day = int(match["month"]), int(match["day"])
    if match["year"]:
        years = [int(match["year"])]
    elif match["era"]:
        nth = 1 if match["nth"] == "元" else int(match["nth"])
        years = [_ERAS[match["era"].upper()] + nth] if nth else []
    else:
        years = list(range(today.year, today.year + 9))  # far enough for a 29 February
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if len(years) == 1 or found >= today:
            return found
    return None


def parse_datetime(typed: str, today: date) -> datetime:
    """Read a date and a time, `2026-12-10 13:30` or `12月10日13時30分`; a time alone is meant for `today`.

    The result has no zone. Raises InputError.
    """
    folded = _fold(typed, "2026-12-10 13:30")
    for joint in re.finditer(_JOINT, folded):
        try:
            day = parse_date(folded[: joint.start()], today)
            clock_time = parse_time(folded[joint.end() :])
        except InputError as error:
            if error.message_id == "text.weekday_differs":
                raise
            continue
        return datetime.combine(day, clock_time)
    try:
        return datetime.combine(today, parse_time(folded))
    except InputError:
        raise InputError("text.not_a_date_and_time", typed=_quoted(typed)) from None


def parse_duration(typed: str, low: int = 0, high: int = MOST_MINUTES) -> TypedMinutes:
    """Read minutes: `90`, `90分`, `1:30`, `1時間半`, `1時間30分`, `1.5時間`, `+10`, `-5`, full width too.

    Raises InputError where it is none of these, no whole minute, or not within `low` and `high` minutes.
    """
    folded = re.sub(r"\s", "", _fold(typed, "90"))
    match = re.fullmatch(_DURATION, folded) if len(folded) <= 20 else None  # noqa: PLR2004 - longer is no duration
    if not match:
        raise InputError("text.not_a_duration", typed=_quoted(typed))
    sign, plain, clock_hours, clock_minutes, hours, half, rest, half_hour = match.groups()
    minutes = int(plain or clock_minutes or rest or 0) + 60 * int(clock_hours or 0)
    minutes += 30 if half or half_hour else 0
    from_hours = round(60 * float(hours or 0), 6)
    if not from_hours.is_integer():
        raise InputError("text.not_a_duration", typed=_quoted(typed))
    minutes += int(from_hours)
    if not low <= minutes <= high:
        raise InputError("text.duration_out_of_range", typed=_quoted(typed), low=low, high=high)
    return TypedMinutes(minutes, "+" if sign == "+" else "-" if sign == "-" else "")


def parse_number(typed: str, low: int = 0, high: int = 999) -> int:
    """Read a whole number between `low` and `high`: `8`, `８`, `8人`. Raises InputError."""
    match = re.fullmatch(_NUMBER, re.sub(r"\s", "", _fold(typed, "8")))
    if not match:
        raise InputError("text.not_a_number", typed=_quoted(typed), low=low, high=high)
    number = int(match[1])
    if not low <= number <= high:
        raise InputError("text.number_out_of_range", typed=_quoted(typed), low=low, high=high)
    return number
