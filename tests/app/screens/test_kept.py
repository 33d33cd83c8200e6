"""What the saving thread tells while a page leaves or the program ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.stage import BEGIN, make_live, press, stage, still_clock
from jusou_tui.session.storage.store import Status, StatusListener

STATUSES = (
    Status("saved", BEGIN, "session.status_saved"),
    Status("saved", BEGIN, "session.status_followed"),
    Status("failing", BEGIN, "session.status_lost", {"path": "例.session.toml"}),
)


@pytest.mark.parametrize("status", STATUSES, ids=lambda status: status.message_id)
async def test_a_save_that_ends_behind_its_page_does_not_end_the_saving(
    place: Path, monkeypatch: pytest.MonkeyPatch, status: Status
) -> None:
    live = make_live(place, still_clock())
    subscribe, listeners = live.store.subscribe, list[StatusListener]()

    def overheard(listener: StatusListener) -> Callable[[], None]:
        listeners.append(listener)
        return subscribe(listener)

    monkeypatch.setattr(live.store, "subscribe", overheard)
    with ThreadPoolExecutor(1) as saving:
        async with stage(live) as pilot:
            await press(pilot, "f11", "escape")
            for listener in listeners:
                await asyncio.wrap_future(saving.submit(listener, status))
        assert len(listeners) > 1
        for listener in listeners:
            saving.submit(listener, status).result()
