"""The shared screen after a video call: digits, title and question are read back from what it leaves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color

from app.test_themes import contrast
from audience.pages import BREAK, LONG_TITLE, PAGES, QUESTION, ROUND, RUNNING
from call_picture import DigitReader, can_read, in_call, least_difference, likeness, read_line, rgb, seen_by
from jusou_tui.app import theme
from jusou_tui.app.drawing.digit_shapes import HUGE, drawn
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.screens.audience.numbers import COLOURS
from jusou_tui.app.screens.audience.rows import lay_out
from jusou_tui.audience.page import Page

pytestmark = pytest.mark.proof

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
THEMES = (theme.DARK, theme.LIGHT)
TIMES = ("36:48", "05:27", "11:11", "09:30", "47:16")


def cells(lines: Drawn, style: str) -> list[tuple[int, int]]:
    """Return column and row of each cell of a huge number."""
    found = []
    for y, line in enumerate(lines):
        x = 0
        for text, name in line:
            if name == style:
                found += [(x + n, y) for n in range(len(text))]
            x += len(text) if text.isascii() else sum(1 + (ord(char) > 0x2E7F) for char in text)
    return found


def read_time(page: Page, size: tuple[int, int], name: str, ink: str) -> str:
    """Return the digits of a page as they can be read after a call: of its last huge number."""
    lines = lay_out(page, *size)
    big = page.bigs[-1]
    found = cells(lines, f"on-{ink}")
    left, top, height = min(x for x, _ in found), min(y for _, y in found), len({y for _, y in found})
    for strokes in (one for one in HUGE if one.rows == height):
        blank = _set(drawn(big.text, strokes, tight=big.tight))
        start = left - min(x for x, _ in blank)
        if {(x + start, y + top) for x, y in blank} == set(found):
            break
    else:
        raise AssertionError(f"{big.text} is not drawn")
    shapes = [(sign, drawn(sign, strokes, tight=big.tight)) for sign in "0123456789:"]
    ground, colour = (rgb(theme.palette(name)[one]) for one in ("ground", ink))
    digits = DigitReader(in_call(lines, theme=name, letters=False), size, colour, ground)
    return digits.read((start, top), shapes, len(big.text), strokes.gap)


def _set(rows: tuple[str, ...]) -> set[tuple[int, int]]:
    return {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "#"}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("size", SIZES)
def test_digits_are_read_back(size: tuple[int, int], name: str) -> None:
    for text in TIMES:
        page = replace(RUNNING, bigs=(replace(RUNNING.bigs[0], text=text),))
        assert read_time(page, size, name, "digits") == text


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("state", "ink"),
    [
        ("soon", "soon"),
        ("time_up", "muted"),
        ("curtain", "text"),
        ("before", "muted"),
        ("still", "still"),
        ("round", "digits"),
        ("break", "digits"),
    ],
)
def test_digits_of_every_colour_are_read_back(state: str, ink: str, name: str) -> None:
    page = PAGES[state]
    assert read_time(page, (80, 24), name, ink) == page.bigs[-1].text


@pytest.mark.skipif(not can_read(), reason="no tesseract with Japanese, or no Noto Sans CJK")
@pytest.mark.parametrize("name", THEMES)
def test_title_question_and_what_is_now_are_read_back_in_eighty_columns(name: str, tmp_path: Path) -> None:
    lines = lay_out(replace(RUNNING, heading=LONG_TITLE), 80, 24)
    picture = in_call(lines, theme=name)
    for row, wanted in (
        (2, LONG_TITLE),
        (17, QUESTION),
        (19, RUNNING.rows[1].lines[0]),
        (21, RUNNING.rows[2].lines[0]),
    ):
        assert likeness(read_line(picture, row, (80, 24), tmp_path), wanted) >= 0.9, wanted


@pytest.mark.parametrize("name", THEMES)
def test_every_word_stands_out_from_its_ground_and_every_digit(name: str) -> None:
    plain = theme._style(name, "text@ground")
    ground = Color.parse(theme.palette(name)["ground"])
    used = {
        piece for page in PAGES.values() for size in SIZES for line in lay_out(page, *size) for piece in line
    }
    for style_name, is_word in {(style, bool(text.strip())) for text, style in used}:
        style = plain + (theme._style(name, style_name) if style_name else plain)
        assert style.color
        assert style.bgcolor
        front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
        if is_word:
            assert contrast(front, back) >= 4.5, style_name
        elif style_name.removeprefix("on-") in COLOURS.values():
            assert contrast(back, ground) >= 3, style_name


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("weakness", ["protanopia", "deuteranopia", "tritanopia"])
def test_states_are_told_apart_without_seeing_all_colours(weakness: str, name: str) -> None:
    colours = theme.palette(name)
    states = [rgb(colours[ink]) for ink in ("digits", "soon", "muted")]
    assert least_difference([seen_by(one, weakness) for one in states]) >= 40


def test_every_state_says_itself_in_a_word_too() -> None:
    for page in PAGES.values():
        assert all(big.chip for big in page.bigs)
    assert BREAK.bigs[0].chip != ROUND.bigs[0].chip
