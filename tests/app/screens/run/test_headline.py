"""The words beside the digits: state, what is done now, what comes next; and the row as a heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import go_on, make_live, still_clock
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.meeting_text.prompts import row_heading
from jusou_tui.app.screens.run import headline
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

CELLS = 40


def text(lines: Drawn) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def following(live: LiveSession) -> str:
    return text(headline.following(live, live.current.snapshot(), CELLS, lines=3))


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
    assert "13:35-14:40  65分" in text([headline.state(live.current, snapshot, CELLS)])
    assert text([headline.state(live.current, snapshot, 20)]).endswith(" 13:35-14:40")
    live.close()


@pytest.mark.parametrize(("cells", "lines"), [(24, 1), (24, 2), (60, 1)])
def test_what_is_now_keeps_its_time_codes(place: Path, cells: int, lines: int) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    go_on(live)
    controls.advance(live.current)
    found = headline.now(live.current.snapshot(), cells, lines=lines)
    assert "0:00-46:05" in text(found)
    assert len(found) <= lines
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
