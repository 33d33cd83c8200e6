"""The countdown's digits: their shapes, their sizes, and how little of them repaints."""

import re

import pytest
from textual.geometry import Region

from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app import theme
from jusou_tui.app.drawing.digit_shapes import ROWS, changed, largest, shape, width_for
from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.app.widgets.bar import TimeBar
from jusou_tui.app.widgets.digits import BigTime, Glyph
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.key_bar import KeyBar, KeyHint
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.live.meeting_words.prompt_rows import PromptRow


@pytest.mark.parametrize("rows", ROWS)
def test_no_two_characters_look_alike(rows: int) -> None:
    shapes = [shape(char, rows) for char in "0123456789:+"]
    assert len(set(shapes)) == len(shapes)


@pytest.mark.parametrize("rows", ROWS)
def test_every_row_of_a_glyph_is_equally_wide(rows: int) -> None:
    for char in "0123456789:+- x":
        drawn = shape(char, rows)
        assert len(drawn) == rows
        if rows > 3:
            assert len({len(row) for row in drawn}) == 1


def test_strokes_are_two_cells_and_digits_six_wide() -> None:
    assert shape("8", 5) == ("######  ", "##  ##  ", "######  ", "##  ##  ", "######  ")
    assert width_for("42:17", 5) == 34


def test_only_rows_that_differ_count_as_changed() -> None:
    assert changed(shape("9", 5), shape("8", 5)) == {3: 2}
    assert changed(shape("8", 5), shape("8", 5)) == {}


@pytest.mark.parametrize("text", ["42:17", "+02:15", "1:02:03", "+120:05"])
@pytest.mark.parametrize("rows", ROWS)
async def test_it_is_as_wide_as_told(text: str, rows: int) -> None:
    time = BigTime(rows=rows)
    app = Page(time)
    async with app.run_test(size=(120, 30)) as pilot:
        time.show(text, "running")
        await pilot.pause()
        assert time.size.height == rows
        assert 0 <= time.size.width - width_for(text, rows) <= 2


async def test_overtime_has_another_colour_and_another_shape() -> None:
    time = BigTime()
    app = Page(time)
    async with app.run_test() as pilot:
        time.show("00:01", "soon")
        await pilot.pause()
        before = app.export_screenshot()
        time.show("+00:01", "over")
        await pilot.pause()
        after = app.export_screenshot()
        assert len([glyph for glyph in time.query(Glyph) if glyph.display]) == 6
    soon, over = theme.palette(theme.DARK)["soon"], theme.palette(theme.DARK)["over"]
    assert soon in before
    assert over not in before
    assert over in after


async def test_a_time_too_wide_for_its_place_gets_smaller_digits() -> None:
    time = BigTime()
    app = Page(time)
    async with app.run_test(size=(120, 30)) as pilot:
        time.set_rows(9, columns=66)
        time.show("42:17", "running")
        await pilot.pause()
        assert time.size.height == 9
        time.show("+120:05", "over")
        await pilot.pause()
        assert time.size.height == 5
    with pytest.raises(ValueError, match="7"):
        time.set_rows(7)


async def test_three_rows_hold_full_width_digits() -> None:
    time = BigTime(rows=3)
    app = Page(time)
    async with app.run_test() as pilot:
        time.show("38:46", "running")
        await pilot.pause()
        shown = "".join(lines(glyph)[1] for glyph in time.query(Glyph) if glyph.display)
        assert re.sub(r"\s", "", shown) == "３８：４６"
        time.show("38:45", "running")
        await pilot.pause()
        shown = "".join(lines(glyph)[1] for glyph in time.query(Glyph) if glyph.display)
        assert re.sub(r"\s", "", shown) == "３８：４５"


async def test_a_second_repaints_only_changed_rows_of_one_digit() -> None:
    time = BigTime()
    app = Page(time)
    async with app.run_test() as pilot:
        time.show("42:19", "running")
        await pilot.pause()
        painted: list[set[Region]] = []
        original = Glyph.refresh

        def watching(self: Glyph, *regions: Region, **options: bool) -> Glyph:
            painted.append(set(regions))
            return original(self, *regions, **options)

        Glyph.refresh = watching  # type: ignore[method-assign]
        try:
            time.show("42:18", "running")
            time.show("42:18", "running")
        finally:
            Glyph.refresh = original  # type: ignore[method-assign]
        assert painted == [{Region(0, 3, 2, 1)}]
        time.show("42:18", "over")
        await pilot.pause()
        assert all(glyph._ink == "over" for glyph in time.query(Glyph) if glyph.display)


async def test_nothing_but_the_digits_is_drawn_on_a_tick() -> None:
    time, bar, card, notes = BigTime(), TimeBar(), PromptCard(), EntryList()
    top, keys, area = TopLine(), KeyBar(), NoteArea()
    app = Page(top, time, bar, card, notes, area, keys)
    async with app.run_test(size=(80, 24)) as pilot:
        right = [("14:07", "clock")]
        hints = [KeyHint("F9", "次へ", "next", primary=True)]
        entries = [EntryRow("1", "14:02", "", "", "例野", "見本のメモ")]
        rows = [PromptRow("問い", "何が聞こえましたか。", "strong")]

        def tick(passed: int) -> None:
            top.show("Step1", "見本", right)
            time.show(f"42:{59 - passed:02}", "running")
            bar.show(passed / 3600, "running")
            card.show(rows, None)
            notes.show(entries)
            keys.show(hints)

        tick(0)
        area.focus()
        await pilot.pause()
        kinds = (TopLine, TimeBar, PromptCard, EntryList, NoteArea, KeyBar, Glyph)
        with counted_lines(*kinds) as drawn:
            for passed in range(1, 11):
                tick(passed)
                await pilot.pause()
        assert set(drawn) == {"Glyph"}
        assert len(drawn) <= 10 * 5 + 5


async def test_a_theme_change_recolours_what_is_shown() -> None:
    time = BigTime()
    app = Page(time)
    async with app.run_test() as pilot:
        time.show("42:17", "running")
        await pilot.pause()
        app.theme = theme.LIGHT
        await pilot.pause()
        shot = app.export_screenshot()
    assert theme.palette(theme.LIGHT)["digits"] in shot
    assert theme.palette(theme.DARK)["digits"] not in shot


def test_where_there_is_little_room_digits_stand_closer_before_they_get_smaller() -> None:
    assert width_for("+00:26", 5, tight=True) == 35
    assert [largest("+00:26", 5, cells) for cells in (None, 42, 41, 35, 34)] == [
        (5, False),
        (5, False),
        (5, True),
        (5, True),
        (3, False),
    ]
