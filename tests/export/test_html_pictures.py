"""HTML as a browser prints it: each sheet on its page, nothing asked for outside."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from audience.web.browser import Tab, chromium, open_browser
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.export.formats import render
from jusou_tui.report.documents.kinds import KINDS, Wish, make
from jusou_tui.report.documents.model import Document, NewPage

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(chromium() is None, reason="needs chromium"),
]


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    """Return a tab of a browser, as each test prints with it."""
    with open_browser(str(chromium())) as browser:
        yield browser.tab()


def printed(data: bytes, folder: Path, tab: Tab) -> PdfReader:
    """Return what the browser prints of a page."""
    page = folder / "a.html"
    page.write_bytes(data)
    tab.open(page.as_uri())
    return PdfReader(
        io.BytesIO(base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"]))
    )


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["team-building", "community-building"])
def test_blank_sheets_are_printed_on_paper_of_their_size(
    name: str, tmp_path: Path, tab: Tab, *, large: bool
) -> None:
    path = library.find(name)
    now = datetime(2026, 11, 28, tzinfo=UTC)
    wish = Wish(None, load(path), path, now, ending=".html", large=large, examples=False)
    made = make(KINDS["sheets"], wish).product
    assert isinstance(made, Document)
    planned = sum(
        1 + sum(isinstance(block, NewPage) for block in section.blocks) for section in made.sections
    )

    pages = printed(render(made, ".html"), tmp_path, tab).pages

    sides = {tuple(sorted((round(page.mediabox.width), round(page.mediabox.height)))) for page in pages}
    assert sides == ({(842, 1191)} if large else {(595, 842)})
    assert planned <= len(pages) <= planned + (2 if large else 0)
    assert all(len(page.extract_text().split()) > 3 for page in pages)
