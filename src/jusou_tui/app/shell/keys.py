"""Key names: letters with their full-width twins, and how a key is shown."""

from __future__ import annotations

import unicodedata

# Arrows stay words: their signs are one or two cells wide, depending on the terminal.
_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
}

_SHORTER = {"hyphen_minus": "minus", "plus_sign": "plus"}
"""Names that Textual shortens, among those of our letters."""


def key_name(character: str) -> str:
    """Return Textual's name of the key that types `character`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


def twin(character: str) -> str:
    """Return the full-width form of an ASCII character, as an IME types it."""
    return "\u3000" if character == " " else chr(ord(character) + 0xFEE0)


def with_twins(letters: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key names of `letters`, each followed by its full-width twin."""
    return tuple(key_name(form) for letter in letters for form in (letter, twin(letter)))


def shown(key: str) -> str:
    """Return how a key is written on screen: `f9` as F9, `ctrl+l` as Ctrl+L."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in key.split("+"))
