"""A damaged session file, cut at its headers, and what can be read between two of them.

A header counts outside of texts only. A text that is not closed ends before the next header at the latest:
its end would be the beginning of another text, which shows in front of the quotation marks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import RECORDS
from jusou_tui.toml import limits, reader

Path = tuple[str, ...]
"""The names in a header: `("notes", "01K…")`; () stands for what comes before the first one."""

_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_NAMES = rf"[A-Za-z_][A-Za-z0-9_-]*+(?:[ \t]*\.[ \t]*{_PART})*+"
_HEADER = re.compile(
    rf"[ \t]*(?:\[{{1,2}}[ \t]*(?P<whole>{_NAMES})[ \t]*\]{{1,2}}[ \t]*(?:\#.*)?"
    rf"|\[(?P<open>{_NAMES})|(?P<shut>{_NAMES})\])$"
)
_NO_NAMES = frozenset({"true", "false", "inf", "nan"})
_KEY = re.compile(rf"[ \t]*({_PART}(?:[ \t]*\.[ \t]*{_PART})*+)[ \t]*=[ \t]*")
_EVENT = re.compile(rf"{PATTERN}[ \t]*=[ \t]*\{{")
_LONG = ('"""', "'''")
_QUOTES_ONLY = re.compile(r'[ \t]*\\?"{1,3}[ \t]*$')
_FIELDS = frozenset(name for model in RECORDS.values() for name in model.model_fields)


@dataclass(frozen=True)
class Damage:
    """Lines (counted from 1) that were not read, or of which the end of the text in `key` was guessed.

    `key` is "" where nobody knows it. `apart`: lines of another table, whose header was lost.
    """

    kind: Literal["lost", "guessed", "apart"]
    first: int
    last: int
    key: str = ""


@dataclass
class Reading:
    """What could be read in a piece, on which lines each key stands, and what could not be read."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, tuple[int, int]] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A header and what stands below it, up to the next one. `first`: the line of the header."""

    path: Path
    lines: tuple[str, ...]
    first: int
    headed: bool

    @property
    def text(self) -> str:
        """Return the lines as they stand in the file."""
        return "".join(self.lines)

    @property
    def last(self) -> int:
        """Return the last line that is not blank."""
        last = len(self.lines) - 1
        while last > 0 and not self.lines[last].strip():
            last -= 1
        return self.first + max(last, 0)

    def read(self) -> Reading:
        """Return what can be read, line by line where the piece as a whole is no TOML. Never raises."""
        below = "".join(self.lines[self.headed :])
        values = _loaded(below)
        if values is not None:
            return Reading(values, dict.fromkeys(values, (self.first, self.last)))
        reader = _Reader(self)
        reader.read()
        return reader.found


def pieces(text: str) -> list[Piece]:
    """Return all of a text, piece by piece. A line of an event begins `[events]` where its header is gone."""
    return list(_cut(re.findall(r"[^\n]*\n|[^\n]+$", text)))


def _cut(lines: list[str]) -> Iterator[Piece]:
    path: Path = ()
    start, headed, at = 0, False, 0
    while at < len(lines):
        names = _header(lines[at])
        event = names is None and path != ("events",) and _EVENT.match(lines[at]) is not None
        if names is not None or event:
            if at > start:
                yield Piece(path, tuple(lines[start:at]), start + 1, headed)
            path, start, headed = names or ("events",), at, not event
        at = _behind_text(lines, at) or at + 1
    if len(lines) > start:
        yield Piece(path, tuple(lines[start:]), start + 1, headed)


def _header(line: str) -> Path | None:
    """Return the names in a header, also in one that lacks a bracket."""
    if "[" not in line and "]" not in line:
        return None
    found = _HEADER.match(line.rstrip("\r\n"))
    names = found and (found["whole"] or found["open"] or found["shut"])
    if not names or names in _NO_NAMES or limits.dotted_run(names) is not None:
        return None
    if '"' not in names and "'" not in names:
        return tuple(name.strip() for name in names.split("."))
    path: list[str] = []
    value: object = tomllib.loads(f"{names} = 0")
    while isinstance(value, dict):
        name, value = next(iter(value.items()))
        path.append(name)
    return tuple(path)


def _behind_text(lines: list[str], at: int) -> int | None:
    """Return the place behind the multi-line text that begins on a line; None without one that ends."""
    if '"""' not in lines[at] and "'''" not in lines[at]:
        return None
    found = _KEY.match(lines[at])
    if found is None or not lines[at].startswith(_LONG, found.end()):
        return None
    mark = lines[at][found.end() : found.end() + 3]
    if _closes(lines[at][found.end() + 3 :], mark):
        return at + 1
    for place in range(at + 1, len(lines)):
        if _closes(lines[place], mark):
            opener = _KEY.match(lines[place])
            opens = opener is not None and lines[place].startswith(mark, opener.end())
            return None if opens else place + 1
    return None


def _closes(line: str, mark: str) -> bool:
    """Return whether a line of a text ends it: the quotation marks are there, and not escaped."""
    if mark not in line:
        return False
    return mark == "'''" or mark in re.sub(r"\\.", "  ", line)


def _loaded(text: str) -> dict[str, object] | None:
    if limits.dotted_run(text) is not None:
        return None
    try:
        document = reader.loads(text)
    except (ValueError, RecursionError):
        return None
    return None if limits.too_deep(document) else document


class _Reader:
    """Reads the pairs of one piece; `at` is the next line."""

    def __init__(self, piece: Piece) -> None:
        self._lines = piece.lines
        self._first = piece.first
        self._headed = piece.headed
        self._at = int(piece.headed)
        self._begins_with = ""
        self.found = Reading()

    def read(self) -> None:
        while self._at < len(self._lines):
            line = self._lines[self._at].strip()
            if not line or line.startswith("#"):
                self._at += 1
                continue
            key = _KEY.match(self._lines[self._at])
            if self._is_another_table(key[1] if key else None):
                self._lose(len(self._lines), kind="apart" if self._is_behind_a_gap() else "lost")
                return
            if key is None or not self._pair(key):
                self._lose(self._at + 1, key[1] if key else "")

    def _is_another_table(self, key: str | None) -> bool:
        """Return whether a table begins whose header was lost: what follows is not of this one."""
        if key is not None:
            self._begins_with = self._begins_with or key
            return key == self._begins_with and key in self.found.lines
        if not self._headed:
            return False
        return self._lines[self._at].lstrip().startswith("[") or self._is_behind_a_gap()

    def _is_behind_a_gap(self) -> bool:
        return self._at > 1 and not self._lines[self._at - 1].strip()

    def _lose(self, end: int, key: str = "", kind: Literal["lost", "apart"] = "lost") -> None:
        """Note the lines up to `end` as lost; those of one key, or those that nobody knows, as one damage."""
        first, last = self._first + self._at, self._first + end - 1
        while last > first and not self._lines[last - self._first].strip():
            last -= 1
        before = self.found.damages[-1] if self.found.damages else None
        if before is not None and before.kind == kind and not key and before.last == first - 1:
            self.found.damages[-1] = Damage(kind, before.first, last, before.key)
        else:
            self.found.damages.append(Damage(kind, first, last, key))
        self._at = end

    def _pair(self, key: re.Match[str]) -> bool:
        """Read the pair that begins here. Return whether that was possible."""
        line, rest = self._lines[self._at], self._lines[self._at][key.end() :].strip()
        end = self._end(rest)
        value = _loaded("".join(self._lines[self._at : end]))
        if value is not None and not (rest == '""' and self._text_follows()):
            return self._take(key[1], value, end)
        if rest in {'"', '""', '"""'}:
            return self._guess_block(key[1])
        for candidate in (f'{line.rstrip()}"', f'{line[: key.end()]}"{rest}'):
            value = _loaded(candidate)
            if value is not None:
                return self._take(key[1], value, self._at + 1, guessed=True)
        return False

    def _end(self, rest: str) -> int:
        """Return the place behind the pair that begins here."""
        if rest.startswith(_LONG):
            return _behind_text(list(self._lines), self._at) or self._at + 1
        if rest.startswith("[") and not rest.endswith("]"):
            for place in range(self._at + 1, len(self._lines)):
                if self._lines[place].lstrip().startswith("]"):
                    return place + 1
                if _KEY.match(self._lines[place]):
                    break
        return self._at + 1

    def _text_follows(self) -> bool:
        """Return whether the next line is one of a text whose opening marks are damaged."""
        following = self._lines[self._at + 1].strip() if self._at + 1 < len(self._lines) else ""
        return bool(following) and not following.startswith(("#", "[")) and not _KEY.match(following)

    def _guess_block(self, key: str) -> bool:
        """Read a text that is not closed: it ends with quotation marks, or before a key of records."""
        end = self._at + 1
        while end < len(self._lines) and not self._is_field(self._lines[end]):
            end += 1
            if _QUOTES_ONLY.match(self._lines[end - 1]):
                break
        body = list(self._lines[self._at + 1 : end])
        while body and (not body[-1].strip() or _QUOTES_ONLY.match(body[-1])):
            body.pop()
        name = self._lines[self._at].partition("=")[0]
        value = _loaded(f'{name}= """\n{"".join(body)}"""')
        return value is not None and self._take(key, value, end, guessed=True)

    @staticmethod
    def _is_field(line: str) -> bool:
        found = _KEY.match(line)
        return found is not None and found[1] in _FIELDS and _loaded(line) is not None

    def _take(self, key: str, value: dict[str, object], end: int, *, guessed: bool = False) -> bool:
        first, last = self._first + self._at, self._first + end - 1
        if not _merge(self.found.values, value):
            self._lose(end, key)
            return True
        while last > first and not self._lines[last - self._first].strip():
            last -= 1
        self.found.lines[key] = (first, last)
        if guessed:
            self.found.damages.append(Damage("guessed", first, last, key))
        self._at = end
        return True


def _merge(into: dict[str, object], more: dict[str, object]) -> bool:
    """Add keys to a table, to those below it too. Return False, with nothing added, where one is there."""
    for name, value in more.items():
        there = into.get(name)
        if isinstance(there, dict) and isinstance(value, dict):
            return _merge(there, value)
        if name in into:
            return False
        into[name] = value
    return True
