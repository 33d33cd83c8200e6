"""Which rows a run has, in order: the activities of the step and what this run put in."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.curriculum.model import Activity, Step

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Insert, Meeting


class AgendaEntry(NamedTuple):
    """A row to be: an activity of the step, or what this run put in (also to go on with an activity).

    `key` is its id.
    """

    key: str
    activity: Activity | None = None
    insert: Insert | None = None


def agenda_entries(step: Step, without: Collection[str], meeting: Meeting | None) -> tuple[AgendaEntry, ...]:
    """Return the rows of this run in order.

    An activity that needs a step of `without` falls out. `meeting.order` comes first; what it does not name
    stays behind its neighbour. An insert whose place is gone comes last.
    """
    found = {activity.id: AgendaEntry(activity.id, activity=activity) for activity in step.activities}
    keys = list(found)
    if meeting is not None:
        for key, insert in sorted(meeting.inserts.items()):
            if key not in found:
                found[key] = AgendaEntry(key, step.activity(insert.of) if insert.of else None, insert)
        _place(keys, {key: entry.insert for key, entry in found.items() if entry.insert is not None})
        keys = _ordered(keys, meeting.order)
    gone = {activity.id for activity in step.activities if activity.needs_step in without}
    return tuple(found[key] for key in keys if key not in gone)


def _place(keys: list[str], inserts: dict[str, Insert]) -> None:
    """Put each insert behind the row it names; inserts behind the same row keep their own order."""
    waiting = dict(inserts)
    behind: dict[str | None, int] = {}
    while waiting:
        ready = [key for key, insert in waiting.items() if insert.after is None or insert.after in keys]
        for key in ready or list(waiting):
            after = waiting.pop(key).after
            if after is not None and after not in keys:
                keys.append(key)
                continue
            place = 0 if after is None else keys.index(after) + 1
            keys.insert(place + behind.get(after, 0), key)
            behind[after] = behind.get(after, 0) + 1


def _ordered(keys: list[str], order: Iterable[str]) -> list[str]:
    result = [key for key in dict.fromkeys(order) if key in keys]
    for place, key in enumerate(keys):
        if key not in result:
            result.insert(result.index(keys[place - 1]) + 1 if place else 0, key)
    return result
