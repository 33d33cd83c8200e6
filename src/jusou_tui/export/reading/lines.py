"""Markdown, CSV and calendars as texts: line by line, as programs read them."""

from __future__ import annotations

import html
import re

from jusou_tui.export.reading.texts import Unreadable
from jusou_tui.report.leaks import TextPart
from jusou_tui.session.tables.encoding import decode

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>")


def texts(data: bytes) -> list[TextPart]:
    """Return the lines of a text. Raises Unreadable where no encoding fits."""
    found = decode(data) if data else None
    if data and found is None:
        raise Unreadable
    text = found.text if found is not None else ""
    unfolded = re.sub(r"\r?\n[ \t]", "", text)  # long lines of calendars
    breaks = re.sub(r"\\[nN]", "\n", unfolded)
    return [
        TextPart("lines", tuple(text.splitlines())),
        TextPart("lines.read", tuple(html.unescape(_TAGS.sub("", breaks)).splitlines())),
    ]
