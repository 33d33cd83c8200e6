"""Slides as another program lays them out: LibreOffice makes them into PDF, a page a slide."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation

from export.laid_out import NEEDS_OFFICE, pages
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.export.formats import render
from jusou_tui.report.documents.kinds import KINDS, Wish, make

pytestmark = [pytest.mark.proof, NEEDS_OFFICE]

MEETINGS = (("team-building", "step1"), ("community-building", "step1"), ("team-building", "step2"))


def test_each_slide_is_a_page_with_its_words_inside_it(tmp_path: Path) -> None:
    files = {f"{name}-{step}.pptx": _slides(name, step, tmp_path) for name, step in MEETINGS}

    for name, laid_out in pages(files, tmp_path).items():
        found = [re.sub(r"\s", "", page) for page in laid_out]
        slides = list(Presentation(io.BytesIO(files[name])).slides)
        assert len(found) == len(slides), name
        for page, slide in zip(found, slides, strict=True):
            assert slide.shapes.title is not None
            assert re.sub(r"\s", "", slide.shapes.title.text) in page, name


def _slides(name: str, step: str, folder: Path) -> bytes:
    now = datetime(2026, 12, 10, 9, tzinfo=UTC)
    wish = Wish(None, load(library.find(name)), folder, now, step=step, ending=".pptx")
    return render(make(KINDS["slides"], wish).product, ".pptx")
