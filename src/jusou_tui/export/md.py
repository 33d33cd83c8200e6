"""Documents as Markdown: what only paper can do becomes plain blocks first (`report/documents/plain.py`)."""

from __future__ import annotations

from jusou_tui.report.documents.model import Document
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.markdown import markdown


def render(document: Document) -> bytes:
    """Return the document as Markdown, UTF-8."""
    blocks = [block for section in document.sections for block in plain_blocks(section.blocks)]
    return markdown(blocks).encode()
