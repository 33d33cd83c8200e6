"""The notes: columns, the newest in sight, the highlight, ten thousand of them."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.text.terminal import cell_width


def entry(number: int, text: str = "見本のメモ", **changes: str) -> EntryRow:
    """Return an entry with changes."""
    values = {"time": f"14:{number % 60:02}", "tag": "", "tag_style": "", "author": "例野", "text": text}
    return EntryRow(id=str(number), **{**values, **changes})


LONG = "部署ごとに「連携」の意味が違う。会議に呼ぶことが連携だと思われている。まず言葉をそろえたい。"


async def test_time_author_and_text_stand_in_columns() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(50, 10)) as pilot:
        notes.show([entry(5, LONG), entry(6, "用語集を用意する", tag="決定", tag_style="decided", author="")])
        await pilot.pause()
        shown = [line for line in lines(notes) if line]
        assert shown[0].startswith("  14:05 例野   部署ごとに")
        assert all(line.startswith(" " * 15) for line in shown[1:-1])
        assert shown[-1] == "  14:06  決定  用語集を用意する"


async def test_the_author_of_a_decision_leads_its_text() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(50, 10)) as pilot:
        notes.show([entry(6, "用語集を用意する", tag="決定", tag_style="decided", author="見本 花子")])
        await pilot.pause()
        assert lines(notes)[0] == "  14:06  決定  見本 花子：用語集を用意する"


async def test_a_long_name_widens_its_column_up_to_a_limit() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(70, 10)) as pilot:
        notes.show([entry(1), entry(2, author="見本 花子"), entry(3, author="とても長い名前の見本さん")])
        await pilot.pause()
        starts = {cell_width(line.partition("見本のメモ")[0]) for line in lines(notes) if "メモ" in line}
        assert len(starts) == 1
        assert "とても長い.." in lines(notes)[2]


async def test_the_newest_is_in_sight_and_stays_so() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(50, 5)) as pilot:
        notes.show([entry(number, LONG) for number in range(30)])
        await pilot.pause()
        assert LONG.endswith(lines(notes)[-1].split()[-1])
        assert notes.scroll_offset.y == notes.max_scroll_y > 0
        notes.show([*notes.items, entry(31, "いちばん新しい")])
        await pilot.pause()
        assert "いちばん新しい" in lines(notes)[-1]
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        assert "いちばん新しい" in lines(notes)[-1]


async def test_who_reads_further_up_is_left_there() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(50, 5)) as pilot:
        notes.show([entry(number, f"メモ{number}") for number in range(30)])
        await pilot.pause()
        notes.scroll_lines(-10)
        await pilot.pause()
        before = lines(notes)
        notes.show([*notes.items, entry(31, "いちばん新しい")])
        await pilot.pause()
        assert lines(notes) == before
        notes.scroll_lines(100)
        notes.show([*notes.items, entry(32, "もっと新しい")])
        await pilot.pause()
        assert "もっと新しい" in lines(notes)[-1]


async def test_scrolling_up_line_by_line_shows_every_line_once() -> None:
    """Estimates become heights on the way; what is read must not jump."""
    notes = EntryList()
    async with Page(notes).run_test(size=(50, 6)) as pilot:
        notes.show([entry(number, f"{number}番 " + LONG * (number % 3)) for number in range(25)])
        await pilot.pause()
        for _ in range(200):
            before, at = lines(notes), notes.scroll_offset.y
            notes.scroll_lines(-1)
            await pilot.pause()
            if at == 0:
                break
            assert lines(notes)[1:] == before[:-1]
        assert notes.scroll_offset.y == 0
        assert "0番" in lines(notes)[0]


async def test_changing_one_entry_draws_only_its_lines() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(60, 10)) as pilot:
        notes.show([entry(number) for number in range(8)])
        await pilot.pause()
        with counted_lines(EntryList) as drawn:
            notes.show([entry(number, "直したメモ" if number == 3 else "見本のメモ") for number in range(8)])
            await pilot.pause()
            assert len(drawn) == 1
        assert "直したメモ" in lines(notes)[3]
        notes.show([one for one in notes.items if one.id != "3"])
        await pilot.pause()
        assert "直したメモ" not in "".join(lines(notes))


async def test_showing_the_same_draws_nothing() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(60, 10)) as pilot:
        notes.show([entry(number) for number in range(8)])
        await pilot.pause()
        with counted_lines(EntryList) as drawn:
            notes.show([entry(number) for number in range(8)])
            await pilot.pause()
            assert drawn == []


async def test_arrows_move_a_mark_and_enter_chooses() -> None:
    notes = EntryList()
    app = Page(notes)
    async with app.run_test(size=(60, 6)) as pilot:
        notes.show([entry(number) for number in range(20)])
        await pilot.pause()
        assert not any(line.startswith(">") for line in lines(notes))
        notes.focus()
        await pilot.pause()
        assert lines(notes)[-1].startswith("> 14:19")
        await pilot.press("up", "up", "enter")
        await pilot.pause()
        assert [event.id for event in app.heard_of(EntryList.Chosen)] == ["17"]
        await pilot.press("home")
        assert lines(notes)[0].startswith("> 14:00")
        await pilot.press("up")
        assert [event.direction for event in app.heard_of(EntryList.Edge)] == [-1]
        await pilot.press("end", "down")
        assert app.heard_of(EntryList.Edge)[-1].direction == 1
        await pilot.press("pageup")
        assert notes.highlighted_key == "14"


async def test_a_list_that_is_filled_while_it_has_the_focus_shows_its_mark() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(60, 6)) as pilot:
        notes.focus()
        await pilot.pause()
        notes.show([entry(number) for number in range(3)])
        await pilot.pause()
        await pilot.pause()
        assert lines(notes)[2].startswith("> 14:02")


async def test_the_highlight_stays_with_its_entry() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(60, 10)) as pilot:
        notes.show([entry(number) for number in range(5)])
        await pilot.pause()
        assert notes.highlight("2")
        notes.show([one for one in notes.items if one.id != "1"])
        assert notes.highlighted_key == "2"
        assert not notes.highlight("99")
        notes.show([])
        assert notes.highlighted_key is None


async def test_a_click_marks_and_a_double_click_chooses() -> None:
    notes = EntryList()
    app = Page(notes)
    async with app.run_test(size=(60, 10)) as pilot:
        notes.show([entry(number) for number in range(5)])
        await pilot.pause()
        await pilot.click(notes, offset=(5, 3))
        assert notes.highlighted_key == "3"
        assert app.heard_of(EntryList.Chosen) == []
        await pilot.click(notes, offset=(5, 3), times=2)
        await pilot.pause()
        assert [event.id for event in app.heard_of(EntryList.Chosen)] == ["3"]
        await pilot.click(notes, offset=(5, 8))
        assert notes.highlighted_key == "3"


async def test_room_brings_a_blank_line_after_each() -> None:
    notes = EntryList(roomy=True)
    async with Page(notes).run_test(size=(60, 10)) as pilot:
        notes.show([entry(1), entry(2)])
        await pilot.pause()
        assert [bool(line) for line in lines(notes)[:4]] == [True, False, True, False]
        notes.roomy = False
        await pilot.pause()
        assert [bool(line) for line in lines(notes)[:3]] == [True, True, False]


async def test_markup_newlines_and_escapes_are_text() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(60, 10)) as pilot:
        notes.show([entry(1, "[/] [b]一行目\n二行目\x1b[2J", author="[x]")])
        await pilot.pause()
        assert lines(notes)[0].endswith("[/] [b]一行目")
        assert lines(notes)[1].strip() == "二行目"
        assert "\x1b" not in "".join(lines(notes))


async def test_ten_thousand_notes_cost_a_screenful() -> None:
    """A generous bound: what draws or wraps them all takes seconds."""
    notes = EntryList()
    async with Page(notes).run_test(size=(80, 24)) as pilot:
        entries = [entry(number, LONG) for number in range(10_000)]
        start = time.process_time()
        notes.show(entries)
        await pilot.pause()
        assert time.process_time() - start < 0.5
        assert len(notes._drawn) < 100
        start = time.process_time()
        notes.show([*notes.items, entry(10_001)])
        await pilot.pause()
        assert time.process_time() - start < 0.1


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="あ漢。、「」ab \n・ー", max_size=200),
    st.text(alphabet="佐藤見本a ", max_size=12),
    st.integers(min_value=1, max_value=100),
)
def test_no_line_is_wider_than_the_list(text: str, author: str, cells: int) -> None:
    notes = EntryList()
    for tag in ("", "決定"):
        drawn = notes.draw(entry(1, text, author=author, tag=tag, tag_style="decided"), cells)
        widest = max(sum(cell_width(part) for part, _ in line) for line in drawn)
        assert widest <= max(cells, 15)
        shown = "".join(part for line in drawn for part, _ in line)
        assert "".join(text.split()) in "".join(shown.split())


async def test_the_beginning_of_a_long_newest_entry_is_in_sight() -> None:
    notes = EntryList()
    async with Page(notes).run_test(size=(40, 3)) as pilot:
        notes.show([entry(1), entry(2, "始まりの言葉" + "長い話" * 60)])
        await pilot.pause()
        assert "始まりの言葉" in lines(notes)[0]
        notes.show([*notes.items, entry(3)])
        await pilot.pause()
        assert "見本のメモ" in lines(notes)[-1]
