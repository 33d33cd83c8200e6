"""Data of a TOML file with every text as a terminal can show it."""

from __future__ import annotations

from jusou_tui.text.clean import clean


def cleaned(value: object, *, keys: bool = True) -> object:
    """Return data as tomllib returns it with all texts clean, and with `keys` the keys of its tables too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key) if keys else key: cleaned(entry, keys=keys) for key, entry in value.items()}
    return [cleaned(entry, keys=keys) for entry in value] if isinstance(value, list) else value
