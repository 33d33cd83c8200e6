"""`jusou check`: files that are good, files that are not, folders."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.session.format.chunks import render
from make import NOW, book, session

BROKEN = """\
schema = 1
id = "Broken Id"
version = "1.0"
colour = "red"

[programme]
title = "架空町の集まり"
short_title = "集まり"

[[steps]]
id = "step1"
kind = "party"
title = "顔合わせ"
label = "Step1"
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A curriculum with three mistakes."""
    path = tmp_path / "broken.toml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


@pytest.fixture
def truncated(tmp_path: Path) -> Path:
    """A session that lost its end."""
    path = tmp_path / "cut.session.toml"
    path.write_bytes(render(session()).removesuffix(b"[end]\n"))
    return path


def test_what_ships_has_no_problems() -> None:
    result = call("check", str(ROOT / "curricula"), str(ROOT / "sessions"))
    assert (result.status, result.err) == (0, "")
    assert all(line.endswith(": 問題はありません。") for line in result.out.splitlines())
    assert {"team-building.toml", "mihon.session.toml"} <= {
        Path(line.removesuffix(": 問題はありません。")).name for line in result.out.splitlines()
    }


def test_every_mistake_is_told_with_its_place(broken: Path) -> None:
    result = call("check", str(broken))
    assert result.status == 2
    places = [line.removeprefix(f"{broken}:").split(":")[:2] for line in result.out.splitlines()]
    assert places == [["2", "6"], ["4", "1"], ["12", "8"]]
    assert "3" in result.err
    assert is_one_sentence(result.err)


def test_what_is_not_listed_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "many.toml"
    path.write_text(BROKEN + "".join(f"unknown{number} = 1\n" for number in range(200)), encoding="utf-8")
    result = call("check", str(path), "--lang", "en")
    assert len(result.out.splitlines()) == 101
    assert result.out.endswith("Further problems, not listed: 103.\n")
    assert "203" in result.err
    (found,) = json.loads(call("check", str(path), "--json").out)
    assert (len(found["problems"]), found["more_problems"]) == (100, 103)


def test_english_mistakes_are_english(broken: Path) -> None:
    result = call("check", str(broken), "--lang", "en")
    assert result.out.isascii()
    assert result.err.isascii()


def test_a_truncated_session_is_noticed_and_left_as_it_is(truncated: Path) -> None:
    before = truncated.read_bytes()
    result = call("check", str(truncated))
    assert result.status == 2
    assert str(truncated) in result.out
    assert truncated.read_bytes() == before


def test_json_tells_every_file(broken: Path, truncated: Path, tmp_path: Path) -> None:
    (tmp_path / "good.session.toml").write_bytes(render(session()))
    result = call("check", str(tmp_path), "--json")
    found = {Path(one["path"]).name: one for one in json.loads(result.out)}
    assert (result.status, result.err) == (2, "")
    assert {name: (one["kind"], one["ok"], len(one["problems"])) for name, one in found.items()} == {
        "broken.toml": ("curriculum", False, 3),
        "cut.session.toml": ("session", False, 1),
        "good.session.toml": ("session", True, 0),
    }
    assert found["broken.toml"]["problems"][0] | {"message": ""} == {
        "line": 2,
        "column": 6,
        "key": "id",
        "message": "",
    }


def test_a_folder_is_searched_to_its_depths_but_not_in_hidden_ones(tmp_path: Path, broken: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "deep.session.toml").write_bytes(render(session()))
    hidden = tmp_path / ".git"
    hidden.mkdir()
    (hidden / "hidden.session.toml").write_bytes(b"")
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    broken.unlink()
    result = call("check", str(tmp_path))
    assert (result.status, result.out.count("\n")) == (0, 1)
    assert "deep.session.toml" in result.out


def test_a_session_is_known_by_what_is_in_it_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "renamed.toml"
    path.write_bytes(render(session()))
    assert json.loads(call("check", str(path), "--json").out)[0]["kind"] == "session"


@pytest.mark.parametrize("name", ["gone.toml", "gone"])
def test_a_missing_path_is_one_sentence(tmp_path: Path, name: str) -> None:
    result = call("check", str(tmp_path / name))
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)


def test_a_folder_without_anything_to_check_is_one_sentence(tmp_path: Path) -> None:
    result = call("check", str(tmp_path))
    assert result.status == 2
    assert is_one_sentence(result.err)


def test_show_and_schedule_tell_a_broken_curriculum_the_same_way(broken: Path) -> None:
    for arguments in (["show", str(broken)], ["schedule", str(broken), "step1"]):
        result = call(*arguments)
        assert (result.status, result.out) == (2, "")
        lines = result.err.splitlines()
        assert len(lines) == 4
        assert all(line.startswith(f"{broken}:") for line in lines[:3])
        assert "Traceback" not in result.err


def test_show_tells_a_truncated_session(truncated: Path) -> None:
    result = call("show", str(truncated))
    assert (result.status, result.out) == (2, "")
    assert f"{truncated}:" in result.err


def test_days_out_of_order_are_a_warning_and_no_mistake(tmp_path: Path) -> None:
    opened = book(session(meta={"curriculum": "team-building"}))
    opened.meetings.set("step1", date=NOW.date())
    opened.meetings.set("step2", date=NOW.date() - timedelta(days=1))
    path = tmp_path / "x.session.toml"
    path.write_bytes(render(opened.session))
    result = call("check", str(path))
    assert result.status == 0
    assert is_one_sentence(result.err)
    assert "Step1 2026年12月10日（木）、Step2 2026年12月9日（水）" in result.err
    (document,) = json.loads(call("check", "--json", str(path)).out)
    assert (document["ok"], len(document["warnings"])) == (True, 1)


def test_open_conflicts_are_a_warning_and_named_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "x.session.toml"
    field = {"text": {"base": "a", "ours": "b", "theirs": "c"}}
    path.write_bytes(render(session(conflicts={"notes/x": {"table": "notes", "fields": field}})))
    assert "食い違いが1件あります" in call("check", str(path)).err
    assert "食い違い1件" in call("list", str(tmp_path)).out


def test_what_is_doubtful_in_a_session_is_a_warning_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.session.toml"
    text = (ROOT / "sessions" / "mihon.session.toml").read_text("utf-8")
    text = text.replace("schema = 1", "schema = 99").replace(
        'curriculum = "team-building"', 'curriculum = "nope"'
    )
    text = text.replace("affiliation", "affilation", 1)
    path.write_text(text, "utf-8")
    lines = [text[: text.index(key)].count("\n") + 1 for key in ("schema", 'curriculum = "', "affilation")]
    result = call("check", str(path))
    assert result.status == 0
    (document,) = json.loads(call("check", "--json", str(path)).out)
    warnings = [warning.partition("：")[0] for warning in document["warnings"]]
    assert warnings == [f"{line}行目" for line in lines]
    assert [f"{path}: 注意：{warning}" for warning in document["warnings"]] == result.err.splitlines()


def test_a_newer_schema_is_said_by_show_and_diff_too(tmp_path: Path) -> None:
    old = ROOT / "sessions" / "mihon.session.toml"
    path = tmp_path / "x.session.toml"
    path.write_text(old.read_text("utf-8").replace("schema = 1", "schema = 99"), "utf-8")
    assert "新しいバージョン" in call("show", str(path)).err
    assert "新しいバージョン" in call("diff", str(old), str(path)).err
