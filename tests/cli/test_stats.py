"""`jusou stats`, and what `new`, `run` and `schedule` have of it."""

from __future__ import annotations

import json
from pathlib import Path

from cli.calling import call
from jusou_tui.session.format.read import read
from report.test_stats import write


def test_the_figures_are_a_table_and_one_document(tmp_path: Path) -> None:
    for number, minutes in enumerate((40, 50, 65)):
        write(tmp_path, f"run-{number}", {"opening": 20, "talk": minutes}, curriculum="team-building")
    told = call("stats", str(tmp_path))
    assert (told.status, "オープニング" in told.out, "50" in told.out) == (0, True, True)
    document = json.loads(call("stats", str(tmp_path), "--json").out)
    (group,) = document["curricula"]
    assert (group["curriculum"], group["sessions"]) == ("team-building", 3)
    talk = next(row for row in group["activities"] if row["activity"] == "talk")
    assert (talk["runs"], talk["median"], talk["least"], talk["most"]) == (3, 50.0, 40.0, 65.0)


def test_a_folder_that_is_missing_is_said_and_an_empty_one_is_no_error(tmp_path: Path) -> None:
    assert call("stats", str(tmp_path / "no")).status == 2
    assert call("stats", str(tmp_path)).status == 0


def test_a_new_session_learns_within_the_range(tmp_path: Path) -> None:
    past = tmp_path / "past"
    past.mkdir()
    write(past, "one", {"ideas": 1}, step="meeting", curriculum="trial")
    out = tmp_path / "new.session.toml"
    told = call("new", "trial", "--title", "見本", "--learn-from", str(past), "-o", str(out))
    assert told.status == 0
    assert told.out.strip() == str(out)
    assert read(out).meetings["meeting"].minutes == {"ideas": 4}
    assert "案を決める 5→4分（1回の記録から）" in told.err
    assert "そのまま：" in told.err
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    elsewhere = tmp_path / "new"
    untaught = call(
        "new", "trial", "--title", "x", "--learn-from", str(nothing), "-o", str(tmp_path / "y.session.toml")
    )
    assert (untaught.status, "カリキュラムのまま" in untaught.err) == (0, True)
    refused = call(
        "new", "trial", "--title", "x", "--learn-from", str(tmp_path / "no"), "--folder", str(elsewhere)
    )
    assert (refused.status, elsewhere.exists()) == (2, False)


def test_the_reading_estimate_comes_only_when_it_is_asked_for() -> None:
    plain = json.loads(call("schedule", "team-building", "step1", "--json").out)
    assert "reading" not in plain
    told = json.loads(call("schedule", "team-building", "step1", "--json", "--reading").out)
    assert {row["activity"] for row in told["reading"]} == {row["activity"] for row in told["rows"]}
    assert "読み上げ" in call("schedule", "team-building", "step1", "--reading").out


def test_a_speed_that_is_none_is_refused_before_anything_begins() -> None:
    assert call("run", "--rehearse", "--speed", "zero").status == 2
