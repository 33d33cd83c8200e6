"""What zones are called on paper, where colour cannot tell them apart."""

from __future__ import annotations

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩"


def numbered(number: int, title: str) -> str:
    """Return a zone's title behind its number, unless it begins with one."""
    if title[:1] in NUMBERS or number > len(NUMBERS):
        return title
    return f"{NUMBERS[number - 1]} {title}"
