"""Ticks without waiting: the program's own ticks are called when they are due by the fake clock, or later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.pilot import Pilot

from app.stage import app_of
from fake_clock import FakeClock
from jusou_tui.app.drawing.digit_shapes import shape
from jusou_tui.app.ticker import Ticker
from jusou_tui.app.widgets.digits import BigTime

SIGNS = "0123456789:+-"


class Ticks:
    """Stands between the tickers and the real time. `waits`: how long each was told to wait, in seconds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.waits: list[float] = []
        self._due: Callable[[], Any] | None = None
        real = MessagePump.set_timer

        def set_timer(pump: MessagePump, delay: float, callback: Any = None, **facts: Any) -> Any:
            if not isinstance(getattr(callback, "__self__", None), Ticker):
                return real(pump, delay, callback, **facts)
            self.waits.append(delay)
            self._due = callback
            return real(pump, 3600, None, **facts)

        monkeypatch.setattr(MessagePump, "set_timer", set_timer)

    async def pass_by(self, pilot: Pilot[int], late: float = 0.0) -> float:
        """Let the time pass until the next tick, which comes `late`; return the seconds that passed."""
        clock = app_of(pilot).clock
        assert isinstance(clock, FakeClock)
        assert self._due is not None
        seconds = self.waits[-1] + late
        clock.advance(seconds)
        self._due()
        await pilot.pause()
        return seconds


def digits(pilot: Pilot[int]) -> str:
    """Return the big digits as they stand on the screen: five rows of coloured cells, read as signs."""
    screen = pilot.app.screen
    region = screen.query_one(BigTime).region
    assert region.height == 5
    lines = []
    for strip in screen._compositor.render_strips()[region.y : region.bottom]:
        colours = [
            segment.style.bgcolor if segment.style else None
            for segment in strip.crop(region.x, region.right)
            for _ in segment.text
        ]
        lines.append(colours)
    ground = lines[0][-1]  # behind each sign there is a gap
    rows = ["".join(" " if colour == ground else "#" for colour in line) for line in lines]
    return _read(rows)


def _read(rows: list[str]) -> str:
    """Return the time in the wide form or in the narrow one, whichever all signs have."""
    found = next(filter(None, (_signs(rows, tight=tight) for tight in (False, True))), None)
    assert found is not None, rows
    return found


def _signs(rows: list[str], *, tight: bool) -> str | None:
    found, place = "", 0
    while place < len(rows[0]):
        here = [
            (len(drawn[0]), sign)
            for sign, drawn in ((sign, shape(sign, 5, tight=tight)) for sign in SIGNS)
            if all(row[place:].ljust(20).startswith(part) for row, part in zip(rows, drawn, strict=True))
        ]
        if not here:
            return None
        width, sign = max(here)
        found += sign
        place += width
    return found
