"""What a TOML file may hold before it is parsed: tomllib has no limits of its own.

A dotted key of thousands of parts takes minutes and gigabytes, nested arrays raise RecursionError, a
number of thousands of digits ValueError. One pass over the tokens finds all three at their place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BYTES = 2_000_000
DOTS = 32
DEPTH = 32
DIGITS = 100

_LONG_BASIC = r'"""(?>[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
_LONG_LITERAL = r"'''(?>[^']++|'(?!''))*+(?:'{3,5}|\Z)"
_BASIC = r'"(?>[^"\\\n]++|\\[^\n])*+"?'
_LITERAL = r"'[^'\n]*+'?"

STRING = re.compile(f"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}", re.DOTALL)
_TOKEN = re.compile(
    rf"(?P<text>{STRING.pattern})|(?P<comment>\#[^\n]*+)|(?P<dot>\.)|(?P<open>[\[{{])|(?P<close>[\]}}])"
    rf"|(?P<end>[\n,=])|(?P<digits>[0-9_]{{{DIGITS + 1},}}+)",
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
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "digits":
            return Excess(token.start(), "curriculum.number_too_long", DIGITS)
        if kind == "dot":
            dots += 1
            if dots > DOTS:
                return Excess(token.start(), "curriculum.key_too_long", DOTS)
        elif kind in {"open", "close", "end"}:
            dots = 0
            depth = max(0, depth + {"open": 1, "close": -1}.get(kind, 0))
            if depth > DEPTH:
                return Excess(token.start(), "curriculum.nested_too_deep", DEPTH)
    return None
