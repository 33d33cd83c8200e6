"""Time to read a text aloud calmly: about 300 Japanese characters or 130 English words a minute."""

from __future__ import annotations

import re
import unicodedata

CHARACTERS_PER_MINUTE = 300.0
WORDS_PER_MINUTE = 130.0
PAUSE_SECONDS = 0.7
"""Seconds added at the end of each sentence."""

_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z'’.,:-]*")
_SENTENCE = re.compile(r"[。！？!?]|\.(?=\s|$)|\n+")


def reading_seconds(text: str) -> int:
    """Return the seconds in which a text is read aloud, rounded up; 0 of one without words."""
    words = _WORD.findall(text)
    rest = _WORD.sub("", text)
    characters = sum(unicodedata.category(char)[0] in "LN" for char in rest)
    if not (words or characters):
        return 0
    ends = len(_SENTENCE.findall(text.strip()))
    seconds = (
        characters / CHARACTERS_PER_MINUTE * 60 + len(words) / WORDS_PER_MINUTE * 60 + ends * PAUSE_SECONDS
    )
    return max(1, -int(-seconds // 1))
