"""`AudienceView`: what the room may see of a meeting at one moment.

The types have no field for a private note, the author of a note, a list of participants, an affiliation, a
sensitive sheet, a path or how late a meeting is: what has no place cannot leak. A person is a seat number,
and a name only of who speaks and who is next, where names are switched on. Knows nothing of sessions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

State = Literal["before", "running", "round", "groups", "break", "time_up", "finished"]
"""Where the meeting is: `time_up` is an activity past its time, `groups` an activity or part in small groups,
or one with a timer."""

SeatState = Literal["done", "speaking", "next", "waiting"]


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """A countdown at the moment of its view: `seconds` left, 0 or more, of `budget`.

    `goes`: whether it counts down now; it stands in a pause. It goes by the session's clock.
    """

    seconds: float
    budget: float
    goes: bool

    @property
    def share(self) -> float:
        """Return which share of the time has passed, 0..1."""
        return 1.0 if self.budget <= 0 else min(1.0, max(0.0, 1 - self.seconds / self.budget))


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a round. Whoever passed, waits for later or is absent looks alike: the turn moves
    on."""

    number: int
    state: SeatState


@dataclass(frozen=True, slots=True)
class Turns:
    """A round, its seats in the order in which they speak.

    `speaker` and `following` are names, "" unless names are switched on.
    """

    seats: tuple[Seat, ...]
    left: int
    time: TimeLeft | None
    speaker: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class DayPart:
    """A row of the day's agenda. `is_break`: a break. `start`: None where nobody can say when it begins."""

    title: str
    start: datetime | None
    minutes: int
    state: Literal["done", "now", "coming"]
    is_break: bool = False

    def as_of(self, now: datetime) -> DayPart:
        """Return the row without a start that was to come and is past by now."""
        is_past = self.state == "coming" and self.start is not None and self.start < now
        return replace(self, start=None) if is_past else self


@dataclass(frozen=True, slots=True)
class SharedSheet:
    """A sheet that the facilitator shows: never one about persons. `writing`: the row that is being
    written."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    writing: int | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When and where the team meets again; `until_then` is for everyone, no names."""

    title: str
    day: date | None
    start: datetime | None = None
    end: datetime | None = None
    place: str = ""
    until_then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AudienceView:
    """What the room may see at `now` by the session's clock, which a rehearsal lets go `speed` times as fast.

    `number` of `total` activities, 0 where none runs. `ends`: when what runs ends, None once that is past;
    `restart`: when a break does. `meeting_start`, before the start, and `meeting_end`
    are None once past. `questions`, `goals`, `doing` (what to do now, the first line the most important) and
    `following` (what comes next in the activity, else the next activity) are of the curriculum; `coming` is
    the next activity. `groups`: how many small groups, which report back in the order of `reporting`;
    `timer`: the facilitator's for their work. `curtain`: nothing is shown but the time of day, `message`, the
    `day` from now on and its end: then every other field is empty. `decisions`: the public ones, numbered as
    in the minutes. `enlarge`: steps by which it is larger (smaller) than usual.
    """

    state: State
    now: datetime
    organisation: str = ""
    title: str = ""
    step: str = ""
    rehearsal: bool = False
    speed: float = 1.0
    number: int = 0
    total: int = 0
    form: str = ""
    activity: str = ""
    short_activity: str = ""
    time: TimeLeft | None = None
    ends: datetime | None = None
    restart: datetime | None = None
    meeting_start: datetime | None = None
    meeting_end: datetime | None = None
    place: str = ""
    questions: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    following: str = ""
    coming: DayPart | None = None
    at_hand: tuple[str, ...] = ()
    turns: Turns | None = None
    groups: int = 0
    reporting: tuple[int, ...] = ()
    timer: TimeLeft | None = None
    day: tuple[DayPart, ...] = ()
    sheet: SharedSheet | None = None
    decisions: tuple[tuple[int, str], ...] = ()
    next_meeting: NextMeeting | None = None
    message: str = ""
    curtain: bool = False
    paused: bool = False
    address: str = ""
    enlarge: int = 0


@dataclass(frozen=True, slots=True)
class Reception:
    """How a viewer hears of the facilitator's program: since when nothing came, by the viewer's own clock.

    `still_since` is None while signs come; `age`: seconds since the last one.
    """

    still_since: datetime | None = None
    age: float = 0.0
