"""What the set-up says beside its fields and below them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import CURRICULUM, curriculum, still_clock
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.screens.setup.rows import (
    label_lines,
    members_label,
    outcome_lines,
    people_lines,
    remark_lines,
    wrong_lines,
)
from jusou_tui.live.beginning.new_run import NewRun
from jusou_tui.live.beginning.setup import SetupForm
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
    assert [line for line in wrong_lines(wrong, 80, "start") if line[0][1] == "strong-over"]


def test_of_several_fields_that_cannot_be_read_only_the_current_one_is_explained(place: Path) -> None:
    wrong = form(place, date="えええ", start="おおお", end="かかか")
    beside = [text for text in texts(remark_lines(wrong, roomy=False)) if "読み取れません" in text]
    assert len(beside) == 3
    explained = "".join(texts(wrong_lines(wrong, 38, "start")))
    assert "「おおお」" in explained
    assert "「えええ」" not in explained
    assert "「かかか」" not in explained
    assert wrong_lines(wrong, 38, "members") == []


def test_labels_and_remarks_are_as_far_apart_as_the_fields(place: Path) -> None:
    made = form(place)
    for roomy in (False, True):
        labels, remarks = label_lines(made, roomy=roomy), remark_lines(made, roomy=roomy)
        assert len(labels) == len(remarks)
        assert [not line for line in labels].count(True) == (len(labels) // 2 if roomy else 0)


def test_each_member_stands_on_a_line_as_understood(place: Path) -> None:
    others = "".join(f"見本 花子、第{number}課\n" for number in range(30))
    made = form(place, members=f"例野　一郎、福祉課、進行役\n12:00\n{others}")
    lines = people_lines(made, 40, room=99)
    members = texts([line for line in lines if line[0][1] == "muted"])
    assert members[0].startswith("31人")
    assert members[1] == "  例野　一郎（福祉課、進行役）"
    assert len(members) == 1 + 31
    assert all(cell_width(text) <= 40 for text in texts(lines))


def test_where_members_do_not_fit_those_around_the_cursor_are_shown_and_named(place: Path) -> None:
    made = form(
        place, members="氏名、所属\n" + "\n".join(f"見本 {name}子、福祉課" for name in "花月雪風雲空")
    )
    assert texts(people_lines(made, 40, room=7))[0] == "6人を読み取りました。"
    for row, seen in ((0, "（1〜3を表示）"), (4, "（3〜5を表示）"), (6, "（4〜6を表示）")):
        first, *shown = texts(people_lines(made, 40, room=4, row=row))
        assert first.endswith(seen)
        assert len(shown) == 3
    assert any("風子" in text for text in texts(people_lines(made, 40, room=4, row=4)))


def test_a_field_with_more_members_than_lines_says_which_are_in_sight() -> None:
    assert texts(members_label(4, 1, 4)) == ["メンバー"]
    assert texts(members_label(9, 4, 7)) == ["メンバー", "4-7/9行"]


def test_a_step_without_cases_says_where_their_number_is_asked_for(place: Path) -> None:
    made = form(place)
    assert "cases" not in made.fields
    assert "ケースの数は、Step2 で入力" in texts(outcome_lines(made, 58))[-1]
    made.choose_step("step2")
    assert "cases" in made.fields
    assert made.cases_elsewhere == ""
