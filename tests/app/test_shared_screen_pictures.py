"""Pictures of the shared screen in its states. `--snapshot-update` takes them anew; look at each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult

from audience.pages import PAGES
from jusou_tui.app import theme
from jusou_tui.app.drawing.cell_page import CellPage
from jusou_tui.app.screens.audience.rows import lay_out

Compare = Callable[..., bool]

MOST_TOLD = ("running", "round", "break", "curtain", "before", "finished", "still", "sheet")
TAKEN = [
    *((name, (80, 24), theme.DARK) for name in PAGES),
    *((name, (120, 40), theme.DARK) for name in MOST_TOLD),
    *((name, (60, 20), theme.DARK) for name in MOST_TOLD),
    *((name, (80, 24), theme.LIGHT) for name in ("running", "round", "still", "curtain")),
    ("running", (200, 60), theme.DARK),
]


class Shown(App[None]):
    """The page and nothing else, as the shared screen's program shows it."""

    def __init__(self, name: str, size: tuple[int, int], colours: str) -> None:
        super().__init__()
        theme.install(self, colours)
        self._lines = lay_out(PAGES[name], *size)

    def compose(self) -> ComposeResult:
        page = CellPage()
        page.show(self._lines)
        yield page


@pytest.mark.parametrize(
    ("name", "size", "colours"),
    TAKEN,
    ids=lambda one: "x".join(map(str, one)) if isinstance(one, tuple) else str(one),
)
def test_shared_screen(name: str, size: tuple[int, int], colours: str, snap_compare: Compare) -> None:
    assert snap_compare(Shown(name, size, colours), terminal_size=size)
