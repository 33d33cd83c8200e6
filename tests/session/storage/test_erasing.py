"""Which files beside a session are its own."""

from pathlib import Path

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.storage.erasing import kept_files
from session.samples import identity, meta, session


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("見本市.session.base", True),
        ("見本市.session.20261210-133000.broken", True),
        ("見本市.session.20261210-133000-2.broken", True),
        ("見本市.2.session.toml.broken", False),
        ("見本市.2.session.20261210-133000.broken", False),
        ("見本市.2.session.base", False),
    ],
)
def test_a_file_without_an_id_is_its_own_only_where_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, own: bool
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path, beside = tmp_path / "見本市.session.toml", tmp_path / name
    path.write_text("")
    beside.write_text("見本 花子")
    assert kept_files(path, identity(1)) == ([beside] if own else [])


def test_a_copy_that_was_joined_is_its_own_also_further_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    below = tmp_path / "2026" / "写し.toml.joined"
    below.parent.mkdir()
    below.write_bytes(render(session(session=meta(id=identity(1)))))
    assert kept_files(tmp_path / "見本市.session.toml", identity(1)) == [below]
    assert kept_files(tmp_path / "見本市.session.toml", identity(2)) == []
