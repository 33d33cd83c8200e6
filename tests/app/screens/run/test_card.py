"""The prompts of the run page's card, before, during and after a meeting."""

from __future__ import annotations

from pathlib import Path

from app.stage import TEAM, go_on, make_live, still_clock
from jusou_tui.app.screens.run.card import CardMaker
from jusou_tui.live.meeting_words.card import Card, card_of
from jusou_tui.live.meeting_words.prompts import Carried
from jusou_tui.live.session import LiveSession


def card(live: LiveSession) -> Card:
    return card_of(live.current, live.current.snapshot(), Carried())


def text(live: LiveSession) -> str:
    return "\n".join(row.text for row in card(live).rows)


def test_the_card_says_about_how_long_the_text_to_read_aloud_takes(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    assert [row.note for row in card(live).rows if row.label == "読み上げ"] == ["約40秒"]
    live.close()


def test_before_the_start_texts_that_take_too_much_of_their_slot_are_named(place: Path) -> None:
    live = make_live(place, still_clock())
    assert "枠には長めです" not in text(live)
    live.book.meetings.set("step1", minutes={"opening": 1})
    assert "オープニング：約40秒かかります。1分の枠には長めです。" in text(live)
    go_on(live)
    assert "枠には長めです" not in text(live)
    live.close()


def test_before_the_start_all_names_are_on_the_card(place: Path) -> None:
    live = make_live(place, still_clock())
    assert all(name in text(live) for name in TEAM)
    live.close()


def test_after_the_end_the_card_compares_and_says_what_was_decided(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("月に一度集まる", "decision", "step1")
    live.book.todos.add("部屋を取る", "見本 花子", None, "step1")
    for _ in range(5):
        go_on(live)
    assert "月に一度集まる" in text(live)
    assert "部屋を取る" in text(live)
    assert card(live).current is None
    live.close()


def test_a_card_begins_at_its_top_until_a_segment_is_chosen(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    assert card(live).from_top
    assert card(live).current is not None
    live.close()


def test_a_card_is_made_again_only_where_something_changed(place: Path) -> None:
    live = make_live(place, still_clock())
    maker = CardMaker()
    go_on(live)
    assert maker.changed(live.current, live.current.snapshot()) is not None
    live.clock.advance(1)
    assert maker.changed(live.current, live.current.snapshot()) is None
    maker.forget()
    assert maker.changed(live.current, live.current.snapshot()) is not None
    go_on(live)
    assert maker.changed(live.current, live.current.snapshot()) is not None
    live.close()
