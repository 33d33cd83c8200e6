"""What is typed while a question is open: it is kept or refused in words, and answers nothing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from app.stage import (
    app_of,
    bar_of,
    live_of,
    make_live,
    press,
    said,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.screens.people.likely import LikelyScreen, PassageList
from jusou_tui.app.shell.dialogs import Answer, Ask, Dialog
from jusou_tui.session.people.mentions import Passage
from jusou_tui.wording import t

ANSWERS = (Answer("a", "はい"), Answer("b", "いいえ", safe=True))
ALPHABET = "あ漢１1239 aA％-"
BURSTS = (
    *("はい", "yes", "1時に始める", "2人", "第1回", "12分延ばす", "Ａさん", "1つめ 2つめ"),
    *("".join(random.Random(seed).choices(ALPHABET, k=5)) + "字" for seed in range(8)),
)
"""Texts as people type them, and a few at random; a letter is in each of them."""
DIALOGS = (("f2", "f9"), ("ctrl+d",), ("ctrl+w",), ("f2", "down", "insert"))


async def burst(pilot: Pilot[int], text: str) -> None:
    """Type as one read of the terminal brings it, with Enter for a newline."""
    for character in text:
        enter = character == "\n"
        key = "enter" if enter else _character_to_key(character)
        pilot.app.post_message(events.Key(key, "\r" if enter else character))
    for _ in range(3):
        await pilot.pause()


@pytest.mark.parametrize("bursts", [BURSTS[:3], BURSTS[3:]])
@pytest.mark.parametrize("keys", DIALOGS)
async def test_text_over_a_dialog_goes_into_the_note_field_and_its_enter_answers_nothing(
    place: Path, keys: tuple[str, ...], bursts: tuple[str, ...]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", *keys)
        dialog, before = pilot.app.screen, len(live.current.events)
        assert isinstance(dialog, Dialog)
        for text in bursts:
            await burst(pilot, f"{text}\n")
            assert pilot.app.screen is dialog, text
            assert said(pilot)[-2:] == [t("app.typed_over"), t("app.typed_enter")]
            live.clock.advance(2)  # type: ignore[attr-defined]  # the stage's own clock
        assert len(live.current.events) == before
        await press(pilot, "escape")
        assert bar_of(pilot).query_one("NoteArea").text == "".join(bursts)  # type: ignore[attr-defined]
        assert not live.book.session.notes


async def test_what_is_typed_right_behind_the_key_that_asks_is_kept(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2")
        live.clock.advance(2)  # type: ignore[attr-defined]
        pilot.app.post_message(events.Key("f9", None))
        await burst(pilot, "1人ずつ話した\n")
        question = pilot.app.screen
        assert isinstance(question, Ask)
        await press(pilot, "escape")
        assert len(live_of(pilot).current.events) == 1
        assert bar_of(pilot).query_one("NoteArea").text == "1人ずつ話した"  # type: ignore[attr-defined]


async def test_a_digit_alone_chooses_and_a_paste_is_text(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "f9")
        pilot.app.post_message(events.Paste("1\nはい"))
        await pilot.pause()
        live.clock.advance(2)  # type: ignore[attr-defined]
        await type_text(pilot, "１")
        assert not isinstance(pilot.app.screen, Ask)
        assert len(live.current.events) == 2
        assert live.book.session.drafts


async def test_a_digit_that_a_dialog_has_a_key_for_is_its_own(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        passages = [Passage("前の", "花子", "後の言葉"), Passage("", "見本さん", "")]
        await app_of(pilot).push_screen(LikelyScreen("見本 花子", passages))
        await press(pilot, "1")
        assert len(pilot.app.screen.query_one(PassageList).selected) == 2
        await type_text(pilot, "1人")
        assert said(pilot)[-1] == t("app.typed_over")


async def test_where_a_page_has_no_field_for_text_it_is_refused_in_words(tmp_path: Path) -> None:
    async with stage(folder=tmp_path) as pilot:
        app_of(pilot).push_screen(Ask("題", "文", ANSWERS))
        await pilot.pause()
        await burst(pilot, "なにか\n")
        assert isinstance(pilot.app.screen, Ask)
        assert said(pilot)[-2:] == [t("app.typed_refused"), t("app.typed_enter")]
        await press(pilot, "enter")
        assert not isinstance(pilot.app.screen, Ask)
