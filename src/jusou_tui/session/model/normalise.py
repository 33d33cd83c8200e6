"""Values as records hold them: clean texts, instants in whole milliseconds with a fixed offset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from jusou_tui.text.terminal import clean, clean_line, stored_text

_LONG = frozenset({"text", "what", "note"})


def instant(at: datetime) -> datetime:
    """Return the instant in whole milliseconds with a fixed offset of whole minutes.

    Raises ValueError for a naive one.
    """
    offset = at.utcoffset()
    if offset is None:
        raise ValueError("naive datetime")
    zone = timezone(timedelta(minutes=round(offset / timedelta(minutes=1))))
    return at.astimezone(zone).replace(microsecond=at.microsecond // 1000 * 1000)


def value(name: str, raw: object) -> object:
    """Return a field's value as it is stored. Long texts end in a newline, others have no line break."""
    if isinstance(raw, str):
        return stored_text(raw) if name in _LONG else clean_line(raw)
    if isinstance(raw, datetime):
        return instant(raw)
    if isinstance(raw, Mapping):
        return {key: value("", entry) for key, entry in raw.items()}
    return raw


def values(raw: Mapping[str, object]) -> dict[str, object]:
    """Return all of a record's fields as they are stored."""
    return {name: value(name, entry) for name, entry in raw.items()}


def cell(text: str) -> str:
    """Return a sheet's cell as it is stored: several lines end in a newline, one line does not."""
    stored = stored_text(text)
    return stored if stored.count("\n") > 1 else stored.rstrip("\n")


def draft(text: str) -> str:
    """Return half-typed text: clean, and otherwise as it was typed."""
    return clean(text)
