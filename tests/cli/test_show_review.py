"""`jusou show FILE [STEP] --review`: the review outside the program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.calling import call, is_one_sentence
from jusou_tui import paths
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.backups import kept_curriculum

EXAMPLE = str(paths.shipped("sessions") / "mihon.session.toml")


def test_the_review_is_printed_for_a_step_and_for_all_that_have_begun() -> None:
    one = call("show", EXAMPLE, "step1", "--review")
    assert one.status == 0
    assert "計画と実績の帯" in one.out
    assert call("show", EXAMPLE, "--review").out == one.out


def test_who_spoke_is_left_out_unless_it_is_asked_for() -> None:
    plain = call("show", EXAMPLE, "step1", "--review")
    assert "話した時間" not in plain.out
    assert "--include-private" in plain.out
    assert "話した時間" in call("show", EXAMPLE, "step1", "--review", "--include-private").out


def test_the_review_is_markdown_and_json_too() -> None:
    assert "| 内容 |" in call("show", EXAMPLE, "--review", "--markdown").out
    (told,) = json.loads(call("show", EXAMPLE, "--review", "--json").out)
    assert (told["step"], told["so_far"], told["speakers"]) == ("step1", True, [])
    assert {row["activity"] for row in told["rows"]} >= {"opening", "understanding"}


def test_with_a_curriculum_that_broke_what_can_be_is_shown_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = ", encoding="utf-8")
    session = read(Path(EXAMPLE))
    meta = session.session.model_copy(update={"curriculum_path": str(broken)})
    path = tmp_path / "mihon.session.toml"
    path.write_bytes(render(session.model_copy(update={"session": meta})))
    alone = call("show", str(path), "--review")
    assert (alone.status, is_one_sentence(alone.err)) == (0, True)
    assert "記録から分かることだけ" in alone.err
    assert "opening" in alone.out
    kept = kept_curriculum(meta.id)
    kept.parent.mkdir(parents=True)
    kept.write_bytes((paths.shipped("curricula") / "team-building.toml").read_bytes())
    good = call("show", str(path), "--review")
    assert "前に読めたときの内容" in good.err
    assert good.out == call("show", EXAMPLE, "--review").out
    (told,) = json.loads(call("show", str(path), "--review", "--json").out)
    assert told["step"] == "step1"


def test_a_step_that_has_not_begun_has_none_and_a_curriculum_has_none() -> None:
    assert "まだ始まっていません" in call("show", EXAMPLE, "step2", "--review").out
    refused = call("show", "team-building", "--review")
    assert (refused.status, refused.out) == (2, "")
    assert "--review" in refused.err
