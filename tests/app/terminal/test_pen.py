"""Fewer bytes leave the same on the screen."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.style import Style

from jusou_tui.app.terminal.pen import lean

BLUE, DARK = "48;2;124;196;255", "48;2;13;19;33"
COLOURS = st.sampled_from(
    [None, *(Color.from_rgb(shade, 0, 9) for shade in (1, 2)), Color.parse("red"), Color.parse("color(200)")]
)
FLAGS = st.none() | st.booleans()
STYLES = st.builds(
    Style, color=COLOURS, bgcolor=COLOURS, bold=FLAGS, italic=FLAGS, underline=FLAGS, reverse=FLAGS
)
RUNS = st.lists(
    st.tuples(
        st.sampled_from(["", "\x1b[2;3H", "\n\x1b[4;1H", "\r\n\x1b[1;1H", "\x1b[?25l", "\x1b[K", "\x1b[2J"]),
        STYLES,
        st.sampled_from(["  ", "a", "連携", "14:55", "a\r\nb"]),
    ),
    max_size=12,
)


def screen(*written: str) -> list[list[pyte.screens.Char]]:
    """Return the cells of a terminal after something was written, the pen behind them."""
    shown = pyte.Screen(20, 8)
    stream = pyte.Stream(shown)
    for data in written:
        stream.feed(data)
    stream.feed("\x1b[8;20Hx")  # in which style one would go on
    return [[shown.buffer[row][column] for column in range(20)] for row in range(8)]


@given(RUNS, RUNS)
def test_the_screen_is_the_same(
    first: list[tuple[str, Style, str]], second: list[tuple[str, Style, str]]
) -> None:
    frames = ["".join(moved + style.render(text) for moved, style, text in runs) for runs in (first, second)]

    assert screen(*map(lean, frames)) == screen(*frames)
    assert all(len(lean(frame)) <= len(frame) for frame in frames)


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("見本", "見本"),
        (f"\x1b[{BLUE}m  \x1b[0m", f"\x1b[{BLUE}m  \x1b[0m"),
        (
            f"\x1b[5;1H\x1b[{BLUE}m  \x1b[0m\n\x1b[6;1H\x1b[{BLUE}m  \x1b[0m",
            f"\x1b[5;1H\x1b[{BLUE}m  \x1b[6;1H  \x1b[0m",
        ),
        (f"\x1b[{BLUE}m  \x1b[0m\x1b[{DARK}m  \x1b[0m", f"\x1b[{BLUE}m  \x1b[{DARK}m  \x1b[0m"),
        (f"\x1b[1;{BLUE}ma\x1b[0m\x1b[{BLUE}mb\x1b[0m", f"\x1b[1;{BLUE}ma\x1b[0;{BLUE}mb\x1b[0m"),
        (f"\x1b[{BLUE}m  \x1b[0m\x1b[K", f"\x1b[{BLUE}m  \x1b[0m\x1b[K"),
        ("\x1b[0m", ""),
    ],
    ids=["no style", "one run", "a run below", "another ground", "without bold", "what erases", "nothing"],
)
def test_only_what_differs_is_written(data: str, written: str) -> None:
    assert lean(data) == written


@pytest.mark.parametrize("unknown", ["22", "4:3", "58;5;1", "38;2;1;2;3;22"])
def test_what_is_not_understood_is_left_as_it_is(unknown: str) -> None:
    data = f"\x1b[{unknown}ma\x1b[0m\x1b[0mb"
    assert lean(data) == data
