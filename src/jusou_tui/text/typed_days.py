"""Days in a folded text: 2026-12-10, 12/10（木・祝）, R8.12.10, 明日, 来週の金曜, 月末, 10 Dec 2026.

"Folded" as in `typed_times`. A day that is typed without its year is the one that fits what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.text.days import FIRST_YEAR, LAST_YEAR, may_be_typed

_RECENT = timedelta(days=60)
"""How long ago a day may be that is chosen because it has the weekday that was typed with it."""
_FARTHEST = timedelta(days=270)
"""How far a day typed without its year may lie from the days of other steps to be meant beside them."""
_WEEKDAYS = "月火水木金土日"
_ENGLISH_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_WEEKDAY = (
    "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_YEAR = r"(?:(?P<year>[0-9]{4})[-/.年]|(?P<era>令和|平成|r|h)(?P<nth>元|[0-9]{1,2})[-/.年])"
_HOLIDAY = r"(?:[・/,、]?(?:国民の|振替)?(?:祝日?|休日?|祭日|振休|代休))*"
_WEEKDAY = (
    rf"(?:\((?P<inside>[{_WEEKDAYS}](?:曜日?)?|{_ENGLISH_WEEKDAY})?{_HOLIDAY}\)"
    rf"|(?P<outside>[{_WEEKDAYS}](?:曜日?)?|{_ENGLISH_WEEKDAY})?{_HOLIDAY})"
)
_DATE = rf"{_YEAR}?(?P<month>[0-9]{{1,2}})[-/.月](?P<day>[0-9]{{1,2}}|末)日?{_WEEKDAY}"
_ERAS = {"令和": 2018, "r": 2018, "平成": 1988, "h": 1988}
DAY_WORDS = {
    **dict.fromkeys(("今日", "本日", "きょう", "today"), 0),
    **dict.fromkeys(("明日", "あした", "あす", "tomorrow"), 1),
    **dict.fromkeys(("明後日", "あさって"), 2),
    **dict.fromkeys(("明々後日", "しあさって"), 3),
    **dict.fromkeys(("昨日", "きのう", "yesterday"), -1),
    **dict.fromkeys(("一昨日", "おととい"), -2),
}
_WEEKS = {"先週": -7, "今週": 0, "来週": 7, "再来週": 14}
_NAMED_DAY = (
    rf"(?:(?P<week>{'|'.join(_WEEKS)})の?)?(?P<name>[{_WEEKDAYS}])(?P<word>曜日?)?"
    rf"|\((?P<alone>[{_WEEKDAYS}])\)"
)
_MONTHS = {"先月": -1, "今月": 0, "来月": 1, "再来月": 2}
_DAY_OF_MONTH = (
    rf"(?:(?P<month>{'|'.join(_MONTHS)})の?)?(?:(?P<day>[0-9]{{1,2}})日|(?P<last>月?末日?)){_WEEKDAY}"
)
_AHEAD = r"(?P<count>[0-9]{1,3})(?P<unit>日|週間?)後"


class Expected(NamedTuple):
    """Where a day that is typed without its year is expected.

    `first`, `last`: days that it should not come before, or after. `near`: a day that it is close to.
    """

    first: date | None = None
    last: date | None = None
    near: date | None = None


ANY_DAY = Expected()


def read_day(folded: str, today: date, expected: Expected = ANY_DAY, *, quoted: str = "") -> date | None:
    """Return the date of a folded text, None where it is none.

    Raises InputError, with the text `quoted`, where a weekday was typed that the date does not have, and for
    a year that nobody can mean.
    """
    words = re.sub(r"(?<![0-9])\s+|\s+(?![0-9])", "", _month_first(folded))
    words = re.sub("(?:まで|迄)$", "", words)
    try:
        found = _relative(words, today)
    except (OverflowError, ValueError):  # beyond the calendar
        return None
    if found is not None:
        return found
    match = re.fullmatch(_DATE, re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", r"\1-\2-\3", words))
    if match is not None:
        found = _date_of(match, today, expected)
    elif (match := re.fullmatch(_DAY_OF_MONTH, words)) is not None:
        found = _day_of_month(match, today)
    if match is not None and found is not None:
        check_year(found, quoted)
        found = _with_weekday(match, found, today, quoted)
    return found


def check_year(day: date, quoted: str) -> None:
    """Raise InputError, with the text `quoted`, for a day of a year that nobody can mean."""
    if not may_be_typed(day):
        raise InputError("text.year_out_of_range", typed=quoted, first=FIRST_YEAR, last=LAST_YEAR)


def _month_first(folded: str) -> str:
    """Return a date with an English month, or with its weekday in front, in the order of the others."""
    weekday = rf"(?:(?P<weekday>{_ENGLISH_WEEKDAY})\.?,?\s+)?"
    name, day = rf"(?P<name>{_MONTH_NAME})\.?", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    behind = r"(?:,?\s*(?P<year>[0-9]{4}))?(?P<rest>\s*\(.*\))?"
    for pattern in (rf"{weekday}{name}\s*{day}{behind}", rf"{weekday}{day}\s*{name}{behind}"):
        if found := re.fullmatch(pattern, folded):
            month = _MONTH_NAMES.index(found["name"][:3]) + 1
            year = f"{found['year']}-" if found["year"] else ""
            return f"{year}{month}-{found['day']}" + (found["weekday"] or found["rest"] or "")
    found = re.fullmatch(rf"{weekday}(?P<date>[0-9].*)", folded)
    return f"{found['date']}{found['weekday']}" if found and found["weekday"] else folded


def _relative(words: str, today: date) -> date | None:
    """Return the date of `明日`, `来週の金曜`, `2週間後`, `年度末`; None if it is none of these."""
    if words in DAY_WORDS:
        return today + timedelta(days=DAY_WORDS[words])
    if ahead := re.fullmatch(_AHEAD, words):
        return today + timedelta(days=int(ahead["count"]) * (1 if ahead["unit"] == "日" else 7))
    if words == "年末":
        return date(today.year, 12, 31)
    if words == "年度末":
        return date(today.year + (today.month > 3), 3, 31)  # noqa: PLR2004 - the month in which it ends
    return _named_day(words, today)


def _named_day(words: str, today: date) -> date | None:
    """Return the date of a weekday, in a named week or the next one from `today`; None if it names none."""
    if re.fullmatch(_ENGLISH_WEEKDAY, words):
        return today + timedelta(days=(_ENGLISH_WEEKDAYS.index(words[:3]) - today.weekday()) % 7)
    match = re.fullmatch(_NAMED_DAY, words)
    if not match or not (match["week"] or match["word"] or match["alone"]):
        return None
    ahead = _WEEKDAYS.index(match["name"] or match["alone"]) - today.weekday()
    return today + timedelta(days=ahead + _WEEKS[match["week"]] if match["week"] else ahead % 7)


def _day_of_month(match: re.Match[str], today: date) -> date | None:
    """Return the date of `10日`, `来月10日`, `今月末`; a day alone is the next one from `today` on."""
    months = [_MONTHS[match["month"]]] if match["month"] else range(3)
    for ahead in months:
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = _made(year, month + 1, match["day"] or "末")
        if found is not None and (found >= today or match["month"]):
            return found
    return None


def _date_of(match: re.Match[str], today: date, expected: Expected) -> date | None:
    month, day = int(match["month"]), match["day"]
    if match["year"]:
        return _made(int(match["year"]), month, day)
    if match["era"]:
        nth = 1 if match["nth"] == "元" else int(match["nth"])
        return _made(_ERAS[match["era"]] + nth, month, day) if nth else None
    years = range(today.year - 8, today.year + 9)  # far enough for a 29 February
    return _fitting([found for year in years if (found := _made(year, month, day))], today, expected)


def _made(year: int, month: int, day: str) -> date | None:
    """Return a date, None where there is none; the day `末` is the month's last one."""
    try:
        if day != "末":
            return date(year, month, int(day))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _fitting(days: Iterable[date], today: date, expected: Expected) -> date | None:
    """Return which of the same days of several years is meant.

    The one nearest to the day that it is expected near; else the next one from `today` on, unless that lies
    outside the days between which it is expected and another one lies within and not far from them.
    """
    found = sorted(days)
    near = expected.near
    if near is not None:
        return min(found, key=lambda day: abs(day - near), default=None)
    coming = next((day for day in found if day >= today), None)
    inside = [day for day in found if _is_between(day, expected)]
    if not inside or coming in inside:
        return coming
    return min(inside, key=lambda day: abs(day - today))


def _is_between(day: date, expected: Expected) -> bool:
    first, last = expected.first, expected.last
    if (first is not None and day < first) or (last is not None and day > last):
        return False
    return any(abs(day - bound) <= _FARTHEST for bound in (first, last) if bound is not None)


def _with_weekday(match: re.Match[str], day: date, today: date, quoted: str) -> date:
    """Return the day; of one without its year the one lately past that has the weekday that was typed.

    Raises InputError where a weekday was typed beside a date that is not the date's.
    """
    named = match["inside"] or match["outside"]
    if not named:
        return day
    names = _WEEKDAYS if named[0] in _WEEKDAYS else _ENGLISH_WEEKDAYS
    weekday = names.index(named[0] if names is _WEEKDAYS else named[:3])
    if weekday == day.weekday():
        return day
    if match.re.groupindex.keys() >= {"year", "era"} and not (match["year"] or match["era"]):
        before = _made(day.year - 1, day.month, str(day.day))
        if before is not None and before.weekday() == weekday and timedelta() <= today - before <= _RECENT:
            return before
    right = names[day.weekday()].capitalize()
    raise InputError("text.weekday_differs", typed=quoted, date=day.isoformat(), weekday=right)
