"""What a session file holds: records keyed by id (docs/session-format.md).

Records are frozen, strict, and keep keys that they do not know: a newer program's file survives an older one.
Texts are clean (no controls, `\\n` only); long ones end in a newline. Instants are aware datetimes.
A session is tables of records; an address names one of them, an edit its state before and after a change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, TypeVar, cast

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, Strict, StringConstraints

from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import PATTERN as ID_PATTERN
from jusou_tui.session.model.limits import FASTEST_REHEARSAL, MOST_CASES, MOST_ENLARGED
from jusou_tui.session.model.step_order import StepOrder

SCHEMA = 1
T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(strict=False)]
Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
NoteKind = Literal["note", "decision", "question"]
EntryKind = Literal["note", "decision", "question", "todo"]
Role = Literal["organiser", "facilitator", "scribe", "member"]
PresenceKind = Literal["arrived", "left"]
EventKind = Literal[
    "start",
    "finish",
    "pause",
    "resume",
    "adjust",
    "skip",
    "restore",
    "segment",
    "next_turn",
    "later",
    "absent",
    "gap",
    "clock",
    "correct",
    "timer",
    "undo",
]


class Record(BaseModel):
    """Strict and frozen; unknown keys are kept. Built when first used, which some records never are."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, defer_build=True)


class Meta(Record):
    """`[session]`: which run this is. `closed`: its end.

    `curriculum_digest` is that of the curriculum's file, `curriculum_plan` that of its ids and minutes alone.

    `rehearsal`: it counts as no run; its clock goes `speed` times as fast as the real one. `erased`: ids of
    people and records that were erased for good, so that no older copy brings them back.
    """

    id: Id
    title: str
    organisation: str = ""
    created: AwareDatetime
    curriculum: str
    curriculum_path: str | None = None
    curriculum_version: str
    curriculum_digest: str
    curriculum_plan: str | None = None
    variant: str = "standard"
    demo: bool = False
    rehearsal: bool = False
    speed: Annotated[float, Field(ge=1, le=FASTEST_REHEARSAL)] | None = None
    closed: AwareDatetime | None = None
    erased: Many[str] = ()


class Participant(Record):
    """A person of the team. `rank` orders by hand; equal ranks go by id. `left`: away from then on.

    `guest`: the step of the only meeting at which the person is, as long as `left` is set as well.
    `was`: ids of other records of the same person, which were made one with this. `anonymous`: the person's
    name was taken out of all texts, so that no older copy brings it back. `observer`: is there to listen, and
    stands apart in the minutes.
    """

    name: str
    affiliation: str = ""
    role: Role = "member"
    rank: int = 0
    left: dt.date | None = None
    guest: str | None = None
    was: Many[str] = ()
    anonymous: bool = False
    observer: bool = False


class Insert(Record):
    """A row put into one run's agenda, such as a break, after the activity `after` (None: first).

    `of`: the activity that it continues.
    """

    title: str
    minutes: Annotated[int, Field(ge=0)]
    after: str | None = None
    kind: Literal["break", "other"] = "break"
    of: str | None = None


class Meeting(Record):
    """`[meetings.<step>]`: when, who is there, and this run's own plan.

    `until`: the last day of a step that takes weeks. `left_out`: on the spot (true) or taken in although the
    variant leaves it out (false). `closed`: declared done by hand. `groups`: small groups by number, and in
    `reporting` the order in which they report back. `lunch`: minutes from the end of the meeting before it
    on the same day, where this one has no `start`; `least_lunch`: how short a delay may make them.
    `place`: where it is held. `seats`: the number of each attendee's seat, given once (`model.seats`).

    For the minutes: `handouts`, `closed_items` (activities that are not public; None: nobody said yet) and
    `closed_reason`, `minutes_checked` (by whom).
    """

    date: dt.date | None = None
    until: dt.date | None = None
    left_out: bool | None = None
    closed: AwareDatetime | None = None
    start: AwareDatetime | None = None
    booked_end: AwareDatetime | None = None
    cases: Annotated[int, Field(ge=0, le=MOST_CASES)] | None = None
    present: Many[Id] | None = None
    minutes: dict[str, int] = {}
    pins: dict[str, AwareDatetime] = {}
    ends: dict[str, AwareDatetime] = {}
    skipped: Many[str] = ()
    order: Many[str] = ()
    inserts: dict[str, Insert] = {}
    groups: dict[str, Many[Id]] = {}
    reporting: Many[str] = ()
    lunch: Annotated[int, Field(ge=0)] | None = None
    least_lunch: Annotated[int, Field(ge=0)] | None = None
    place: str = ""
    seats: dict[Id, Annotated[int, Field(ge=1)]] = {}
    handouts: str = ""
    closed_items: Many[str] | None = None
    closed_reason: str = ""
    minutes_checked: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """The activity that a row put in continues, by the row's key."""
        return {key: insert.of for key, insert in self.inserts.items() if insert.of is not None}


class Event(Record):
    """`[events]`: one thing that happened, append-only. What each kind needs:

    start: activity begins (what ran before ends); `counted`: it goes on where it was left, and what it took
    before counts. finish: the meeting is over. pause, resume.
    adjust: `minutes` more (or fewer) for the activity; for one that does not run, from its start on. With a
    `segment`, a round: each person has `seconds` in it by now. With a `participant`, a round: that
    person's turn has so many `seconds` more (or fewer).
    skip, restore: an activity leaves, comes back.
    segment: `segment` is now current. next_turn, later, absent: `participant` has spoken, waits,
    passes in this round. later, not `counted`: `participant` joins the round behind the others.
    gap: `seconds` without the program, `counted` as elapsed or not. clock: the wall clock was stepped by
    `seconds`. correct: `target` happened `seconds` later (or earlier) than it says. timer: a timer of
    `seconds` beside the activity begins (0: is taken away). undo: `target` (an event's id) did not happen.
    """

    at: AwareDatetime
    step: str
    kind: EventKind
    activity: str | None = None
    minutes: int | None = None
    segment: str | None = None
    participant: str | None = None
    seconds: float | None = None
    counted: bool | None = None
    target: str | None = None


class Presence(Record):
    """`[presence.<ULID>]`: `participant` came late (`arrived`) or left early (`left`): holds from `at` on.

    Of those who take part only (`Meeting.present`). Said twice, the first time counts. Keys and records stand
    as a program writes them that does not know the table: by name and by id.
    """

    at: AwareDatetime
    kind: PresenceKind
    participant: str
    step: str


class Note(Record):
    """Something said or seen. `author` is a participant's id.

    `memo`: written beforehand for an activity, to be seen when it begins. `kept`: a topic kept back (保留),
    until it is `settled`. `public`: a decision that the shared screen may show.
    """

    at: AwareDatetime
    kind: NoteKind = "note"
    text: str
    step: str | None = None
    activity: str | None = None
    author: str | None = None
    private: bool = False
    memo: bool = False
    kept: bool = False
    settled: AwareDatetime | None = None
    rank: int = 0
    public: bool = False


class Todo(Record):
    """What somebody will do: `owner` as typed, `due` a date, `done` when it was ticked off.

    `author` is the participant's id of the speaker, where the entry was a note before. `item`: the line
    of the step's checklist that it stands for, with a `note` of its own. `sheet`: the sheet whose row of the
    same id it is; the row wins, and the record is there only while the row is ticked off or private.
    """

    at: AwareDatetime
    what: str
    owner: str = ""
    due: dt.date | None = None
    done: AwareDatetime | None = None
    step: str | None = None
    activity: str | None = None
    author: str | None = None
    private: bool = False
    item: str | None = None
    note: str = ""
    rank: int = 0
    sheet: str | None = None


class SheetTodo(Todo):
    """A ToDo as it is read from the row of a sheet; never written (`programme.todos.todos_of` makes it).

    `due_text`: the date as it is written, where it cannot be read. `sheet_name`: of which sheet it is a row.
    `sensitive`: the sheet is about persons, or nobody knows whether it is.
    """

    due_text: str = ""
    sheet_name: str = ""
    sensitive: bool = False


class Sheet(Record):
    """A filled worksheet: `cells` by heading ids (`block/row/column`), free `rows` by id.

    A free row's cells are named `block/column`, an entry of a zone `block/zone`; one that is empty keeps a
    name with "", which shows its block or zone. `order` is that of rows moved by hand: first these.
    """

    at: AwareDatetime
    worksheet: str
    title: str = ""
    step: str | None = None
    cells: dict[str, str] = {}
    rows: dict[str, dict[str, str]] = {}
    order: Many[str] = ()


class Draft(Record):
    """Half-typed text of one field, with what was chosen beside it. `editing` names a filed record."""

    at: AwareDatetime
    text: str = ""
    kind: EntryKind = "note"
    author: str | None = None
    owner: str = ""
    due: str = ""
    editing: str | None = None
    step: str | None = None
    activity: str | None = None


class AudienceSettings(Record):
    """`[view.audience]`: what the facilitator lets the shared screen show; never merged.

    `curtain`: nothing but the time of day, `message` and the agenda. `names`: people by name, not by seat
    number. `sheet`: the sheet that is shown. `decisions`: the public ones. `enlarge`: steps by which it is
    larger (smaller) than usual.
    """

    curtain: bool = False
    message: str = ""
    names: bool = False
    sheet: Id | None = None
    decisions: bool = False
    enlarge: Annotated[int, Field(ge=-MOST_ENLARGED, le=MOST_ENLARGED)] = 0


class View(Record):
    """Where the facilitator was, and `seen`: the program's last heartbeat while a meeting ran.

    `sheet` and `cell`: the sheet that was open last, and its current cell. `saves`: by the id of a program's
    run, how many of its saves the file contains (`session.storage.versions`). `audience`: what the shared
    screen shows.
    """

    screen: str = "programme"
    step: str | None = None
    activity: str | None = None
    focus: str | None = None
    sheet: str | None = None
    cell: str | None = None
    seen: AwareDatetime | None = None
    saves: dict[str, int] = {}
    audience: AudienceSettings = AudienceSettings()


class Session(BaseModel):
    """A whole file. The dictionaries are changed by `SessionBook` only."""

    model_config = ConfigDict(strict=True, extra="allow")

    schema_: Annotated[int, Field(alias="schema", ge=1)] = SCHEMA
    session: Meta
    participants: dict[Id, Participant] = {}
    meetings: dict[str, Meeting] = {}
    events: dict[Id, Event] = {}
    notes: Annotated[dict[Id, Note], AfterValidator(StepOrder)] = Field(default={}, validate_default=True)
    sheets: dict[Id, Sheet] = {}
    todos: dict[Id, Todo] = {}
    conflicts: dict[str, dict[str, object]] = {}
    presence: dict[Id, Presence] = {}
    drafts: dict[str, Draft] = {}
    view: View = View()
    end: dict[str, object] = {}

    @property
    def people(self) -> list[tuple[str, Participant]]:
        """All participants as (id, participant), by rank, then in the order in which they were added."""
        return sorted(self.participants.items(), key=lambda pair: (pair[1].rank, pair[0]))


Address = tuple[str, str]
"""A record's table and its key there; the key of `session` and `view` is ""."""

Entry = BaseModel | Mapping[str, object]
"""A record, or the plain table of a conflict or of something unknown."""

META: Address = ("session", "")
VIEW: Address = ("view", "")
BEFORE_VIEW = ("participants", "meetings", "events", "notes", "sheets", "todos", "drafts")
KEYED = (*BEFORE_VIEW, "conflicts", "presence")
RECORDS: dict[str, type[Record]] = {
    "session": Meta,
    "participants": Participant,
    "meetings": Meeting,
    "events": Event,
    "notes": Note,
    "sheets": Sheet,
    "todos": Todo,
    "drafts": Draft,
    "view": View,
    "presence": Presence,
}


def table_of(session: Session, name: str) -> dict[str, Entry]:
    """Return the live dictionary of one keyed table."""
    return cast("dict[str, Entry]", getattr(session, name))


def fields_of(record: BaseModel) -> dict[str, object]:
    """Return a record's fields by name, unknown ones among them; their values are not converted."""
    return {**record.__dict__, **(record.model_extra or {})}


def shallow_copy(session: Session) -> Session:
    """Return a copy of the session with tables of its own; the frozen records are shared."""
    return session.model_copy(update={name: table_of(session, name).copy() for name in KEYED})


def entry_at(session: Session, address: Address) -> Entry | None:
    """Return the record at an address, None where there is none."""
    table, identifier = address
    if table in {"session", "view"}:
        return cast("Entry", getattr(session, table))
    return table_of(session, table).get(identifier)


def entries(session: Session) -> dict[Address, Entry]:
    """Return every record of a session by its address (unknown tables are not among them)."""
    found: dict[Address, Entry] = {META: session.session, VIEW: session.view}
    for name in KEYED:
        found.update({(name, identifier): entry for identifier, entry in table_of(session, name).items()})
    return found


def order(table: str, identifier: str, entry: Entry) -> tuple[float, str]:
    """Return the key that orders a table in the file: by instant, then id; drafts and meetings by name.

    Presence goes by id.
    """
    at = getattr(entry, "at", None)
    return (0.0 if at is None or table in {"drafts", "presence"} else at.timestamp(), identifier)


R = TypeVar("R", bound=Record)


class Edit(NamedTuple):
    """One record before and after; None where it does not exist."""

    address: Address
    before: Entry | None
    after: Entry | None


def changed(record: R, changes: Mapping[str, object]) -> R:
    """Return a copy of the record with some fields changed, normalised and validated.

    Raises TypeError for a field that this kind of record does not have, ValueError for an invalid value.
    """
    unknown = changes.keys() - type(record).model_fields.keys()
    if unknown:
        raise TypeError(", ".join(sorted(unknown)))
    return type(record).model_validate(fields_of(record) | normalise.values(changes))
