from __future__ import annotations

import pytest

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.widgets.lines import cells_changed

NAME: Piece = ("見本 花子", "chip-now")


@pytest.mark.parametrize(
    ("before", "after", "cells"),
    [
        ([("00:55", "strong"), NAME], [("00:54", "strong"), NAME], 5),
        ([("00:55", "strong"), NAME], [("00:55", "soon"), NAME], 5),
        ([("+10:00", "over"), NAME], [("10:00", "over"), NAME], 40),
        ([NAME, ("00:55", "")], [NAME, ("00:54", "")], 14),
        ([("00:55", "")], [], 40),
    ],
    ids=["another second", "another colour", "another length", "at the right", "nothing any more"],
)
def test_a_line_is_painted_up_to_where_it_stays_the_same(
    before: list[Piece], after: list[Piece], cells: int
) -> None:
    assert cells_changed(before, after, 40) == cells


def test_a_line_that_is_cut_is_painted_whole() -> None:
    assert cells_changed([("00:55", ""), NAME], [("00:54", ""), NAME], 10) == 10
