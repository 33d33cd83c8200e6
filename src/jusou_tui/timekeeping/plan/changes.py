"""A run's own plan, changed: each function returns the fields of its meeting that become different."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.plan.day import LEAST_LUNCH
from jusou_tui.timekeeping.plan.schedule import Schedule

Changes = dict[str, object]


def inserted(meeting: Meeting, key: str, insert: Insert) -> Changes:
    """Put a row in under a new key."""
    return {"inserts": {**meeting.inserts, key: insert}}


def removed(meeting: Meeting, key: str) -> Changes:
    """Return the meeting without an inserted row; rows inserted behind it move to its place."""
    gone = meeting.inserts[key]
    rest = {name: insert for name, insert in meeting.inserts.items() if name != key}
    for name, insert in rest.items():
        if insert.after == key:
            rest[name] = insert.model_copy(update={"after": gone.after})
    return {"inserts": rest, "order": tuple(name for name in meeting.order if name != key)}


def rest_behind(meeting: Meeting, key: str) -> str | None:
    """Return the row that a break put off, None where there is none."""
    return next((name for name, one in meeting.inserts.items() if one.after == key and one.of), None)


def without_break(meeting: Meeting, key: str) -> Changes:
    """Take out a break that was put in; the activity that it interrupted has all its time again."""
    owner = meeting.inserts[key].after
    rest = rest_behind(meeting, key)
    made = meeting
    if rest is not None and owner is not None:
        minutes = meeting.minutes.get(rest, meeting.inserts[rest].minutes) + meeting.minutes.get(owner, 0)
        changes = with_minutes(made, {owner: minutes})
        ends = {name: end for name, end in made.ends.items() if name not in {owner, rest}}
        if rest in made.ends:
            ends[owner] = made.ends[rest]
        made = made.model_copy(update=changes | {"ends": ends} | removed(made, rest))
    made = made.model_copy(update=removed(made, key))
    return {"inserts": made.inserts, "order": made.order, "minutes": made.minutes, "ends": made.ends}


def with_minutes(meeting: Meeting, minutes: Mapping[str, int]) -> Changes:
    """Plan rows with so many minutes; they no longer end by the clock."""
    ends = {key: end for key, end in meeting.ends.items() if key not in minutes}
    return {"minutes": {**meeting.minutes, **minutes}, "ends": ends}


def pinned(meeting: Meeting, key: str, at: datetime | None) -> Changes:
    """Let a row start at an instant, with None whenever its turn comes."""
    rest = {name: pin for name, pin in meeting.pins.items() if name != key}
    return {"pins": rest if at is None else {**rest, key: at}}


def ending(meeting: Meeting, key: str, at: datetime | None) -> Changes:
    """Let a row end at an instant, with None after its minutes."""
    rest = {name: end for name, end in meeting.ends.items() if name != key}
    return {"ends": rest if at is None else {**rest, key: at}}


def moved(schedule: Schedule, key: str, by: int) -> Changes:
    """Move a row up (below 0) or down; nothing at the ends of the agenda."""
    keys = [row.key for row in schedule.rows]
    place = keys.index(key)
    target = place + by
    if not 0 <= target < len(keys):
        return {}
    keys.insert(target, keys.pop(place))
    return {"order": tuple(keys)}


def swapped(schedule: Schedule, one: str, other: str) -> Changes:
    """Let two rows change places."""
    names = {one: other, other: one}
    return {"order": tuple(names.get(row.key, row.key) for row in schedule.rows)}


def split(schedule: Schedule, meeting: Meeting, key: str, first: int, rest: tuple[str, str]) -> Changes:
    """Give a row its `first` minutes, and what is left to a new row behind it, `rest`: its key and title.

    Nothing where one part would have no time.
    """
    row = schedule.row(key)
    if row is None or not 0 < first < row.minutes:
        return {}
    of = meeting.inserts[key].of if key in meeting.inserts else key
    insert = Insert(title=rest[1], minutes=row.minutes - first, after=key, kind="other", of=of)
    return with_minutes(meeting, {key: first}) | inserted(meeting, rest[0], insert)


def with_lunch(meeting: Meeting, minutes: int, start: datetime | None) -> Changes:
    """Let the break before a meeting have so many minutes, and the meeting begin at `start`.

    Without one it stays so far behind the plan of the one before it on that day. A least break that would be
    longer is brought down to the minutes.
    """
    made: Changes = {"lunch": minutes}
    if start is not None:
        made |= {"start": start, "date": meeting.date or start.date()}
    return made | ({"least_lunch": minutes} if minutes < least_lunch(meeting) else {})


def least_lunch(meeting: Meeting) -> int:
    """Return the least minutes of the break before a meeting: as set, else the usual ones."""
    return LEAST_LUNCH if meeting.least_lunch is None else meeting.least_lunch
