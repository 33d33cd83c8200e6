"""What the environment says of a terminal, and a path of the service that syncs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jusou_tui.doctor.synced import synced_by
from jusou_tui.doctor.terminals import colours, kinds


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({"WT_SESSION": "1"}, ("windows_terminal",)),
        ({"VTE_VERSION": "7600", "TMUX": "/invented"}, ("gnome", "tmux")),
        ({"TERM_PROGRAM": "iTerm.app", "LC_TERMINAL": "iTerm2"}, ("iterm",)),
        ({"TERM_PROGRAM": "vscode"}, ("vscode",)),
        ({"WT_SESSION": ""}, ()),
    ],
)
def test_which_terminal_it_is(environment: dict[str, str], known: tuple[str, ...]) -> None:
    assert kinds(environment) == known


@pytest.mark.parametrize(
    ("environment", "count"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, 16_777_216),
        ({"WT_SESSION": "1"}, 16_777_216),
        ({"TERM": "xterm-256color"}, 256),
        ({"TERM": "xterm"}, 16),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, 0),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, 0),
    ],
)
def test_how_many_colours(environment: dict[str, str], count: int) -> None:
    assert colours(environment) == count


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/OneDrive - 見本市/記録", "OneDrive"),
        ("/home/a/Dropbox/jusou", "Dropbox"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a@example.jp/jusou", "Google Drive"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/jusou", "iCloud Drive"),
        ("/home/a/Box/jusou", "Box"),
        ("/home/a/Boxes/jusou", ""),
        ("/home/a/documents/jusou", ""),
    ],
)
def test_which_service_syncs_a_folder(path: str, service: str) -> None:
    assert synced_by(Path(path), {}, lambda _: False) == service


def test_a_service_is_known_by_its_variable_and_its_marks() -> None:
    folder = Path("/srv/cloud/jusou")
    assert synced_by(folder, {"OneDriveCommercial": "/srv/cloud"}, lambda _: False) == "OneDrive"
    assert synced_by(folder, {}, lambda path: path == Path("/srv/cloud/.dropbox")) == "Dropbox"
