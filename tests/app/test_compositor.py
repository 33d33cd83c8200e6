"""What is painted of a page where a part of it changes: the same as ever, without asking all of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.widget import Widget

from app.stage import StagedApp, make_live, press, shown, stage, still_clock, type_text
from jusou_tui.app.drawing.compositor import BandCompositor

PARTS = (
    *(Region(0, row, 80, 1) for row in range(24)),
    *(Region(left, top, 11, 5) for left in (0, 17, 69) for top in (0, 7, 19)),
    Region(0, 0, 80, 24),
)


@pytest.mark.parametrize("page", ["f9", "f2", "f3", "f4", "f1", "f10"])
async def test_every_part_of_a_page_is_painted_as_textual_paints_it(place: Path, page: str) -> None:
    live = make_live(place, still_clock())
    for number in range(30):
        live.book.notes.add(f"見本のメモ {number}", step=live.current.step.id)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        if page != "f9":
            await press(pilot, page)
        ours = pilot.app.screen._compositor
        theirs = Compositor()
        theirs.__dict__.update(ours.__dict__)

        def painted(compositor: Compositor, part: Region) -> str:
            chops = compositor._render_chops(part, set(part.line_range).__contains__)
            spans = [(y, part.x, part.right) for y in part.line_range]
            return ChopsUpdate(chops, spans, [cuts[1:] for cuts in compositor.cuts]).render_segments(
                pilot.app.console
            )

        assert [painted(ours, part) for part in PARTS] == [painted(theirs, part) for part in PARTS]


async def test_a_key_asks_no_widget_that_stands_elsewhere(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StagedApp, "draws_seldom", False)
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        assert isinstance(pilot.app.screen._compositor, BandCompositor)
        asked: set[str] = set()
        lines = Widget.render_lines
        monkeypatch.setattr(
            Widget, "render_lines", lambda self, crop: (asked.add(type(self).__name__), lines(self, crop))[1]
        )
        await type_text(pilot, "窓")
        found = set(asked)
        assert "窓" in shown(pilot)

        assert "NoteArea" in found
        assert not found & {"EntryList", "KeyBar", "Glyph", "TopLine", "PromptCard", "TimeBar"}, found
