"""`jusou recover`: without a screen, and never over the damaged file."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note
from jusou_tui.session.storage.backups import keep_copy
from session.samples import START, full_session, identity


@pytest.fixture
def damaged(place: Path) -> Path:
    """Return a file that was cut off, with two copies; in the file is a note that the copies lack."""
    path = (place / "見本.session.toml").resolve()
    session = full_session()
    for minutes in (0, 5):
        session.notes[identity(60 + minutes)] = Note(
            at=START, text=f"{minutes}分の話\n", private=minutes == 5
        )
        keep_copy(identity(0), path, render(session), START + timedelta(minutes=minutes), RealFileSystem())
    session.notes[identity(90)] = Note(at=START, text="\x1b[2Jあとの話\n".replace("\x1b", ""))
    data = render(session)
    path.write_bytes(data[: data.index(b"[sheets.")])
    return path


def test_it_lists_what_there_is(damaged: Path) -> None:
    result = call("recover", str(damaged), "--list")
    assert result.status == 0
    assert "途中で切れています" in result.out
    assert "1. " in result.out
    assert "3. " in result.out
    document = json.loads(call("recover", str(damaged), "--list", "--json").out)
    assert not document["readable"]
    assert [copy["number"] for copy in document["copies"]] == [1, 2, 3]
    assert document["copies"][2]["kind"] == "remains"
    assert len(list(damaged.parent.glob("*.toml"))) == 1


def test_it_makes_a_new_file_and_leaves_the_damaged_one(damaged: Path) -> None:
    before = damaged.read_bytes()
    result = call("recover", str(damaged))
    assert (result.status, result.err) == (1, "")  # the last note of the file is in no copy, and may be half
    assert "途中で切れているかもしれないので、取り込みませんでした" in result.out
    made = damaged.with_name("見本.recovered.session.toml")
    assert str(made) in result.out
    assert "控えにだけあるもの" in result.out
    assert damaged.read_bytes() == before
    assert {identity(60), identity(65)} <= set(read(made).notes)
    assert read(made).todos
    second = json.loads(call("recover", str(damaged), "--json").out)
    assert second["path"].endswith("見本.recovered-2.session.toml")


def test_the_words_of_a_private_note_are_not_printed(damaged: Path) -> None:
    damaged.write_bytes(b"")
    result = call("recover", str(damaged))
    assert "5分の話" not in result.out
    assert "0分の話" in result.out


def test_in_place_keeps_the_damaged_file_aside(damaged: Path) -> None:
    before = damaged.read_bytes()
    document = json.loads(call("recover", str(damaged), "--in-place", "--json").out)
    assert Path(document["aside"]).read_bytes() == before
    assert read(damaged).sheets


def test_a_chosen_copy_alone_goes_where_it_is_told(damaged: Path) -> None:
    out = damaged.parent / "前の.session.toml"
    numbers = {
        copy["number"]: copy
        for copy in json.loads(call("recover", str(damaged), "--list", "--json").out)["copies"]
    }
    oldest = next(number for number, copy in numbers.items() if copy["kind"] == "copy" and copy["notes"] == 2)
    assert call("recover", str(damaged), "--copy", str(oldest), "--copy-only", "-o", str(out)).status == 0
    assert set(read(out).notes) == {identity(3), identity(60)}


def test_a_file_that_is_gone_can_be_made_again(damaged: Path) -> None:
    damaged.unlink()
    assert call("recover", str(damaged), "--in-place").status == 0
    assert read(damaged).notes


@pytest.mark.parametrize(
    "more",
    [("--copy", "9"), ("--copy", "x"), ("-o", "x.toml", "--in-place"), ("--copy", "1", "-o", "/nowhere/x")],
)
def test_what_cannot_be_done_is_one_sentence(damaged: Path, more: tuple[str, ...]) -> None:
    result = call("recover", str(damaged), *more)
    assert result.status == 2
    assert is_one_sentence(result.err)


def test_a_file_that_can_be_read_and_one_without_copies_are_told(place: Path) -> None:
    path = place / "良い.session.toml"
    path.write_bytes(render(full_session()))
    assert "読めます" in call("recover", str(path)).err
    empty = place / "空.session.toml"
    empty.write_bytes(b"")
    result = call("recover", str(empty))
    assert result.status == 2
    assert is_one_sentence(result.err)
    assert call("recover", "nothing-there").status == 2


EXAMPLE = ROOT / "sessions" / "mihon.session.toml"


def test_what_is_missing_is_said_after_the_advice_to_mend_the_line(place: Path) -> None:
    path = place / "傷.session.toml"
    path.write_text(EXAMPLE.read_text("utf-8").replace('"仮名 太郎"', '"仮名 太郎'), "utf-8")
    result = call("recover", str(path))
    assert result.status == 1
    said = "".join(result.out.split())
    assert "まず、31行目のあたりを手で直して" in said
    assert "31行目参加メンバー（仮名太郎、見本市高齢支援課）:nameの引用符が足りない" in said
    assert "同じ" not in said
    assert "控えにだけ" not in said
    made = read(path.with_name("傷.recovered.session.toml"))
    assert made == read(EXAMPLE)
    (loss,) = json.loads(call("recover", str(path), "--json").out)["losses"]
    assert (loss["kind"], loss["first_line"], loss["table"], loss["in_copy"]) == (
        "guessed",
        31,
        "participants",
        False,
    )


def test_a_text_that_is_not_closed_is_to_be_mended_where_it_begins_and_named_by_the_files_own_time(
    place: Path,
) -> None:
    path = place / "文.session.toml"
    text = "次の回から、席は所属を混ぜて座る。\n"
    path.write_text(EXAMPLE.read_text("utf-8").replace(f'{text}"""', f'{text}"'), "utf-8")
    said = "".join(call("recover", str(path)).out.split())
    assert "まず、122行目のあたりを" in said
    assert "122〜124行目メモ（12月10日13:45）:text" in said


def test_where_nothing_is_missing_nothing_is_said_to_be(place: Path) -> None:
    path = place / "ひと.session.toml"
    path.write_text(EXAMPLE.read_text("utf-8").replace("[meetings.step1]", "[meetings.step1"), "utf-8")
    result = call("recover", str(path))
    assert result.status == 0
    assert "すべて取り込めました" in result.out
