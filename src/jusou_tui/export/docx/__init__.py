"""Documents as Word files, packed by python-docx.

Owns: how each block of a document is set (`paragraphs`, `tables`, `grids`), the styles (`styles`), the lists
(`numbering`), the pages (`page`); a town's own form (`form`).
The texts of the parts are made here and not by python-docx's objects, whose template is an American one, and
which look a style up by name for each paragraph. Nothing in a document's text is taken for markup: all of
it goes through `xml.escaped`.
"""

from __future__ import annotations

from jusou_tui.export.archive import settled
from jusou_tui.export.docx.body import body
from jusou_tui.export.docx.package import packed
from jusou_tui.report.documents.model import Document


def render(document: Document) -> bytes:
    """Return the document as a Word file; the same document gives the same bytes."""
    return settled(packed(document, body(document)))
