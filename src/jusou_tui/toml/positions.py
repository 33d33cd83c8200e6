"""Lines and columns of TOML texts, both counted from 1, columns in characters.

tomllib returns values, not where they are written. `find_positions` scans a text that tomllib has read; it is
called only when there is a mistake to report.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from typing import NamedTuple

from jusou_tui.toml.limits import STRING

KeyPath = tuple[str | int, ...]
"""Which key or value of a document: `("steps", 0, "id")`."""

# Patterns are strings, compiled at their first use, so that start-up does not pay for them.
_BLANK = r"(?>[ \t\n]++|\#[^\n]*+)*+"
_SPACE = r"[ \t]*+"
_BARE_KEY = r"[A-Za-z0-9_-]++"
_QUOTED_KEY = r'"(?>[^"\\\n]++|\\[^\n])*+"(?!")|\'[^\'\n]*+\'(?!\')'
_BARE_VALUE = r"[^,\]}\n\#]++"
_compiled = cache(re.compile)


def position(text: str, offset: int) -> tuple[int, int]:
    """Return the line and column of an offset into `text`."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def undecodable_position(data: bytes, error: UnicodeDecodeError) -> tuple[int, int]:
    """Return the line and column of the first byte that is not UTF-8."""
    before = data[: error.start].decode(errors="replace")
    return position(before, len(before))


def value_at(data: object, path: KeyPath) -> object:
    """Return the value at `path`, None where there is none."""
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


class Written(NamedTuple):
    """A header or the key of a pair: where it stands, its path, and the table that a pair after it is in."""

    offset: int
    path: KeyPath
    table: KeyPath


class Positions(NamedTuple):
    """The offsets of the keys and values of one text, by their path."""

    keys: dict[KeyPath, int]
    values: dict[KeyPath, int]
    line_starts: tuple[int, ...]

    def key(self, path: KeyPath) -> tuple[int, int]:
        """Return line and column of the key at `path`; of the nearest parent where it is not written."""
        return self._nearest(self.keys, path)

    def value(self, path: KeyPath) -> tuple[int, int]:
        """Return line and column of the value at `path`; of the nearest parent where it is not written."""
        return self._nearest(self.values, path)

    def _nearest(self, offsets: dict[KeyPath, int], path: KeyPath) -> tuple[int, int]:
        while path and path not in offsets:
            path = path[:-1]
        offset = offsets.get(path, 0)
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def find_positions(text: str, wanted: Iterable[KeyPath] | None = None) -> Positions:
    """Return the positions in a valid TOML text. Lines may end in "\\r\\n".

    `wanted`: no others are needed; each must be written in the text.
    """
    text = text.replace("\r\n", "\n")
    scanner = _Scanner(text, wanted)
    scanner.document()
    starts = (0, *(found.end() for found in re.finditer("\n", text[: scanner.at])))
    return Positions(scanner.keys, scanner.values, starts)


def written_until(text: str, offset: int) -> list[Written]:
    """Return the headers and keys of a text up to an offset, where it need not be TOML from there on."""
    scanner = _Scanner(text)
    with suppress(ValueError, IndexError, RecursionError):
        scanner.document()
    return [one for one in scanner.written if one.offset <= offset]


class _Scanner:
    """Walks over the text once, or until it found all that is wanted.

    `at` is the offset reached, `_entries` the length of each array of tables.
    """

    def __init__(self, text: str, wanted: Iterable[KeyPath] | None = None) -> None:
        self.text = text
        self._wanted = None if wanted is None else list(wanted)
        self.at = 0
        self.keys: dict[KeyPath, int] = {}
        self.values: dict[KeyPath, int] = {}
        self.written: list[Written] = []
        self._entries: dict[KeyPath, int] = {}

    def document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                if self._has_all():
                    return
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _has_all(self) -> bool:
        while self._wanted and (self._wanted[-1] in self.keys or not self._wanted[-1]):
            self._wanted.pop()
        return self._wanted is not None and not self._wanted

    def _header(self) -> KeyPath:
        start, array = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        path: KeyPath = ()
        for name, offset in self._dotted():
            if path in self._entries:
                path = (*path, self._entries[path] - 1)
            path = (*path, name)
            self._found(path, offset, offset)
            last = offset
        self.at += 2 if array else 1
        if array:
            self._entries[path] = self._entries.get(path, 0) + 1
            path = (*path, self._entries[path] - 1)
            self._found(path, last, last)
        self.written.append(Written(start, path, path))
        return path

    def _pair(self, table: KeyPath) -> None:
        path, start = table, self.at
        for name, offset in self._dotted():
            path = (*path, name)
            self._found(path, offset, offset)
        self.written.append(Written(start, path, table))
        self.at += 1  # the equals sign
        self._skip(_SPACE)
        self.values[path] = self.at
        self._value(path)

    def _dotted(self) -> Iterator[tuple[str, int]]:
        while True:
            self._skip(_SPACE)
            start = self.at
            quoted = self.text[start] in "\"'"
            raw = self._take(_QUOTED_KEY if quoted else _BARE_KEY)
            yield (_unquoted(raw) if quoted else raw), start
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        first = self.text[self.at]
        if first in "\"'":
            self._take(STRING)
        elif first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._take(_BARE_VALUE)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        number = 0
        self._skip(_BLANK)
        while self.text[self.at] != "]":
            item = (*path, number)
            self._found(item, self.at, self.at)
            self._value(item)
            number += 1
            self._after_item()
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._skip(_BLANK)
        while self.text[self.at] != "}":
            self._pair(path)
            self._after_item()
        self.at += 1

    def _after_item(self) -> None:
        self._skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_BLANK)

    def _found(self, path: KeyPath, key: int, value: int) -> None:
        self.keys.setdefault(path, key)
        self.values.setdefault(path, value)

    def _take(self, pattern: str) -> str:
        found = _compiled(pattern).match(self.text, self.at)
        if found is None:
            raise ValueError(f"not TOML at offset {self.at}")
        self.at = found.end()
        return found.group()

    def _skip(self, pattern: str) -> None:
        found = _compiled(pattern).match(self.text, self.at)
        self.at = found.end() if found else self.at


def _unquoted(raw: str) -> str:
    return str(tomllib.loads(f"key = {raw}")["key"]) if "\\" in raw else raw[1:-1]
