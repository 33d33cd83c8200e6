"""What the minutes of a meeting hold: plain and frozen, in no layout, nothing in it that is withheld."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, NamedTuple

Publicity = Literal["public", "partly", "closed", "unknown"]
"""Whether the meeting is public: all of it, but for some items, not at all; `unknown`: nobody said yet."""


class Person(NamedTuple):
    """Somebody of the minutes. `remark`: when they came late or left early, in words."""

    name: str
    affiliation: str = ""
    remark: str = ""


class Point(NamedTuple):
    """Something that was said or seen. `kind`: an open question, or a topic `kept` back, stands as such.

    `speaker`: "" unless speakers were asked for. `private`: it is here only because that was asked for.
    """

    text: str
    kind: Literal["note", "question", "kept"] = "note"
    speaker: str = ""
    private: bool = False


class Item(NamedTuple):
    """An item of the agenda. Of a `closed` one there is nothing but its number and its title.

    `start`, `end`: when it was held; None where that is not known, or where it runs still. `key`: the
    activity's id.
    """

    number: int
    key: str
    title: str
    start: datetime | None = None
    end: datetime | None = None
    points: tuple[Point, ...] = ()
    closed: bool = False


class Decision(NamedTuple):
    """A decision with its number and that of the item in which it was made, None for none of them."""

    number: int
    text: str
    item: int | None = None
    private: bool = False


class Task(NamedTuple):
    """A ToDo of the meeting. `owner` "" and no `due` are open; `due_text`: a day that cannot be read.

    `withheld`: it is a row of a sheet about persons; `what` only names the sheet.
    """

    what: str
    owner: str = ""
    due: date | None = None
    due_text: str = ""
    done: bool = False
    withheld: bool = False
    private: bool = False


class NextMeeting(NamedTuple):
    """The meeting that comes next; what is None or "" is not known yet. `began`: it was held, or is being."""

    step: str
    title: str
    day: date | None = None
    start: datetime | None = None
    place: str = ""
    began: bool = False


class Minutes(NamedTuple):
    """The minutes of one meeting.

    `step`: its id, `title`: the session's, `meeting`: the step's heading. `held`: it began; before that
    `start` and `end` are planned. `end` is None where it runs still or nothing says it. `rest_minutes`:
    breaks, in minutes. `attendees`: everybody who took part but the `observers`; `absent`: members who did
    not come. `others`: points that belong to no item. `next`: None where no further one is planned. `made`:
    the day of the document. `missing`: message ids of the fields that nobody filled.
    """

    step: str
    title: str
    meeting: str
    organisation: str
    rehearsal: bool
    held: bool
    day: date | None
    start: datetime | None
    end: datetime | None
    rest_minutes: int
    place: str
    attendees: tuple[Person, ...]
    observers: tuple[Person, ...]
    absent: tuple[Person, ...]
    facilitators: tuple[Person, ...]
    scribes: tuple[Person, ...]
    publicity: Publicity
    closed_reason: str
    items: tuple[Item, ...]
    others: tuple[Point, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    handouts: str
    next: NextMeeting | None
    made: date
    checked_by: str
    missing: tuple[str, ...] = ()

    @property
    def closed_numbers(self) -> tuple[int, ...]:
        """The numbers of the items that are not public."""
        return tuple(item.number for item in self.items if item.closed)
