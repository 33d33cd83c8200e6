"""The bar, the top line and the key bar: what they show, what they leave out, when they repaint."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.geometry import Region

from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app.drawing.pieces import fit, width_of
from jusou_tui.app.widgets.bar import TimeBar
from jusou_tui.app.widgets.key_bar import KeyBar, KeyHint
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.text.terminal import cell_width

HINTS = [
    KeyHint("F1", "ヘルプ", "help", rank=8),
    KeyHint("F2", "予定", "schedule", rank=3),
    KeyHint("F6", "一時停止", "pause", rank=1),
    KeyHint("F7", "-1分", "minus", rank=6),
    KeyHint("F8", "+1分", "plus", rank=5),
    KeyHint("F9", "次へ", "next", primary=True, rank=0),
]


def on_colour(bar: TimeBar) -> int:
    """Return the cells of the bar's first colour."""
    first = next(iter(bar.render_line(0)))
    assert isinstance(first.style, Style)
    return len(first.text)


async def test_the_bar_fills_whole_cells() -> None:
    bar = TimeBar()
    async with Page(bar).run_test(size=(56, 5)) as pilot:
        bar.show(0.5, "running")
        await pilot.pause()
        assert on_colour(bar) == 25
        assert lines(bar)[0].endswith("50%")
        bar.show(7, "over")
        await pilot.pause()
        assert on_colour(bar) == 50
        assert lines(bar)[0].endswith("100%")


async def test_the_bar_repaints_only_for_another_cell_or_phase() -> None:
    bar = TimeBar()
    async with Page(bar).run_test(size=(56, 5)) as pilot:
        bar.show(0.5, "running")
        await pilot.pause()
        with counted_lines(TimeBar) as drawn:
            bar.show(0.505, "running")
            await pilot.pause()
            assert drawn == []
            bar.show(0.52, "running")
            await pilot.pause()
            assert len(drawn) == 1
            bar.show(0.52, "soon")
            await pilot.pause()
            assert len(drawn) == 2


RIGHT = [("終了見込み", "muted"), ("16:26", "strong"), ("6分遅れ", "late"), ("14:07", "clock")]


async def test_the_top_line_shows_both_parts() -> None:
    top = TopLine()
    async with Page(top).run_test(size=(80, 5)) as pilot:
        top.show("Step1 キックオフ", "チームづくり編", RIGHT)
        await pilot.pause()
        assert lines(top)[0].split() == [
            "チームづくり編",
            "Step1",
            "キックオフ",
            "終了見込み",
            "16:26",
            "6分遅れ",
            "14:07",
        ]
        assert cell_width(top.render_line(0).text) == 78


async def test_the_right_part_has_precedence_and_the_left_is_cut_last() -> None:
    top = TopLine()
    async with Page(top).run_test(size=(54, 5)) as pilot:
        top.show("Step1 キックオフ", "チームづくり編", RIGHT)
        await pilot.pause()
        assert lines(top)[0].startswith("Step1 キックオフ ")
        assert lines(top)[0].endswith("14:07")
        await pilot.resize_terminal(44, 5)
        assert lines(top)[0].startswith("Step1..")
        assert lines(top)[0].endswith("14:07")
        assert cell_width(lines(top)[0]) == 42


async def test_no_dots_stand_where_a_name_has_no_room() -> None:
    top = TopLine()
    async with Page(top).run_test(size=(60, 5)) as pilot:
        top.show("Step1 キックオフ", "", RIGHT)
        for cells in range(34, 60):
            await pilot.resize_terminal(cells, 5)
            left = lines(top)[0].split("終了見込み")[0].strip()
            assert left == "" or cell_width(left.rstrip(".")) > 2, cells


async def test_the_top_line_repaints_only_when_it_changes() -> None:
    top = TopLine()
    async with Page(top).run_test() as pilot:
        top.show("Step1", "見本", RIGHT)
        await pilot.pause()
        with counted_lines(TopLine) as drawn:
            top.show("Step1", "見本", list(RIGHT))
            await pilot.pause()
            assert drawn == []


async def test_a_time_that_ticks_stands_first_and_repaints_alone() -> None:
    top = TopLine()
    async with Page(top).run_test(size=(80, 5)) as pilot:
        top.show("Step1", "見本")
        top.show_time((" 残り 42:17 ", "chip-digits"), RIGHT)
        await pilot.pause()
        assert lines(top)[0].split()[:4] == ["残り", "42:17", "見本", "Step1"]
        dirty: list[Region] = []
        top._set_dirty, before = lambda *regions: dirty.extend(regions), top._set_dirty
        top.show_time((" 残り 42:16 ", "chip-digits"), RIGHT)
        assert dirty == [Region(0, 0, 12, 1)]
        top._set_dirty = before
        top.show_time(None)
        assert lines(top)[0].split()[:2] == ["見本", "Step1"]
        assert lines(top)[0].endswith("14:07")


async def test_markup_and_escapes_are_text_or_nothing() -> None:
    top, keys = TopLine(), KeyBar()
    async with Page(top, keys).run_test() as pilot:
        top.show("[/] \x1b[31m赤", "[b]", [("[/x]", "muted")])
        keys.message("[/] だめでした\x1b]0;x\x07", "failed")
        await pilot.pause()
        assert "[b]  [/] 赤" in lines(top)[0]
        assert "[/] だめでした" in keys.render_line(0).text


def in_sight(keys: KeyBar) -> list[str]:
    """Return the actions of the hints in the line, from left to right."""
    text = keys.render_line(0).text
    places = {hint.action: text.find(f"{hint.key} {hint.label}") for hint in keys._hints}
    return sorted((action for action, place in places.items() if place >= 0), key=places.__getitem__)


async def test_the_primary_key_stands_apart_at_the_right() -> None:
    keys = KeyBar()
    async with Page(keys).run_test(size=(80, 5)) as pilot:
        keys.show(HINTS)
        await pilot.pause()
        text = keys.render_line(0).text
        assert text.startswith("F1 ヘルプ  F2 予定  F6 一時停止  F7 -1分  F8 +1分 ")
        assert text.endswith(" F9 次へ ")
        assert cell_width(text) == 79


async def test_function_keys_stand_in_the_order_of_the_keyboard_whatever_stays_longest() -> None:
    keys = KeyBar()
    others = [KeyHint("Esc", "戻る", "back", rank=2), KeyHint("F10", "操作", "palette", rank=7)]
    async with Page(keys).run_test(size=(100, 5)) as pilot:
        keys.show([others[0], HINTS[4], HINTS[2], others[1], HINTS[0], HINTS[5], HINTS[1]])
        await pilot.pause()
        assert in_sight(keys) == ["help", "schedule", "pause", "plus", "palette", "back", "next"]


@pytest.mark.parametrize(
    ("width", "kept"),
    [
        (80, ["help", "schedule", "pause", "minus", "plus", "next"]),
        (52, ["schedule", "pause", "minus", "plus", "next"]),
        (46, ["schedule", "pause", "plus", "next"]),
        (30, ["pause", "next"]),
        (12, ["next"]),
    ],
)
async def test_the_least_important_keys_go_first_and_none_is_cut(width: int, kept: list[str]) -> None:
    keys = KeyBar()
    async with Page(keys).run_test(size=(width, 5)) as pilot:
        keys.show(HINTS)
        await pilot.pause()
        assert in_sight(keys) == kept
        text = keys.render_line(0).text
        assert all(f"{hint.key} {hint.label}" in text for hint in HINTS if hint.action in kept)


async def test_a_quiet_message_needs_room_a_failure_takes_it() -> None:
    keys = KeyBar()
    async with Page(keys).run_test(size=(80, 5)) as pilot:
        keys.show(HINTS)
        keys.message("保存済み 14:07", "quiet")
        await pilot.pause()
        assert "保存済み 14:07" in keys.render_line(0).text
        keys.message("この長い知らせは入りきらないので今は見せません", "quiet")
        assert "知らせ" not in keys.render_line(0).text
        keys.message("保存できません。控えを取りました", "failed")
        assert "保存できません。控えを取りました" in keys.render_line(0).text
        assert "next" in in_sight(keys)
        assert "help" not in in_sight(keys)
        await pilot.resize_terminal(40, 5)
        assert "保存できません" in keys.render_line(0).text
        assert ".." in keys.render_line(0).text


async def test_a_message_without_room_repaints_nothing() -> None:
    keys = KeyBar()
    async with Page(keys).run_test(size=(62, 5)) as pilot:
        keys.show(HINTS)
        await pilot.pause()
        with counted_lines(KeyBar) as drawn:
            keys.message("保存済み 14:07", "quiet")
            await pilot.pause()
            assert not drawn
            keys.message("保存できません", "failed")
            await pilot.pause()
            assert drawn
        assert "保存できません" in keys.render_line(0).text


async def test_a_click_runs_what_it_hits_and_nothing_between() -> None:
    keys = KeyBar()
    app = Page(keys)
    async with app.run_test(size=(80, 5)) as pilot:
        keys.show(HINTS)
        await pilot.pause()
        await pilot.click(keys, offset=(12, 0))
        await pilot.click(keys, offset=(10, 0))
        await pilot.click(keys, offset=(78, 0))
        await pilot.pause()
        assert [event.action for event in app.heard_of(KeyBar.HintClicked)] == ["schedule", "next"]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.tuples(st.text(alphabet="あいうab漢 。", max_size=12), st.just("muted")), max_size=5),
    st.integers(min_value=0, max_value=40),
)
def test_fitted_pieces_are_never_too_wide_and_whole_when_they_fit(
    pieces: list[tuple[str, str]], cells: int
) -> None:
    fitted = fit(pieces, cells)
    assert width_of(fitted) <= cells
    if width_of(pieces) <= cells:
        assert fitted == pieces
    else:
        assert "".join(text for text, _ in fitted).endswith(".."[:cells])


async def test_a_pause_takes_the_place_of_the_bar_and_a_turn_s_bar_grows_in_steps() -> None:
    bar = TimeBar()
    async with Page(bar).run_test(size=(60, 4)) as pilot:
        bar.show(0.3, "over", words="一時停止中（14:52から）")
        await pilot.pause()
        assert bar.render_line(0).text.strip() == "一時停止中（14:52から）"
        with counted_lines(TimeBar) as drawn:
            for share in (0.30, 0.31, 0.34):
                bar.show(share, "running", in_steps=True)
                await pilot.pause()
            assert len(drawn) == 1


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (40, "一覧  題名のとても長い会           13:30"),
        (26, "一覧  題名のとて..   13:30"),
        (16, "一覧       13:30"),
    ],
)
async def test_a_page_keeps_its_name_in_the_top_line_where_the_title_has_no_room(
    cells: int, shown: str
) -> None:
    line = TopLine()
    line.styles.padding = 0
    async with Page(line).run_test(size=(cells, 3)) as pilot:
        line.show_page("一覧", "題名のとても長い会", [("13:30", "clock")])
        await pilot.pause()
        assert " ".join(lines(line)[0].split()) == " ".join(shown.split())
