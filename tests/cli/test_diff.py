"""`jusou diff` and `jusou merge`."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calling import call, environment, is_one_sentence
from git.town import with_line, with_note
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Draft, Session, Sheet
from jusou_tui.session.storage.beside import base_path
from jusou_tui.session.storage.lock import SessionLock
from make import NOW, session
from session.samples import identity

pytestmark = pytest.mark.usefixtures("place")


def written(name: str, held: Session) -> str:
    path = Path(f"{name}.session.toml")
    path.write_bytes(render(held))
    return str(path)


def test_the_same_content_ends_with_0() -> None:
    result = call("diff", written("a", with_note(2, "話\n")), written("b", with_note(2, "話\n")))
    assert (result.status, result.err) == (0, "")
    assert "違いはありません" in result.out


def test_a_difference_ends_with_1_and_is_marked_without_colour() -> None:
    result = call("diff", written("a", with_line(2, "2行目の話")), written("b", with_line(2, "2行目の件")))
    assert result.status == 1
    assert "2行目の[-話-]{+件+}" in result.out
    assert "\x1b" not in result.out


def test_what_cannot_be_read_ends_with_2_in_one_sentence() -> None:
    result = call("diff", written("a", with_note(2, "話\n")), "nowhere.session.toml")
    assert result.status == 2
    assert is_one_sentence(result.err)


def test_json_is_a_list_of_changes() -> None:
    first, second = written("a", with_note(2, "話\n")), written("b", with_note(3, "件\n"))
    result = call("diff", first, second, "--json")
    changes = json.loads(result.out)
    assert [(one["kind"], one["table"], one["id"]) for one in changes] == [
        ("removed", "notes", identity(2)),
        ("added", "notes", identity(3)),
    ]
    assert changes[1]["after"]["text"] == "件\n"


def private(held: Session, number: int) -> Session:
    note = held.notes[identity(number)]
    held.notes[identity(number)] = note.model_copy(update={"private": True})
    return held


def filled(worksheet: str, text: str) -> Session:
    held = with_note(2, "話\n", session(meta={"curriculum": "team-building"}))
    held.sheets[identity(9)] = Sheet(at=NOW, worksheet=worksheet, title="例", cells={"a/b": text})
    return held


@pytest.mark.parametrize("more", [(), ("--json",), ("--all",)])
def test_private_entries_keep_their_text_unless_it_is_asked_for(more: tuple[str, ...]) -> None:
    first = written("a", private(with_note(2, "秘密の話\n"), 2))
    second = written("b", private(with_note(3, "別の秘密\n", with_note(2, "秘密の件\n")), 3))
    for sides in ((first, second), (second, first)):
        result = call("diff", *sides, *more)
        assert result.status == 1
        assert "秘密" not in result.out
        told = call("diff", *sides, *more, "--include-private").out
        assert "秘密" in told
    if not more:
        assert "（非公開）" in result.out
        assert "--include-private" in result.out
        assert "--include-private" not in told


def test_a_private_entry_is_not_told_as_the_place_that_another_moved_behind() -> None:
    def ranked(*ranks: int) -> Session:
        held = session()
        for number, rank in enumerate(ranks, 2):
            with_note(number, f"{number}番目の話\n", held)
            note = held.notes[identity(number)]
            held.notes[identity(number)] = note.model_copy(update={"rank": rank, "private": number == 3})
        return held

    sides = written("a", ranked(1, 2, 3)), written("b", ranked(3, 2, 4))
    assert "3番目" not in call("diff", *sides).out
    assert "3番目" in call("diff", *sides, "--include-private").out


@pytest.mark.parametrize("more", [(), ("--json",)])
@pytest.mark.parametrize("worksheet", ["case-review", "nobody-knows"])
def test_sheets_about_persons_keep_their_text_unless_it_is_asked_for(
    worksheet: str, more: tuple[str, ...]
) -> None:
    empty = session(meta={"curriculum": "team-building"})
    one = written("a", filled(worksheet, "前の様子"))
    for other in (filled(worksheet, "後の様子"), empty):
        sides = one, written("b", other)
        result = call("diff", *sides, *more)
        assert result.status == 1
        assert "様子" not in result.out
        assert "例" not in result.out
        assert "様子" in call("diff", *sides, *more, "--include-sensitive").out


def test_two_runs_keep_private_decisions_and_sheets_about_persons_to_themselves() -> None:
    other = private(filled("case-review", "様子"), 2)
    other.notes[identity(2)] = other.notes[identity(2)].model_copy(update={"kind": "decision"})
    other.session = other.session.model_copy(update={"id": identity(99)})
    sides = written("a", session(meta={"curriculum": "team-building"})), written("b", other)
    told = call("diff", *sides).out
    assert "様子" not in told
    assert "話" not in told
    told = call("diff", *sides, "--include-private", "--include-sensitive").out
    assert "様子" in told
    assert "話" in told


def test_what_is_half_typed_is_told_only_where_all_is() -> None:
    held = session(drafts={"note": Draft(at=NOW, text="打ちかけの文")})
    sides = written("a", session()), written("b", held)
    for more in ((), ("--include-private",), ("--include-sensitive",)):
        assert "打ちかけの文" not in call("diff", *sides, "--all", *more).out
    assert "打ちかけの文" in call("diff", *sides, "--all", "--include-private", "--include-sensitive").out


@pytest.mark.parametrize("said", [{"private": True}, {}])
def test_the_values_of_a_conflict_about_a_private_note_are_not_told(said: dict[str, object]) -> None:
    flagged = with_note(2, "話\n")
    flagged.notes[identity(2)] = flagged.notes[identity(2)].model_copy(update=said)
    plain = flagged.model_copy()
    fields = {"text": {"ours": "こちらの話", "theirs": "あちらの話"}}
    flagged = flagged.model_copy(update={"conflicts": {identity(2): {"table": "notes", "fields": fields}}})
    told = call("diff", written("a", plain), written("b", flagged), "--all").out
    assert ("あちら" in told) == (not said)


def test_bookkeeping_is_told_with_all() -> None:
    seen = session()
    seen.view = seen.view.model_copy(update={"seen": NOW})
    first, second = written("a", session()), written("b", seen)
    assert call("diff", first, second).status == 0
    assert call("diff", first, second, "--all").status == 1


def test_two_runs_are_laid_side_by_side() -> None:
    other = with_note(3, "決めたこと\n", session(meta={"id": identity(99), "title": "第2回"}))
    other.notes[identity(3)] = other.notes[identity(3)].model_copy(update={"kind": "decision"})
    result = call("diff", written("a", session()), written("b", other))
    assert result.status == 1
    assert "2つの記録" in result.out
    assert "決めたこと" in result.out


def test_runs_of_different_curricula_are_said_to_be_so() -> None:
    other = session(meta={"id": identity(99), "curriculum": "another"})
    assert "カリキュラムが違う" in call("diff", written("a", session()), written("b", other)).out


def test_escape_sequences_of_a_file_never_reach_the_terminal() -> None:
    first = written("a", session())
    second = written("b", session())
    text = Path(second).read_text(encoding="utf-8").replace('title = "第1回"', 'title = "\\u001b[31m赤"')
    Path(second).write_text(text, encoding="utf-8")
    assert "\x1b" not in call("diff", first, second).out


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pty")
@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_long_difference_goes_through_the_pager_of_a_terminal(
    variables: dict[str, str], coloured: bool, tmp_path: Path
) -> None:
    held = session()
    for number in range(1, 120):
        with_note(number, f"{number}番目の話\n", held)
    names = written("a", session()), written("b", held)
    ours, theirs = pty.openpty()
    seen = tmp_path / "seen"
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\ncat > '{seen}'\n")
    pager.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "jusou_tui", "diff", *names],
        stdout=theirs,
        stdin=theirs,
        env=environment(PAGER=str(pager), **variables),
        timeout=60,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 1
    told = seen.read_text(encoding="utf-8")
    assert "119番目の話" in told
    assert ("\x1b[" in told) == coloured


def test_copies_are_joined_into_the_named_file() -> None:
    first, second = written("a", with_note(2, "甲\n")), written("b", with_note(3, "乙\n"))
    result = call("merge", first, second, "-o", "c.session.toml")
    assert (result.status, result.err) == (0, "")
    assert set(read(Path("c.session.toml")).notes) == {identity(1), identity(2), identity(3)}
    assert set(read(Path(first)).notes) == {identity(1), identity(2)}


def test_without_a_name_the_result_goes_into_mine_and_what_stood_there_is_kept() -> None:
    first, second = written("a", with_note(2, "甲\n")), written("b", with_note(3, "乙\n"))
    before = Path(first).read_bytes()
    assert call("merge", first, second).status == 0
    assert len(read(Path(first)).notes) == 3
    assert before in [path.read_bytes() for path in Path("state").rglob("*.session.toml")]


def test_conflicts_end_with_1_and_a_base_avoids_them() -> None:
    first, second = written("a", with_line(2, "甲")), written("b", with_line(5, "乙"))
    result = call("merge", first, second, "-o", "c.session.toml")
    assert result.status == 1
    assert is_one_sentence(result.err)
    assert read(Path("c.session.toml")).conflicts
    base = written("base", with_note(1, with_line(1, "1行目の話").notes[identity(1)].text))
    assert call("merge", first, second, "--base", base, "-o", "d.session.toml").status == 0
    text = read(Path("d.session.toml")).notes[identity(1)].text
    assert "甲\n" in text
    assert "乙\n" in text


def test_the_base_beside_a_copy_is_used_by_itself() -> None:
    first, second = written("a", with_line(2, "甲")), written("b", with_line(5, "乙"))
    base_path(Path(second)).write_bytes(render(with_line(1, "1行目の話")))
    assert call("merge", first, second).status == 0


def test_several_copies_are_joined_with_one_command() -> None:
    names = [written(name, with_note(number, f"{name}\n")) for number, name in enumerate("abc", 2)]
    assert call("merge", *names).status == 0
    assert len(read(Path(names[0])).notes) == 4


def test_two_different_runs_are_not_joined() -> None:
    other = session(meta={"id": identity(99)})
    result = call("merge", written("a", session()), written("b", other))
    assert result.status == 2
    assert is_one_sentence(result.err)


def test_a_file_that_somebody_has_open_is_not_written() -> None:
    first, second = written("a", with_note(2, "甲\n")), written("b", with_note(3, "乙\n"))
    lock = SessionLock(Path(first), lambda: NOW)
    lock.take()
    result = call("merge", first, second)
    lock.release()
    assert result.status == 2
    assert len(read(Path(first)).notes) == 2


@pytest.mark.parametrize("name", ["diff", "merge", "git-diff", "git-merge", "config-git"])
def test_each_has_help_with_an_example(name: str) -> None:
    assert f"jusou {name} " in call(name, "--help").out
