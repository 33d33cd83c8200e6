"""Searching as one types: width, case and kana make no difference, the order of the words neither."""

from __future__ import annotations

import unicodedata

_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
"""From each katakana that has one to its hiragana."""


def folded(text: str) -> str:
    """Return a text as it is compared: NFKC, small letters, hiragana for katakana."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)


def matches(query: str, *texts: str) -> bool:
    """Return whether each word of a query is in one of the texts; a query without words matches all."""
    within = [folded(text) for text in texts]
    return all(any(word in text for text in within) for word in folded(query).split())
