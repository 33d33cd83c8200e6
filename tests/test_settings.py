"""The settings file: read, changed key by key, never overwritten unasked."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path

import pytest

from jusou_tui import settings
from jusou_tui.errors import InputError


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "config" / "settings.toml"
    monkeypatch.setenv("JUSOU_SETTINGS", str(found))
    return found


def written(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_the_usual_settings_hold_and_none_is_made(path: Path) -> None:
    assert settings.load() == settings.Settings()
    assert not settings.is_unreadable()
    assert not path.exists()


def test_a_change_is_in_the_file_at_once_and_for_its_owner_only(path: Path) -> None:
    settings.change("bell", False)
    settings.change("shortest_share", 70)
    assert tomllib.loads(path.read_text("utf-8")) == {"bell": False, "shortest_share": 70}
    assert (settings.load().bell, settings.load().shortest_share, settings.load().hints) == (False, 70, True)
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in path.parent.iterdir()] == ["settings.toml"]


def test_a_change_keeps_comments_unknown_keys_tables_and_the_files_mode(path: Path) -> None:
    text = '# ours\nbell = true  # loud\nfuture = "x"\n\n[later]\nbell = true\n'
    written(path, text).chmod(0o644)
    settings.change("bell", False)
    assert path.read_text("utf-8") == text.replace("bell = true  #", "bell = false  #")
    settings.change("hints", False)
    assert tomllib.loads(path.read_text("utf-8")) == {
        "hints": False,
        "bell": False,
        "future": "x",
        "later": {"bell": True},
    }
    assert "# ours" in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize(
    "text", ['"bell" = true\nfuture = 1\n', "[later]\nbell = true\nfuture = 1\n", "\r\n"]
)
def test_a_line_that_is_not_found_costs_no_key(path: Path, text: str) -> None:
    before = tomllib.loads(text)
    written(path, text)
    settings.change("bell", False)
    assert tomllib.loads(path.read_text("utf-8")) == {**before, "bell": False}


BROKEN = (
    "bell = 5",
    "bell =",
    "\x00",
    b"\xff\xfe",
    "shortest_share = 20",
    "a = " + "[" * 5000,
    "#" * 200_000,
)


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_file_that_cannot_be_read_means_the_usual_settings_and_is_never_overwritten(
    path: Path, text: str | bytes
) -> None:
    before = written(path, text).read_bytes()
    assert settings.load() == settings.Settings()
    assert settings.is_unreadable()
    with pytest.raises(InputError):
        settings.change("bell", False)
    assert path.read_bytes() == before
    aside = settings.begin_anew()
    settings.change("bell", False)
    assert aside.read_bytes() == before
    assert aside.name == "settings-1.toml"
    assert not settings.load().bell


def test_a_file_that_begins_with_a_mark_is_read(path: Path) -> None:
    written(path, b"\xef\xbb\xbfbell = false\n")
    assert not settings.load().bell


def test_a_file_that_somebody_else_changed_is_read_again(path: Path) -> None:
    settings.change("bell", False)
    written(path, "hints = false\n")
    assert settings.load() == settings.Settings(hints=False)
