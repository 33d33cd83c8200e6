"""会議録のこと: what the minutes need is said on the pages, and before they are written as a file."""

from __future__ import annotations

from pathlib import Path

from app.stage import (
    choose,
    command,
    joined,
    live_of,
    make_live,
    page_name,
    press,
    stage,
    still_clock,
    type_text,
    until,
)
from jusou_tui.app.shell.commands import EXPORT, MINUTES
from jusou_tui.live import controls
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.wording import t


def written(place: Path) -> str:
    (path,) = place.rglob("*.md")
    return path.read_text("utf-8")


async def test_each_fact_is_typed_or_chosen_and_recorded_at_once(place: Path) -> None:
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    step = live.current.step.id
    async with stage(live) as pilot:
        await command(pilot, MINUTES.action)
        assert t("minutes.not_written") in joined(pilot)
        await choose(pilot, "place")
        await type_text(pilot, "架空会館")
        await press(pilot, "enter")
        assert "架空会館" in joined(pilot)

        await choose(pilot, "closed_items")
        first = live.current.schedule().rows[0].key
        await choose(pilot, first)
        await choose(pilot, "items-done")
        assert meeting_of(live_of(pilot).book.session, step).closed_items == (first,)
        assert t("minutes.closed_reason") in joined(pilot)

        await choose(pilot, "minutes_checked")
        await type_text(pilot, "見本 花子")
        await press(pilot, "enter", "escape")
        assert page_name(pilot) == "RunScreen"
    assert meeting_of(live.book.session, step).minutes_checked == "見本 花子"


async def test_to_agree_to_the_items_says_that_all_of_them_are_public(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await command(pilot, MINUTES.action)
        await choose(pilot, "closed_items")
        assert meeting_of(live.book.session, live.current.step.id).closed_items is None
        await choose(pilot, "items-done")
        assert meeting_of(live.book.session, live.current.step.id).closed_items == ()


async def test_minutes_are_written_with_what_was_filled_in_before(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await command(pilot, EXPORT.action)
        await choose(pilot, "minutes")
        await choose(pilot, live.current.step.id)
        await choose(pilot, "fill")
        await choose(pilot, "place")
        await type_text(pilot, "架空会館")
        await press(pilot, "enter", "escape")
        await choose(pilot, ".md")
        await press(pilot, "enter")
        await until(pilot, lambda: list(place.rglob("*.md")))
    assert "架空会館" in written(place)
