"""The curriculum: programme, steps, activities, segments, worksheets, references. Frozen and strict.

docs/curriculum-format.md explains every key with an example.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints, model_validator

from jusou_tui.curriculum.activity import Activity, Clip, Cue, Duration, Segment, Slides
from jusou_tui.curriculum.base import (
    Many,
    Model,
    Pair,
    Place,
    Short,
    ShortestShare,
    Slug,
    Text,
    TimeCode,
    Url,
    check_forward,
    check_in_order,
    seconds_of,
)

Layout = Literal["form", "grid", "table", "zones", "memo"]


class Heading(Model):
    """A heading of a worksheet: a column, a row, a field or a zone.

    Neighbouring columns of one `group` stand under that common heading.
    """

    id: Slug
    title: Short
    hint: Text | None = None
    group: Short | None = None


class Block(Model):
    """A part of a worksheet, with columns and rows of its own: fixed headings, or default rows of text.

    The zones of a `zones` block are its `rows`; a `memo` block without headings is one free text.
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
    ours: bool = False

    @property
    def name(self) -> str:
        """What distinguishes the sheet from others in a list: its label where it has one."""
        return self.label or self.title


__all__ = [
    "Activity",
    "Block",
    "Clip",
    "ClipEntry",
    "Cue",
    "Curriculum",
    "Duration",
    "Heading",
    "Length",
    "Model",
    "Period",
    "Programme",
    "Reference",
    "Segment",
    "Slides",
    "Step",
    "Term",
    "Variant",
    "WayOfUse",
    "Worksheet",
    "seconds_of",
]


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

    def reference(self, reference_id: str) -> Reference | None:
        """Return the reference of that id, None where there is none."""
        return next((entry for entry in self.references if entry.id == reference_id), None)
