"""`jusou show FILE [STEP] --review`: the review outside the program."""

from __future__ import annotations

import json

from cli.calling import call
from jusou_tui import paths

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


def test_a_step_that_has_not_begun_has_none_and_a_curriculum_has_none() -> None:
    assert "まだ始まっていません" in call("show", EXAMPLE, "step2", "--review").out
    refused = call("show", "team-building", "--review")
    assert (refused.status, refused.out) == (2, "")
    assert "--review" in refused.err
