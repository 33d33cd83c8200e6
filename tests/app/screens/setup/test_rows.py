"""What the set-up says beside its fields and below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import CURRICULUM, SIZES, curriculum, still_clock
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.screens.setup.rows import label_lines, outcome_lines, remark_lines
from jusou_tui.app.screens.setup.screen import OUTCOME_MARGIN
from jusou_tui.app.shell.screen import TALL
from jusou_tui.live.beginning.setup import NewRun, SetupForm
from jusou_tui.text.terminal import cell_width


def form(folder: Path, **typed: str) -> SetupForm:
    made = SetupForm(still_clock(), None, NewRun(curriculum(), CURRICULUM, folder))
    for name, text in typed.items():
        made.type(name, text)
    return made


def texts(lines: list[list[Piece]]) -> list[str]:
    return ["".join(text for text, _ in line) for line in lines]


@pytest.mark.parametrize(
    ("typed", "meant"), [("12/10", "12月10日（木）"), ("１２月１１日", "12月11日（金）")]
)
def test_a_date_is_read_back_in_words(place: Path, typed: str, meant: str) -> None:
    assert any(meant in text for text in texts(remark_lines(form(place, date=typed), roomy=False)))


def test_what_cannot_be_read_is_marked_beside_its_field_and_explained_below(place: Path) -> None:
    wrong = form(place, start="いつか")
    remarks = remark_lines(wrong, roomy=False)
    assert [style for line in remarks for _, style in line if style == "strong-over"] == ["strong-over"]
    assert [line for line in outcome_lines(wrong, 80, member_lines=1) if line[0][1] == "strong-over"]


def test_labels_and_remarks_are_as_far_apart_as_the_fields(place: Path) -> None:
    made = form(place)
    for roomy in (False, True):
        labels, remarks = label_lines(made, roomy=roomy), remark_lines(made, roomy=roomy)
        assert len(labels) == len(remarks)
        assert [not line for line in labels].count(True) == (len(labels) // 2 if roomy else 0)


@pytest.mark.parametrize(("across", "down"), SIZES)
def test_how_the_members_were_read_takes_a_line_or_two_of_a_tall_window(
    place: Path, across: int, down: int
) -> None:
    others = "".join(f"見本 花子、第{number}課\n" for number in range(30))
    made = form(place, members=f"例野　一郎、福祉課、進行役\n12:00\n{others}")
    cells, most = across - OUTCOME_MARGIN, 2 if down >= TALL else 1
    lines = outcome_lines(made, cells, member_lines=most)
    members = texts([line for line in lines if line[0][1] == "muted"])
    assert len(members) == most
    assert "".join(members).startswith("31人：例野　一郎（福祉課、進行役）、")
    assert all(cell_width(text) <= cells for text in texts(lines))
