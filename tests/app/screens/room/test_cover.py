"""The facilitator's page without names and notes, for whoever shares the whole desktop."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    SIZES,
    TEAM,
    go_on,
    joined,
    live_of,
    make_live,
    page_name,
    press,
    shown,
    stage,
    still_clock,
    type_text,
    wait,
)
from jusou_tui.live import entries
from jusou_tui.live.audience import audience_of
from jusou_tui.live.session import LiveSession
from jusou_tui.wording import t

SECRET = "本人には伝えていない事情"


def a_live(place: Path) -> LiveSession:
    live = make_live(place, still_clock())
    person = next(iter(live.book.session.participants))
    entries.file(live.current, entries.Entry(SECRET, "note", person))
    go_on(live)
    return live


def check_hidden(text: str) -> None:
    for word in (SECRET, *TEAM, *(name.split()[0] for name in TEAM)):
        assert "".join(word.split()) not in text, word


@pytest.mark.parametrize("size", SIZES)
async def test_no_name_or_note_is_on_the_page_and_what_is_typed_shows_no_letter(
    place: Path, size: tuple[int, int]
) -> None:
    live = a_live(place)
    async with stage(live, size=size) as pilot:
        await press(pilot, "ctrl+o", "f10", "0")
        assert page_name(pilot) == "CoverScreen"
        await type_text(pilot, "佐伯abc")
        await wait(pilot, 1)
        seen = joined(pilot)
        check_hidden(seen)
        assert "佐伯" not in seen
        assert "a" not in shown(pilot).splitlines()[-3]
        assert "*" * 7 in seen
        assert "".join(t("room.covered", key="Esc").split()) in seen
        activity = live.current.snapshot().row
        assert activity is not None
        assert "".join(activity.title.split())[:6] in seen
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert "佐伯abc" in joined(pilot)


async def test_keys_of_time_act_there_and_no_other_page_comes_into_sight(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10", "0")
        before = live.current.snapshot().row
        await press(pilot, "f9")
        after = live.current.snapshot().row
        assert before is not None
        assert after is not None
        assert before.key != after.key
        for key in ("f2", "f3", "f4", "f11", "ctrl+w", "f5", "f6", "f8"):
            await press(pilot, key)
            assert page_name(pilot) == "CoverScreen", key
            check_hidden(joined(pilot))
        assert live.current.snapshot().state == "paused"
        await press(pilot, "ctrl+u")
        assert audience_of(live_of(pilot)).curtain
        await press(pilot, "f10", "0")
        assert page_name(pilot) == "RunScreen"


async def test_a_turn_is_told_there_by_no_name(place: Path) -> None:
    live = a_live(place)
    async with stage(live) as pilot:
        await press(pilot, "f10", "0")
        await press(pilot, "f5")
        assert live.current.snapshot().round is not None
        for _ in range(3):
            await wait(pilot, 59)
            check_hidden(joined(pilot))
            await press(pilot, "f5")
            check_hidden(joined(pilot))


async def test_after_a_restart_the_page_says_that_it_hides(place: Path) -> None:
    live = a_live(place)
    live.book.set_view(screen="cover")
    async with stage(live) as pilot:
        assert page_name(pilot) == "CoverScreen"
        assert "".join(t("room.covered", key="Esc").split()) in joined(pilot)
