"""Finding curricula: by id, by path, in the folders in their order."""

import shutil
from pathlib import Path

import pytest

from curriculum.sample import TEXT
from jusou_tui import paths
from jusou_tui.curriculum.library import available, digest, find
from jusou_tui.errors import InputError
from jusou_tui.wording import message_text


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_an_id_is_found_in_the_first_folder_that_has_it(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    put(second, "sample.toml")
    assert find("sample", [first, second]) == second / "sample.toml"
    put(first, "sample.toml")
    assert find("sample", [first, second]) == first / "sample.toml"


def test_an_id_is_found_in_a_file_of_another_name(tmp_path: Path) -> None:
    path = put(tmp_path, "copy of mine.toml")
    assert find("sample", [tmp_path]) == path


@pytest.mark.parametrize("name", ["架空町の集まり", "集まり", " 集まり ", "架空町 の集まり"])
def test_a_title_or_short_title_is_found_too(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, "sample.toml")
    assert find(name, [tmp_path]) == path


def test_a_title_that_two_curricula_have_names_none_of_them(tmp_path: Path) -> None:
    put(tmp_path, "sample.toml")
    put(tmp_path, "other.toml", TEXT.replace('id = "sample"', 'id = "other"', 1))
    with pytest.raises(InputError):
        find("集まり", [tmp_path])


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = put(tmp_path, "架空町.toml")
    assert find(str(path), []) == path


def test_an_unknown_id_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    put(tmp_path, "sample.toml")
    with pytest.raises(InputError) as caught:
        find("simple", [tmp_path])
    assert "simple" in message_text(caught.value)
    assert "sample" in message_text(caught.value)


def test_with_no_curricula_at_all_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find("sample", [tmp_path / "none"])
    assert caught.value.message_id == "curriculum.none_found"


@pytest.mark.parametrize("name", ["none.toml", "./none", "a/b", "a\\b"])
def test_a_path_that_does_not_exist_is_told_as_a_path(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find(name, [])
    assert caught.value.message_id == "curriculum.path_unknown"
    assert message_text(caught.value)


def test_a_broken_file_is_listed_last_with_its_problem(tmp_path: Path) -> None:
    put(tmp_path, "a-broken.toml", "schema = [")
    put(tmp_path, "sample.toml")
    put(tmp_path, ".hidden.toml")
    put(tmp_path, "notes.txt")
    good, broken = available([tmp_path])
    assert (good.id, good.title, good.version, good.problem) == ("sample", "架空町の集まり", "1.0", None)
    assert (broken.id, broken.title, broken.version) == ("a-broken", "a-broken", "")
    assert broken.problem is not None


def test_an_id_in_two_folders_is_listed_once(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine", "sample.toml")
    put(tmp_path / "shipped", "sample.toml")
    (entry,) = available([tmp_path / "mine", tmp_path / "shipped"])
    assert entry.path == mine


def test_a_folder_named_like_a_file_is_listed_with_its_problem(tmp_path: Path) -> None:
    (tmp_path / "odd.toml").mkdir()
    (entry,) = available([tmp_path])
    assert entry.problem is not None


def test_the_shipped_curricula_are_found_from_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(paths, "user_curricula", lambda: tmp_path / "none")
    assert find("team-building") == paths.shipped("curricula") / "team-building.toml"
    assert [entry.problem for entry in available()] == [None] * len(available())


def test_the_digest_tells_contents_apart_and_not_line_ends(tmp_path: Path) -> None:
    path = put(tmp_path, "sample.toml")
    same = put(tmp_path, "same.toml", TEXT.replace("\n", "\r\n"))
    other = tmp_path / "other.toml"
    shutil.copy(path, other)
    other.write_text(TEXT + "# more\n", encoding="utf-8")
    assert digest(path) == digest(same) == digest(TEXT.encode())
    assert digest(path) != digest(other)
    assert digest(b"") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
