"""Day and times in the set-up: read from typed text, lent to another step that has none."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from jusou_tui.session.model.queries import events_of, meeting_of
from jusou_tui.text.parse import parse_date, parse_time

if TYPE_CHECKING:
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.model.records import Meeting

FIELDS = ("date", "start", "booked_end")


def read_into(meeting: Meeting, name: str, text: str, today: date) -> dict[str, object]:
    """Return a meeting's day, start and booked end after one of them (date, start, end) was typed.

    They belong together: instants are made of the day and a time. An end that is not after the start is
    one of the next day. Raises InputError where the text cannot be read.
    """
    day = meeting.date
    start = meeting.start.time() if meeting.start else None
    end = meeting.booked_end.time() if meeting.booked_end else None
    if name == "date":
        day = parse_date(text, today) if text else None
    elif name == "start":
        start = parse_time(text) if text else None
    else:
        end = parse_time(text) if text else None
    whole_day = day or today
    begins = _instant(whole_day, start)
    ends = _instant(whole_day, end)
    if begins and ends and ends <= begins:
        ends = _instant(whole_day + timedelta(days=1), end)
    return {"date": day, "start": begins, "booked_end": ends}


def ends_next_day(meeting: Meeting) -> bool:
    """Return whether the booked end is a time of day not after the start's: most likely a slip."""
    start, end = meeting.start, meeting.booked_end
    return start is not None and end is not None and end.time() <= start.time()


def take_over(book: SessionBook, source: str, target: str) -> bool:
    """Give a step without day and times those of another one that has not begun; return whether it did."""
    lender, borrower = meeting_of(book.session, source), meeting_of(book.session, target)
    lent = {name: getattr(lender, name) for name in FIELDS}
    if source == target or not any(lent.values()) or events_of(book.session, source):
        return False
    if any(getattr(borrower, name) for name in FIELDS):
        return False
    book.meetings.set(target, **lent)
    return True


def give_back(book: SessionBook, step: str) -> None:
    """Take lent day and times from a step again, when another one is chosen instead."""
    book.meetings.set(step, **dict.fromkeys(FIELDS))


def _instant(day: date, at: time | None) -> datetime | None:
    return datetime.combine(day, at).astimezone() if at is not None else None
