"""The facilitator's page on paper: one page for every meeting that comes with the program."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from export.laid_out import NEEDS_OFFICE, pages
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.export.formats import render
from jusou_tui.report.documents.kinds import KINDS, Wish, make
from jusou_tui.report.documents.model import Document
from make import activity, curriculum, step
from proof import first_then_others

NOW = datetime(2026, 11, 28, tzinfo=UTC)
PROGRAMMES = ("nine", "team-building", "community-building", "trial")
SENTENCE = "ここからは、気づいたことを一人ずつ話します。話したくないときは、パスでかまいません。"
NINE = 9


def agenda(programme: Curriculum, meeting: str = "") -> Document:
    wish = Wish(None, programme, Path("a"), NOW)
    made = make(KINDS["agenda"], wish._replace(step=meeting) if meeting else wish)
    assert isinstance(made.product, Document)
    return made.product


def nine(read_aloud: str) -> Curriculum:
    """Return a meeting of three hours with nine activities."""
    return curriculum(
        step(
            *(
                activity(
                    id=f"part{number}",
                    title=f"話し合い{number}",
                    duration={"minutes": 20},
                    read_aloud=f"合図{number}。{read_aloud}",
                    what=["付箋に書く", "見せ合う"],
                    materials=["付箋", "ペン"],
                )
                for number in range(1, NINE + 1)
            )
        )
    )


def agendas(programmes: Iterable[str]) -> dict[str, Document]:
    """Return the pages of all meetings of programmes, by name."""
    found = {}
    for name in programmes:
        programme = nine(SENTENCE) if name == "nine" else load(library.find(name))
        for one in programme.steps:
            if one.kind == "meeting":
                found[f"{name}-{one.id}"] = agenda(programme, one.id)
    return found


def pages_of(document: Document) -> list[str]:
    """Return the texts of a PDF's pages without space and line breaks."""
    texts = (page.extract_text() for page in PdfReader(BytesIO(render(document, ".pdf"))).pages)
    return ["".join(text.replace("\u2060", "").split()) for text in texts]


@pytest.mark.parametrize("programmes", first_then_others(PROGRAMMES))
def test_every_meeting_stands_on_one_page_with_what_to_do_when_late(programmes: tuple[str, ...]) -> None:
    for name, document in agendas(programmes).items():
        found = pages_of(document)

        assert len(found) == 1, name
        assert "遅れたら" in found[0], name
        assert "困ったら" in found[0], name
        assert "読み上げ" in found[0], name


def test_long_texts_go_on_overleaf_in_order_and_whole() -> None:
    long = "お一人ずつ、思い浮かべながらお話しください。" * 8
    found = pages_of(agenda(nine(long)))

    text = "".join(found)
    places = [text.index(f"合図{number}。") for number in range(1, NINE + 1)]
    assert len(found) > 1
    assert places == sorted(places)
    assert text.count("お一人ずつ、思い浮かべながらお話しください。") == 8 * NINE
    assert text.index("困ったら") > places[-1]


@pytest.mark.proof
@NEEDS_OFFICE
def test_it_is_one_page_in_word_as_well(tmp_path: Path) -> None:
    files = {f"{name}.docx": render(document, ".docx") for name, document in agendas(PROGRAMMES).items()}

    found = pages(files, tmp_path)

    assert {name: len(one) for name, one in found.items() if len(one) != 1} == {}
