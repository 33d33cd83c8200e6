"""The sessions of a folder."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from jusou_tui.session import library
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.records import Event, Note, Participant, Todo, View
from session.samples import START, full_session, identity, meta, session

TODAY = START.date()


def put(folder: Path, name: str, data: bytes, second: int = 0) -> Path:
    """Write a file that was changed at a given second."""
    path = folder / f"{name}.session.toml"
    path.write_bytes(data)
    os.utime(path, (1_700_000_000 + second, 1_700_000_000 + second))
    return path


def test_a_summary_says_what_a_list_shows(tmp_path: Path) -> None:
    found = full_session()
    ended = Event(at=START + timedelta(hours=3), step="step1", kind="finish")
    found.events[identity(20)] = ended
    found.todos[identity(21)] = Todo(at=START, what="済\n", done=START)
    summary = library.summarise(put(tmp_path, "a", render(found)), TODAY)
    assert (summary.title, summary.organisation, summary.curriculum) == (
        "2026年度 第1回",
        "見本市",
        "team-building",
    )
    assert (summary.step, summary.activity) == ("step1", "opening")
    assert (summary.notes, summary.sheets, summary.todos, summary.todos_done) == (1, 1, 2, 1)
    assert (summary.participants, summary.finished_steps) == (1, {"step1"})
    assert not summary.finished
    assert summary.problem is None


def test_who_has_left_the_programme_is_not_counted_among_its_members(tmp_path: Path) -> None:
    found = full_session()
    for number, day in enumerate((None, date(9999, 12, 31), date(2000, 1, 1)), 30):
        found.participants[identity(number)] = Participant(name=f"例野 {number}", left=day)
    assert library.summarise(put(tmp_path, "a", render(found)), TODAY).participants == 3


def test_a_large_file_is_summed_up_as_if_it_had_been_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = full_session()
    for number in range(100, 400):
        found.notes[identity(number)] = Note(at=START, text="done = 1 など\n")
        found.todos[identity(number + 500)] = Todo(at=START, what="す\n", done=START if number % 2 else None)
    path = put(tmp_path, "a", render(found))
    whole = library.summarise(path, TODAY)
    monkeypatch.setattr(library, "_SMALL", 0)
    monkeypatch.setattr(library, "_whole", lambda *_: pytest.fail("the whole file was read"))
    assert library.summarise(path, TODAY) == whole


@pytest.mark.parametrize("table", ["notes", "todos", "view", "empty"])
def test_a_large_file_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str) -> None:
    found = session(view=View(screen="run", step="step1")) if table == "view" else session()
    path = put(tmp_path, "a", render(found))
    whole = library.summarise(path, TODAY)
    monkeypatch.setattr(library, "_SMALL", 0)
    assert library.summarise(path, TODAY) == whole


def test_a_large_truncated_file_has_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_SMALL", 0)
    summary = library.summarise(put(tmp_path, "a", render(full_session())[:-6]), TODAY)
    assert summary.problem is not None


def test_the_last_changed_comes_first_and_other_files_not_at_all(tmp_path: Path) -> None:
    put(tmp_path, "a", render(session()), 1)
    put(tmp_path, "b", render(session(session=meta(id=identity(1)))), 3)
    put(tmp_path, "c", b"", 2)
    (tmp_path / "b.session.toml.lock").touch()
    (tmp_path / "notes.toml").touch()
    found = library.list_sessions(tmp_path, TODAY)
    assert [summary.path.name[0] for summary in found] == ["b", "c", "a"]
    assert [summary.problem is None for summary in found] == [True, False, True]


def test_a_folder_that_is_not_there_has_no_sessions(tmp_path: Path) -> None:
    assert library.list_sessions(tmp_path / "none", TODAY) == []
    assert library.newest_unfinished(tmp_path / "none", TODAY) is None


def test_the_newest_unfinished_is_neither_closed_nor_a_rehearsal(tmp_path: Path) -> None:
    put(tmp_path, "old", render(session()), 1)
    put(tmp_path, "wanted", render(session(session=meta(id=identity(1)))), 2)
    put(tmp_path, "closed", render(session(session=meta(id=identity(2), closed=START))), 3)
    put(tmp_path, "demo", render(session(session=meta(id=identity(3), demo=True))), 4)
    put(tmp_path, "wanted - コピー", render(session(session=meta(id=identity(1)))), 5)
    found = library.newest_unfinished(tmp_path, TODAY)
    assert found is not None
    assert (found.path.name, found.problem) == ("wanted.session.toml", None)
    assert [copy.name for copy in found.copies] == ["wanted - コピー.session.toml"]


def test_sessions_below_a_folder_are_listed_and_an_id_further_down_counts_as_well(tmp_path: Path) -> None:
    (tmp_path / "2026" / "春").mkdir(parents=True)
    original = put(tmp_path / "2026" / "春", "a", render(session()), 1)
    (tmp_path / "2026" / "春" / "b.session.toml").write_text("broken", encoding="utf-8")
    head, end = render(session()).split(b"[session]")
    sorted_by_name = b"# " + b"x" * 5000 + b"\n" + head + b"[session]" + end
    copy = put(tmp_path / "2026", "sorted", sorted_by_name, 2)
    broken, found = library.list_sessions(tmp_path, TODAY)
    assert (found.path, found.copies) == (original, (copy,))
    assert broken.problem is not None


def test_a_broken_file_that_was_used_last_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    put(tmp_path, "good", render(session()), 1)
    put(tmp_path, "broken", b"", 5)
    found = library.newest_unfinished(tmp_path, TODAY)
    assert found is not None
    assert found.path.name == "broken.session.toml"
    assert found.problem is not None


def test_a_new_path_keeps_the_japanese_title_and_never_hits_a_file(tmp_path: Path) -> None:
    first = library.new_path(tmp_path, "第1回 見本市", START)
    assert first.name == "第1回-見本市.session.toml"
    first.touch()
    assert library.new_path(tmp_path, "第1回 見本市", START).name == "第1回-見本市-2.session.toml"
    assert library.new_path(tmp_path, " ", START).name == "2026-12-10.session.toml"


def test_a_file_with_its_stamp_of_before_is_not_read_again(tmp_path: Path) -> None:
    path, known = put(tmp_path, "a", render(session()), 1), {}
    (first,) = library.each_session(tmp_path, TODAY, known)
    data, before = path.read_bytes(), path.stat()
    path.write_bytes(data.replace("見本市".encode(), "架空町".encode()))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    (same,) = library.each_session(tmp_path, TODAY, known)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    (anew,) = library.each_session(tmp_path, TODAY, known)
    assert (first.organisation, same.organisation, anew.organisation) == ("見本市", "見本市", "架空町")
    assert library.list_sessions(tmp_path, TODAY)[0].organisation == "架空町"
