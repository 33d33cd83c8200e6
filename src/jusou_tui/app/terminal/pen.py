"""What is written to the terminal, without styles that say nothing new.

Textual ends each run of text with a reset and begins the next with its whole style. A terminal keeps its
style while the cursor moves, so that a run needs only what differs from the run before.
"""

from __future__ import annotations

import re
from functools import lru_cache

Style = tuple[tuple[str, str], ...]
"""What a terminal's style sets, by kind: the colours as "ink" and "ground", each attribute as its own."""

_PLAIN: Style = ()
_STYLE = re.compile(r"\x1b\[([\d;:]*)m")
_SAME_IN_ANY_STYLE = re.compile(r"(?:\x1b\[(?:\d+;\d+H|\?(?:25|2026)[hl]))+")
"""Moving the cursor to a place, hiding it, painting at once. What erases or scrolls fills with the ground."""
_NEEDLESS = re.compile(r"\r?\n(?=(?:\x1b\[[\d;:]*m)*\x1b\[\d+;\d+H)")
"""Going to the next line, and from there to a place."""
_COLOUR_NUMBERS = {"2": 5, "5": 3}
"""How many numbers name a colour, by the second: of red, green and blue, and of a palette."""


def lean(data: str) -> str:
    """Return what leaves on the screen what `data` does; it begins in the plain style and ends there."""
    if "\x1b[" not in data:
        return data
    written: list[str] = []
    has = wanted = _PLAIN
    for number, part in enumerate(_STYLE.split(_NEEDLESS.sub("", data))):
        if number % 2:
            styled = _styled(wanted, part)
            if styled is None:
                return data
            wanted = styled
        elif part:
            if has != wanted and not _SAME_IN_ANY_STYLE.fullmatch(part):
                written.append(_change(has, wanted))
                has = wanted
            written.append(part)
    return "".join([*written, _change(has, wanted)])


@lru_cache(maxsize=1024)
def _styled(style: Style, numbers: str) -> Style | None:
    """Return a style with what a sequence sets besides; None where that is no colour and no attribute."""
    found, given = dict(style), numbers.split(";")
    while given:
        code = given[0] or "0"
        kind = _kind(code)
        if kind is None:
            return None
        count = _COLOUR_NUMBERS.get(given[1], 1) if code in {"38", "48"} and len(given) > 1 else 1
        if kind:
            found[kind] = ";".join(given[:count])
        else:
            found.clear()
        del given[:count]
    return tuple(sorted(found.items()))


def _kind(code: str) -> str | None:
    """Return which kind a number of a style is, "" for the reset, None for one that is not known here."""
    number = int(code) if code.isdecimal() else -1
    if number == 0:
        return ""
    if number in {*range(30, 40), *range(90, 98)}:
        return "ink"
    if number in {*range(40, 50), *range(100, 108)}:
        return "ground"
    return code if number in {*range(1, 10), 21, 51, 52, 53} else None


@lru_cache(maxsize=1024)
def _change(has: Style, wanted: Style) -> str:
    """Return the sequence that makes one style the other, "" where they are the same."""
    known, kinds = dict(has), {kind for kind, _ in wanted}
    if known.keys() - kinds:
        codes = ["0", *(code for _, code in wanted)]
    else:
        codes = [code for kind, code in wanted if known.get(kind) != code]
    return f"\x1b[{';'.join(codes)}m" if codes else ""
