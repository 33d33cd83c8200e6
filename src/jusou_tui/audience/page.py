"""A view in words: the page of the shared screen, the same for every skin.

Skins lay out what stands here and add nothing of their own to it: `Page` is a skeleton that does not change
from state to state (top line, where we are, the huge numbers, the bar, up to three labelled rows, a quiet
last line).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jusou_tui.audience.view import AudienceView, DayPart, Reception, SharedSheet, TimeLeft

Ink = Literal["left", "soon", "turn", "restart", "time", "waiting", "still"]
"""What a huge number is, hence its colour: how much is left (soon: of the last minute), whose turn, when we
start again, the time of day, grey for what waits, is up or stands still."""


@dataclass(frozen=True, slots=True)
class Big:
    """A huge number and its words. `time`: what it counts, None for one that stands; `text`: as it is now.

    `chip`: the state in a word; `beside`: further words beside it, the most important first. `tight`: set
    tight, as a clock, an hour or a seat number; a countdown keeps its width each second. `unit`: 時間 beside
    hours.
    """

    text: str
    ink: Ink
    chip: str
    beside: tuple[str, ...] = ()
    time: TimeLeft | None = None
    tight: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled row. `gives_way`: 0 never (the question), else the order in which rows go where room is
    short.

    `weight` of the first line: `question` bold and white, `now` bold and yellow, `plain`; further lines are
    plain.
    """

    label: str
    lines: tuple[str, ...]
    weight: Literal["question", "now", "plain"] = "plain"
    gives_way: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """The shared screen in words.

    `mark`: リハーサル, else "". `where`: "3/5"; `heading` with its `short_heading` where it does not fit.
    `share`: of the bar, None for no bar. `band`: a line in a band across the page (the message, a greeting),
    with `band_note` below it. `seats`: the round as numbers. `tail` and `tail_right`: the quiet last line.
    `warning`: orange words of a page that stands still.
    """

    organisation: str
    title: str
    clock: str
    mark: str = ""
    where: str = ""
    form: str = ""
    heading: str = ""
    short_heading: str = ""
    bigs: tuple[Big, ...] = ()
    share: float | None = None
    band: str = ""
    band_note: str = ""
    rows: tuple[Row, ...] = ()
    decisions: tuple[tuple[str, str], ...] = ()
    sheet: SharedSheet | None = None
    day: tuple[DayPart, ...] = ()
    tail: str = ""
    tail_right: str = ""
    warning: tuple[str, ...] = ()
    address: str = ""
    enlarge: int = 0


def page_of(view: AudienceView, reception: Reception | None = None) -> Page:
    """Return the page of a view as it is at `view.now`; standing still where the reception says so."""
    raise NotImplementedError
