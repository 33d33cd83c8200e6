"""Parsers for typed times, days, lengths and numbers, in half or full width.

`TypedWhen` is what a text says of day and time. Results have no time zone: they are what the clocks show
where the program runs, and the caller adds its zone. An ISO instant with an offset is turned into that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.text.typed_days import ANY_DAY, DAY_WORDS, Expected, check_year, read_day
from jusou_tui.text.typed_times import read_times

MOST_MINUTES = 24 * 60
_LONGEST = 60
"""Characters beyond which nothing is a day or a time."""
_GREATEST_OFFSET = timedelta(hours=14)

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_MINUS = "[ー－−‐‑‒–—―▲△]"
_WAVE = "[〜～∼〰˜]"
_KANJI_DIGITS = "〇一二三四五六七八九"
_INSTANT = (
    r"(?P<day>[0-9]{4}-?[0-9]{2}-?[0-9]{2})(?P<joint>t|\s+)(?P<time>[0-9]{2}:?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)"
    r"\s?(?P<offset>z|[+-][0-9]{2}(?::?[0-9]{2})?)"
)
_JOINT = (
    r"の|[,、]?\s+|[,、]|(?<=[0-9])t(?=[0-9])|(?<=[日曜末後)])"
    rf"|{'|'.join(f'(?<={word})' for word in DAY_WORDS)}|(?=午前|午後|正午|朝|昼|夕方|夜)"
)
_BETWEEN_DAYS = r"\s*(?:~|から|より|-|\bto\b)\s*"
_LAST_OF_MONTH = r"(?P<first>[^-]+?)\s*(?:~|から|より|-|\bto\b)\s*(?P<last>[0-9]{1,2})(?:まで|迄)?"
_LONGEST_PERIOD = timedelta(days=300)
"""How long a period may be whose last day was typed without its year: a longer one ends before it begins."""
_DURATION = (
    r"(?i)([+-]?)(?:([0-9]+)(?:分間?|min|m)?"
    r"|([0-9]+):([0-5][0-9])"
    r"|([0-9]+(?:\.[0-9]+)?)(?:時間|h)(?:(半)|([0-9]+)(?:分間?|min|m)?)?"
    r"|(半時間))"
)
_NUMBER = r"([+-]?[0-9]{1,9})(?:[人名件回個つ分秒])?"


class TypedMinutes(NamedTuple):
    """Minutes as typed; `sign` is "" where none was typed, so that `+10` differs from `10`."""

    minutes: int
    sign: Literal["", "+", "-"] = ""

    @property
    def signed(self) -> int:
        """The minutes, negative where a minus was typed."""
        return -self.minutes if self.sign == "-" else self.minutes


class TypedWhen(NamedTuple):
    """A day and times as typed, each None where it was not.

    `last`: the last one of several days. `at`: a time alone. `start`, `end`: of `13:30〜16:00`, each also by
    itself (`13:30〜`, `16:00まで`).
    """

    day: date | None = None
    last: date | None = None
    at: time | None = None
    start: time | None = None
    end: time | None = None

    @property
    def begins(self) -> time | None:
        """The time at which something begins: the start, or the time alone."""
        return self.at if self.start is None else self.start

    @property
    def ends(self) -> time | None:
        """The time at which something ends: the end, or the time alone."""
        return self.at if self.end is None else self.end

    @property
    def has_time(self) -> bool:
        """Whether there is any time of day in it."""
        return self.begins is not None or self.end is not None


def _fold(typed: str, example: str) -> str:
    """Return typed text in half width with one kind of minus. Raises InputError where it is empty."""
    folded = re.sub(_MINUS, "-", unicodedata.normalize("NFKC", clean_line(typed)))
    if not folded:
        raise InputError("text.nothing_typed", example=example)
    return folded


def _fold_when(typed: str, example: str) -> str:
    """Return typed day and time folded as `typed_times` wants it; "" where it is too long for either."""
    folded = re.sub(_WAVE, "~", _fold(typed, example)).lower().strip()
    return re.sub(f"[十{_KANJI_DIGITS}]+(?!昨)", _digits, folded) if len(folded) <= _LONGEST else ""


def _digits(kanji: re.Match[str]) -> str:
    """Return a number in kanji as digits: `十二` 12, `二〇二六` 2026; what is none of these stays."""
    tens, ten, ones = kanji[0].partition("十")
    if not ten:
        return "".join(str(_KANJI_DIGITS.index(sign)) for sign in tens)
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return kanji[0]
    return str(10 * (_KANJI_DIGITS.index(tens) if tens else 1) + _KANJI_DIGITS.index(ones or "〇"))


def _quoted(typed: str) -> str:
    """Return typed text short enough for a message."""
    return cut(clean_line(typed), 40)


def parse_time(typed: str) -> time:
    """Read a time of day: `13:30`, `1330`, `13時30`, `午後1時半`, `正午`, `1:30pm`, `13:30〜`.

    Raises InputError for all else, also for `9:5`, which may be meant as 9:50.
    """
    found = parse_times(typed)
    if found.begins is None or found.end is not None:
        raise InputError("text.not_a_time", typed=_quoted(typed))
    return found.begins


def parse_times(typed: str) -> TypedWhen:
    """Read a time of day, or a range: `13:30〜16:00`, `午後1時から4時まで`. Raises InputError."""
    found = read_times(_fold_when(typed, "13:30"))
    if found is None:
        raise InputError("text.not_a_time", typed=_quoted(typed))
    return TypedWhen(at=found.at, start=found.start, end=found.end)


def parse_date(typed: str, today: date, expected: Expected = ANY_DAY) -> date:
    """Read a date: `2026-12-10`, `12/10`, `12月10日（木・祝）`, `R8.12.10`, `明日`, `来週の金曜`, `12/5まで`.

    Without a year it is the day that fits what is `expected`, else the next one from `today` on; weeks begin
    on Monday. Raises InputError for all else, and where a weekday was typed that the date does not have.
    """
    found = _when(_fold_when(typed, "2026-12-10"), typed, today, expected)
    if found is None or found.day is None:
        raise InputError("text.not_a_date", typed=_quoted(typed))
    if found.last is not None:
        raise several_days(typed, found.day)
    if found.has_time:
        raise InputError("text.only_a_day", typed=_quoted(typed), day=f"{found.day.month}/{found.day.day}")
    return found.day


def parse_when(typed: str, today: date, expected: Expected = ANY_DAY) -> TypedWhen:
    """Read a day, times, or both: `1/14 13:30`, `12月10日（木）13:30〜16:00`, `12/10〜12/14`, `15時`.

    Days are read as by `parse_date`. Raises InputError.
    """
    found = _when(_fold_when(typed, "12/10 13:30"), typed, today, expected)
    if found is None:
        raise InputError("text.not_a_date_and_time", typed=_quoted(typed))
    return found


def parse_datetime(typed: str, today: date) -> TypedWhen:
    """Read a day and the time at which something begins, `2026-12-10 13:30`; a time alone is `today`'s.

    The result has a day, a `start` and, where one was typed, an `end`. Raises InputError.
    """
    found = parse_when(typed, today)
    if found.day is not None and found.last is not None:
        raise several_days(typed, found.day)
    if found.begins is None:
        raise InputError("text.not_a_date_and_time", typed=_quoted(typed))
    return found._replace(day=found.day or today, start=found.begins, at=None)


def several_days(typed: str, first: date) -> InputError:
    """Return the error for several days, from `first` on, where only one can be taken."""
    return InputError("text.only_one_day", typed=_quoted(typed), day=f"{first.month}/{first.day}")


def _when(folded: str, typed: str, today: date, expected: Expected) -> TypedWhen | None:
    """Return what a folded text says, None where it cannot be read. Raises InputError for a wrong weekday."""
    if (instant := _instant(folded)) is not None:
        check_year(instant, _quoted(typed))
        return TypedWhen(day=instant.date(), at=instant.time())
    quoted = _quoted(typed)
    if (day := read_day(folded, today, expected, quoted=quoted)) is not None:
        return TypedWhen(day=day)
    if (times := read_times(folded)) is not None:
        return TypedWhen(at=times.at, start=times.start, end=times.end)
    for left, right in _cuts(folded, _JOINT):
        times = read_times(right)
        if times is not None and (day := read_day(left, today, expected, quoted=quoted)) is not None:
            return TypedWhen(day, None, times.at, times.start, times.end)
    return _days(folded, quoted, today, expected)


def _days(folded: str, quoted: str, today: date, expected: Expected) -> TypedWhen | None:
    """Return the first and the last day of `12/10〜12/14`, `12/10〜14`, None where it is no such range."""
    if (match := re.fullmatch(_LAST_OF_MONTH, folded)) is not None:
        first = read_day(match["first"], today, expected, quoted=quoted)
        if first is not None and first.day < int(match["last"]):
            with suppress(ValueError):
                return TypedWhen(first, first.replace(day=int(match["last"])))
    for left, right in _cuts(folded, _BETWEEN_DAYS):
        first = read_day(left, today, expected, quoted=quoted)
        last = first and read_day(right, first, quoted=quoted)
        has_year = re.match("[0-9]{4}|令和|r", right)
        if first and last and last >= first and (has_year or last - first <= _LONGEST_PERIOD):
            return TypedWhen(first, last)
    return None


def _cuts(folded: str, joint: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each joint."""
    for found in re.finditer(joint, folded):
        left, right = folded[: found.start()], folded[found.end() :]
        if left.strip() and right.strip():
            yield left, right


def _instant(folded: str) -> datetime | None:
    """Return an ISO instant with an offset as the clocks show it here, None where it is none."""
    match = re.fullmatch(_INSTANT, folded)
    if match is None or ("-" in match["offset"] and match["joint"] != "t"):  # 13:30-16:00 is a range
        return None
    try:
        instant = datetime.fromisoformat(f"{match['day']}T{match['time']}{match['offset'].upper()}")
        if abs(instant.utcoffset() or timedelta()) > _GREATEST_OFFSET:
            return None
        return instant.astimezone().replace(tzinfo=None, second=0, microsecond=0)
    except (ValueError, OverflowError, OSError):
        return None


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
