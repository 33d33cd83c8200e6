"""Decisions that the shared screen may show: chosen one by one in the menu of the marked note."""

from __future__ import annotations

from pathlib import Path

from app.stage import live_of, make_live, press, said, stage, still_clock, text_of
from jusou_tui.audience.making import view_of
from jusou_tui.live.session import LiveSession
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.programme.decisions import public_decisions
from jusou_tui.wording import t


def add(live: LiveSession, kind: str = "decision", *, private: bool = False) -> str:
    return live.book.notes.add("来月もう一度集まる", kind, step="step1", private=private)  # type: ignore[arg-type]


async def test_a_decision_is_made_public_in_its_menu_and_taken_back_there(place: Path) -> None:
    live = make_live(place, still_clock(), screen="notes")
    key = add(live)
    async with stage(live) as pilot:
        await press(pilot, "f3")
        page = pilot.app.screen
        await page.run_action("publish")
        assert public_decisions(live.book.session, "step1") == [(1, "来月もう一度集まる")]
        assert said(pilot)[-1] == t("room.publish_public")
        assert t("common.public") in text_of(pilot, "#list")
        assert t("common.public") in str(session_blocks(live.book.session, live.curriculum))
        await page.run_action("publish")
        assert not live_of(pilot).book.session.notes[key].public
        assert t("common.public") not in text_of(pilot, "#list")
        offered = [one.id for one in page.menu_choices()]  # type: ignore[attr-defined]
        assert "publish" in offered


async def test_nothing_else_can_be_made_public(place: Path) -> None:
    live = make_live(place, still_clock(), screen="notes")
    add(live, private=True)
    async with stage(live) as pilot:
        await press(pilot, "f3")
        await pilot.app.screen.run_action("publish")
        assert said(pilot)[-1] == t("room.publish_private")
        add(live, "question")
        await press(pilot, "escape", "f3", "down")
        await pilot.app.screen.run_action("publish")
        assert said(pilot)[-1] == t("room.publish_none")
        offered = [one.id for one in pilot.app.screen.menu_choices()]  # type: ignore[attr-defined]
        assert "publish" not in offered
    assert not view_of(live.current).decisions
