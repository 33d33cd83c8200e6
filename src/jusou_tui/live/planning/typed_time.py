"""Times of a row as they are typed: 90, 1:30, 1時間半, +10, 15:00まで, 15:00から, full width too."""

from __future__ import annotations

import math
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from jusou_tui.errors import InputError
from jusou_tui.text.parse import parse_duration, parse_time
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.instants import (
    HALF_A_DAY,
    clock_text,
    local,
    next_clock_time,
    seconds_between,
)
from jusou_tui.wording.values import time_text

_UNTIL = re.compile(r"(?:until|~|-(?=.*[:時]))\s*(.+)|(.+?)\s*(?:まで|迄|終了|終わり)")
_SIGNED = re.compile(r"[-+ー−－＋]\s*[0-9０-９]")
_NUMBER = re.compile(r"(?<![0-9０-９:：])[0-9０-９]")
_FROM = re.compile(r"(?:from|at)\s*(.+)|(.+?)\s*(?:から|開始|~)")


@dataclass(frozen=True)
class Typed:
    """What was typed: exactly so many minutes, so many more, an end or a start by the clock."""

    kind: Literal["minutes", "more", "until", "from"]
    minutes: int = 0
    at: datetime | None = None


def read(typed: str, origin: datetime, near: datetime) -> Typed:
    """Read minutes or a clock time; a clock time is the first one from `origin` on, not long before `near`.

    Raises InputError where it is neither, or a clock time that has passed at `near`.
    """
    folded = unicodedata.normalize("NFKC", clean_line(typed)).strip().replace("〜", "~")
    for kind, pattern in (("until", _UNTIL), ("from", _FROM)):
        found = pattern.fullmatch(folded)
        words = next((part for part in found.groups() if part), "") if found else ""
        if words and (clock := _clock(words)):
            at = local(next_clock_time(clock, origin, near), origin.tzinfo)
            if seconds_between(near, at) > HALF_A_DAY.total_seconds():
                raise InputError("timekeeping.time_is_past", typed=clean_line(typed), time=time_text(near))
            return Typed("until", at=at) if kind == "until" else Typed("from", at=at)
    duration = parse_duration(typed)
    return Typed("more" if duration.sign else "minutes", duration.signed)


def length(typed: str, start: datetime, least: int = 1) -> int:
    """Read how many minutes something has that begins at `start`: as `read` does, a clock time is its end.

    Raises InputError where it is neither, or fewer than `least` minutes.
    """
    found = read(typed, start, start)
    minutes = found.minutes if found.at is None else math.ceil(seconds_between(start, found.at) / 60)
    if found.kind == "from" or minutes < least:
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


def moment_before(typed: str, now: datetime) -> datetime:
    """Read when something was: `4` or `4分前` (so long before now), or a time of day. Raises InputError."""
    folded = unicodedata.normalize("NFKC", clean_line(typed)).strip()
    if any(sign in folded for sign in ":時") and "時間" not in folded:
        found = clock_time(folded, now - HALF_A_DAY, now)
        if found > now:
            raise InputError("timekeeping.not_yet", typed=clean_line(typed), now=time_text(now))
        return found
    return now - timedelta(minutes=parse_duration(folded.removesuffix("前").strip()).minutes)


def clock_time(typed: str, origin: datetime, near: datetime) -> datetime:
    """Read a time of day alone. Raises InputError."""
    return local(next_clock_time(clock_text(parse_time(typed)), origin, near), origin.tzinfo)


def _clock(words: str) -> str | None:
    try:
        return clock_text(parse_time(words))
    except InputError:
        return None
