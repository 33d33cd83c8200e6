"""The home page, where names of files and folders are somebody else's."""

import os
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import app_of, make_live, said, stage, still_clock
from jusou_tui.app.screens.home.rows import session_lines
from jusou_tui.curriculum import library
from jusou_tui.session.library import list_sessions

ESCAPE = "\x1b]0;x\x07\x1b[2J"


def painted(pilot: Pilot[int]) -> str:
    """Return every character that the page sends to the terminal."""
    strips = app_of(pilot).screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


def test_a_session_shows_the_day_of_its_meeting_and_not_that_of_its_file(place: Path) -> None:
    live = make_live(place, still_clock())
    live.close()
    (summary,) = list_sessions(place, date(2026, 11, 27))
    known = {one.id: one for one in library.available()}
    _, detail = session_lines(summary, known, date(2026, 11, 27))
    assert detail == "チームづくり編  Step1 12月10日（木） 13:30 これから"
    assert session_lines(summary._replace(days=()), known, date(2026, 11, 27))[1] == "チームづくり編  進行中"


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such file names")
async def test_names_of_files_and_folders_command_no_terminal(tmp_path: Path) -> None:
    folder = tmp_path / f"会{ESCAPE}の"
    folder.mkdir()
    (folder / f"見本{ESCAPE}市.session.toml").write_text("broken")
    async with stage(folder=folder, size=(160, 40)) as pilot:
        assert "見本市.session.toml" in painted(pilot)
        assert "会の" in painted(pilot)
        assert "\x1b" not in painted(pilot)


async def test_what_is_said_in_passing_commands_no_terminal() -> None:
    async with stage() as pilot:
        app_of(pilot).say(f"保存{ESCAPE}しました")
        assert said(pilot)[-1] == "保存しました"
