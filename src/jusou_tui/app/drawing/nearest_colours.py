"""Colours on a terminal of 256: the nearest one, where Rich's own choice makes dark blues green or black."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_LEVELS = (0, 95, 135, 175, 215, 255)
_CUBE, _GREYS = 16, 232
"""The numbers of the first colours of the cube of 216 and of the ramp of 24 greys."""
_WEIGHTS = (3, 4, 2)
"""How much the eye sees of a difference in red, green and blue."""


class NearestColours(LineFilter):
    """Gives each style the nearest colours of the 256."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the same segments in those colours."""
        return [Segment(text, style and _nearest_style(style), control) for text, style, control in segments]


def with_nearest(filters: Sequence[LineFilter], color_system: str | None) -> Sequence[LineFilter]:
    """Return the filters of an app and, where its terminal has 256 colours, that for these."""
    return [*filters, _NEAREST] if color_system == "256" else filters


@lru_cache(maxsize=1024)
def _nearest_style(style: Style) -> Style:
    return style + Style(color=_nearest_colour(style.color), bgcolor=_nearest_colour(style.bgcolor))


def _nearest_colour(colour: RichColor | None) -> RichColor | None:
    if colour is None or colour.type is not ColorType.TRUECOLOR or colour.triplet is None:
        return None
    return RichColor.from_ansi(nearest_of_256(*colour.triplet))


@lru_cache(maxsize=512)
def nearest_of_256(red: int, green: int, blue: int) -> int:
    """Return the number of the colour among 256 that looks most like one; never one of the first 16, which
    a terminal may draw in any colour.
    """
    wanted = red, green, blue
    steps = [_step_of(part) for part in wanted]
    grey = min(max(round((sum(wanted) / 3 - 8) / 10), 0), 23)
    in_cube = _apart(wanted, [_LEVELS[n] for n in steps]), _CUBE + 36 * steps[0] + 6 * steps[1] + steps[2]
    in_ramp = _apart(wanted, [8 + 10 * grey] * 3), _GREYS + grey
    return min(in_cube, in_ramp)[1]


def _step_of(part: int) -> int:
    return min(range(len(_LEVELS)), key=lambda step: abs(_LEVELS[step] - part))


def _apart(one: Sequence[int], other: Sequence[int]) -> int:
    return sum(weight * (a - b) ** 2 for weight, a, b in zip(_WEIGHTS, one, other, strict=True))


_NEAREST = NearestColours()
