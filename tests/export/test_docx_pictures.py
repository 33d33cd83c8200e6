"""Word files as another program lays them out: LibreOffice makes them into PDF, page by page."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from example_session import ROOT
from export.laid_out import NEEDS_OFFICE, pages
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.export.docx.form import checked, fill
from jusou_tui.export.formats import render
from jusou_tui.report.documents.kinds import KINDS, Wish, make
from jusou_tui.report.documents.model import Document
from jusou_tui.session.format.read import read

pytestmark = [pytest.mark.proof, NEEDS_OFFICE]


def wish(ending: str = ".docx", **more: object) -> Wish:
    path = ROOT / "sessions" / "mihon.session.toml"
    curriculum = load(library.find("team-building"))
    now = datetime(2026, 12, 12, 9, tzinfo=UTC)
    return Wish(read(path), curriculum, path, now, ending=ending)._replace(**more)


def test_minutes_have_their_heads_and_pages(tmp_path: Path) -> None:
    made = make(KINDS["minutes"], wish())

    found = pages(render(made.product, ".docx"), ".docx", tmp_path)

    assert "会議録" in found[0]
    assert [f"{number}/{len(found)}" in page for number, page in enumerate(found, 1)] == [True] * len(found)
    assert "未記入" in "".join(found)


def test_each_blank_sheet_counts_its_own_pages_and_none_is_empty(tmp_path: Path) -> None:
    made = make(KINDS["sheets"], wish())
    assert isinstance(made.product, Document)

    found = pages(render(made.product, ".docx"), ".docx", tmp_path)

    assert len(found) >= len(made.product.sections)
    assert sum("1/" in page for page in found) >= len(made.product.sections)
    assert all(len(page.split()) > 5 for page in found)


def test_a_filled_form_has_no_braces_left(tmp_path: Path) -> None:
    form = tmp_path / "form.docx"
    form.write_bytes(render(make(KINDS["form"], wish()).product, ".docx"))
    values = make(KINDS["minutes"], wish()).form
    assert values is not None

    text = "".join(pages(fill(checked(form), values), ".docx", tmp_path))

    assert "{{" not in text
    assert "資料は当日配り" in text.replace(" ", "")
