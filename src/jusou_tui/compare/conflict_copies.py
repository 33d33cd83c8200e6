"""The copies that Syncthing, OneDrive, Dropbox and their like make where two people wrote one file.

`第1回.session.toml` becomes `第1回.session.sync-conflict-20261210-133002-ABC1234.toml` (Syncthing),
`第1回.session-PCNAME.toml` (OneDrive), `第1回.session (花子's conflicted copy 2026-12-10).toml` (Dropbox;
in Japanese 「花子 の競合コピー」). Some put their mark before the whole ending, so both are known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from jusou_tui.files import is_file
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.read import written_session_id

_SYNCTHING = r"\.sync-conflict-\d{8}-\d{6}-[A-Z0-9]{7}"
_IN_BRACKETS = (
    r"[  ]?[(（][^()（）]*(?:conflicted copy|conflict copy|競合コピー|競合するコピー)[^()（）]*[)）]"
)
_HOST = r"-[A-Za-z0-9](?:[A-Za-z0-9-]{0,14})(?:-\d{1,3})?"
_SURE = re.compile(rf"^(?P<stem>.+?)(?:\.session)?(?:{_SYNCTHING}|{_IN_BRACKETS})(?:\.session)?\.toml$")
_BY_HOST = re.compile(rf"^(?P<stem>.+)\.session{_HOST}\.toml$|^(?P<other>.+?){_HOST}\.session\.toml$")
_HEAD = 4096


@dataclass(frozen=True)
class ConflictCopy:
    """A copy and the session file that it was made from."""

    original: Path
    copy: Path


def original_of(name: str, names: Collection[str]) -> str | None:
    """Return the one of `names` that a file of this name is a conflict copy of, None where it is none."""
    for pattern in (_SURE, _BY_HOST):
        if found := pattern.match(name):
            stem = found["stem"] or found.groupdict().get("other")
            original = f"{stem}{SESSION_ENDING}"
            if original != name and original in names:
                return original
    return None


def conflict_copies(folder: Path) -> list[ConflictCopy]:
    """Return the conflict copies of a folder whose session is really that of the file beside them."""
    try:
        names = {path.name for path in folder.iterdir() if path.name.endswith(".toml") and is_file(path)}
    except OSError:
        return []
    return list(_checked(folder, names))


def _checked(folder: Path, names: Collection[str]) -> Iterator[ConflictCopy]:
    for name in sorted(names):
        original = original_of(name, names)
        if original is None:
            continue
        identifier = written_session_id(folder / name, _HEAD)
        if identifier is not None and identifier == written_session_id(folder / original, _HEAD):
            yield ConflictCopy(folder / original, folder / name)
