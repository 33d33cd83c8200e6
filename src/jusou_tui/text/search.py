"""Searching as one types: width, case and kana make no difference, the order of the words neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

Row = TypeVar("Row")

_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
"""From each katakana that has one to its hiragana."""


def folded(text: str) -> str:
    """Return a text as it is compared: NFKC, small letters, hiragana for katakana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


def matches(query: str, *texts: str) -> bool:
    """Return whether each word of a query is in one of the texts; a query without words matches all."""
    return bool(Finder().find(query, [texts], tuple))


class Finder:
    """Finds rows by a query that grows as one types: as `matches` does, each text folded once."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def find(self, query: str, rows: Sequence[Row], texts: Callable[[Row], Iterable[str]]) -> list[Row]:
        """Return the rows in whose texts each word of the query is; all of them for no word."""
        words = folded(query).split()
        if not words:
            self._folded.clear()
            return list(rows)
        return [row for row in rows if self._has(words, texts(row))]

    def _has(self, words: Sequence[str], texts: Iterable[str]) -> bool:
        within = []
        for text in texts:
            known = self._folded.get(text)
            if known is None:
                known = self._folded[text] = folded(text)
            within.append(known)
        return all(any(word in text for text in within) for word in words)


EXACT, FIRST, WITHIN = 3.0, 2.0, 1.0
"""How well a query finds a name: as all of it, as its beginning, somewhere in it."""


def closeness(query: str, *names: str) -> float:
    """Return how well a query finds one of the names of a thing, 0 where it finds none.

    Each word must stand in the name, one in Latin letters at the beginning of a word there: `bin` does not
    find `combine`.
    """
    wanted = folded(query).split()
    if not wanted:
        return 0
    return max((_closeness(wanted, folded(name)) for name in names), default=0)


def _closeness(wanted: Sequence[str], name: str) -> float:
    if not all(_stands_in(word, name) for word in wanted):
        return 0
    whole = " ".join(wanted)
    return EXACT if name == whole else FIRST if name.startswith(whole) else WITHIN


def _stands_in(word: str, name: str) -> bool:
    if not word[0].isascii() or not word[0].isalnum():
        return word in name
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", name) is not None
