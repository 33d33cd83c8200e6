"""A page of cells: what a tick writes to the terminal, and that it leaves there what the page shows."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.style import Style

from jusou_tui.app.drawing.cell_page import CellRuns
from jusou_tui.app.drawing.cell_runs import changed_runs
from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.text.terminal import cell_width, pad

STYLES = {"": Style(), "a": Style(bold=True), "b": Style(bgcolor="#7cc4ff")}
CONSOLE = Console(color_system="truecolor", width=80)


def written(before: Drawn, after: Drawn) -> str:
    """Return what is written to the terminal so that `after` stands where `before` was."""
    runs = []
    for y, (one, other) in enumerate(zip(before, after, strict=True)):
        for x, pieces in changed_runs(one, other):
            at = x
            for text, style in pieces:
                runs.append((at, y, text, STYLES[style]))
                at += cell_width(text)
    return CellRuns(runs).render_segments(CONSOLE)


def painted(lines: Drawn, *more: str) -> list[list[tuple[str, str, bool]]]:
    """Return the cells of a terminal that is painted whole, then takes what is written."""
    screen = pyte.Screen(20, len(lines))
    stream = pyte.Stream(screen)
    whole = CellRuns(
        (sum(cell_width(text) for text, _ in line[:n]), y, text, STYLES[style])
        for y, line in enumerate(lines)
        for n, (text, style) in enumerate(line)
    )
    for text in (whole.render_segments(CONSOLE), *more):
        stream.feed(text)
    return [
        [(screen.buffer[y][x].data, str(screen.buffer[y][x].bg), screen.buffer[y][x].bold) for x in range(20)]
        for y in range(len(lines))
    ]


PIECES = st.lists(
    st.tuples(st.text(st.sampled_from("ab 12漢字、"), max_size=5), st.sampled_from(list(STYLES))), max_size=4
)


def _line(pieces: list[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    room = 20
    for text, style in pieces:
        if text and cell_width(text) <= room:
            kept.append((text, style))
            room -= cell_width(text)
    return [*kept, (pad("", room), "")] if room else kept


@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=3))
def test_what_is_written_leaves_the_page_on_the_terminal(
    changes: list[tuple[list[Piece], list[Piece]]],
) -> None:
    before = [_line(one) for one, _ in changes]
    after = [_line(other) for _, other in changes]
    assert painted(before, written(before, after)) == painted(after)


def test_only_cells_that_differ_are_written() -> None:
    before: Drawn = [[("36:4", ""), ("8", "b"), (" min", "")]]
    after: Drawn = [[("36:4", ""), ("7", "b"), (" min", "")]]
    assert changed_runs(before[0], after[0]) == [(4, [("7", "b")])]
    assert changed_runs(after[0], after[0]) == []


def test_changes_far_apart_are_written_apart() -> None:
    before, after = [("a" + " " * 12 + "a", "")], [("b" + " " * 12 + "b", "")]
    assert changed_runs(before, after) == [(0, [("b", "")]), (13, [("b", "")])]


@pytest.mark.parametrize(("before", "after"), [("漢a", "a漢"), ("a漢b", "漢ab"), ("漢字", "abcd")])
def test_wide_characters_are_never_halved(before: str, after: str) -> None:
    for _, pieces in changed_runs([(before, "")], [(after, "")]):
        assert "".join(text for text, _ in pieces) in after


def test_a_style_is_named_once_for_all_its_cells() -> None:
    before: Drawn = [[("    ", "")] for _ in range(8)]
    after: Drawn = [[("    ", "b")] for _ in range(8)]
    assert written(before, after).count("48;2;124;196;255") == 1
