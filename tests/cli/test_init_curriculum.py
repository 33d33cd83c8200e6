"""`jusou init-curriculum`: a starting file that works at once."""

from pathlib import Path

import pytest

from cli.calling import call, is_one_sentence


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "curricula").mkdir()


def test_the_file_is_written_checked_shown_scheduled_and_begun() -> None:
    made = call("init-curriculum", "Mihon City")
    assert (made.status, made.err) == (0, "")
    path = Path(made.out.strip())
    assert path == Path("curricula/mihon-city.toml")
    assert call("check", str(path)).status == 0
    assert "Mihon City" in call("show", "mihon-city").out
    scheduled = call("schedule", "mihon-city", "step1", "--participants", "8", "--start", "13:30")
    assert (scheduled.status, scheduled.err) == (0, "")
    assert "気になっていることを話す" in scheduled.out
    begun = call("new", "mihon-city", "--title", "第1回", "--folder", ".")
    assert call("show", begun.out.strip()).status == 0


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("mine", encoding="utf-8")
    result = call("init-curriculum", "own", "-o", str(path))
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("arguments", [["team-building"], ["x", "-o", "no/such/folder/x.toml"], []])
def test_what_cannot_be_is_one_sentence(arguments: list[str]) -> None:
    result = call("init-curriculum", *arguments)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)


def test_a_japanese_name_is_the_title_and_not_the_file_s_name() -> None:
    path = Path(call("init-curriculum", "架空町の\x1b\x07集まり").out.strip())
    assert path.name == "my-curriculum.toml"
    assert "架空町の" in path.read_text(encoding="utf-8")
    assert "\x1b" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "identifier"),
    [("shiken.toml", "shiken"), ("My Town_2.toml", "my-town-2"), ("試験.toml", "name")],
)
def test_the_id_is_the_file_s_name(file: str, identifier: str) -> None:
    assert call("init-curriculum", "name", "-o", file).status == 0
    assert f'id = "{identifier}"' in Path(file).read_text(encoding="utf-8")
    assert call("check", file).status == 0
