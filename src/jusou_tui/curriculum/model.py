"""The curriculum: programme, steps, activities, segments, worksheets, references. Frozen and strict.

docs/curriculum-format.md explains every key with an example.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, model_validator

from jusou_tui.curriculum.video_links import opening_at

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(strict=False)]
Count = Annotated[int, Field(ge=0, le=10_000)]
Pair = Annotated[tuple[Count, Count], Strict(strict=False)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Place = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$", max_length=129)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Short = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True, pattern=r"^[^\n]*$")
]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
TimeCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,3}:)?[0-9]?[0-9]:[0-5][0-9]$")]
FORMS = ["対話", "講義", "説明", "ワーク", "各自発表", "発表・対話", "フィールドワーク"]
Form = Annotated[Short, Field(examples=FORMS)]
Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
ShortestShare = Annotated[int, Field(ge=50, le=100)]
Share = Annotated[float, Field(ge=0, le=24 * 60, strict=False, allow_inf_nan=False)]

Layout = Literal["form", "grid", "table", "zones", "memo"]
TodoPart = Literal["what", "owner", "due"]
TODO_PARTS: tuple[str, ...] = get_args(TodoPart)


class Model(BaseModel):
    """Strict, frozen, and no unknown keys: a slip of the pen is refused, not ignored.

    Built when first used: of a curriculum's models only the outermost one ever is.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def seconds_of(code: str) -> int:
    """Return the seconds of a time code, `7:43` or `1:02:03`."""
    total = 0
    for part in code.split(":"):
        total = total * 60 + int(part)
    return total


def check_in_order(pair: tuple[int, int]) -> None:
    """Check that a pair is [lowest, highest]. Raises ValueError with a message id."""
    if pair[0] > pair[1]:
        raise ValueError("curriculum.range_order")


def check_forward(start: str, end: str) -> None:
    """Check that a clip's end comes after its start. Raises ValueError with a message id."""
    if seconds_of(end) <= seconds_of(start):
        raise ValueError("curriculum.clip_backward")


class Duration(Model):
    """How long an activity takes, in minutes.

    planned = max(plan or minutes, base + per_participant * N) + per_case * C, rounded up to a whole minute.
    Where `minutes` is a range and `plan` is not given, the higher end is planned. `shortest`: what it may be
    shortened to, so that a meeting ends on time; else the range's lower end, else `shortest_share`, in per
    cent of what it takes, else the curriculum's share.
    """

    minutes: Minutes | Pair | None = None
    plan: Minutes | None = None
    base: Share = 0
    per_participant: Share = 0
    per_case: Share = 0
    shortest: Minutes | None = None
    shortest_share: ShortestShare | None = None

    @property
    def lowest(self) -> int:
        """The lower end of `minutes`, 0 where nothing is given."""
        return self.minutes[0] if isinstance(self.minutes, tuple) else self.minutes or 0

    @property
    def highest(self) -> int:
        """The higher end of `minutes`, 0 where nothing is given."""
        return self.minutes[1] if isinstance(self.minutes, tuple) else self.minutes or 0

    @model_validator(mode="after")
    def _possible(self) -> Duration:
        if isinstance(self.minutes, tuple) and not 0 <= self.minutes[0] <= self.minutes[1] <= 24 * 60:
            raise ValueError("curriculum.range_order")
        if self.plan is not None and not self.lowest <= self.plan <= max(self.highest, self.lowest):
            raise ValueError("curriculum.plan_outside")
        if self.shortest is not None and self.minutes is not None and self.shortest > self.highest:
            raise ValueError("curriculum.shortest_above")
        if self.shortest_share is not None and (self.shortest is not None or self.lowest < self.highest):
            raise ValueError("curriculum.shortest_twice")
        if self.minutes is None and not (self.base or self.per_participant or self.per_case):
            raise ValueError("curriculum.duration_empty")
        return self


class Clip(Model):
    """A part of a video, by its time codes; `reference` names an entry of the references."""

    start: TimeCode
    end: TimeCode
    url: Url | None = None
    reference: Slug | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Where it starts and ends, in seconds."""
        return seconds_of(self.start), seconds_of(self.end)

    @property
    def seconds(self) -> int:
        """The clip's length in seconds."""
        return seconds_of(self.end) - seconds_of(self.start)

    @property
    def link(self) -> str | None:
        """The address, opening where the clip starts."""
        return opening_at(self.url, seconds_of(self.start)) if self.url else None

    @model_validator(mode="after")
    def _forward(self) -> Clip:
        check_forward(self.start, self.end)
        return self


class Segment(Model):
    """A part of an activity, in order: an instruction, timed or not.

    At most one of `seconds`, `minutes`, `clip`, `seconds_per_participant` (a round: each participant in
    turn) and `minutes_per_case` (repeated: case 1, case 2, ...) gives the time. None: it takes what is left.
    """

    id: Slug
    title: Short
    what: Text | None = None
    seconds: Annotated[int, Field(ge=1, le=86400)] | None = None
    minutes: Minutes | None = None
    clip: Clip | None = None
    seconds_per_participant: Annotated[int, Field(ge=1, le=3600)] | None = None
    minutes_per_case: Annotated[int, Field(ge=1, le=600)] | None = None
    alone: bool = False

    @model_validator(mode="after")
    def _one_time(self) -> Segment:
        times = [self.seconds, self.minutes, self.clip, self.seconds_per_participant, self.minutes_per_case]
        if sum(value is not None for value in times) > 1:
            raise ValueError("curriculum.segment_times")
        return self

    @property
    def is_round(self) -> bool:
        """Whether each participant has a turn in it."""
        return self.seconds_per_participant is not None


class Cue(Model):
    """Something to do inside an activity, `after` so many minutes of it."""

    after: Minutes
    text: Text


class Slides(Model):
    """Pages of the organiser's slides that go with an activity."""

    deck: Short
    pages: Pair

    @model_validator(mode="after")
    def _in_order(self) -> Slides:
        check_in_order(self.pages)
        return self


class Activity(Model):
    """One entry of a step's agenda (実施内容). Of the form `BREAK_FORM` it is a break.

    In `WORK_FORM` small groups work.
    """

    BREAK_FORM: ClassVar[str] = "休憩"
    WORK_FORM: ClassVar[str] = "ワーク"
    id: Slug
    title: Short
    short_title: Short | None = None
    form: Form | None = None
    forms: Many[Short] = ()
    duration: Duration | None = None
    purpose: Many[Text] = ()
    what: Many[Text] = ()
    read_aloud: Text | None = None
    questions: Many[Text] = ()
    goals: Many[Text] = ()
    cautions: Many[Text] = ()
    tips: Many[Text] = ()
    materials: Many[Text] = ()
    references: Many[Slug] = ()
    slides: Slides | None = None
    segments: Many[Segment] = ()
    cues: Many[Cue] = ()
    fills: Many[Slug] = ()
    reads: Many[Slug] = ()
    as_needed: bool = False
    needs_step: Slug | None = None
    pin: ClockTime | None = None
    until: ClockTime | None = None
    lead: Short | None = None

    @property
    def is_break(self) -> bool:
        """Whether it is a break."""
        return self.form == self.BREAK_FORM

    @property
    def is_work(self) -> bool:
        """Whether small groups may work in it."""
        return self.WORK_FORM in {self.form, *self.forms}

    @property
    def label(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title

    @property
    def parts(self) -> tuple[Segment, ...]:
        """The way through the activity: its segments, else one untimed segment per line of `what`."""
        if self.segments:
            return self.segments
        return tuple(
            Segment(id=f"what-{number}", title=line[:120], what=line)
            for number, line in enumerate(self.what, 1)
        )


class Heading(Model):
    """A heading of a worksheet: a column, a row, a field or a zone.

    Neighbouring columns of one `group` stand under that common heading. `todo`: the column of a table holds
    that part of a ToDo; with a column `what` each filled row of the table is one.
    """

    id: Slug
    title: Short
    hint: Text | None = None
    group: Short | None = None
    todo: TodoPart | None = None


class Block(Model):
    """A part of a worksheet, with columns and rows of its own: fixed headings, or default rows of text.

    The zones of a `zones` block are its `rows`; a `memo` block without headings is one free text.
    `overlapping`: the last of three zones is where the two before it overlap.
    """

    id: Slug
    title: Short | None = None
    layout: Layout | None = None
    columns: Many[Heading] = ()
    rows: Many[Heading] = ()
    side: Heading | None = None
    default_rows: Many[Many[str]] = ()
    blank_rows: Annotated[int, Field(ge=0, le=50)] = 0
    hints: Many[Text] = ()
    overlapping: bool = False


class Worksheet(Model):
    """A blank form that sessions fill (ワークシート)."""

    id: Slug
    title: Short
    label: Short | None = None
    layout: Layout
    blocks: Many[Block]
    goal: Text | None = None
    filled_by: Text | None = None
    filled_in: Many[Place] = ()
    read_in: Many[Place] = ()
    hints: Many[Text] = ()
    sensitive: bool = False
    caution: Text | None = None
    large_print: bool = False
    per_case: bool = False
    per_member: bool = False
    ours: bool = False

    @property
    def name(self) -> str:
        """What distinguishes the sheet from others in a list: its label where it has one."""
        return self.label or self.title


class Length(Model):
    """How long a step or period takes: one of minutes, weeks or months, each [lowest, highest]."""

    minutes: Pair | None = None
    weeks: Pair | None = None
    months: Pair | None = None

    @model_validator(mode="after")
    def _one(self) -> Length:
        spans = [span for span in (self.minutes, self.weeks, self.months) if span is not None]
        if len(spans) != 1:
            raise ValueError("curriculum.length_one")
        if not 0 < spans[0][0] <= spans[0][1]:
            raise ValueError("curriculum.range_order")
        return self


class Step(Model):
    """A meeting, a fieldwork phase or the preparation."""

    id: Slug
    kind: Literal["preparation", "meeting", "fieldwork"]
    title: Short
    short_title: Short | None = None
    label: Short
    length: Length | None = None
    purpose: Many[Text] = ()
    materials: Many[Text] = ()
    organiser_preparation: Many[Text] = ()
    organiser_remarks: Many[Text] = ()
    member_preparation: Many[Text] = ()
    member_references: Many[Slug] = ()
    cautions: Many[Text] = ()
    notes: Many[Text] = ()
    may_be_left_out: bool = False
    cases: Pair | None = None
    activities: Many[Activity] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Step:
        if self.cases is not None:
            check_in_order(self.cases)
        return self

    @property
    def name(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title

    @property
    def heading(self) -> str:
        """The label and the name, as a page's title."""
        return f"{self.label} {self.name}"

    def activity(self, activity_id: str) -> Activity | None:
        """Return the activity of that id, None where there is none."""
        return next((entry for entry in self.activities if entry.id == activity_id), None)


class ClipEntry(Model):
    """A named part of a referenced video."""

    title: Short
    start: TimeCode
    end: TimeCode
    url: Url

    @property
    def span(self) -> tuple[int, int]:
        """Where it starts and ends, in seconds."""
        return seconds_of(self.start), seconds_of(self.end)

    @property
    def link(self) -> str:
        """The address, opening where the clip starts."""
        return opening_at(self.url, seconds_of(self.start))

    @model_validator(mode="after")
    def _forward(self) -> ClipEntry:
        check_forward(self.start, self.end)
        return self


class Reference(Model):
    """A source outside: a video or a document."""

    id: Slug
    title: Short
    url: Url | None = None
    video: Url | None = None
    pages: Short | None = None
    clips: Many[ClipEntry] = ()


class Period(Model):
    """An overall period of the programme, such as the preparation."""

    title: Short
    length: Length


class WayOfUse(Model):
    """One way to use the programme."""

    id: Slug
    title: Short
    points: Many[Text] = ()


class Variant(Model):
    """A way to run the programme: steps left out, steps only, steps held on one day."""

    id: Slug
    title: Short
    description: Text | None = None
    without: Many[Slug] = ()
    only: Many[Slug] = ()
    same_day: Many[Slug] = ()

    def left_out(self, steps: Iterable[str]) -> frozenset[str]:
        """Return which of these steps the variant leaves out: those in `without`, those not in `only`."""
        return frozenset(
            step for step in steps if step in self.without or (self.only and step not in self.only)
        )


class Term(Model):
    """A word of the programme and what it means."""

    term: Short
    meaning: Text


class Programme(Model):
    """The programme's own pages."""

    title: Short
    short_title: Short
    source: Text | None = None
    about: Many[Text] = ()
    background: Many[Text] = ()
    purpose: Many[Text] = ()
    target: Many[Text] = ()
    effects: Many[Text] = ()
    organisers: Many[Text] = ()
    participants: Many[Text] = ()
    use: Many[Text] = ()
    ways_of_use: Many[WayOfUse] = ()
    periods: Many[Period] = ()
    glossary: Many[Term] = ()


class Curriculum(Model):
    """A whole curriculum file.

    `shortest_share`: per cent of its minutes that an activity keeps when a meeting must end on time, where
    its duration says no other; without one the machine's own.
    """

    schema_: Annotated[Literal[1], Field(alias="schema")]
    id: Slug
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=20)]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "ja"
    shortest_share: ShortestShare | None = None
    programme: Programme
    variants: Many[Variant] = ()
    references: Many[Reference] = ()
    worksheets: Many[Worksheet] = ()
    steps: Annotated[tuple[Step, ...], Strict(strict=False), Field(min_length=1)]

    def step(self, step_id: str) -> Step | None:
        """Return the step of that id, None where there is none."""
        return next((entry for entry in self.steps if entry.id == step_id), None)

    def worksheet(self, worksheet_id: str) -> Worksheet | None:
        """Return the worksheet of that id, None where there is none."""
        return next((entry for entry in self.worksheets if entry.id == worksheet_id), None)

    def materials(self, activity: Activity) -> tuple[str, ...]:
        """Return what an activity needs, each once: materials, worksheets that are filled, not its slides.

        Materials that begin with a worksheet's name say of it in which form, such as `(as printed)`.
        """
        found = list(activity.materials)
        for sheet in filter(None, map(self.worksheet, activity.fills)):
            if not any(one.startswith((sheet.name, sheet.title)) for one in found):
                found.append(sheet.name)
        return tuple(dict.fromkeys(found))

    def reference(self, reference_id: str) -> Reference | None:
        """Return the reference of that id, None where there is none."""
        return next((entry for entry in self.references if entry.id == reference_id), None)
