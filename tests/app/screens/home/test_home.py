"""The home page, where names of files and folders are somebody else's."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import app_of, said, stage

ESCAPE = "\x1b]0;x\x07\x1b[2J"


def painted(pilot: Pilot[int]) -> str:
    """Return every character that the page sends to the terminal."""
    strips = app_of(pilot).screen._compositor.render_strips()
    return "".join(segment.text for strip in strips for segment in strip)


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
