"""Letters that Textual's fields drop because Python does not call them printable."""

from __future__ import annotations

import unicodedata

from textual import events

from jusou_tui.text.clean import clean

_LETTERS = frozenset({"Zs", "Co", "Cn"})
"""Spaces other than the ASCII one; private use (外字); ideographs newer than this Python."""


def dropped_letter(event: events.Key) -> str:
    """Return the letter of a key that a field would drop, such as the full-width space; else ""."""
    letter = event.character
    if letter is None or len(letter) != 1 or event.is_printable:
        return ""
    return clean(letter) if unicodedata.category(letter) in _LETTERS else ""
