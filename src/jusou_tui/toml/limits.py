"""What a TOML file may cost to read: tomllib has no limits of its own.

A dotted key of 20,000 parts takes it seconds, one of 100,000 parts 23 GB; nested arrays raise RecursionError,
a number of thousands of digits ValueError. A curriculum is checked before it is parsed: one pass over its
tokens finds each excess at its place (`excess`). A session, which may be large, is searched for dotted keys
before (`dotted_run`) and its parts are counted (`costs_too_much`); it is measured after parsing (`too_deep`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from jusou_tui.text.terminal import clean

CURRICULUM_BYTES = 2_000_000
CURRICULUM_DOTS = 32
CURRICULUM_DEPTH = 32
CURRICULUM_DIGITS = 100
CURRICULUM_PARTS = 50_000
"""Brackets, commas, equals signs and dots: the cost of validation grows with them."""

MOST_PROBLEMS = 100
"""So many mistakes of one file are listed; the rest is counted."""

SESSION_BYTES = 10 * 1024 * 1024
"""Four times what 10,000 notes of two lines need."""
SESSION_BYTES_UNCOUNTED = 3 * 1024 * 1024
"""Up to here a session grown in the program has not too much of anything, so a save need not count."""
SESSION_PARTS = 340_000
"""Brackets, commas, equals signs and dots outside of texts: 40,000 notes have 320,000."""
SESSION_TABLES = 45_000
TOGETHER = 0.55
"""Which share of these limits all files may have together that one command compares or joins."""
NOTES_TOGETHER = 20_000
"""What that is about, for messages."""
OTHERWISE = 0.4
"""Which share a file may have that is damaged, or laid out otherwise than by the program: it takes longer."""
NOTES_OTHERWISE = 15_000
SESSION_LONG_KEYS = 60_000
"""Dots of keys with more than four parts, in all: tomllib's cost for each grows with their number."""
SESSION_DOTS = 64
_SEVERAL = 2
SESSION_DEPTH = 64
SESSION_INTEGER = 2**63

_LONG_BASIC = r'"""(?>[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
_LONG_LITERAL = r"'''(?>[^']++|'(?!''))*+(?:'{3,5}|\Z)"
_BASIC = r'"(?>[^"\\\n]++|\\[^\n])*+"?'
_LITERAL = r"'[^'\n]*+'?"

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
STRING = f"(?s:{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL})"
_TOKEN = (
    rf"(?P<quiet>{STRING}|\#[^\n]*+)|(?P<line>\n)|(?P<dot>\.)|(?P<open>[\[{{])|(?P<close>[\]}}])"
    rf"|(?P<join>[,=])"
    rf"|(?P<digits>0x[0-9a-fA-F_]{{{CURRICULUM_DIGITS},}}+|[0-9_]{{{CURRICULUM_DIGITS + 1},}}+)"
)
_QUIET = rf"(?:{STRING}|\#[^\n]*+)"
_LONG_KEY = r"(?<![A-Za-z0-9_-])(?:[A-Za-z0-9_-]++[ \t]*+\.[ \t]*+){4,}+"
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DOTTED = rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{SESSION_DOTS}}}"


class Excess(NamedTuple):
    """Too much of something: where (an offset into the text), its message id, and how much is allowed."""

    offset: int
    message_id: str
    most: int


def excess(text: str) -> Excess | None:
    """Return the first place of a curriculum that passes a limit, None where there is none. Never raises."""
    depth = dots = parts = 0
    for token in re.finditer(_TOKEN, text):
        kind = token.lastgroup or ""
        if kind == "quiet":
            continue
        dots = dots + 1 if kind == "dot" else 0
        parts += kind != "line"
        if kind == "open":
            depth += 1
        elif kind == "close" and depth:
            depth -= 1
        if kind == "digits":
            return Excess(token.start(), "curriculum.number_too_long", CURRICULUM_DIGITS)
        if dots > CURRICULUM_DOTS:
            return Excess(token.start(), "curriculum.key_too_long", CURRICULUM_DOTS)
        if depth > CURRICULUM_DEPTH:
            return Excess(token.start(), "curriculum.nested_too_deep", CURRICULUM_DEPTH)
        if parts > CURRICULUM_PARTS:
            return Excess(token.start(), "curriculum.too_many_parts", CURRICULUM_PARTS)
    return None


def costs_too_much(*texts: str, share: float = 1.0) -> bool:
    """Return whether the texts of sessions' files have together too much for tomllib, quoted texts aside.

    `share`: of the limits.
    """
    parts = tables = dots = 0
    for text in texts:
        bare = re.sub(_QUIET, "q", text)
        parts += sum(map(bare.count, ".=[{,"))
        tables += bare.count("\n[")
        if max(parts / SESSION_PARTS, tables / SESSION_TABLES) > share:
            return True
        dots += sum(found[0].count(".") for found in re.finditer(_LONG_KEY, bare))
    return dots > SESSION_LONG_KEYS * share


def too_much_together(files: Sequence[bytes]) -> bool:
    """Return whether files are, together, more than a command may read to compare or join them."""
    size = sum(map(len, files))
    if len(files) < _SEVERAL or size <= SESSION_LONG_KEYS * TOGETHER:
        return False
    texts = [data.decode(errors="replace") for data in files]
    return size > SESSION_BYTES * TOGETHER or costs_too_much(*texts, share=TOGETHER)


def dotted_run(text: str) -> int | None:
    """Return the offset of a dotted key with more than `SESSION_DOTS` parts, None where there is none.

    What looks like one inside a text counts too: `writer` hides the dots of such a text.
    """
    offset = 0
    if text.count(".") < SESSION_DOTS:
        return None
    for line in text.split("\n"):
        if line.count(".") >= SESSION_DOTS and (found := re.search(_DOTTED, line)):
            return offset + found.start()
        offset += len(line) + 1
    return None


def too_deep(document: dict[str, object]) -> bool:
    """Return whether tables and arrays are nested too deep, or a number is too long. Not recursive.

    TOML's whole numbers have 64 bits; Python refuses to write down one of thousands of digits.
    """
    level: list[dict[str, object] | list[object]] = [document]
    for _ in range(SESSION_DEPTH):
        entries = [
            entry
            for container in level
            for entry in (container.values() if isinstance(container, dict) else container)
            if type(entry) is not str  # most are: what follows is not asked of them
        ]
        if any(isinstance(entry, int) and abs(entry) > SESSION_INTEGER for entry in entries):
            return True
        level = [entry for entry in entries if isinstance(entry, dict | list)]
        if not level:
            return False
    return True


def cleaned(value: object, *, keys: bool = True) -> object:
    """Return data as tomllib returns it with all texts clean, and with `keys` the keys of its tables too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key) if keys else key: cleaned(entry, keys=keys) for key, entry in value.items()}
    return [cleaned(entry, keys=keys) for entry in value] if isinstance(value, list) else value
