"""Which case a sheet is about, and what the case is called."""

from __future__ import annotations

import pytest

from jusou_tui import paths, wording
from jusou_tui.curriculum.load import load
from jusou_tui.report.layout import lay_out
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.case_titles import about_cases, case_titles, numbers, own_title
from make import book, session

TEAM = load(paths.shipped("curricula") / "team-building.toml")
COMMUNITY = load(paths.shipped("curricula") / "community-building.toml")
STEP2 = TEAM.steps[2]


def told(of: Session, *, include_sensitive: bool = False) -> str:
    blocks = session_blocks(of, TEAM, include_sensitive=include_sensitive)
    return "\n".join(line.text for line in lay_out(blocks, 80))


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ((), []),
        (("一つめ", "二つめ"), [1, 2]),
        (("ケース1", "ケース2"), [1, 2]),
        (("ケース2 川沿い", "だんだんの家"), [2, 1]),
        (("ケース２", "Case 3"), [2, 3]),
        (("ケース2", "ケース2", ""), [2, 1, 3]),
        (("ケース10", "ケース1の話"), [10, 1]),
        (("ケース0", "事例3"), [1, 2]),
    ],
)
def test_a_number_in_the_title_tells_the_case_and_the_others_take_what_is_left(
    titles: tuple[str, ...], expected: list[int]
) -> None:
    assert numbers(titles) == expected


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("ケース1", ""),
        ("Case 2", ""),
        ("ケース1（川沿い）", "川沿い"),
        ("ケース1 架空の一家の話", "架空の一家の話"),
        ("ケース12：だんだんの家（仮）", "だんだんの家（仮）"),
        ("だんだんの家", "だんだんの家"),
        ("  ", ""),
    ],
)
def test_what_a_title_says_beyond_the_number_is_the_case_s_name(title: str, own: str) -> None:
    assert own_title(title) == own
    wording.use("en")
    assert own_title(title) == own


def test_fewer_sheets_than_cases_and_more_give_the_names_that_there_are() -> None:
    opened = book(session(meta={"curriculum": "team-building"}))
    worksheets = about_cases(TEAM, "step2", STEP2.activities)
    assert [sheet.id for sheet in worksheets] == ["case-review"]
    assert case_titles(worksheets, opened.session.sheets) == {}
    for title in ("ケース2 架空の一家の話", "ケース1", "川沿い"):
        opened.sheets.add("case-review", title)
    assert case_titles(worksheets, opened.session.sheets) == {2: "架空の一家の話", 3: "川沿い"}
    assert case_titles(worksheets, opened.session.sheets, include_sensitive=False) == {}


def test_a_case_is_called_as_its_own_sheet_says_before_the_sheets_made_of_it() -> None:
    opened = book(session(meta={"curriculum": "community-building"}))
    opened.sheets.add("resources", "まん中の人")
    opened.sheets.add("case-sheet", "川沿い")
    step = COMMUNITY.step("step1")
    assert step is not None
    worksheets = about_cases(COMMUNITY, "step1-2", step.activities)
    assert case_titles(worksheets, opened.session.sheets) == {1: "川沿い"}


def test_the_report_tells_the_cases_by_name_only_when_asked_for() -> None:
    opened = book(session(meta={"curriculum": "team-building"}))
    opened.meetings.set("step2", start=opened.ledger.now(), cases=2)
    opened.sheets.add("case-review", "ケース2 架空の一家の話", "step2")
    plain = told(opened.session)
    assert "架空の一家の話" not in plain
    assert "ケース検討シート ケース2" in plain
    asked = told(opened.session, include_sensitive=True)
    assert "ケース2 架空の一家の話" in asked
    assert asked.count("架空の一家の話") == 2
