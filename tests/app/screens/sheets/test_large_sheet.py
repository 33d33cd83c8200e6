"""A sheet of as many rows as it takes: a key lays out and reads the row that it changes, no other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.stage import make_live, press, shown, stage, still_clock, type_text
from jusou_tui import paths
from jusou_tui.app.screens.sheets import layout
from jusou_tui.live.session import LiveSession
from jusou_tui.session.programme import todos
from jusou_tui.session.worksheets.layout import MOST_ROWS

CELLS_OF_A_ROW = 4
COMMITTED = "窓口と訪問先をつなぐ"


def large(place: Path) -> LiveSession:
    """Return a session that was left in the middle of a full table of ToDos."""
    live = make_live(place, still_clock(), source=paths.shipped("curricula") / "team-building.toml")
    blank = live.curriculum.worksheet("step2-preparation")
    assert blank is not None
    sheet = live.book.sheets.add(blank.id, step=live.current.step.id)
    for number in range(MOST_ROWS):
        cells = {"tasks/task": f"用語をそろえる {number}", "tasks/owner": "見本 花子", "tasks/due": "12/24"}
        live.book.sheets.add_row(sheet, cells, worksheet=blank)
    row = list(live.book.session.sheets[sheet].rows)[MOST_ROWS // 2]
    live.book.set_view(screen="sheet", sheet=sheet, cell=f"{row}:tasks/task")
    return live


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[object]:
    """Return a list that grows with each call of a function, by what it is called with first."""
    calls: list[object] = []
    own: Callable[..., Any] = getattr(module, name)
    monkeypatch.setattr(
        module, name, lambda *given, **named: (calls.append(given[0]), own(*given, **named))[1]
    )
    return calls


async def test_a_key_lays_out_and_reads_one_row(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    painted = counted(monkeypatch, layout, "cell_block")
    read = counted(monkeypatch, todos, "read_due")
    async with stage(large(place)) as pilot:
        assert len(painted) <= CELLS_OF_A_ROW * (MOST_ROWS + 1), "each row once, although it fits in no way"

        for text in ("窓", COMMITTED):
            painted.clear()
            read.clear()
            await type_text(pilot, text)
            assert text in shown(pilot)
            assert 0 < len(painted) <= len(text) * CELLS_OF_A_ROW
            assert 0 < len(read) <= len(text) * 2  # as a ToDo, and as the record that mirrors one

        for keys in (("down",), ("tab",), ("up", "up")):
            painted.clear()
            read.clear()
            await press(pilot, *keys)
            assert painted == []
            assert len(read) <= len(keys)  # for the state of the current row
