"""How a number of seconds is shown: which figures, and when they change."""

from __future__ import annotations

import math
from typing import NamedTuple


class Face(NamedTuple):
    """What a countdown shows: whole minutes and seconds (0..59), and whether it counts overtime up."""

    over: bool
    minutes: int
    seconds: int

    def __str__(self) -> str:
        return f"{'+' if self.over else ''}{self.minutes}:{self.seconds:02d}"


def face(remaining: float) -> Face:
    """Return what to show for so many seconds left: each second once, 0:01, 0:00, +0:01, never -0:00."""
    whole = math.ceil(round(remaining, 3))
    minutes, seconds = divmod(abs(whole), 60)
    return Face(whole < 0, minutes, seconds)


def seconds_to_change(remaining: float) -> float:
    """Return in how many seconds, above 0, the face shows the next figure: when to look again."""
    return remaining - (math.ceil(round(remaining, 3)) - 1)
