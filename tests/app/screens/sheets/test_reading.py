"""What is read while a sheet is filled: beside it, and only what is written."""

from __future__ import annotations

from pathlib import Path

from app.stage import STEP, make_live, misplaced, press, shown, stage, still_clock, text_of, type_text
from jusou_tui.app.screens.sheets.reading import written
from jusou_tui.session.worksheets.layout import row_order


async def test_what_is_read_stands_beside_what_is_filled_where_there_is_room(place: Path) -> None:
    live = make_live(place, still_clock())
    blank = live.curriculum.worksheet("case-review")
    assert blank is not None
    for title in ("ケース1", "ケース2"):
        identifier = live.book.sheets.start(blank, title, STEP)
        live.book.sheets.set_cell(identifier, "case/person", f"{title}の話")
    live.book.set_view(step="step2")
    live.book.events.add("start", "step2", activity="ideas")
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f4")
        told = text_of(pilot, "#beside")
        assert told.index("ケース1の話") < told.index("ケース2の話")
        assert misplaced(pilot) == []
        await type_text(pilot, "声をかけ合えた")
        assert "声をかけ合えた" in text_of(pilot, "#sheet")
        await pilot.resize_terminal(80, 24)
        assert "ケース1の話" not in shown(pilot)


def test_of_a_sheet_to_read_only_what_is_written_is_shown(place: Path) -> None:
    live = make_live(place, still_clock())
    blank = live.curriculum.worksheet("step2-preparation")
    assert blank is not None
    key = live.book.sheets.start(blank, "", STEP)
    row = row_order(live.book.session.sheets[key])[1]
    live.book.sheets.set_cell(key, "tasks/owner", "例野 一郎", row)
    told = ["".join(text for text, _, _ in line).strip() for line in written(live, key, 60).lines]
    assert told == ["・まちの統計情報の準備 / 例野 一郎"]
    live.close()
