"""Times of a row as they are typed: 90, 1:30, 1時間半, +10, 15:00まで, 15:00から, full width too."""

from __future__ import annotations

import math
import re
import unicodedata
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Literal, NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.text.parse import TypedWhen, parse_duration, parse_time, parse_times
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.instants import (
    HALF_A_DAY,
    clock_text,
    local,
    next_clock_time,
    seconds_between,
)
from jusou_tui.wording.values import time_text

_SIGNED = re.compile(r"[-+ー−－＋]\s*[0-9０-９]")
_NUMBER = re.compile(r"(?<![0-9０-９:：])[0-9０-９]")
_CLOCK_WORDS = (":", "時", "正", "零", "noon", "midnight")
"""What a moment has in it that was typed as a time of day, not as minutes."""
_FOUR_DIGITS = re.compile(r"[0-9]{4}")


class Typed(NamedTuple):
    """What was typed: exactly so many minutes, so many more, an end (`at`) or a start by the clock, or both.

    `until`: the end of what also has a start, `from`.
    """

    kind: Literal["minutes", "more", "until", "from"]
    minutes: int = 0
    at: datetime | None = None
    until: datetime | None = None


def read(typed: str, origin: datetime, near: datetime) -> Typed:
    """Read minutes or a clock time; a clock time is the first one from `origin` on, not long before `near`.

    A time of day alone (`15:00`) is a length. Raises InputError where it is neither, or a clock time that has
    passed at `near`.
    """
    if (times := _clock_times(typed)) is not None:
        start = None if times.start is None else _coming(typed, times.start, origin, near)
        end = None if times.end is None else _coming(typed, times.end, origin, start or near)
        return Typed("until", at=end) if start is None else Typed("from", at=start, until=end)
    duration = parse_duration(typed)
    return Typed("more" if duration.sign else "minutes", duration.signed)


def _clock_times(typed: str) -> TypedWhen | None:
    """Return the start or end by the clock that was typed, None where it is neither."""
    folded = unicodedata.normalize("NFKC", clean_line(typed)).strip()
    if _SIGNED.match(folded) and ":" not in folded and "時" not in folded:
        return None
    try:
        times = parse_times(typed)
    except InputError:
        return None
    return times if times.at is None else None


def _coming(typed: str, at: time, origin: datetime, near: datetime) -> datetime:
    """Return when the clocks show a time next. Raises InputError for one that has passed at `near`."""
    found = local(next_clock_time(clock_text(at), origin, near), origin.tzinfo)
    if seconds_between(near, found) > HALF_A_DAY.total_seconds():
        raise InputError("timekeeping.time_is_past", typed=clean_line(typed), time=time_text(near))
    return found


def length(typed: str, start: datetime, least: int = 1) -> int:
    """Read how many minutes something has that begins at `start`: as `read` does, a clock time is its end.

    Raises InputError where it is neither, or fewer than `least` minutes.
    """
    found = read(typed, start, start)
    minutes = found.minutes if found.at is None else math.ceil(seconds_between(start, found.at) / 60)
    if found.kind == "from" and found.at is not None and found.until is not None:
        minutes = math.ceil(seconds_between(found.at, found.until) / 60)
    elif found.kind == "from":
        minutes = -1
    if minutes < least:
        raise InputError("timekeeping.no_length", typed=clean_line(typed), least=least)
    return minutes


def with_title(typed: str, start: datetime) -> tuple[str, int]:
    """Read a title and how many minutes it has: `ごあいさつ 5分`, `見学 15:00まで`. Raises InputError."""
    folded = clean_line(typed).strip().replace("\u3000", " ")
    words, _, last = folded.rpartition(" ")
    try:
        return words.strip(), length(last, start, least=0)
    except InputError:
        begins = [] if _SIGNED.match(last) else [found.start() for found in _NUMBER.finditer(folded)]
        for begin in begins:  # of 第2部5分 what begins with the 2 is no length
            with suppress(InputError):
                if title := folded[:begin].strip(" 、,"):
                    return title, length(folded[begin:], start, least=0)
        raise InputError("timekeeping.no_title_with_minutes", typed=folded) from None


def moment_before(typed: str, now: datetime, last: datetime | None = None) -> datetime:
    """Read when something was: `4`, `4分前` (so long before now), or a time of day, `14:03`, `1403`, `正午`.

    A time of day is the last one up to `last`, without it up to now. Raises InputError.
    """
    last = now if last is None else last
    folded = unicodedata.normalize("NFKC", clean_line(typed)).strip()
    is_clock = any(sign in folded.lower() for sign in _CLOCK_WORDS) and "時間" not in folded
    if is_clock or _FOUR_DIGITS.fullmatch(folded):
        found = clock_time(folded, last - HALF_A_DAY, last)
        if found > last:
            raise InputError("timekeeping.not_yet", typed=clean_line(typed), now=time_text(last))
        return found
    return now - timedelta(minutes=parse_duration(folded.removesuffix("前").strip()).minutes)


def clock_time(typed: str, origin: datetime, near: datetime) -> datetime:
    """Read a time of day alone. Raises InputError."""
    return local(next_clock_time(clock_text(parse_time(typed)), origin, near), origin.tzinfo)
