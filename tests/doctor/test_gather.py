"""What is asked of a real machine, and the command."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from cli.calling import call
from jusou_tui.doctor.gather import gather, newest_instant

NOW = datetime.fromisoformat("2026-12-10T13:00:00+09:00")


def test_the_newest_instant_is_one_of_records_and_not_of_words() -> None:
    data = b"""created = 2027-01-01T00:00:00+09:00
01KC = { at = 2026-12-10T13:30:02.120+09:00, step = "step1" }
at = 2026-12-10T13:31:00Z
text = "at = 2028-01-01T00:00:00Z"
"""
    assert newest_instant(data) == datetime.fromisoformat("2026-12-10T13:31:00+00:00")
    assert newest_instant(b"") is None


def test_a_folder_that_is_not_there_yet_stays_so_and_is_judged_by_the_one_above(tmp_path: Path) -> None:
    machine = gather(
        tmp_path / "sessions" / "new",
        None,
        window="by_hand",
        can_stay_awake=lambda: False,
        environment={},
        now=NOW,
    )

    assert (machine.folder.refused, list(tmp_path.iterdir())) == (None, [])
    assert machine.folder.seconds is not None
    assert machine.folder.free
    assert machine.clock.newest is None


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_bytes(b"")
    machine = gather(
        tmp_path / "sessions", None, window="by_hand", can_stay_awake=lambda: False, environment={}, now=NOW
    )

    assert machine.folder.refused is not None


def test_the_command_says_what_a_pipe_cannot_be_asked_and_gives_the_same_as_json(place: Path) -> None:
    shown, document = call("doctor"), call("doctor", "--json")
    found = json.loads(document.out)

    assert "jusou doctor を実行すると調べます" in shown.out.replace("\n", "").replace(" " * 14, "")
    assert shown.status == document.status == int(not found["ok"])
    assert (shown.err, document.err) == ("", "")
    assert {"terminal", "clock", "folder", "sync"} <= {one["name"] for one in found["checks"]}
