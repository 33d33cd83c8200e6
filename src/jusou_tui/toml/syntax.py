"""What tomllib says of a text that is no TOML, as message ids: what is wrong, where, and in which key.

Every sentence that tomllib has is known here; its own words are never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from jusou_tui.toml.positions import KeyPath, Written, position, written_until

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_QUOTES = frozenset("“”„‟〝〞〟「」『』＂‘’＇")
_BLANKS = frozenset("　\u00a0\u2002\u2003\u2009")
_FULL_WIDTH = frozenset("＝［］｛｝，．、。：＃")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_OPENING = re.compile(r"=[ \t]*+")
_HALF = re.compile(r"[^=\n]*=[ \t]*+'[^'\n]*$", re.MULTILINE)
_DATE = re.compile(r"[0-9]{1,4}[-/年]")
_MARKS = re.compile(r"(<{7}|>{7}|={7}|\|{7})(?![<>=|])")


@dataclass(frozen=True)
class SyntaxMistake:
    """What is wrong, where (both counted from 1), and in which key or table."""

    message_id: str
    line: int
    column: int
    key: KeyPath = ()
    facts: dict[str, object] = field(default_factory=dict)


class _Found(NamedTuple):
    """Where tomllib stopped: an offset into the text, and what was begun before it, the last one last."""

    text: str
    offset: int
    written: list[Written]

    @property
    def char(self) -> str:
        return self.text[self.offset : self.offset + 1]

    @property
    def key(self) -> KeyPath:
        """The key whose value is being read."""
        return self.written[-1].path if self.written else ()

    @property
    def table(self) -> KeyPath:
        """The table in which a new key would stand."""
        return self.written[-1].table if self.written else ()

    def mistake(self, message_id: str, key: KeyPath, **facts: object) -> SyntaxMistake:
        return SyntaxMistake(message_id, *position(self.text, self.offset), key, facts)


def syntax_mistake(error: Exception, text: str) -> SyntaxMistake:
    """Return what an exception of `tomllib.loads(text)` says; the text's start where it has no position."""
    text = text.replace("\r\n", "\n")
    found = _POSITION.search(str(error))
    reason = _POSITION.sub("", str(error))
    if found is None:
        return SyntaxMistake("toml.not_toml", 1, 1)
    offset = _offset(text, int(found[1]), int(found[2])) if found[1] else len(text)
    known = (explain for start, explain in _EXPLAIN if reason.startswith(start))
    return next(known, _unknown)(_Found(text, offset, written_until(text, offset)))


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1


def _unknown(found: _Found) -> SyntaxMistake:
    return found.mistake("toml.not_toml", found.key)


def _value(found: _Found) -> SyntaxMistake:
    if found.char in _QUOTES:
        return found.mistake("toml.quotes", found.key, char=found.char)
    if found.char in {"", "\n", "#"}:
        return found.mistake("toml.no_value", found.key)
    if _DATE.match(found.text, found.offset):
        return found.mistake("toml.bad_date", found.key)
    return found.mistake("toml.bad_value", found.key)


def _date(found: _Found) -> SyntaxMistake:
    return found.mistake("toml.bad_date", found.key)


def _statement(found: _Found) -> SyntaxMistake:
    if _MARKS.match(found.text, found.offset):
        return found.mistake("toml.merge_marks", found.table)
    return _foreign(found, found.table) or found.mistake("toml.bad_statement", found.table)


def _key(found: _Found) -> SyntaxMistake:
    return _foreign(found, found.table) or found.mistake("toml.bad_key", found.table)


def _equals(found: _Found) -> SyntaxMistake:
    line = found.text.rfind("\n", 0, found.offset) + 1
    if _MARKS.match(found.text, line):
        return _Found(found.text, line, found.written).mistake("toml.merge_marks", found.table)
    return _foreign(found, found.key) or found.mistake("toml.no_equals", found.key)


def _foreign(found: _Found, key: KeyPath) -> SyntaxMistake | None:
    """Return what is wrong where a full-width blank or sign, or one that nobody sees, stands in the way."""
    if found.char in _BLANKS:
        return found.mistake("toml.wide_blank", key)
    if found.char in _FULL_WIDTH:
        return found.mistake("toml.wide_sign", key, char=found.char)
    if found.char not in {"", "\n"} and unicodedata.category(found.char) in _HIDDEN:
        return found.mistake("toml.invisible", key, code=f"U+{ord(found.char):04X}")
    return None


def _line_end(found: _Found) -> SyntaxMistake:
    before = found.text[: found.offset].rpartition("=")[2].strip()
    if found.char in {"-", "/", "年", ":", "時"} and before.isdecimal():
        return found.mistake("toml.bad_date", found.key)
    return _foreign(found, found.key) or found.mistake("toml.after_value", found.key)


def _character(found: _Found) -> SyntaxMistake:
    """A text on one line that goes over its end, or a sign that nobody sees."""
    if found.char == "\n":
        return found.mistake("toml.text_not_closed", found.key)
    return found.mistake("toml.invisible", found.key, code=f"U+{ord(found.char or chr(0)):04X}")


def _not_closed(found: _Found) -> SyntaxMistake:
    """A text that goes on to the end of the file: point at its beginning."""
    half = (number for number, one in enumerate(found.written, 1) if _HALF.match(found.text, one.offset))
    found = found._replace(written=found.written[: next(half, None)])
    opening = _OPENING.search(found.text, found.written[-1].offset if found.written else 0)
    if opening is not None:
        found = found._replace(offset=opening.end())
    return found.mistake("toml.text_not_closed", found.key)


def _backslash(found: _Found) -> SyntaxMistake:
    at = max(found.text.rfind("\\", 0, found.offset), 0)
    return found._replace(offset=at).mistake("toml.backslash", found.key)


def _twice(found: _Found) -> SyntaxMistake:
    """Point at the second of two keys or tables of one name, and name the first one's line."""
    first: dict[KeyPath, int] = {}
    again: tuple[Written, int] | None = None
    for one in found.written:
        if one.path in first:
            again = one, first[one.path]
        first.setdefault(one.path, one.offset)
    if again is None:
        return found.mistake("toml.twice", found.key)
    second, offset = again
    line, _ = position(found.text, offset)
    return SyntaxMistake(
        "toml.twice_first", *position(found.text, second.offset), second.path, {"first": line}
    )


def _plain(message_id: str) -> Callable[[_Found], SyntaxMistake]:
    return lambda found: found.mistake(message_id, found.key)


def _of_table(message_id: str) -> Callable[[_Found], SyntaxMistake]:
    return lambda found: found.mistake(message_id, ())


_EXPLAIN: tuple[tuple[str, Callable[[_Found], SyntaxMistake]], ...] = (
    ("Invalid value", _value),
    ("Invalid statement", _statement),
    ("Invalid initial character for a key part", _key),
    ("Expected '=' after a key", _equals),
    ("Expected newline or end of document", _line_end),
    ("Unclosed array", _plain("toml.list_not_closed")),
    ("Unclosed inline table", _plain("toml.table_not_closed")),
    ("Unterminated string", _not_closed),
    ("Illegal character", _character),
    ("Found invalid character", _character),
    ("Expected ']", _of_table("toml.heading_not_closed")),
    ("Expected ", _not_closed),
    ("Invalid date or datetime", _date),
    ("Unescaped '\\' in a string", _backslash),
    ("Escaped character is not", _backslash),
    ("Invalid hex value", _backslash),
    ("Cannot overwrite a value", _twice),
    ("Cannot declare", _twice),
    ("Cannot redefine", _twice),
    ("Cannot mutate", _twice),
    ("Duplicate inline table key", _twice),
)
"""How a sentence of tomllib begins, and what it means; the first that fits counts."""
