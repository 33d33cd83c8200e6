"""A meeting of very many rows: a key costs the rows in sight, not all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import make_live, press, shown, stage, still_clock
from benchmark_module import benchmark
from jusou_tui.app.widgets.agenda import AgendaTable
from jusou_tui.live import snapshot

ROWS = 150
AROUND = 3
"""Rows that are drawn although they are not in sight: the one that changed, the marked one."""


@pytest.fixture
def large(tmp_path: Path) -> Path:
    source = tmp_path / "large.toml"
    source.write_text(benchmark("large_plan").large_curriculum(ROWS), "utf-8")
    return source


async def test_only_rows_in_sight_are_drawn_and_only_what_is_shown_is_forecast(
    place: Path, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    walked: list[object] = []
    draw, walk = AgendaTable.draw, snapshot.forecast
    monkeypatch.setattr(
        AgendaTable, "draw", lambda self, item, cells: (drawn.append(item.key), draw(self, item, cells))[1]
    )
    monkeypatch.setattr(
        snapshot, "forecast", lambda *given, **named: (walked.append(given), walk(*given, **named))[1]
    )
    async with stage(make_live(place, still_clock(), source=large)) as pilot:
        await press(pilot, "f9", "f2")
        seen = pilot.app.screen.query_one(AgendaTable).rows_in_sight
        assert len(set(drawn)) <= seen + AROUND

        drawn.clear()
        walked.clear()
        await press(pilot, "f8")
        assert "1→2分" in shown(pilot)
        assert len(set(drawn)) <= seen + AROUND
        assert len(walked) <= 2

        walked.clear()
        marked = pilot.app.screen.query_one(AgendaTable).highlighted
        await pilot.press("down")
        assert pilot.app.screen.query_one(AgendaTable).highlighted != marked
        assert walked == []
