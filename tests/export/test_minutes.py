"""Minutes in every format: whatever stands in the session, the file is whole, and the same each time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.export.formats import render
from jusou_tui.export.reading.texts import READERS
from jusou_tui.report.documents.kinds import DOCUMENT, Wish
from jusou_tui.report.documents.minutes.document import make
from jusou_tui.session.format import chunks
from jusou_tui.session.format.read import parse
from make import NOW, book, curriculum

ODD = "行1\r\n\t\x07\x1b[31m赤\u202e逆\u200b\ufeff|*_`<b>&amp;{{ 件名 }}$#\\ " + "長" * 400


def wish(*texts: str) -> Wish:
    opened = book()
    opened.people.add(f"見本{texts[0] if texts else ''}花子", "課&<係>", "scribe")
    opened.events.add("start", "step1", NOW, activity="opening")
    for text in texts:
        opened.notes.add(text, step="step1", activity="opening")
        opened.notes.add(text, step="step1", activity="opening", kind="decision")
        opened.todos.add(text, step="step1", activity="opening", owner=text)
    opened.meetings.set("step1", place=texts[0] if texts else "", handouts="<資料>")
    saved = parse(chunks.render(opened.session), Path("a.session.toml"))
    return Wish(saved, curriculum(), Path("a.session.toml"), NOW, step="step1")


def written(ending: str, *texts: str) -> bytes:
    return render(make(wish(*texts)._replace(ending=ending)).product, ending)


@pytest.mark.parametrize("ending", DOCUMENT)
@pytest.mark.parametrize("texts", [(), (ODD,)], ids=["nothing", "odd"])
def test_a_file_is_whole_and_the_same_each_time(ending: str, texts: tuple[str, ...]) -> None:
    data = written(ending, *texts)

    assert data == written(ending, *texts)
    assert ending in READERS
    if ending == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    ET.fromstring(archive.read(name))
    else:
        assert data.startswith(b"%PDF") or "会議録" in data.decode()


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_document_of_word_that_can_be_parsed(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(".docx", f"あ{text}"))) as archive:
        ET.fromstring(archive.read("word/document.xml"))
