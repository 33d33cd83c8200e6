"""git with our drivers: it tells and joins sessions by itself, and never loses a line where we fail."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from git.town import NAME, TEXT, Town, start, with_line, with_note
from jusou_tui.cli.versions.config_git import ATTRIBUTES
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import temporary_prefix
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage.beside import ASK, IGNORED, LIVE, WATCH, base_path, hidden_path, is_beside
from jusou_tui.session.storage.lock import holder_path, lock_path
from session.samples import identity

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or sys.platform == "win32", reason="needs git and a POSIX shell"
)

WHOLE = f'exec "{sys.executable}" -m jusou_tui "$@"'
"""The program as it is installed; the others begin with what it reads first (see `prepared`)."""


@pytest.fixture
def bare(tmp_path: Path) -> Town:
    """Return a town whose repository knows nothing of us."""
    return Town.begin(tmp_path)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place with a town whose repository was set up; nothing is done there after that."""
    place = tmp_path_factory.mktemp("town")
    town = Town.begin(place)
    assert town.run("jusou", "config-git", "--enable").status == 0
    town.git("add", "-A")
    town.git("commit", "-q", "-m", "初め")
    return place


@pytest.fixture
def town(first: Path, tmp_path: Path) -> Town:
    """Return a town like that."""
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return Town.at(tmp_path)


def both_sides(town: Town, ours: Callable[[], None], theirs: Callable[[], None]) -> None:
    """Change the session on a branch `other` and on `main`."""
    town.git("checkout", "-q", "-b", "other")
    theirs()
    town.git("checkout", "-q", "main")
    ours()


def test_the_set_up_is_written_once_and_goes_without_a_trace(bare: Town) -> None:
    attributes, ignore = bare.folder / ".gitattributes", bare.folder / ".gitignore"
    before = bare.git("config", "--local", "--list")
    for _ in range(2):
        assert bare.run("jusou", "config-git", "--enable").status == 0
    assert attributes.read_text(encoding="utf-8") == f"{ATTRIBUTES}\n"
    assert ignore.read_text(encoding="utf-8").splitlines() == [*IGNORED]
    assert bare.git("config", "--local", "--get-all", "merge.jusou.driver").count("\n") == 1
    for _ in range(2):
        assert bare.run("jusou", "config-git", "--disable").status == 0
    assert [path for path in (attributes, ignore) if path.exists()] == []
    assert bare.git("config", "--local", "--list") == before


def test_what_lies_beside_a_session_leaves_no_trace_and_other_files_do(town: Town) -> None:
    others = ["poetry.lock", "packages.lock.json", "notes.base", "第1回.recovered.session.toml"]
    for path in (town.folder / NAME, town.folder / NAME.replace(".session", ".session-PC1")):
        stem = path.name.removesuffix(".toml")
        for beside in (
            lock_path(path),
            holder_path(path),
            base_path(path),
            path.with_name(f"{stem}.20261210-133002.aside"),
            path.with_name(f"{stem}.20261210-133002.broken"),
            path.with_name(f"{path.name}.joined"),
            path.with_name(f"{path.name}-2.joined"),
            path.with_name(f"{stem}.txt.joined"),
            path.with_name(f"{temporary_prefix(path)}00.tmp"),
            *(hidden_path(path, ending) for ending in (LIVE, WATCH, ASK)),
        ):
            assert is_beside(beside.name)
            beside.touch()
    for name in others:
        (town.folder / name).touch()
    assert sorted(town.git("status", "--porcelain").split()[1::2]) == sorted(others)


def test_other_attributes_stay(bare: Town) -> None:
    attributes = bare.folder / ".gitattributes"
    attributes.write_text("*.png binary", encoding="utf-8")
    bare.run("jusou", "config-git", "--enable")
    assert attributes.read_text(encoding="utf-8") == f"*.png binary\n{ATTRIBUTES}\n"
    bare.run("jusou", "config-git", "--disable")
    assert attributes.read_text(encoding="utf-8") == "*.png binary\n"


def test_the_set_up_for_all_repositories_goes_into_the_users_files(bare: Town) -> None:
    assert bare.run("jusou", "config-git", "--enable", "--global").status == 0
    assert not (bare.folder / ".gitattributes").exists()
    assert "diff: jusou" in bare.git("check-attr", "diff", NAME)
    assert f"{NAME}.lock" in bare.git("check-ignore", f"{NAME}.lock")
    assert bare.run("jusou", "config-git", "--disable", "--global").status == 0
    assert "diff: unspecified" in bare.git("check-attr", "diff", NAME)


def test_outside_a_repository_one_sentence_says_so(bare: Town) -> None:
    shutil.rmtree(bare.folder / ".git")
    said = bare.run("jusou", "config-git", "--enable")
    assert (said.status, said.out.count("\n")) == (2, 1)


def test_diff_show_and_log_tell_what_changed(town: Town) -> None:
    town.program(WHOLE)
    town.write(with_line(2, "2行目の話を直した"))
    marked = "2行目の話{+を直した+}"
    assert marked in town.git("diff")
    town.git("commit", "-q", "-a", "-m", "直した")
    assert marked in town.git("show", "--ext-diff")
    assert marked in town.git("log", "-p", "--ext-diff", "-1")
    assert "+2行目の話を直した" in town.git("log", "-p", "-1")


def test_private_notes_are_not_told_unless_the_set_up_wants_them(town: Town) -> None:
    held = with_note(2, "秘密の話\n")
    held.notes[identity(2)] = held.notes[identity(2)].model_copy(update={"private": True})
    town.write(held)
    assert "秘密" not in town.git("diff")
    town.git("add", "-A")
    town.git("mv", "-f", NAME, "新.session.toml")
    town.git("commit", "-q", "-m", "書いた")
    assert "秘密" not in town.git("log", "-p", "--ext-diff")
    with (town.folder / "新.session.toml").open("a", encoding="utf-8") as file:
        file.write("こわれた [\n")
    assert "秘密" not in town.git("diff", "-U99")
    assert "--no-ext-diff" in town.git("diff")
    town.run("jusou", "config-git", "--enable", "--include-private", "--include-sensitive")
    assert "こわれた" in town.git("diff")
    assert "秘密" in town.git("log", "-p", "--ext-diff")


def test_a_new_a_removed_and_a_renamed_session_are_told(town: Town) -> None:
    assert "新しい記録" in town.git("log", "-p", "--ext-diff")
    town.git("mv", NAME, "別名.session.toml")
    told = town.git("diff", "--cached", "-M")
    assert "別名.session.toml" in told
    town.git("commit", "-q", "-m", "改名")
    town.git("rm", "-q", "別名.session.toml")
    assert "削除された記録" in town.git("diff", "--cached")


def test_colours_reach_gits_pager_and_no_color_holds(town: Town) -> None:
    town.write(with_line(2, "直した"))
    town.variables["GIT_PAGER_IN_USE"] = "true"
    assert "\x1b[" in town.git("diff")
    town.variables["NO_COLOR"] = "1"
    assert "\x1b[" not in town.git("diff")


def test_a_file_that_is_no_session_is_told_line_by_line(town: Town) -> None:
    with town.path.open("a", encoding="utf-8") as file:
        file.write("こわれた [\n")
    assert "+ こわれた [" in town.git("diff")


def test_two_people_who_wrote_at_the_end_are_joined(town: Town) -> None:
    town.program(WHOLE)
    both_sides(
        town, lambda: town.commit(with_note(2, "我々の話\n")), lambda: town.commit(with_note(3, "彼らの話\n"))
    )
    town.git("merge", "other", "-m", "一つに")
    texts = {note.text for note in town.read().notes.values()}
    assert texts == {TEXT, "我々の話\n", "彼らの話\n"}


def test_a_conflict_stays_valid_and_unmerged_until_it_is_settled(town: Town) -> None:
    both_sides(town, lambda: town.commit(with_line(2, "我々")), lambda: town.commit(with_line(2, "彼ら")))
    told = town.git("merge", "other", status=1)
    assert "CONFLICT" in told
    held = town.read()
    assert "我々" in repr(held.conflicts)
    assert "彼ら" in repr(held.conflicts)
    assert f"UU {NAME}" in town.git("status", "--short")
    assert "まだ統合が終わっていません" in town.git("diff", "--cached")


def test_rebase_cherry_pick_and_stash_join_too(town: Town) -> None:
    both_sides(
        town, lambda: town.commit(with_note(2, "我々の話\n")), lambda: town.commit(with_note(3, "彼らの話\n"))
    )
    town.git("checkout", "-q", "other")
    town.git("rebase", "-q", "main")
    assert len(town.read().notes) == 3
    town.git("checkout", "-q", "-b", "third", "main~1")
    town.commit(with_note(4, "三つ目\n"))
    town.git("cherry-pick", "main")
    assert len(town.read().notes) == 3
    town.write(with_note(5, "書きかけ\n", town.read()))
    town.git("stash", "-q")
    town.commit(with_note(6, "その間に\n", town.read()))
    town.git("stash", "pop")
    assert {"書きかけ\n", "その間に\n"} <= {note.text for note in town.read().notes.values()}


def test_a_session_that_both_added_is_joined(town: Town) -> None:
    second = town.folder / "第2回.session.toml"

    def add(number: int, text: str) -> None:
        second.write_bytes(town.path.read_bytes())
        held = with_note(number, text)
        town.write(held)
        shutil.copy(town.path, second)
        town.git("checkout", "-q", "--", NAME)
        town.git("add", "-A")
        town.git("commit", "-q", "-m", "足した")

    both_sides(town, lambda: add(2, "我々の話\n"), lambda: add(3, "彼らの話\n"))
    town.git("merge", "other", "-m", "一つに")
    told = second.read_text(encoding="utf-8")
    assert "我々の話" in told
    assert "彼らの話" in told


def test_a_clone_without_the_set_up_has_gits_own_merge(town: Town, tmp_path: Path) -> None:
    clone = tmp_path / "写し"
    town.git("clone", "-q", str(town.folder), str(clone))
    other = Town(clone, town.variables)
    both_sides(other, lambda: other.commit(with_line(2, "我々")), lambda: other.commit(with_line(5, "彼ら")))
    other.git("merge", "other", "-m", "一つに")
    assert {"我々", "彼ら"} <= set(other.read().notes.popitem()[1].text.split("\n"))


BROKEN = {
    "missing": "exit 127",
    "dies with 1": "echo Traceback >&2; exit 1",
    "dies with 2": "exit 2",
    "killed": "kill -9 $$",
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=list(BROKEN))
def test_a_driver_that_is_missing_or_dies_loses_no_line(town: Town, script: str) -> None:
    both_sides(town, lambda: town.commit(with_line(2, "我々")), lambda: town.commit(with_line(2, "彼ら")))
    if script == "exit 127":
        (town.folder.parent / "bin" / "jusou").unlink()
    else:
        town.program(script)
    town.git("merge", "other", status=1)
    told = town.path.read_text(encoding="utf-8")
    assert "我々" in told
    assert "彼ら" in told
    assert "<<<<<<<" in told


@pytest.mark.parametrize("script", BROKEN.values(), ids=list(BROKEN))
def test_a_diff_that_is_missing_or_dies_is_told_by_git_itself(town: Town, script: str) -> None:
    town.write(with_line(2, "直した"))
    if script == "exit 127":
        (town.folder.parent / "bin" / "jusou").unlink()
    else:
        town.program(script)
    assert "+直した" in town.git("diff")


def test_what_cannot_be_read_is_left_to_gits_own_merge(town: Town) -> None:
    def spoil(text: str) -> None:
        town.path.write_text(f"{town.path.read_text(encoding='utf-8')}{text} [\n", encoding="utf-8")
        town.git("commit", "-q", "-a", "-m", "こわれた")

    both_sides(town, lambda: spoil("我々"), lambda: spoil("彼ら"))
    town.git("merge", "other", status=1)
    told = town.path.read_text(encoding="utf-8")
    assert "我々 [" in told
    assert "彼ら [" in told


ODD_NAMES = (
    "-",
    "--all",
    "-o ー 空白 あり",
    " 先頭の空白",
    "#見出し",
    ":(top)上",
    "*[a-z]?%P %A %%",
    "$(touch そと)`touch そと`",
    "a;touch そと&b|c>d",
    "引用'符\"逆\\斜線",
    "改\n行\tタブ",
    "か\u3099く" + "長" * 60,
)
"""What begins a name stands alone, for only the first letters of one can be taken for an option or a place.

What a shell or git would act on within a name is told apart by whether they act: it may share a name.
"""


def test_whatever_a_session_is_called_its_differences_are_told_and_joined(town: Town) -> None:
    paths = [town.folder / f"{name}.session.toml" for name in ODD_NAMES]

    def write(held: Callable[[], Session]) -> None:
        for path in paths:
            path.write_bytes(render(held()))
        town.git("add", "-A")
        town.git("commit", "-q", "-m", "書いた")

    write(start)
    town.git("checkout", "-q", "-b", "other")
    write(lambda: with_note(2, "彼らの話"))
    town.git("checkout", "-q", "main")
    for path in paths:
        path.write_bytes(render(with_note(3, "我々の話")))
    told = town.git("diff")
    assert told.count("我々の話") == len(paths)
    assert "diff --git" not in told, "git's own lines: the driver failed"
    write(lambda: with_note(3, "我々の話"))
    town.git("merge", "-q", "other")
    for path in paths:
        assert {note.text for note in read(path).notes.values()} == {TEXT, "彼らの話", "我々の話"}
    assert not (town.folder / "そと").exists()
