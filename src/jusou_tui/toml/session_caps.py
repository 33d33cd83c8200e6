"""What a file may cost to parse: caps that hold before and after the TOML reader.

A dotted key of 20,000 parts took tomllib seconds and 100,000 parts took 23 GB.
"""

from __future__ import annotations

import re

MOST_BYTES = 64 * 1024 * 1024
MOST_DOTS = 64
MOST_NESTING = 64
MOST_NUMBER = 2**63
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
DOTTED = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}[ \t]*+\.[ \t]*+){{{MOST_DOTS}}}")
"""A dotted key with too many parts. The writer hides the dots of such a run inside a text."""


def dotted_run(text: str) -> int | None:
    """Return the place of a dotted key with more than `MOST_DOTS` parts, None where there is none."""
    place = 0
    for written in text.split("\n"):
        if written.count(".") >= MOST_DOTS and (found := DOTTED.search(written)):
            return place + found.start()
        place += len(written) + 1
    return None


def too_deep(document: dict[str, object]) -> bool:
    """Tell whether tables and arrays are nested too deep, or a number is too long. Not recursive.

    TOML's whole numbers have 64 bits; Python refuses to write down one of thousands of digits.
    """
    level: list[dict[str, object] | list[object]] = [document]
    for _ in range(MOST_NESTING):
        entries = [
            entry
            for container in level
            for entry in (container.values() if isinstance(container, dict) else container)
        ]
        if any(isinstance(entry, int) and abs(entry) > MOST_NUMBER for entry in entries):
            return True
        level = [entry for entry in entries if isinstance(entry, dict | list)]
        if not level:
            return False
    return True
