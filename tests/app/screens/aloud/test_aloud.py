"""The words to read aloud as a large page: what it holds, and that typing there is a note."""

from __future__ import annotations

from pathlib import Path

from app.stage import bar_of, go_on, make_live, page_name, press, said, shown, stage, still_clock, type_text
from jusou_tui.app.screens.aloud.rows import AloudRow, aloud_rows, drawn, sentences


def test_each_sentence_stands_by_itself_with_air_below() -> None:
    assert sentences("一つ目です。二つ目です。\n三つ目") == ["一つ目です。", "二つ目です。", "三つ目"]
    lines = drawn(
        AloudRow("sentence", "これから、連携と協働についての動画をいっしょに見ます。"), 30, marked=False
    )
    assert ["".join(text for text, _ in line).strip() for line in lines][1::2] == [""] * (len(lines) // 2)


def test_before_the_start_all_texts_stand_there_then_that_of_what_runs(place: Path) -> None:
    live = make_live(place, still_clock())
    every = aloud_rows(live.current, live.current.snapshot())
    go_on(live)
    here = aloud_rows(live.current, live.current.snapshot())
    assert sum(row.kind == "heading" for row in every) > 1
    assert sum(row.kind == "heading" for row in here) == 1
    live.close()


def test_cards_and_prompts_stand_below_the_text_of_their_activity(place: Path) -> None:
    live = make_live(place, still_clock())
    rows = aloud_rows(live.current, live.current.snapshot())
    prompts = [row.text for row in rows if row.text in {"困った連携", "良かった連携"}]
    assert prompts == ["困った連携", "良かった連携"]

    rows = aloud_rows(live.meeting("step3"), live.meeting("step3").snapshot())
    cards = [row.text for row in rows if row.text.startswith("事例")]
    assert cards[0] == "事例1/11  香川県高松市  中核市など、実施中"
    assert cards[-1] == "事例11/11  架空村（架空）  町・村、検討中、準備中"
    live.close()


async def test_tab_shows_it_large_typing_is_a_note_and_tab_leads_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "tab")
        assert "リンク" not in shown(pilot)  # the opening has none to copy
        await press(pilot, "escape", "f9", "tab")
        assert page_name(pilot) == "AloudScreen"
        assert "Enter リンク" in shown(pilot)
        assert "自分にも似たことがあったな" in shown(pilot)
        await type_text(pilot, "よく聞いている")
        await press(pilot, "enter")
        assert [note.text.strip() for note in live.book.session.notes.values()] == ["よく聞いている"]
        await press(pilot, "down", "enter")
        assert "https://" in said(pilot)[-1]
        assert bar_of(pilot).area.has_focus
        await press(pilot, "tab")
        assert page_name(pilot) == "RunScreen"
        assert bar_of(pilot).area.has_focus
