"""What a TOML file may hold before it is parsed: tomllib has no limits of its own.

A dotted key of thousands of parts takes minutes and gigabytes, nested arrays raise RecursionError, a
number of thousands of digits ValueError. One pass over the tokens finds all of them at their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BYTES = 2_000_000
DOTS = 32
DEPTH = 32
DIGITS = 100
PARTS = 50_000  # brackets, commas, equals signs and dots: what validation takes its time for

_LONG_BASIC = r'"""(?>[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
_LONG_LITERAL = r"'''(?>[^']++|'(?!''))*+(?:'{3,5}|\Z)"
_BASIC = r'"(?>[^"\\\n]++|\\[^\n])*+"?'
_LITERAL = r"'[^'\n]*+'?"

STRING = re.compile(f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}", re.DOTALL)
_TOKEN = re.compile(
    rf"(?P<quiet>{STRING.pattern}|\#[^\n]*+)|(?P<line>\n)|(?P<dot>\.)|(?P<open>[\[{{])|(?P<close>[\]}}])"
    rf"|(?P<join>[,=])|(?P<digits>0x[0-9a-fA-F_]{{{DIGITS},}}+|[0-9_]{{{DIGITS + 1},}}+)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Excess:
    """Too much of something: where (an offset into the text), its message id, and what is allowed."""

    offset: int
    message_id: str
    most: int


def excess(text: str) -> Excess | None:
    """Return the first place of `text` that passes a limit, None where all is within them. Never raises."""
    depth = dots = parts = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup or ""
        if kind == "quiet":
            continue
        dots = dots + 1 if kind == "dot" else 0
        parts += kind != "line"
        if kind == "open":
            depth += 1
        elif kind == "close" and depth:
            depth -= 1
        if kind == "digits" or dots > DOTS or depth > DEPTH or parts > PARTS:
            message_id, most = _told(kind, dots, depth)
            return Excess(token.start(), message_id, most)
    return None


def _told(kind: str, dots: int, depth: int) -> tuple[str, int]:
    if kind == "digits":
        return "curriculum.number_too_long", DIGITS
    if dots > DOTS:
        return "curriculum.key_too_long", DOTS
    if depth > DEPTH:
        return "curriculum.nested_too_deep", DEPTH
    return "curriculum.too_many_parts", PARTS
