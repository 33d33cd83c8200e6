"""An activity of a step's agenda: how long it takes, its segments, clips, cues and slides."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from jusou_tui.curriculum.base import (
    ClockTime,
    Form,
    Many,
    Minutes,
    Model,
    Pair,
    Share,
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
    def seconds(self) -> int:
        """The clip's length in seconds."""
        return seconds_of(self.end) - seconds_of(self.start)

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
    """One entry of a step's agenda (実施内容). Of the form `BREAK_FORM` it is a break."""

    BREAK_FORM: ClassVar[str] = "休憩"
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
