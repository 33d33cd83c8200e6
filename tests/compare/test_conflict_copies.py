"""The copies that shared folders make where two people wrote one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from jusou_tui.compare.conflict_copies import ConflictCopy, conflict_copies, original_of
from jusou_tui.session.format.chunks import render
from make import session
from session.samples import identity

ORIGINAL = "2026年度-第1回.session.toml"


@pytest.mark.parametrize(
    "name",
    [
        "2026年度-第1回.session.sync-conflict-20261210-133002-ABC1234.toml",
        "2026年度-第1回.sync-conflict-20261210-133002-ABC1234.session.toml",
        "2026年度-第1回.session-MIHON-PC01.toml",
        "2026年度-第1回.session-MIHON-PC01-2.toml",
        "2026年度-第1回-MIHON-PC01.session.toml",
        "2026年度-第1回.session (Hanako's conflicted copy 2026-12-10).toml",
        "2026年度-第1回.session (見本 花子 の競合コピー 2026-12-10).toml",
        "2026年度-第1回 (見本花子の競合コピー 2026-12-10).session.toml",
        "2026年度-第1回.session（見本花子の競合コピー）.toml",
        "2026年度-第1回.session (conflicted copy 2026-12-10 133002).toml",
    ],
)
def test_a_copy_is_known_by_its_name_beside_the_file(name: str) -> None:
    assert original_of(name, {ORIGINAL, name}) == ORIGINAL
    assert original_of(name, {name}) is None


@pytest.mark.parametrize(
    "name", [ORIGINAL, "別の回.session.toml", "2026年度-第2回.session.toml", "notes.toml"]
)
def test_other_files_are_no_copies(name: str) -> None:
    assert original_of(name, {ORIGINAL, name}) is None


def test_only_copies_of_the_same_session_are_offered(tmp_path: Path) -> None:
    (tmp_path / "a.session.toml").write_bytes(render(session()))
    copy = tmp_path / "a.session-PC1.toml"
    copy.write_bytes(render(session()))
    (tmp_path / "a-PC2.session.toml").write_bytes(render(session(meta={"id": identity(99)})))
    (tmp_path / "a.session-PC3.toml").write_text("[", encoding="utf-8")
    assert conflict_copies(tmp_path) == [ConflictCopy(tmp_path / "a.session.toml", copy)]


def test_a_folder_that_is_gone_has_none(tmp_path: Path) -> None:
    assert conflict_copies(tmp_path / "gone") == []
