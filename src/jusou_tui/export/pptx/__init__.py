"""Slides as PowerPoint files, packed by python-pptx.

Owns: the slides' measures and colours (`looks`), the texts' markup (`xml`), what stands where on a slide
(`pages`, `timetable`), the template of our own (`template`), the package (`package`). python-pptx's own
template is an American one of 4:3, and its objects are slow; so the parts are made here.
"""

from __future__ import annotations

from jusou_tui.export.archive import settled
from jusou_tui.export.pptx.package import packed
from jusou_tui.report.documents.model import Deck


def render(deck: Deck) -> bytes:
    """Return the slides as a PowerPoint file; the same deck gives the same bytes."""
    return settled(packed(deck))
