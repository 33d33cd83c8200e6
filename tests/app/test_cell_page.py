"""What the page of cells relies on in Textual, which no version of it promises."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from jusou_tui.app import theme
from jusou_tui.app.drawing.cell_page import CellPage

WHY = "Textual no longer writes a CompositorUpdate as it is: see CellPage in docs/decisions.md"


class Shown(App[None]):
    """The page and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        theme.install(self)
        self.page = CellPage()

    def compose(self) -> ComposeResult:
        yield self.page


async def test_textual_writes_the_cells_that_differ_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Shown()
    async with app.run_test(size=(20, 2)) as pilot:
        app.page.show([[("00:59", "strong"), (" " * 15, "")], [(" " * 20, "")]])
        await pilot.pause()
        written: list[str] = []
        monkeypatch.setattr(App, "is_headless", False)
        monkeypatch.setattr(app._driver, "write", written.append)
        app.page.show([[("00:58", "strong"), (" " * 15, "")], [(" " * 20, "")]])
        text = "".join(written)
        monkeypatch.undo()
    assert "\x1b[1;5H8" in text, WHY
    assert "00:5" not in text, WHY
    assert len(text) < 120, WHY
