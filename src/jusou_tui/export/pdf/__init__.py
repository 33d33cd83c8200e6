"""Documents as PDF/UA-1, set by typst from one template of ours (`document.typ`) and plain data (`data`).

typst reads nothing but the template and fonts: its root is an empty folder, and the template loads no
packages, so that nothing is asked for outside.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import typst

from jusou_tui.errors import InputError
from jusou_tui.export.pdf.data import data_of
from jusou_tui.report.documents.model import Document

FONTS = (
    "BIZ UDPGothic",
    "BIZ UDPゴシック",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic",
    "Meiryo",
    "MS PGothic",
    "IPAexGothic",
)
"""In the order in which they are taken; those that this machine has stand in for one another."""

STAND_IN = "〓"
"""For a character that no font of this machine has, as printers do."""

_TEMPLATE = Path(__file__).with_name("document.typ")
_UNSHOWN = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_ATTEMPTS = 5


def render(document: Document) -> bytes:
    """Return the document as PDF. Raises InputError where the machine has no Japanese font."""
    installed = typst.Fonts()
    there = set(installed.families())
    fonts = [name for name in FONTS if name in there]
    if not fonts:
        raise InputError("paper.no_font", fonts=FONTS[0])
    unshown: set[str] = set()
    for _ in range(_ATTEMPTS):
        try:
            return _compiled(document, fonts, installed, unshown, accessible=True)
        except typst.TypstError as error:
            found = set().union(*map(set, _UNSHOWN.findall(str(error)))) - unshown
            if not found:
                break
            unshown |= found
    return _compiled(document, fonts, installed, unshown, accessible=False)  # as good as it gets


def _compiled(
    document: Document, fonts: list[str], installed: typst.Fonts, unshown: set[str], *, accessible: bool
) -> bytes:
    def replaced(text: str) -> str:
        return "".join(STAND_IN if sign in unshown else sign for sign in text) if unshown else text

    data = json.dumps(data_of(document, fonts, replaced), ensure_ascii=False)
    with tempfile.TemporaryDirectory() as root:
        compiler = typst.Compiler(
            input=_TEMPLATE.read_text("utf-8").encode(),
            root=root,
            font_paths=installed,
            sys_inputs={"data": data},
            package_path=root,
            package_cache_path=root,
        )
        made = compiler.compile(format="pdf", pdf_standards="ua-1" if accessible else None)
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made
