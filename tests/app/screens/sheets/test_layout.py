"""A sheet as one block: every cell is somewhere, nothing overlaps or sticks out, arrows reach all of it."""

from __future__ import annotations

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui import paths
from jusou_tui.app.screens.sheets.layout import paint, paint_within
from jusou_tui.app.screens.sheets.text_blocks import CellRect, TextBlock, beside, cell_block, neighbour, stack
from jusou_tui.curriculum.library import available
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.session.worksheets.layout import NEW, TITLE, Cell, SheetLayout, sheet_layout
from jusou_tui.text.terminal import cell_width

CURRICULA = [load(entry.path) for entry in available([paths.shipped("curricula")])]
WORKSHEETS = [
    pytest.param(worksheet, id=f"{curriculum.id}-{worksheet.id}")
    for curriculum in CURRICULA
    for worksheet in curriculum.worksheets
]
LONG = "重層的支援体制整備事業の話し合いで出たことを、ここに書き留めます。"


def written(worksheet: Worksheet, texts: tuple[str, ...] = ()) -> SheetLayout:
    """Return a new sheet with texts in its first cells."""
    book = make.book()
    identifier = book.sheets.start(worksheet)
    for text in texts:
        cells = sheet_layout(worksheet, book.session.sheets[identifier]).cells
        cell = next((cell for cell in cells if not cell.text), cells[0])
        if cell.row == NEW:
            book.sheets.add_row(identifier, {cell.address: text})
        else:
            book.sheets.set_cell(identifier, cell.address, text, cell.row)
    return sheet_layout(worksheet, book.session.sheets[identifier])


def shown(block: TextBlock) -> str:
    return "".join("".join(text for text, _, _ in line) for line in block.lines)


def squeezed(text: str) -> str:
    return "".join(text.split())


def overlap(one: CellRect, other: CellRect) -> bool:
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
    return down > 0 and across > 0


def column_text(block: TextBlock, place: CellRect) -> str:
    """Return what stands in a cell."""
    found = []
    for line in block.lines[place.top : place.bottom]:
        at = 0
        for text, _, _ in line:
            if place.left <= at < place.left + place.width:
                found.append(text)
            at += cell_width(text)
    return squeezed("".join(found))


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_cell_stands_in_a_place_of_its_own_with_all_of_its_text(worksheet: Worksheet) -> None:
    sheet = written(worksheet, (LONG, "短い", f"{LONG}\n二つ目"))
    for width, air in product([57, 76, 116, 190], [0, 2]):
        block = paint(sheet, width, air=air, title=Cell(TITLE, "ケース1"))
        assert block.width == width
        assert all(sum(cell_width(text) for text, _, _ in line) == width for line in block.lines)
        written_in = [cell for cell in sheet.cells if not cell.is_number]
        assert {cell.key for cell in written_in} | {TITLE} == set(block.places)
        assert not [pair for pair in combinations(block.places.values(), 2) if overlap(*pair)]
        for cell in written_in:
            assert squeezed(cell.text) in column_text(block, block.places[cell.key])
            assert block.places[cell.key].width >= 6


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_headings_stand_exactly_as_the_curriculum_has_them(worksheet: Worksheet) -> None:
    told = squeezed(shown(paint(written(worksheet), 600)))
    for block in worksheet.blocks:
        headings = [*block.rows, *block.columns, *([block.side] if block.side else [])]
        for title in [*(heading.title for heading in headings), *([block.title] if block.title else [])]:
            assert squeezed(title) in told


def reached_by_arrows(block: TextBlock) -> set[str]:
    """Return the cells that arrows lead to from the first one."""
    reached = {next(iter(block.places))}
    edge = list(reached)
    while edge:
        key = edge.pop()
        for down, right in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            other = neighbour(block.places, key, down, right)
            if other is not None and other not in reached:
                reached.add(other)
                edge.append(other)
    return reached


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_the_arrows_reach_every_cell(worksheet: Worksheet) -> None:
    sheet = written(worksheet, (LONG, "短い"))
    for width in (57, 76, 116):
        block = paint(sheet, width)
        assert reached_by_arrows(block) == set(block.places), width


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_wide_screen_shows_the_whole_sheet(worksheet: Worksheet) -> None:
    block = paint_within(written(worksheet), 116, 28, airs=(1, 0), title=None)
    assert block.height <= 28


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_the_explanation_of_a_sheet_that_does_not_fit_is_folded_and_names_the_key_for_the_rest(
    worksheet: Worksheet,
) -> None:
    def above(folds: bool) -> list[str]:
        block = paint_within(written(worksheet), 76, 5, airs=(1, 0), title=None, folds=folds)
        first = next(iter(block.places.values())).top
        return ["".join(text for text, _, _ in line).rstrip() for line in block.lines[:first]]

    whole, folded = above(False), above(True)
    assert len(folded) <= len(whole)
    if folded != whole:
        assert folded[0] == whole[0]
        assert folded[1].endswith(" .. PgUp で続き")
        assert folded[2] == ""


def test_large_print_has_more_air() -> None:
    worksheet = next(param.values[0] for param in WORKSHEETS if param.values[0].large_print)
    sheet = written(worksheet, (LONG,))
    roomy = paint_within(sheet, 76, 5, airs=(2, 1), title=None)
    assert roomy.height > paint(sheet, 76, air=0).height


def test_headings_of_a_table_stay_as_long_as_its_rows() -> None:
    worksheet = next(param.values[0] for param in WORKSHEETS if param.values[0].id == "step2-preparation")
    block = paint(written(worksheet), 76)
    (head,) = block.heads
    assert "担当" in "".join(text for text, _, _ in block.lines[head.top])
    rows = [place.top for place in block.places.values()]
    assert head.top + head.lines == min(rows)
    assert head.end > max(rows)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.text("あいu ", max_size=30), min_size=1, max_size=4), min_size=1, max_size=4),
    st.integers(8, 30),
)
def test_boxes_put_together_keep_their_width_and_every_place(rows: list[list[str]], width: int) -> None:
    made = [
        beside([cell_block(f"{row}/{column}", text, width) for column, text in enumerate(texts)])
        for row, texts in enumerate(rows)
    ]
    for row, block in zip(rows, made, strict=True):
        assert block.width == len(row) * (width + 1) - 1
        assert all(sum(cell_width(text) for text, _, _ in line) == block.width for line in block.lines)
    whole = stack([block for block in made if block.width == made[0].width], 1)
    for key, place in whole.places.items():
        row, column = map(int, key.split("/"))
        assert column_text(whole, place) == squeezed(rows[row][column])
