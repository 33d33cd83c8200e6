"""No cell of the shared screen shows what the room may not see, in any state; nor does its window's title."""

from __future__ import annotations

from pathlib import Path

from audience.hand_follower import HandFollower, at_once
from audience.secrets import every_state, leaks
from jusou_tui.app.audience_app import AudienceApp
from jusou_tui.app.drawing.cell_page import CellPage
from jusou_tui.app.drawing.pieces import width_of
from jusou_tui.app.opening import Opening
from jusou_tui.app.screens.audience.rows import lay_out
from jusou_tui.wording import t

WINDOWS = ((60, 20), (80, 24), (160, 50))


def test_no_state_shows_a_secret_and_every_state_fills_its_window(tmp_path: Path) -> None:
    states = 0
    for shown in every_state(tmp_path):
        for page in shown.pages:
            for width, height in WINDOWS:
                lines = lay_out(page, width, height)
                assert {width_of(line) for line in lines} == {width}
                assert len(lines) == height
                written = "".join(text for line in lines for text, _ in line)
                assert not leaks(written, shown), shown.name
                assert not leaks("".join(written.split()), shown), shown.name
                if (
                    page.rows
                    and not page.sheet
                    and page.rows[0].weight == "question"
                    and not page.rows[0].gives_way
                ):
                    question = "".join("".join(page.rows[0].lines).split())
                    assert question in "".join(written.split())
        states += 1
    assert states > 20


async def test_the_program_writes_no_secret_on_its_way_from_state_to_state(tmp_path: Path) -> None:
    follower = HandFollower()
    app = AudienceApp(Opening(lambda: follower, run=at_once))
    written: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        titles = app.notifier.title
        titles._write = written.append
        for shown in every_state(tmp_path):
            follower.shown = shown.view
            follower.news = True
            app._look()
            page = app.query_one(CellPage)
            cells = "".join(text for line in page.lines for text, _ in line)
            assert not leaks(cells, shown), shown.name
            assert not leaks("".join(written), shown)
            assert titles._quiet == t("screen.title")
