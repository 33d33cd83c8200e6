"""The words beside the digits: state, what is done now, what comes next; and the row as a heading."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, STEP, go_on, make_live, still_clock
from fake_clock import FakeClock
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.meeting_text.clock_face import big_digits
from jusou_tui.app.meeting_text.row_heading import row_heading
from jusou_tui.app.screens.run import headline
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.text.terminal import cell_width

CELLS = 40


def text(lines: Drawn) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def following(live: LiveSession) -> str:
    snapshot = live.current.snapshot()
    return text([*headline.following(snapshot, CELLS), *headline.needed(live, snapshot, CELLS, 3)])


def test_the_next_activity_and_what_it_needs_are_named(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    assert "連携・協働について理解を深める" in following(live).replace("\n", "").replace(" ", "")
    assert "用意" in following(live)
    for _ in range(3):
        go_on(live)
    assert "これで終わりです" in following(live)
    live.close()


def test_an_activity_without_minutes_says_none(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", minutes={"opening": 0})
    assert following(live).startswith("次は  オープニング")
    live.close()


def test_the_state_says_when_it_really_began_and_will_end(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live, 5 * 60)
    go_on(live)
    snapshot = live.current.snapshot()
    assert "13:35-14:40  65分" in text(headline.state(live.current, snapshot, CELLS))
    assert text(headline.state(live.current, snapshot, 23)).endswith(" 13:35-14:40")
    assert text(headline.state(live.current, snapshot, 20)) == " 残り 64分 "
    live.close()


def test_what_is_left_is_in_letters_beside_the_state_changing_once_a_minute(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live, 0)

    def chip() -> str:
        return headline.state(live.current, live.current.snapshot(), CELLS)[0][0][0].strip()

    minutes = live.current.snapshot().countdown.remaining // 60
    seen = [chip()]
    for _ in range(61):
        live.clock.advance(1)
        seen.append(chip())
    assert list(dict.fromkeys(seen)) == [f"残り {minutes - gone:.0f}分" for gone in range(3)]
    live.clock.advance((minutes - 1) * 60 - 31)
    assert chip() == "あと1分"
    live.clock.advance(60 + 30)
    assert chip() == "時間超過 1分"
    controls.toggle_pause(live.current)
    assert chip() == "一時停止中 1分"
    live.close()


@pytest.mark.parametrize("cells", [24, 31, 60])
def test_what_is_now_is_whole_and_broken_between_phrases(place: Path, cells: int) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    go_on(live)
    controls.advance(live.current)
    found = headline.now(live.current.snapshot(), cells)
    assert "".join(text(found).split()) == "いま動画2「トークセッション」を見る（はじめ〜46分5秒）"
    assert all(cell_width(line) <= cells for line in text(found).split("\n"))
    live.close()


def test_a_title_that_needs_more_lines_than_there_are_gives_way_to_the_short_one(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    go_on(live)
    assert text(row_heading(live.current.snapshot(), 60, lines=1)).endswith("連携・協働について理解を深める")
    assert "包括的な支援体制の構築に向けた" in text(row_heading(live.current.snapshot(), 80, lines=1))
    live.close()


@pytest.mark.parametrize(
    ("ahead", "digits", "words"),
    [
        (timedelta(minutes=12, seconds=15), "12:15", "開始まで   2026年12月10日（木） 13:30"),
        (
            timedelta(hours=4, minutes=15),
            "4:15",
            "開始まで   4時間15分\n            2026年12月10日（木） 13:30",
        ),
        (timedelta(days=6, hours=1), "", "開始   2026年12月10日（木） 13:30\n        あと6日"),
        (timedelta(0), "00:00", "開始予定   13:30"),
        (timedelta(minutes=-3), "00:00", "開始予定   13:30\n            3分過ぎています"),
        (timedelta(hours=-3), "", "開始   2026年12月10日（木） 13:30"),
    ],
)
def test_before_the_start_the_big_figure_is_what_is_left_or_words_say_when(
    place: Path, ahead: timedelta, digits: str, words: str
) -> None:
    live = make_live(place, FakeClock(BEGIN - ahead))
    snapshot = live.current.snapshot()
    assert big_digits(snapshot).text == digits
    assert text(headline.state(live.current, snapshot, CELLS)).strip().endswith(words)
    live.close()


def test_without_a_planned_start_there_is_no_figure(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set(STEP, date=None, start=None)
    snapshot = live.current.snapshot()
    assert big_digits(snapshot, planned=live.current.planned_start() is not None).text == ""
    assert text(headline.state(live.current, snapshot, CELLS)) == ""
    assert text(row_heading(snapshot, CELLS, lines=1)).startswith(" 開始前 ")
    live.close()


def test_a_row_that_is_skipped_keeps_its_number(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    go_on(live)
    assert "2/4" in text(row_heading(live.current.snapshot(), CELLS, lines=1))
    controls.skip(live.current)
    assert "3/4" in text(row_heading(live.current.snapshot(), CELLS, lines=1))
    assert [row.state for row in live.current.snapshot().forecast.rows] == ["done", "skipped", "now", "next"]
    live.close()
