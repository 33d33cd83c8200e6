"""Word files as another program lays them out: LibreOffice makes them into PDF, page by page."""

from datetime import UTC, datetime

import pytest

from example_session import ROOT
from export.laid_out import NEEDS_OFFICE, pages
from jusou_tui import wording
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


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return the pages of the minutes, the blank sheets and a form that was filled in, by these names."""
    wording.use("ja")
    folder = tmp_path_factory.mktemp("laid_out")
    minutes, form = make(KINDS["minutes"], wish()), folder / "a.docx"
    form.write_bytes(render(make(KINDS["form"], wish()).product, ".docx"))
    assert minutes.form is not None
    files = {
        "minutes.docx": render(minutes.product, ".docx"),
        "sheets.docx": render(make(KINDS["sheets"], wish()).product, ".docx"),
        "form.docx": fill(checked(form), minutes.form),
    }
    return {name.removesuffix(".docx"): found for name, found in pages(files, folder).items()}


def test_minutes_have_their_heads_and_pages(laid_out: dict[str, list[str]]) -> None:
    found = laid_out["minutes"]

    assert "会議録" in found[0]
    assert [f"{number}/{len(found)}" in page for number, page in enumerate(found, 1)] == [True] * len(found)
    assert "未記入" in "".join(found)


def test_each_blank_sheet_counts_its_own_pages_and_none_is_empty(laid_out: dict[str, list[str]]) -> None:
    made = make(KINDS["sheets"], wish())
    assert isinstance(made.product, Document)

    found = laid_out["sheets"]

    assert len(found) >= len(made.product.sections)
    assert sum("1/" in page for page in found) >= len(made.product.sections)
    assert all(len(page.split()) > 5 for page in found)


def test_a_filled_form_has_no_braces_left(laid_out: dict[str, list[str]]) -> None:
    text = "".join(laid_out["form"])

    assert "{{" not in text
    assert "資料は当日配り" in text.replace(" ", "")
