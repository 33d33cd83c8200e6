"""What the formats that are zipped XML have in common: the declaration, and texts that are never markup."""

from __future__ import annotations

from xml.sax.saxutils import escape

from jusou_tui.text.terminal import clean

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(text: str) -> str:
    """Return a text for an element or an attribute: no controls, no surrogates, no markup."""
    return escape(clean(text), {'"': "&quot;", "\n": " "})


def language_tag(language: str) -> str:
    """Return the tag of a document's language."""
    return "ja-JP" if language == "ja" else "en-GB"
