"""Worksheets in a report: each layout as a table of its headings."""

import pytest

from jusou_tui import paths
from jusou_tui.compare.diff import diff
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.layout import lay_out
from jusou_tui.report.markdown import markdown
from jusou_tui.report.session.session import session_blocks, sheet_blocks
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.layout import NEW, sheet_layout
from jusou_tui.text.terminal import cell_width
from jusou_tui.wording import t
from make import book

NAMES = ("team-building", "community-building", "trial")


@pytest.fixture(scope="module")
def trial() -> Curriculum:
    return load(paths.shipped("curricula") / "trial.toml")


def blocks_of(curriculum: Curriculum, worksheet: str, written: dict[str, str]) -> list[Block]:
    opened = book()
    found = curriculum.worksheet(worksheet)
    assert found is not None
    sheet = opened.sheets.start(found)
    for cell, text in written.items():
        opened.sheets.set_cell(sheet, cell, text)
    return sheet_blocks(opened.session.sheets[sheet], curriculum)


def test_a_form_is_a_table_of_fields(trial: Curriculum) -> None:
    blocks = blocks_of(trial, "invitation", {"whom/person": "例野 一郎", "dates/festival": "8月1日"})
    people, dates = [block for block in blocks if isinstance(block, Table)]
    assert people.rows == (("お願いする人", "例野 一郎"), ("お願いすること", ""))
    assert dates.rows == (("まつりの日", "8月1日"), ("お返事をもらう日", ""))
    assert [block.text for block in blocks if isinstance(block, ReportHeading)] == ["お願いシート", "日にち"]


def test_a_grid_keeps_rows_and_columns_and_its_one_cell_beside_them(trial: Curriculum) -> None:
    blocks = blocks_of(trial, "shops", {"sheet/bakery/left": "粉を買う", "sheet/wish": "屋根"})
    [table] = [block for block in blocks if isinstance(block, Table)]
    assert [column.title for column in table.columns] == ["", "準備：できたこと", "準備：これからのこと"]
    assert table.rows == (("まぼろし焼きの店", "", "粉を買う"), ("うたかた湯", "", ""))
    assert Pairs((("商店街ぜんたいのお願い", "屋根"),)) in blocks


def test_a_table_leaves_its_empty_rows_out(trial: Curriculum) -> None:
    opened = book()
    worksheet = trial.worksheet("todo")
    assert worksheet is not None
    sheet = opened.sheets.start(worksheet)
    opened.sheets.add_row(sheet, {"tasks/task": "旗を縫う\n二枚", "tasks/due": "7月"})
    [table] = [
        block for block in sheet_blocks(opened.session.sheets[sheet], trial) if isinstance(block, Table)
    ]
    assert table.rows == (("ちょうちんを数える", "見本 花子", ""), ("旗を縫う\n二枚", "", "7月"))


def test_zones_list_their_entries(trial: Curriculum) -> None:
    opened = book()
    sheet = opened.sheets.add("ideas")
    for text, zone in (("花火", "dream"), ("うちわ", "now"), ("金魚", "now")):
        opened.sheets.add_row(sheet, {f"areas/{zone}": text})
    [table] = [
        block for block in sheet_blocks(opened.session.sheets[sheet], trial) if isinstance(block, Table)
    ]
    assert table.rows == (("すぐできる", "うちわ\n金魚"), ("いつかやりたい", ""), ("夢のような話", "花火"))


def test_a_memo_is_running_text(trial: Curriculum) -> None:
    blocks = blocks_of(trial, "case-sheet", {"memo": "一行め\n二行め"})
    assert blocks[1:] == [Paragraph("一行め\n二行め")]
    assert isinstance(blocks[0], ReportHeading)
    assert blocks[0].text == "お客さんシート（話を聞いた人）"


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_worksheet_is_told_whole_and_fits(name: str) -> None:
    curriculum = load(paths.shipped("curricula") / f"{name}.toml")
    for worksheet in curriculum.worksheets:
        opened = book()
        key = opened.sheets.start(worksheet)
        written = []
        for number, cell in enumerate(sheet_layout(worksheet, opened.session.sheets[key]).cells):
            text = f"書いた{number}番|続き"
            if cell.row == NEW:
                opened.sheets.add_row(key, {cell.address: text})
            else:
                opened.sheets.set_cell(key, cell.address, text, cell.row)
            written.append(text)
        sheet: Sheet = opened.session.sheets[key]
        blocks = sheet_blocks(sheet, curriculum)
        whole = "".join("".join(line.text.split()) for line in lay_out(blocks, 400))
        assert [text for text in written if text not in whole] == [], worksheet.id
        assert [text for text in written if text.replace("|", "\\|") not in markdown(blocks)] == []
        assert max(cell_width(line.text) for line in lay_out(blocks, 80)) <= 80, worksheet.id


def test_a_sheet_that_nobody_wrote_in_is_no_part_of_a_session(trial: Curriculum) -> None:
    opened, found = book(), trial.worksheet("invitation")
    assert found is not None
    before = opened.session.model_copy(deep=True)
    opened.sheets.start(found, t("sheet.case", number=1))
    assert session_blocks(opened.session, trial) == session_blocks(before, trial)
    assert diff(before, opened.session, trial) == []
    opened.sheets.start(found, "川沿い")
    assert ReportHeading(f"{found.name} 川沿い", 2) in session_blocks(opened.session, trial)
