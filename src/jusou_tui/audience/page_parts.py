"""What a page of the shared screen is made of: huge numbers, labelled rows, the round as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jusou_tui.audience.view import Seat, TimeLeft

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

    def gathered(self, count: int) -> str:
        """Return the first `count` seats, all done, in one word: `1-5済`, where not in order `..5済`."""
        first, last = self.seats[0].number, self.seats[count - 1].number
        in_order = [seat.number for seat in self.seats[:count]] == list(range(first, last + 1))
        return f"{first}-{last}{self.done}" if in_order else f"..{last}{self.done}"
