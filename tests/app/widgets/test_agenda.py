"""The agenda: columns by content, the title wrapped, states told by a word."""

from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app.drawing.row_models import AgendaRow
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.text.terminal import cell_width

HEADERS = ("", "時刻", "形式", "内容", "計画", "実績", "見込み")
TITLE = "包括的な支援体制の構築に向けた連携・協働について理解を深める"
ROWS = [
    AgendaRow("a", ("済", "13:30-13:45", "説明", "オープニング", "15分", "21分", ""), "done"),
    AgendaRow("b", ("今", "13:45-14:50", "講義", TITLE, "65分", "", "13:51-14:56"), "now", "6分遅れています"),
    AgendaRow("c", ("", "14:50-15:00", "休憩", "休憩", "10分", "", "14:56-15:06"), "break"),
    AgendaRow("d", ("省", "15:00-16:00", "対話", "振り返る", "60分", "", ""), "skipped"),
]
COMPACT = [
    AgendaRow("a", ("済", "13:30", "オープニング", "15分"), "done"),
    AgendaRow("b", ("今", "13:45", TITLE, "65分"), "now"),
    AgendaRow("c", ("", "14:56", "休憩", "10分"), "next"),
]


async def test_columns_line_up_under_their_headers() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(80, 12)) as pilot:
        table.show(ROWS)
        await pilot.pause()
        shown = lines(table)
        assert shown[0].split() == ["時刻", "形式", "内容", "計画", "実績", "見込み"]
        assert shown[1].split() == ["済", "13:30-13:45", "説明", "オープニング", "15分", "21分"]
        at = [
            cell_width(line.partition(word)[0])
            for line, word in zip(shown, ("見込み", "", "13:51"), strict=False)
            if word
        ]
        assert len(set(at)) == 1
        assert all(cell_width(line) <= 79 for line in shown)


async def test_a_long_title_wraps_and_a_warning_stands_under_it() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(80, 12)) as pilot:
        table.show(ROWS)
        await pilot.pause()
        text = "".join(line[14:].partition("65分")[0].strip() for line in lines(table)[2:6])
        assert TITLE in text.replace("講義", "").replace(" ", "").replace("13:45-14:50", "")
        assert any(line.strip() == "6分遅れています" for line in lines(table))


async def test_a_narrow_table_keeps_time_title_and_expectation() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(60, 14)) as pilot:
        table.show(ROWS)
        await pilot.pause()
        shown = " ".join(lines(table))
        assert "形式" not in shown
        assert "13:45-14:50" in shown
        assert "13:51-14:56" in shown
        assert all(cell_width(line) <= 59 for line in lines(table))


async def test_the_header_stays_while_rows_scroll() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(80, 4)) as pilot:
        table.show(ROWS)
        table.focus()
        await pilot.press("end")
        await pilot.pause()
        assert "時刻" in lines(table)[0]
        assert lines(table)[-1].startswith("> 省")


async def test_the_compact_table_cuts_no_title() -> None:
    table = AgendaTable(compact=True)
    async with Page(table).run_test(size=(44, 8)) as pilot:
        table.show(COMPACT)
        await pilot.pause()
        shown = lines(table)
        assert shown[0].split() == ["済", "13:30", "オープニング", "15分"]
        assert "".join("".join(shown[1:4]).split()).replace("65分", "") == f"今13:45{COMPACT[1].cells[2]}"


async def test_what_is_now_is_bold() -> None:
    table = AgendaTable(compact=True)
    async with Page(table).run_test(size=(100, 8)) as pilot:
        table.show(COMPACT)
        await pilot.pause()
        bold = [any(part.style and part.style.bold for part in table.render_line(y)) for y in range(3)]
        assert bold == [False, True, False]


async def test_one_changed_row_draws_only_itself() -> None:
    table = AgendaTable(compact=True)
    async with Page(table).run_test(size=(100, 8)) as pilot:
        table.show(COMPACT)
        await pilot.pause()
        with counted_lines(AgendaTable) as drawn:
            table.show(COMPACT)
            await pilot.pause()
            assert drawn == []
            changed = AgendaRow("c", ("", "14:57", "休憩", "10分"), "next")
            table.show([*COMPACT[:2], changed])
            await pilot.pause()
            assert len(drawn) == 1
        assert "14:57" in lines(table)[2]


async def test_the_highlight_begins_at_what_is_now_and_enter_chooses() -> None:
    table = AgendaTable(headers=HEADERS)
    app = Page(table)
    async with app.run_test(size=(80, 12)) as pilot:
        table.show(ROWS)
        table.focus()
        await pilot.press("enter", "down", "enter")
        await pilot.pause()
        assert [event.key for event in app.heard_of(AgendaTable.Chosen)] == ["b", "c"]
        assert [event.key for event in app.heard_of(AgendaTable.Highlighted)] == ["b", "c"]


async def test_a_table_that_has_the_focus_before_its_rows_highlights_what_is_now() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(80, 12)) as pilot:
        table.focus()
        await pilot.pause()
        table.show(ROWS)
        assert table.highlighted_key == "b"
        table.show([row for row in ROWS if row.key != "b"])
        assert table.highlighted_key == "c"


async def test_no_rows_and_no_width_are_fine() -> None:
    table = AgendaTable(headers=HEADERS)
    async with Page(table).run_test(size=(3, 3)) as pilot:
        table.show([])
        await pilot.pause()
        table.focus()
        await pilot.press("down", "enter", "pagedown", "end")
        table.show(ROWS)
        await pilot.pause()
        assert len(lines(table)) == 3


async def test_a_heading_stands_over_its_row_and_is_never_marked() -> None:
    table = AgendaTable(headers=HEADERS)
    rows = [ROWS[0], AgendaRow("e", ROWS[2].cells, "next", above="Step2 取組アイデアを出す"), ROWS[3]]
    app = Page(table)
    async with app.run_test(size=(80, 12)) as pilot:
        table.show(rows)
        table.focus()
        await pilot.press("down")
        await pilot.pause()
        shown = lines(table)
        assert shown[2].split() == ["Step2", "取組アイデアを出す"]
        assert shown[3].startswith("> ")
        grounds = {part.style.bgcolor for part in table.render_line(2) if part.style}
        assert grounds == {part.style.bgcolor for part in table.render_line(1) if part.style}
        assert [event.key for event in app.heard_of(AgendaTable.Highlighted)] == ["a", "e"]


async def test_a_late_row_is_told_by_a_word_in_its_own_colour_and_how_late_where_there_is_room() -> None:
    headers = (*HEADERS[:6], "実際・見込み", "計画より")
    late = AgendaRow(
        "f",
        ("遅", "14:50-15:00", "対話", "振り返る", "10分", "", "14:56-15:06", "6分遅れ"),
        "next",
        late=True,
    )
    for width, told in ((80, False), (120, True)):
        table = AgendaTable(headers=headers)
        async with Page(table).run_test(size=(width, 12)) as pilot:
            table.show([ROWS[1], late])
            await pilot.pause()
            line = next(n for n, text in enumerate(lines(table)) if "遅  14:50" in text)
            assert ("6分遅れ" in lines(table)[line]) is told
            inks = {part.text.strip(): part.style.color for part in table.render_line(line) if part.style}
            assert inks["遅"] not in {color for text, color in inks.items() if "14:50" in text}
