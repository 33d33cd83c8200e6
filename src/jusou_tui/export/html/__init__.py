"""Documents as one HTML file each: no script, nothing from outside, readable on a screen and set for paper.

Owns: how each block becomes elements (`blocks`, `zones`), how they look (`style`). The style is allowed by
its digest only and no element has one of its own, so that nothing in a text could bring one in.
"""

from __future__ import annotations

import base64
import hashlib

from jusou_tui.export.html.blocks import Writer
from jusou_tui.export.html.markup import escaped
from jusou_tui.export.html.style import PageKind, kind_of, style_of
from jusou_tui.report.documents.model import Document, Section


def render(document: Document) -> bytes:
    """Return the document as HTML, UTF-8."""
    writer = Writer()
    kinds: dict[PageKind, Section] = {}
    parts = []
    for section in document.sections:
        kind = kind_of(section, document.footer, alone=len(document.sections) == 1)
        kinds.setdefault(kind, section)
        number = list(kinds).index(kind) + 1
        parts.append(f'<section class="p{number}">\n{writer.blocks(section.blocks)}\n')
        parts.append(f"<footer><span>{escaped(kind.footer)}</span></footer>\n</section>\n")
    style = style_of(kinds, writer.lines, writer.indents)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    about = f'<meta name="description" content="{escaped(document.subject)}">\n' if document.subject else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escaped(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"{about}<title>{escaped(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    ).encode()
