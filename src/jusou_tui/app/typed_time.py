"""Times of a row as they are typed: 90, 1:30, 1時間半, +10, 15:00まで, 15:00から, full width too."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from jusou_tui.errors import InputError
from jusou_tui.text.clean import clean_line
from jusou_tui.text.numerals import parse_duration, parse_time
from jusou_tui.timekeeping.instants import first_at, local

_UNTIL = re.compile(r"(?:until|~|-)\s*(.+)|(.+?)\s*(?:まで|迄|終了|終わり)")
_FROM = re.compile(r"(?:from|at)\s*(.+)|(.+?)\s*(?:から|開始|~)")


@dataclass(frozen=True)
class Typed:
    """What was typed: exactly so many minutes, so many more, an end or a start by the clock."""

    kind: Literal["minutes", "more", "until", "from"]
    minutes: int = 0
    at: datetime | None = None


def read(typed: str, origin: datetime, near: datetime) -> Typed:
    """Read minutes or a clock time; a clock time is the first one from `origin` on, not long before `near`.

    Raises InputError where it is neither.
    """
    folded = unicodedata.normalize("NFKC", clean_line(typed)).strip().replace("〜", "~")
    for kind, pattern in (("until", _UNTIL), ("from", _FROM)):
        found = pattern.fullmatch(folded)
        words = next((part for part in found.groups() if part), "") if found else ""
        if words and (clock := _clock(words)):
            at = local(first_at(clock, origin, near), origin.tzinfo)
            return Typed("until", at=at) if kind == "until" else Typed("from", at=at)
    duration = parse_duration(typed)
    return Typed("more" if duration.sign else "minutes", duration.signed)


def clock_time(typed: str, origin: datetime, near: datetime) -> datetime:
    """Read a time of day alone. Raises InputError."""
    return local(first_at(f"{parse_time(typed):%H:%M}", origin, near), origin.tzinfo)


def _clock(words: str) -> str | None:
    try:
        return f"{parse_time(words):%H:%M}"
    except InputError:
        return None
