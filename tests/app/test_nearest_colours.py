"""Colours on a terminal of 256."""

from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from app.test_themes import contrast
from jusou_tui.app import theme
from jusou_tui.app.drawing.nearest_colours import nearest_of_256, with_nearest


@pytest.mark.parametrize(
    ("wanted", "number"), [("#26324d", 237), ("#0d1321", 233), ("#4589c4", 68), ("#7cc4ff", 117)]
)
def test_dark_blues_become_dark_greys_and_light_ones_stay_blue(wanted: str, number: int) -> None:
    assert nearest_of_256(*Color.parse(wanted).rgb) == number


@pytest.mark.parametrize("name", [theme.DARK, theme.LIGHT])
def test_ground_and_track_can_be_told_apart_and_text_be_read(name: str) -> None:
    colours = theme.palette(name)
    numbers = {key: nearest_of_256(*Color.parse(value).rgb) for key, value in colours.items()}
    shown = {key: Color(*RichColor.from_ansi(number).get_truecolor()) for key, number in numbers.items()}
    assert len({numbers["ground"], numbers["track"], numbers["bar"]}) == 3
    for key in theme.INKS:
        assert contrast(shown["ground"], shown[key]) >= 4.5, key


def test_only_a_terminal_of_256_colours_gets_them() -> None:
    assert with_nearest([], "truecolor") == with_nearest([], None) == []
    (only,) = with_nearest([], "256")
    line = [Segment("残り", Style.parse("bold #f2f5fa on #26324d")), Segment(" ")]
    made = only.apply(line, Color(0, 0, 0))
    assert made[0].style == Style(bold=True, color="color(255)", bgcolor="color(237)")
    assert made[1] == Segment(" ")
