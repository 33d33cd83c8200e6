"""Times of day in a folded text: 13:30, 1330, 13時30, 午後1時半, 正午, 1:30pm, and ranges of them.

"Folded" is half width, small letters, one kind of minus and of wave, digits for kanji (`parse` does it).
"""

from __future__ import annotations

import re
from datetime import time
from typing import NamedTuple

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_TIME = (
    r"(?:(?P<half>午前|午後|朝|昼|夕方|夜|am|pm|a\.m\.|p\.m\.)の?)?"
    r"(?:(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::00(?:\.0+)?)?"
    r"|(?P<hour_word>[0-9]{1,2})時(?:(?P<minute_word>[0-9]{2}|[0-9](?=分))分?|(?P<thirty>半))?"
    r"|(?P<hour_plain>[0-9]{1,2})(?P<minute_plain>[0-9]{2}))"
)
_ENGLISH_TIME = r"(?P<hour>[0-9]{1,2}?)(?::?(?P<minute>[0-9]{2}))?(?P<half>[ap])\.?m\.?"
_NAMED_TIMES = {"正午": 12, "正子": 0, "零時": 0, "noon": 12, "midnight": 0}
_HALVES = {
    "午前": range(12),
    "am": range(12),
    "午後": range(12, 24),
    "pm": range(12, 24),
    "朝": range(4, 12),
    "昼": range(11, 16),
    "夕方": range(15, 20),
    "夜": range(17, 24),
}
"""What may precede a time, with the hours of the day that it can mean."""
_TWELVE_HOURS = {"午前", "am", "午後", "pm"}
"""Those that count to twelve only. 午後12時 is noon to some and midnight to others: refused."""
_RANGE = r"(?P<start>.+?)(?:~|-|から|より|to)(?P<end>.+?)(?:まで|迄|終了)?"
_UNTIL = r"(?:~|-|until|till|by)(?P<after>.+)|(?P<before>.+?)(?:まで|迄|終了|終わり|閉会)"
_FROM = r"(?:from|at)?(?P<time>.+?)(?:~|-|から|より|開始|開会)?"
_HALF_A_DAY = 12


class Times(NamedTuple):
    """A time alone (`at`), or the start and the end of a range, each also by itself; None where not typed."""

    at: time | None = None
    start: time | None = None
    end: time | None = None


def read_times(folded: str) -> Times | None:
    """Return the times of a folded text, None where it is anything else."""
    words = re.sub(r"\s", "", folded)
    if (alone := _time(words)) is not None:
        return Times(at=alone[0])
    if between := re.fullmatch(_RANGE, words):
        return _span(between["start"], between["end"])
    if until := re.fullmatch(_UNTIL, words):
        found = _time(until["after"] or until["before"])
        return None if found is None else Times(end=found[0])
    begins = re.fullmatch(_FROM, words)
    found = _time(begins["time"]) if begins else None
    return None if found is None else Times(start=found[0])


def _span(begins: str, ends: str) -> Times | None:
    """Return a range of times; `午後1時〜4時` and `1:30-4pm` are in the afternoon from start to end.

    Of `13〜16時` and `1-4pm` the start is an hour, too.
    """
    last = _time(ends)
    is_hour = last is not None and ("時" in ends or ends.endswith("m"))
    first = _time(begins) or (_time(f"{begins}時") if is_hour else None)
    if first is None or last is None:
        return None
    (start, starts_late), (end, ends_late) = first, last
    if re.fullmatch("[0-9]{4}", begins) and re.fullmatch("[0-9]{4}", ends) and end < start:
        return None  # 2026-1210 is rather a date
    if starts_late and ends_late is None and end <= start < _later(end):
        end = _later(end)
    if ends_late and starts_late is None and ends.endswith("m") and _later(start) < end:
        start = _later(start)
    return Times(start=start, end=end)


def _later(at: time) -> time:
    """Return the time of the afternoon that a twelve-hour clock shows alike."""
    return at.replace(hour=at.hour + _HALF_A_DAY) if at.hour < _HALF_A_DAY else at


def _time(words: str) -> tuple[time, bool | None] | None:
    """Return a time, and whether it was said to be after noon (None: not said); None where it is none."""
    if words in _NAMED_TIMES:
        return time(_NAMED_TIMES[words]), None
    if match := re.fullmatch(_ENGLISH_TIME, words):
        return _twelve_hours(int(match["hour"]), int(match["minute"] or 0), late=match["half"] == "p")
    match = re.fullmatch(_TIME, words)
    if not match:
        return None
    written = next(hour for hour in match.group("hour", "hour_word", "hour_plain") if hour)
    minutes = match.group("minute", "minute_word", "minute_plain")
    minute = 30 if match["thirty"] else int(next((found for found in minutes if found), 0))
    half = (match["half"] or "").replace(".", "")
    hour = _hour(int(written), half)
    if hour is None or minute > 59:  # noqa: PLR2004 - the face of a clock
        return None
    return time(hour, minute), hour >= _HALF_A_DAY if half else None


def _hour(written: int, half: str) -> int | None:
    """Return the hour of the day that is meant by a written one, None where there is none."""
    if half in _TWELVE_HOURS:
        possible = [written + (_HALF_A_DAY if 0 not in _HALVES[half] else 0)] if written < _HALF_A_DAY else []
    else:
        possible = [written, written + _HALF_A_DAY] if half else [written]
    return next((hour for hour in possible if hour in _HALVES.get(half, range(24))), None)


def _twelve_hours(hour: int, minute: int, *, late: bool) -> tuple[time, bool] | None:
    """Return a time of the twelve-hour clock: 12pm is noon, 12am midnight."""
    if not 1 <= hour <= _HALF_A_DAY or minute > 59:  # noqa: PLR2004 - the face of a clock
        return None
    return time(hour % _HALF_A_DAY + (_HALF_A_DAY if late else 0), minute), late
