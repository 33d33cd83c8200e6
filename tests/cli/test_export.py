"""`jusou export`: what it writes, what it refuses, what it says is left out."""

from pathlib import Path

import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.session.format.chunks import render
from make import book


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def private_session(folder: Path) -> Path:
    opened = book()
    opened.notes.add("公にしてよい話")
    opened.notes.add("内緒の話", private=True)
    path = folder / "第1回.session.toml"
    path.write_bytes(render(opened.session))
    return path


def test_a_record_is_written_without_what_is_private_which_is_said_and_listed(tmp_path: Path) -> None:
    output, listed = tmp_path / "記録.md", tmp_path / "載せなかったもの.txt"

    done = call(
        "export", str(private_session(tmp_path)), "record", "-o", str(output), "--left-out", str(listed)
    )

    assert (done.status, done.out.strip()) == (0, str(output))
    assert "公にしてよい話" in output.read_text("utf-8")
    assert "内緒の話" not in output.read_text("utf-8")
    assert "非公開のメモ1件" in done.err
    assert listed.read_text("utf-8").strip() in done.err


def test_a_curriculum_is_exported_as_well(tmp_path: Path) -> None:
    output = tmp_path / "チームづくり編.md"

    assert call("export", "team-building", "record", "-o", str(output)).status == 0
    assert "キックオフ" in output.read_text("utf-8")


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    output = tmp_path / "記録.md"
    output.write_text("手で書き足した行", "utf-8")

    refused = call("export", "team-building", "record", "-o", str(output))

    assert refused.status == 2
    assert is_one_sentence(refused.err)
    assert output.read_text("utf-8") == "手で書き足した行"
    assert call("export", "team-building", "record", "-o", str(output), "--replace").status == 0
    assert "キックオフ" in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("nothing", "a.md"),
        ("record", "a.exe"),
        ("record:step1", "a.md"),
        ("record", "a"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path, what: str, name: str) -> None:
    done = call("export", "team-building", what, "-o", str(tmp_path / name))

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert not (tmp_path / name).exists()


def test_a_session_is_never_written_over(tmp_path: Path) -> None:
    path = private_session(tmp_path)
    before = path.read_bytes()

    done = call("export", str(path), "record", "-o", str(path), "--replace")

    assert done.status == 2
    assert path.read_bytes() == before
