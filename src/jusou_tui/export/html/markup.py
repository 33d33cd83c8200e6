"""Texts as HTML: escaped, addresses as links."""

from __future__ import annotations

from html import escape

from jusou_tui.report.markdown import LINK
from jusou_tui.text.terminal import clean


def escaped(text: str) -> str:
    """Return a text so that nothing in it is taken for markup, inside quotation marks too."""
    return escape(clean(text))


def inline(text: str) -> str:
    """Return a text with its addresses as links; newlines are kept and shown by the style."""
    text = clean(text).strip("\n")
    done, place = "", 0
    for link in LINK.finditer(text):
        address = escape(link.group())
        done += f'{escape(text[place : link.start()])}<a href="{address}" rel="noreferrer">{address}</a>'
        place = link.end()
    return done + escape(text[place:])
