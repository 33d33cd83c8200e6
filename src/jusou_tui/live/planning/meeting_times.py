"""A meeting's day, start and booked end as they are typed: one field may say more than its own."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal, TypedDict

from jusou_tui.errors import InputError
from jusou_tui.text.parse import TypedWhen, parse_when, several_days
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.text.typed_days import ANY_DAY, Expected
from jusou_tui.timekeeping.clock.instants import (
    DAY,
    HALF_A_DAY,
    MACHINE,
    at_clock_time,
    is_left_out,
    seconds_between,
)
from jusou_tui.wording import t
from jusou_tui.wording.values import short_date_text, time_text

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Meeting

FieldName = Literal["date", "start", "end"]


class MeetingTimes(TypedDict):
    """The fields of a meeting's record that say when it is, instants as the file keeps them."""

    date: date | None
    start: datetime | None
    booked_end: datetime | None


RECORDED = ("date", "start", "booked_end")
"""The record's fields that `read_into` returns."""
_EARLIEST = 6
"""The hour before which hardly a meeting begins."""
_ERRORS: dict[FieldName, str] = {
    "date": "text.not_a_date",
    "start": "text.not_a_time",
    "end": "text.not_a_time",
}


def read_into(
    meeting: Meeting, name: FieldName, text: str, today: date, expected: Expected = ANY_DAY
) -> dict[str, object]:
    """Return a meeting's day, start and booked end after one of them was typed.

    They belong together: instants are made of the day and a time. `1/14 13:30` in any field sets the day as
    well, `13:30〜16:00` start and end. Raises InputError where the text cannot be read, and for an end in it
    that is not after the start (see `times_of`).
    """
    day = meeting.date
    start = meeting.start.time() if meeting.start else None
    end = meeting.booked_end.time() if meeting.booked_end else None
    if not text:
        day = None if name == "date" else day
        start = None if name == "start" else start
        end = None if name == "end" else end
        return dict(_instants(day, start, end, today))
    typed = _typed(name, text, today, expected)
    begins, ends = (typed.start, typed.ends) if name == "end" else (typed.begins, typed.end)
    # Whoever moves the start goes on to the end: that it comes too early now is said at its own field.
    made = _instants if ends is None else times_of
    begins, ends = start if begins is None else begins, end if ends is None else ends
    return dict(made(typed.day or day, begins, ends, today))


def times_of(day: date | None, start: time | None, end: time | None, today: date) -> MeetingTimes:
    """Return the record's fields. An end before the start is of the next day if that is within twelve hours.

    Raises InputError for any other end that is not after the start: no meeting goes on that long.
    """
    found = _instants(day, start, end, today)
    begins, ends = found["start"], found["booked_end"]
    if begins is not None and ends == begins:
        raise InputError("timekeeping.ends_at_start", start=time_text(begins))
    if begins is not None and ends is not None and ends < begins:
        raise InputError("timekeeping.ends_before_start", start=time_text(begins), end=time_text(ends))
    return found


def _instants(day: date | None, start: time | None, end: time | None, today: date) -> MeetingTimes:
    whole_day = day or today
    begins = at_clock_time(whole_day, start, MACHINE) if start is not None else None
    ends = at_clock_time(whole_day, end, MACHINE) if end is not None else None
    if begins and ends and end is not None and ends <= begins:
        next_day = at_clock_time(min(whole_day, date.max - DAY) + DAY, end, MACHINE)
        ends = next_day if seconds_between(begins, next_day) < HALF_A_DAY.total_seconds() else ends
    return {"date": day, "start": begins, "booked_end": ends}


def reading(name: FieldName, text: str, today: date, expected: Expected = ANY_DAY) -> str:
    """Return what a text says of what its field is for, `12月10日（木）` or `13:30`. Raises InputError."""
    typed = _typed(name, text, today, expected)
    if name == "date":
        return short_date_text(typed.day, today) if typed.day is not None else ""
    at = typed.begins if name == "start" else typed.ends
    return time_text(at) if at is not None else ""


def says_more(name: FieldName, text: str, today: date) -> bool:
    """Return whether a field's text says more than its own value: a day with a time, a range."""
    typed = _read_or_none(name, text, today)
    if typed is None:
        return False
    said = {"date": typed.day, "start": typed.begins, "end": typed.ends}
    if typed.at is not None:  # a time alone is start or end
        said.pop("end" if name == "start" else "start")
    return any(value is not None for field, value in said.items() if field != name)


def remarks(name: FieldName, text: str, meeting: Meeting, today: date) -> list[str]:
    """Return what is good to know of a start that was typed into a field, [] where it is another one now."""
    typed = _read_or_none(name, text, today)
    at = None if typed is None else typed.start if name == "end" else typed.begins
    return start_remarks(at, meeting.date or today, meeting.start)


def start_remarks(at: time | None, day: date, start: datetime | None) -> list[str]:
    """Return sentences about a typed time of a day that became `start`, [] where `start` is not of it.

    No clock shows it on that day, or it is in the small hours, and most likely meant after noon.
    """
    if at is None or start is None or (meant := at_clock_time(day, at, MACHINE)) != start:
        return []
    found = []
    if is_left_out(at, meant):
        found.append(t("timekeeping.no_such_time", typed=time_text(at), time=time_text(start)))
    elif 0 < at.hour < _EARLIEST:
        later = time_text(at.replace(hour=at.hour + 12))
        found.append(t("timekeeping.small_hours", time=time_text(at), later=later))
    return found


def _read_or_none(name: FieldName, text: str, today: date) -> TypedWhen | None:
    try:
        return _typed(name, text, today, ANY_DAY) if text.strip() else None
    except InputError:
        return None


def _typed(name: FieldName, text: str, today: date, expected: Expected) -> TypedWhen:
    """Read what was typed into a field. Raises InputError where it does not say what the field is for."""
    try:
        typed = parse_when(text, today, expected)
    except InputError as error:
        if error.message_id != "text.not_a_date_and_time":
            raise
        raise _unread(name, text) from None
    wanted = {"date": typed.day, "start": typed.begins, "end": typed.ends}[name]
    if typed.day is not None and typed.last is not None:
        raise several_days(text, typed.day)
    if wanted is None:
        raise _unread(name, text)
    return typed


def _unread(name: FieldName, text: str) -> InputError:
    return InputError(_ERRORS[name], typed=cut(clean_line(text), 40))
