"""Dates as the CSV that groupware takes: that of Cybozu (Office, Garoon), that of desknet's NEO.

Both add what they read and never change it, so what is cancelled is left out. Whole days have no times.
docs/decisions.md says where their columns are from.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from contextlib import suppress
from datetime import date, datetime

from jusou_tui.report.documents.model import Calendar, CalendarEntry
from jusou_tui.text.formulas import harmless
from jusou_tui.text.terminal import clean

_CYBOZU = ("開始日付", "開始時刻", "終了日付", "終了時刻", "予定", "予定詳細", "メモ")
_DESKNETS = ("開始日", "開始時刻", "終了日", "終了時刻", "予定", "場所", "内容")
_SHIFT_JIS = "cp932"
"""As Windows has it."""
_NEAREST = {"—": "―", "–": "－", "•": "・", "☑": "■", "☐": "□"}
_MEETING, _TODO = "会議", "ToDo"
"""The groupware's menu of kinds of dates; a town's own may have others, and takes these all the same."""


def render(calendar: Calendar) -> bytes:
    """Return a row for each date, below the heads.

    Cybozu reads UTF-8 with a mark; desknet's reads Shift_JIS, where a letter that it lacks becomes
    the nearest one, or `〓`.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    desknets = calendar.program == "desknets"
    writer.writerow(_DESKNETS if desknets else _CYBOZU)
    cells, shown = (_desknets, _in_shift_jis) if desknets else (_cybozu, str)
    for entry in calendar.entries:
        if not entry.cancelled:
            writer.writerow([harmless(shown(clean(cell))) for cell in cells(entry)])
    return file.getvalue().encode(_SHIFT_JIS if desknets else "utf-8-sig")


def _times(entry: CalendarEntry) -> tuple[str, str, str, str]:
    return (_day(entry.start), _time(entry.start), _day(entry.end), _time(entry.end))


def _cybozu(entry: CalendarEntry) -> tuple[str, ...]:
    memo = "\n".join(filter(None, (entry.place, entry.about)))
    return (*_times(entry), _TODO if entry.todo else _MEETING, entry.title, memo)


def _desknets(entry: CalendarEntry) -> tuple[str, ...]:
    return (*_times(entry), entry.title, entry.place, entry.about)


def _day(at: datetime | date) -> str:
    return f"{at.year:04d}/{at.month:02d}/{at.day:02d}"


def _time(at: datetime | date) -> str:
    return f"{at:%H:%M}" if isinstance(at, datetime) else ""


def _in_shift_jis(text: str) -> str:
    """Return a text of the letters that there are in Shift_JIS."""
    return "".join(map(_letter, text))


def _letter(char: str) -> str:
    """Return a character that there is, else the nearest one: é as e."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", char) if not unicodedata.combining(one))
    for one in (char, _NEAREST.get(char, plain)):
        with suppress(UnicodeEncodeError):
            one.encode(_SHIFT_JIS)
            return one
    return "〓"
