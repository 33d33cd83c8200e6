"""One mistake in a curriculum, before its place in the file is known. Light: it is always loaded."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.text.clean import clean_line
from jusou_tui.toml.positions import KeyPath

MOST = 1000
_SHOWN = 40


class Mistake(NamedTuple):
    """One mistake at a path of the data; `at_key`: it is the key, not the value, that is wrong."""

    path: KeyPath
    message_id: str
    facts: dict[str, object] = {}
    at_key: bool = False


def shown(text: str) -> str:
    """Return a text as one short line that a terminal can show."""
    line = clean_line(text[: _SHOWN * 2])
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
