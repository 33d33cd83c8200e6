"""Slides as another program lays them out: LibreOffice makes them into PDF, a page a slide."""

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pptx import Presentation

from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.export.formats import render
from jusou_tui.report.documents.kinds import KINDS, Wish, make

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs libreoffice-impress and poppler-utils",
    ),
]


@pytest.mark.parametrize(
    ("name", "step"),
    [("team-building", "step1"), ("community-building", "step1"), ("team-building", "step2")],
)
def test_each_slide_is_a_page_with_its_words_inside_it(tmp_path: Path, name: str, step: str) -> None:
    now = datetime(2026, 12, 10, 9, tzinfo=UTC)
    wish = Wish(None, load(library.find(name)), tmp_path, now, step=step, ending=".pptx")
    data = render(make(KINDS["slides"], wish).product, ".pptx")
    path = tmp_path / "a.pptx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = [re.sub(r"\s", "", page) for page in text.split("\f")[:-1]]

    slides = list(Presentation(io.BytesIO(data)).slides)
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert slide.shapes.title is not None
        assert re.sub(r"\s", "", slide.shapes.title.text) in page
