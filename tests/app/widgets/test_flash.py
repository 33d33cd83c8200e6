"""The flash: on every page and over dialogs, large and readable, and never in the way of typing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, TextArea

from app.stage import (
    SIZES,
    app_of,
    bar_of,
    flashes,
    focus_of,
    joined,
    make_live,
    page_name,
    press,
    rows,
    shown,
    stage,
    still_clock,
    type_text,
    until,
    wait,
)
from jusou_tui import settings
from jusou_tui.app import theme as themes
from jusou_tui.app.alerts.flash import (
    FRAMES,
    INKS,
    LEAST,
    SHORT,
    TOP,
    Band,
    Flash,
    WholeStrip,
    place,
    show_flash,
)
from jusou_tui.app.screens.settings import rows as setting_rows
from jusou_tui.live.meeting_words.alerts import Alert, Moment
from jusou_tui.session.model.queries import notes_of
from jusou_tui.text.terminal import cell_width

SENTENCE = "時間になりました。区切りのよいところで次へ進みましょう。"
OVER: tuple[Alert, ...] = (Alert("over", SENTENCE, "時間です", "!"),)


async def show(pilot: Pilot[int], told: tuple[Alert, ...] = OVER) -> Flash:
    show_flash(pilot.app.screen, told)
    await pilot.pause()
    await pilot.pause()
    [found] = pilot.app.screen.query(Flash)
    return found


def dark_cells(pilot: Pilot[int], colour: str) -> int:
    """Count the cells of the screen that stand on a colour."""
    strips = pilot.app.screen._compositor.render_strips()
    return sum(
        cell_width(segment.text)
        for strip in strips
        for segment in strip
        if segment.style
        and segment.style.bgcolor
        and segment.style.bgcolor.get_truecolor().hex == themes.colour(pilot.app, colour)
    )


def field_lines(pilot: Pilot[int]) -> range:
    field = pilot.app.focused
    if not isinstance(field, Input | TextArea):
        return range(0)
    return range(field.region.y, field.region.bottom)


PAGES: dict[str, tuple[str, ...]] = {
    "run": (),
    "schedule": ("f2",),
    "notes": ("f3",),
    "sheets": ("f4",),
    "programme": ("f11",),
    "todos": ("f11", "f6"),
    "people": ("f11", "f2"),
    "help": ("f1",),
    "palette": ("ctrl+p",),
    "menu": ("ctrl+d",),
    "who": ("ctrl+w",),
    "typed time": ("ctrl+d", "3"),
}


@pytest.mark.proof
async def test_it_is_seen_whole_on_every_page_and_beside_every_field(place: Path) -> None:
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        await press(pilot, "f9")
        for name, keys in PAGES.items():
            await press(pilot, *keys)
            before = page_name(pilot)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                found = await show(pilot)
                assert page_name(pilot) == before, name
                lines = range(found.region.y, found.region.bottom)
                assert found.region.width == size[0], name
                is_narrow = name == "run" and size[1] < SHORT  # there it stands over the heading alone
                assert len(lines) >= (1 if is_narrow else LEAST), name
                assert not set(lines) & set(field_lines(pilot)), name
                page = rows(pilot)
                text = "".join("".join(page[line] for line in lines).split())
                if len(lines) >= 7:
                    assert SENTENCE in text, name
                else:
                    assert SENTENCE[:9] in text, name
                found.end()
                await pilot.pause()
            await press(pilot, *["escape"] * len(keys))
            assert page_name(pilot) == "RunScreen", name


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_typing_through_it_keeps_every_character_the_focus_and_the_cursor(
    place: Path, size: tuple[int, int]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=size, flash=True) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "一つめの")
        area = bar_of(pilot).area
        before = area.region, area.cursor_screen_offset
        await show(pilot)
        assert pilot.app.cursor_position == before[1]
        await type_text(pilot, "話　ｎ n")
        assert focus_of(pilot) == "entry-text"
        assert area.region == before[0]
        assert pilot.app.cursor_position == area.cursor_screen_offset
        await wait(pilot, 1)
        await type_text(pilot, "。")
        assert "一つめの話" in shown(pilot)
        assert live.book.session.drafts.get("note").text == "一つめの話　ｎ n。"
        await press(pilot, "enter")
        assert [note.text for _, note in notes_of(live.book.session, "step1")] == ["一つめの話　ｎ n。\n"]


async def test_nothing_on_the_page_moves(place: Path) -> None:
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        for keys in ((), ("ctrl+d",)):
            await press(pilot, "f9", *keys)
            before = {widget: widget.region for widget in pilot.app.screen.walk_children()}
            found = await show(pilot)
            after = {widget: widget.region for widget in before if widget.is_attached}
            assert {widget: before[widget] for widget in after} == after
            found.end()


async def test_it_gives_way_to_a_field_that_gets_the_focus(place: Path) -> None:
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        await press(pilot, "f9", "f3")
        found = await show(pilot)
        await press(pilot, "f5")
        assert field_lines(pilot)
        assert not set(range(found.region.y, found.region.bottom)) & set(field_lines(pilot))


async def test_a_second_signal_takes_its_place_and_it_goes_by_itself(place: Path) -> None:
    cue = (Alert("cue", "シートを配りましょう。", "合図", "!"),)
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        await show(pilot)
        await show(pilot, cue)
        assert "シートを配りましょう" in joined(pilot)
        assert SENTENCE not in joined(pilot)
        show_flash(pilot.app.screen, cue, seconds=0.05)
        await until(pilot, lambda: not flashes(pilot))
        assert "シートを配りましょう" not in joined(pilot)


@pytest.mark.proof
async def test_it_is_a_large_block_in_the_colour_of_its_urgency(place: Path) -> None:
    moments: tuple[Moment, ...] = ("soon", "last_minute", "over", "overtime", "cue", "turn", "timer")
    async with stage(make_live(place, still_clock()), size=SIZES[0], flash=True) as pilot:
        for size, moment in product(SIZES, moments):
            await pilot.resize_terminal(*size)
            found = await show(pilot, (Alert(moment, SENTENCE, "残り", "3"),))
            on_colour = dark_cells(pilot, INKS.get(moment, "digits"))
            if size[1] < SHORT:  # the heading's lines alone, which have no room for dashes
                assert on_colour >= size[0] * found.region.height
                found.end()
                await pilot.pause()
                continue
            assert on_colour > size[0] * size[1] / 4
            # For whom colours fail: none, one or two dashed lines.
            strips = pilot.app.screen._compositor.render_strips()
            dashed = [strip for strip in strips[found.region.y : found.region.bottom] if _is_dashed(strip)]
            assert len(dashed) == FRAMES.get(moment, 0)
            found.end()
            await pilot.pause()


def _is_dashed(strip: Iterable[Segment]) -> bool:
    grounds = [segment.style.bgcolor for segment in strip if segment.style]
    changes = sum(a != b for a, b in pairwise(grounds))
    return changes >= 14 and len(set(grounds)) == 2 and not "".join(part.text for part in strip).strip()


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", themes.PALETTES)
@pytest.mark.parametrize("ink", ["soon", "over", "digits"])
def test_its_words_read_on_its_colour_in_both_themes(theme: str, ink: str) -> None:
    colours = themes.palette(theme)
    low, high = sorted((luminance(colours["ground"]), luminance(colours[ink])))
    assert (high + 0.05) / (low + 0.05) >= 4.5


async def test_each_example_shows_its_whole_sentence_at_the_smallest_size(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=SIZES[0], flash=True) as pilot:
        for told in filter(None, map(setting_rows.example_alerts, setting_rows.NAMES)):
            found = await show(pilot, told)
            assert "".join(told[0].sentence.split()) in joined(pilot)
            found.end()
            await pilot.pause()


async def test_ticks_below_it_leave_its_words_whole(place: Path) -> None:
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        await press(pilot, "f9", "f5")
        found = await show(pilot)
        for cells in range(1, 79):
            lines = found.render_lines(found.region.reset_offset)
            cut = "".join(segment.text for line in lines for segment in line.crop(0, cells))
            assert "".join(cut.split()) == "".join(
                char for line in lines for char in _first(line, cells) if char.strip()
            )


def _first(line: Strip, cells: int) -> str:
    """Return the characters that begin within so many cells."""
    found, place = "", 0
    for char in line.text:
        if place < cells:
            found += char
        place += cell_width(char)
    return found


@given(st.text("あ亜a。 ", max_size=30), st.sets(st.integers(1, 79), max_size=6))
def test_wherever_a_line_is_cut_no_character_is_lost(text: str, cuts: set[int]) -> None:
    width = 80
    line = WholeStrip([Segment(text), Segment(" " * (width - cell_width(text)))], width)
    parts = line.divide([*sorted(cuts), width])
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())
    ends = [*sorted(cuts), width]
    assert [part.cell_length for part in parts] == [
        end - begin for begin, end in zip([0, *ends], ends, strict=False)
    ]
    assert [cell_width(part.text) for part in parts] == [part.cell_length for part in parts]


@pytest.mark.parametrize("front", [1, 2])
def test_a_sentence_that_a_cut_would_go_through_begins_a_cell_later_without_a_hole(front: int) -> None:
    line = WholeStrip([Segment(" " * front + "残り1分です。"), Segment(" " * 20)], 33 + front)
    parts = line.divide([8, 33 + front])
    assert "残り1分です。" in "".join(part.text for part in parts)


def test_a_flash_has_the_highest_place_that_is_free() -> None:
    assert place(24, 9, []) == Band(TOP, 9)
    assert place(24, 9, [Band(21, 2)]) == Band(TOP, 9)
    assert place(24, 9, [Band(4, 1)]) == Band(5, 9)
    assert place(24, 9, [], [Band(7, 10)]) == Band(1, 6)
    assert place(24, 9, [Band(3, 1)], [Band(2, 20)]) == Band(4, 9)
    assert place(3, 9, [Band(0, 3)]).rows >= 1


BANDS = st.builds(Band, st.integers(0, 55), st.integers(1, 5))
BOXES = st.builds(Band, st.integers(0, 55), st.integers(1, 40))


@given(st.integers(20, 60), st.integers(3, 13), BANDS, BOXES)
def test_no_place_covers_a_field(height: int, wanted: int, field: Band, box: Band) -> None:
    found = place(height, wanted, [field], [box])
    assert found.end <= field.top or found.top >= field.end
    assert TOP <= found.top < found.end < height
    assert found.rows <= wanted


async def test_every_way_of_telling_can_be_turned_off(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    monkeypatch.delenv("TMUX", raising=False)
    async with stage(make_live(place, still_clock()), flash=True) as pilot:
        app, sent = app_of(pilot), []
        monkeypatch.setattr(app, "bell", lambda: sent.append("bell"))
        monkeypatch.setattr(app.notifier, "write", sent.append)
        monkeypatch.setattr(app.notifier, "flash", lambda _: sent.append("flash"))
        monkeypatch.setattr(app.notifier.title, "signal", lambda _: sent.append("title"))
        app.notifier.announce(OVER, settings.Settings())
        assert sent == ["bell", "flash", "title", f"\x1b]9;{SENTENCE}\x07"]
        sent.clear()
        ways = ("bell", "screen_flash", "title_flash", "desktop_notice")
        app.notifier.announce(OVER, settings.Settings(**dict.fromkeys(ways, False)))
        assert sent == []
