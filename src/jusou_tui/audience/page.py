"""A view in words: the page of the shared screen, the same for every skin.

Skins lay out what stands here and add nothing of their own to it: `Page` is a skeleton that does not change
from state to state (top line, where we are, the huge numbers, the bar, up to three labelled rows, a quiet
last line).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jusou_tui.audience.view import AudienceView, DayPart, Reception, Seat, SharedSheet, State, TimeLeft

Ink = Literal["left", "soon", "turn", "restart", "time", "waiting", "still"]
"""What a huge number is, hence its colour: how much is left (soon: of the last minute), whose turn, when we
start again, the time of day, grey for what waits, is up or stands still."""

Weight = Literal["question", "now", "plain", "turn", "warning", "meeting"]
"""How the lines of a row are drawn. `question`: bold and white, `now`: bold and yellow, `warning`: bold and
orange, `plain`; further lines are plain. `turn`: the first bold, the others beside it. `meeting`: the label
as a chip, the first line yellow, the second bold."""


@dataclass(frozen=True, slots=True)
class Big:
    """A huge number and its words. `time`: what it counts, None for one that stands; `text`: as it is now.

    `chip`: the state in a word, in the number's colour or in that of `chip_ink`; of a time of day (`time`) it
    stands above the number, no chip. `beside`: further words beside it, the most important first, such as
    番の方 and a name at a turn, に再開します at a restart, the end of what runs. `tight`: set tight, as a
    clock, an hour or a seat number; a countdown keeps its width each second. `unit`: 時間 beside hours.
    """

    text: str
    ink: Ink
    chip: str
    beside: tuple[str, ...] = ()
    time: TimeLeft | None = None
    tight: bool = False
    unit: str = ""
    chip_ink: Ink | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled row. `gives_way`: 0 never (the question), else the order in which rows go where room is
    short.

    `right`: words at the right end, as of a row of the agenda that a curtain leaves in sight.
    """

    label: str
    lines: tuple[str, ...]
    weight: Weight = "plain"
    gives_way: int = 0
    right: str = ""


@dataclass(frozen=True, slots=True)
class SeatRow:
    """The round as numbers, in its order. `done`: the word behind a number that is done (済); `left`: words
    behind all, as how many are left, the most important first."""

    label: str
    seats: tuple[Seat, ...]
    done: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The shared screen in words.

    `mark`: リハーサル, else "". `clock`: "" where the time of day is the huge number. `where`: a chip, "3/5"
    or the start of a meeting that has not begun (then yellow); `heading` with its `short_heading` where it
    does not fit; before the start it greets. `bigs`: one; of two the first is a turn, beside its time, or
    the smaller one above the larger. `share`: of the bar, None for no bar. `band`: a line in a band across
    the page below the number: the message; at the top with `band_note` where there is no number: the thanks.
    `seats`: the round as numbers. `decisions`: chips and texts under `decisions_title`. `day`: the agenda as
    a strip; `done_word`, `now_word`, `break_word` stand in it (済, いま, 休). `tail` and `tail_right`: the
    quiet last line. `warning`: orange chips in the top line of a page that stands still; what happened is a
    row of weight `warning`.
    """

    organisation: str
    title: str
    clock: str
    state: State = "running"
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
    seats: SeatRow | None = None
    decisions_title: str = ""
    decisions: tuple[tuple[str, str], ...] = ()
    sheet: SharedSheet | None = None
    day: tuple[DayPart, ...] = ()
    done_word: str = ""
    now_word: str = ""
    break_word: str = ""
    tail: str = ""
    tail_right: str = ""
    warning: tuple[str, ...] = ()
    address: str = ""
    enlarge: int = 0


def page_of(view: AudienceView, reception: Reception | None = None) -> Page:
    """Return the page of a view as it is at `view.now`; standing still where the reception says so."""
    raise NotImplementedError
