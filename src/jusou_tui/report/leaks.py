"""Whether a finished document says anything that its session withholds.

Texts are compared by their letters and digits alone, as NFKC and without case: line breaks, markup, blanks
and the width of characters part nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from jusou_tui.session.programme.withheld_texts import WithheldText

SHORTEST = 6
"""Letters below which a text cannot be searched for: it would be found in any document."""
_SENTENCE = 10
"""Letters from which a sentence of a longer line is searched for by itself."""
_ENDS = re.compile(r"[。．！？!?]+|\.\s")


class Place(NamedTuple):
    """Where in a document a text stands: a part by name, and which paragraph, line or value of it, from 1."""

    part: str
    number: int


class TextPart(NamedTuple):
    """A part of a document (a page, a header, its properties): its texts in order, each of one paragraph."""

    name: str
    texts: tuple[str, ...]


class Leak(NamedTuple):
    """A withheld text that stands in a document."""

    text: WithheldText
    place: Place


class Findings(NamedTuple):
    """What a search found. `unsearchable`: withheld texts that are too short. `searched`: all the others."""

    leaks: tuple[Leak, ...]
    unsearchable: tuple[WithheldText, ...]
    searched: int


def find_leaks(
    parts: Iterable[TextPart], withheld: Iterable[WithheldText], public: Iterable[str]
) -> Findings:
    """Return which withheld texts stand in a document, each record once in each part.

    A text of several lines or sentences is found by any of them that is long enough. What stands in a
    `public` text of the session as well is no leak.
    """
    searched = [_Part(part) for part in parts]
    known = _Known(public)
    leaks: dict[tuple[str, str, str], Leak] = {}
    short: list[WithheldText] = []
    count = 0
    for one in withheld:
        units = units_of(one.text)
        if not units:
            short += [one] if folded(one.text) else []
            continue
        count += 1
        for part in searched:
            for unit in units:
                number = part.find(unit)
                if number is not None and not known.holds(unit):
                    leaks.setdefault((one.kind, one.id, part.name), Leak(one, Place(part.name, number)))
    return Findings(tuple(leaks.values()), tuple(short), count)


def folded(text: str) -> str:
    """Return the letters and digits of a text, in the form in which texts are compared."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", normal)))


def units_of(text: str) -> list[str]:
    """Return what a text is found by: its lines that are long enough, else the whole; [] for neither.

    Behind each line stand its sentences that say enough by themselves.
    """
    units = []
    for line in text.splitlines():
        letters = folded(line)
        if len(letters) >= SHORTEST:
            units.append(letters)
        units += [one for one in map(folded, _ENDS.split(line)) if _SENTENCE <= len(one) < len(letters)]
    whole = folded(text)
    return units or ([whole] if len(whole) >= SHORTEST else [])


class _Part:
    """A part of a document, made ready to be searched."""

    def __init__(self, part: TextPart) -> None:
        self.name = part.name
        pieces = [folded(text) for text in part.texts]
        self._text = "".join(pieces)
        self._starts: Sequence[int] = _starts(pieces)
        self._beginnings = _beginnings(self._text)

    def find(self, unit: str) -> int | None:
        """Return in which paragraph a text begins. Digits alone count only where they stand in one."""
        if unit[:SHORTEST] not in self._beginnings:
            return None
        at = self._text.find(unit)
        while at >= 0:
            number = bisect_right(self._starts, at)
            if not unit.isdigit() or bisect_right(self._starts, at + len(unit) - 1) == number:
                return number
            at = self._text.find(unit, at + 1)
        return None


class _Known:
    """The texts that everybody may read."""

    def __init__(self, public: Iterable[str]) -> None:
        self._texts = public

    @cached_property
    def _text(self) -> str:
        return "\n".join(map(folded, self._texts))

    def holds(self, unit: str) -> bool:
        """Return whether a text stands in one of them."""
        return unit in self._text


def _starts(pieces: Iterable[str]) -> list[int]:
    found, at = [], 0
    for piece in pieces:
        found.append(at)
        at += len(piece)
    return found


def _beginnings(text: str) -> set[str]:
    return {text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)}
