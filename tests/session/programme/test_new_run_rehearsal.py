"""Rehearsals: a copy of a plan, apart from the real record, and deleted with all that it left behind."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import make
from jusou_tui.paths import REHEARSALS, rehearsals_folder, sessions_of
from jusou_tui.session.format.read import read
from jusou_tui.session.programme.new_run import rehearsal_of
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import HeldElsewhere, lock_path
from jusou_tui.session.storage.store import Store, delete_rehearsal


def rehearsed(folder: Path, **meta: object) -> Path:
    path = folder / "見本.session.toml"
    Store.create(path, make.session(meta={"rehearsal": True, "speed": 10.0} | meta)).close()
    return path


def test_rehearsals_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    assert rehearsals_folder(tmp_path) == tmp_path / REHEARSALS
    assert rehearsals_folder(tmp_path / REHEARSALS) == tmp_path / REHEARSALS
    assert sessions_of(tmp_path / REHEARSALS) == sessions_of(tmp_path) == tmp_path


def test_a_copy_has_the_set_up_the_members_and_the_plan_and_nothing_that_happened() -> None:
    opened = make.book()
    person = opened.people.add("見本 花子", "架空町")
    opened.meetings.set("step1", start=make.NOW)
    opened.meetings.set("step2", start=make.NOW + timedelta(days=7), minutes={"opening": 20}, cases=3)
    opened.events.add("start", "step1", activity="opening")
    opened.events.add("finish", "step1")
    opened.notes.add("言ったこと", step="step2")
    opened.checklist.set_memo("step2", "opening", "忘れずに")
    opened.todos.add("用意する", step="step2")
    before = opened.session.model_copy(deep=True)

    made = rehearsal_of(opened.session, "step2", {"step1"}, make.NOW, 30)

    assert opened.session == before
    assert made.participants == opened.session.participants
    assert list(made.participants) == [person]
    assert (made.meetings["step2"].minutes, made.meetings["step2"].cases) == ({"opening": 20}, 3)
    assert made.meetings["step1"].closed is not None
    assert (made.events, made.todos, made.sheets) == ({}, {}, {})
    assert [note.text for note in made.notes.values()] == ["忘れずに\n"]
    assert (made.session.rehearsal, made.session.speed) == (True, 30.0)
    assert made.session.id != opened.session.session.id
    assert (made.view.screen, made.view.step) == ("run", "step2")


def test_a_deleted_rehearsal_leaves_nothing_behind(tmp_path: Path, state: Path) -> None:
    path = rehearsed(tmp_path)
    identifier = read(path).session.id
    backups.folder_of(identifier).mkdir(parents=True)
    (backups.folder_of(identifier) / "20261210T133000-00.session.toml").write_text("x")
    backups.rescue_path(identifier).parent.mkdir(parents=True, exist_ok=True)
    backups.rescue_path(identifier).write_text("x")
    delete_rehearsal(path, make.NOW)
    assert list(tmp_path.glob("*.toml*")) == []
    assert [one for one in state.rglob(f"*{identifier}*") if one.exists()] == []


def test_a_session_of_the_real_day_is_never_deleted(tmp_path: Path) -> None:
    path = rehearsed(tmp_path, rehearsal=False)
    with pytest.raises(ValueError, match="no rehearsal"):
        delete_rehearsal(path, make.NOW)
    assert path.exists()


def test_a_rehearsal_that_is_open_stays(tmp_path: Path) -> None:
    path = rehearsed(tmp_path)
    opened = Store.open(path)
    try:
        with pytest.raises(HeldElsewhere):
            delete_rehearsal(path, make.NOW)
        assert path.exists()
        assert lock_path(path).exists()
    finally:
        opened.close()
