"""Where in a session file's text a key stands, for messages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jusou_tui.text.clean import clean


def position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, counted from 1, of a place in the text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def key_of(place: Sequence[str | int]) -> str:
    """Return the dotted name of a place, as a message shows it."""
    return clean(".".join(str(part) for part in place))[:200]


def locate(text: str, place: Sequence[str | int]) -> tuple[int, ...]:
    """Return the offsets at which the parts of a place were found, the deepest last; () where none was."""
    found: list[int] = []
    for depth in range(len(place), 0, -1):
        path = r"[ \t]*\.[ \t]*".join(_written(part) for part in place[:depth])
        if header := re.search(rf"^[ \t]*\[+[ \t]*{path}[ \t]*[\].]", text, re.MULTILINE):
            found.append(header.start())
            _inside(text, header.end(), place[depth:], found)
            return tuple(found)
    _inside(text, 0, place, found)
    return tuple(found)


def offset_of(found: tuple[int, ...]) -> int:
    """Return the deepest offset of `locate`, the file's start where nothing was found."""
    return found[-1] if found else 0


def _written(part: str | int) -> str:
    bare = re.escape(str(part))
    return rf"(?:{bare}|\"{bare}\"|'{bare}')"


def _inside(text: str, start: int, rest: Sequence[str | int], found: list[int]) -> None:
    """Look for the keys of `rest` one after another from `start`, up to the next header."""
    following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, start)
    stop = following.start() if following else len(text)
    for part in rest:
        key = re.compile(rf"(?<![\w.-]){_written(part)}[ \t]*[=.]").search(text, start, stop)
        if key is None:
            return
        found.append(key.start())
        start = key.end()
