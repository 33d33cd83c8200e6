"""Dates as iCalendar, by icalendar: a file that Outlook, Google and phones read, again and again.

The same entry has the same UID in each file, and a SEQUENCE that grows, so that a calendar changes it and
does not add it once more. ToDos are whole-day events, which leave people free: calendars leave VTODO out.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar as ICalendar
from icalendar import Event, Timezone, TimezoneStandard

from jusou_tui.report.documents.model import Calendar, CalendarEntry
from jusou_tui.text.terminal import clean, clean_line

_PRODUCT = "-//jusou//jusou_tui//JA"
_JAPAN = timedelta(hours=9)


def render(calendar: Calendar) -> bytes:
    """Return the calendar: lines of at most 75 octets, ended by CRLF; the same dates make the same bytes."""
    file = ICalendar()
    file.add("prodid", _PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", clean_line(calendar.title))
    offsets = [moment.utcoffset() or timedelta() for moment in _moments(calendar)]
    if offsets:
        file.add("x-wr-timezone", _zone_name(offsets[0]))
    for offset in sorted(set(offsets)):
        file.add_component(_zone(offset))
    for entry in calendar.entries:
        file.add_component(_event(calendar, entry))
    return bytes(file.to_ical(sorted=False))


def _moments(calendar: Calendar) -> list[datetime]:
    ends = (end for entry in calendar.entries for end in (entry.start, entry.end))
    return [end for end in ends if isinstance(end, datetime)]


def _zone_name(offset: timedelta) -> str:
    """Return the name of a zone: Japan's, else what its clocks are ahead by."""
    if offset == _JAPAN:
        return "Asia/Tokyo"
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _zone(offset: timedelta) -> Timezone:
    """Return a zone whose clocks never change: a session's file knows offsets only."""
    zone = Timezone()
    zone.add("tzid", _zone_name(offset))
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local, as the format has it
    standard.add("tzoffsetfrom", offset)
    standard.add("tzoffsetto", offset)
    standard.add("tzname", "JST" if offset == _JAPAN else _zone_name(offset))
    zone.add_component(standard)
    return zone


def _event(calendar: Calendar, entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}-{calendar.key}@jusou.invalid")
    event.add("dtstamp", calendar.changed.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.revision)
    event.add("summary", clean_line(entry.title))
    _add_time(event, "dtstart", entry.start)
    ends = entry.end
    _add_time(event, "dtend", ends if isinstance(ends, datetime) else _day_after(ends))
    if entry.place:
        event.add("location", clean_line(entry.place))
    if entry.about:
        event.add("description", clean(entry.about))
    whole_days = not isinstance(entry.start, datetime)
    event.add("transp", "TRANSPARENT" if whole_days else "OPAQUE")
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    return event


def _day_after(day: date) -> date:
    """Return the first day behind whole days, as the format counts."""
    return day if day == date.max else day + timedelta(days=1)


def _add_time(event: Event, name: str, at: datetime | date) -> None:
    if not isinstance(at, datetime):
        event.add(name, at)
        return
    zone = _zone_name(at.utcoffset() or timedelta())
    event.add(name, at.replace(tzinfo=None, second=0, microsecond=0), parameters={"TZID": zone})
