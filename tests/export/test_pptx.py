"""Slides as PowerPoint files: read as PowerPoint reads them."""

import io
import re
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import pytest
from pptx import Presentation
from pptx.util import Emu

from jusou_tui.curriculum.load import load
from jusou_tui.export.pptx import render
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings import slides
from jusou_tui.report.documents.model import AgendaLine, Deck, Slide
from jusou_tui.session.model.records import Insert, Meeting
from make import JST, NOW, activity, curriculum, session, step

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CURRICULA = Path(__file__).parents[2] / "curricula"
HOSTILE = "a\x00b\x1b[31mc\ud800d\ufffee & <a:t> \"'"


def deck_of(name: str, step_id: str) -> Deck:
    made = slides.make(Wish(None, load(CURRICULA / f"{name}.toml"), Path("a"), NOW, step=step_id))
    assert isinstance(made.product, Deck)
    return made.product


@cache
def rendered(name: str, step_id: str) -> bytes:
    return render(deck_of(name, step_id))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_slides_are_16_to_9_with_titles_in_the_outline_notes_and_numbers() -> None:
    opened = Presentation(io.BytesIO(rendered("team-building", "step1")))

    assert (opened.slide_width, opened.slide_height) == (Emu(12192000), Emu(6858000))
    for slide in opened.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text.strip()
        assert slide.shapes[0] == slide.shapes.title, "read first"
        kinds = [shape.placeholder_format.type for shape in slide.placeholders]
        assert any("SLIDE_NUMBER" in str(kind) for kind in kinds)
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened.slides if slide.has_notes_slide]
    assert any("今日はお集まりくださり" in text for text in notes)


def test_every_text_has_its_font_for_east_asia_its_language_and_18_points_at_least() -> None:
    for name, text in parts(rendered("team-building", "step1")).items():
        if name.endswith(".xml") and "/theme/" not in name and name.startswith("ppt/"):
            for run in ET.fromstring(text).iter(f"{A}rPr"):
                assert run.find(f"{A}ea").get("typeface") == "BIZ UDPGothic", name  # type: ignore[union-attr]
                assert run.find(f"{A}latin") is not None
                assert run.get("lang") == "ja-JP"
                assert int(run.get("sz", "0")) >= 1800
        if "/theme/" in name:
            assert "Calibri" not in text
            assert set(re.findall(r'<a:ea typeface="([^"]*)"', text)) == {"BIZ UDPGothic"}


def test_the_timetable_is_a_table_with_the_hours_of_the_session_and_bars_that_say_what_they_are() -> None:
    programme = curriculum(step(activity(), activity(id="talk", title="話し合い", duration={"minutes": 30})))
    meeting = Meeting(
        start=datetime(2026, 12, 10, 13, 0, tzinfo=JST),
        inserts={"b": Insert(title="休憩", minutes=10, after="opening")},
    )
    made = slides.make(Wish(session(meetings={"step1": meeting}), programme, Path("a"), NOW))
    assert isinstance(made.product, Deck)

    slide = Presentation(io.BytesIO(render(made.product))).slides[1]

    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["13:00", "オープニング", "", "10分"],
        ["13:10", "休憩", "", "10分"],
        ["13:20", "話し合い", "", "30分"],
        ["13:50", "終わり", "", ""],
    ]
    told = re.findall(r'descr="([^"]*)"', slide.part.blob.decode())
    assert "話し合い 30分" in told
    assert all(shape.top + shape.height <= Emu(6858000) for shape in slide.shapes)


def test_a_break_says_when_it_goes_on() -> None:
    meeting = Meeting(
        start=datetime(2026, 12, 10, 13, 0, tzinfo=JST),
        inserts={"b": Insert(title="休憩", minutes=10, after="opening")},
    )
    made = slides.make(Wish(session(meetings={"step1": meeting}), curriculum(), Path("a"), NOW))
    assert isinstance(made.product, Deck)
    shown = next(slide for slide in made.product.slides if slide.kind == "break")
    assert (shown.lead, "13時20分に再開します" in shown.notes) == ("13:20に再開", True)


@pytest.mark.parametrize("name", ["team-building", "community-building"])
def test_every_page_range_of_the_report_stays_named(name: str) -> None:
    programme = load(CURRICULA / f"{name}.toml")
    named = 0
    for one in programme.steps:
        if one.kind != "meeting":
            continue
        deck = deck_of(name, one.id)
        for entry in one.activities:
            source = slides.source_of(entry)
            assert source
            named += 1
            assert any(slide.source == source for slide in deck.slides)
            assert any(source in slide.notes for slide in deck.slides)
    assert named == {"team-building": 12, "community-building": 14}[name]


def test_a_question_has_a_slide_of_its_own_a_tenth_of_the_height_a_line() -> None:
    long = "これまでに困ったなと感じた連携には、どんなことがありましたか。" * 12
    slide = Slide("question", "振り返る", label="問い", lead=long, below=("14:25まで",))

    opened = Presentation(io.BytesIO(render(Deck("会", (slide,)))))

    assert len(opened.slides) > 1, "it goes on on a further slide"
    said = "".join(one.shapes.title.text.replace("\v", "") for one in opened.slides)
    assert said == long
    spacing = re.findall(r'<a:spcPts val="(\d+)"', opened.slides[0].shapes.title._element.xml)
    assert max(map(int, spacing)) / 75 >= 72


def test_lists_go_on_on_further_slides_and_hostile_texts_do_no_harm() -> None:
    points = tuple(f"{number}番目の長い項目です。{HOSTILE}" * 4 for number in range(30))
    rows = tuple(AgendaLine("13:00", "とても長い題名" * 9, 10) for _ in range(40))
    deck = Deck(
        HOSTILE,
        (
            Slide("title", HOSTILE, notes=HOSTILE),
            Slide("agenda", "流れ", agenda=rows),
            Slide("points", HOSTILE, label=HOSTILE, points=points, below=(HOSTILE * 40,), source=HOSTILE),
            Slide("next", "次", lead="x" * 4000),
            Slide("points", "空"),
        ),
        HOSTILE,
    )

    opened = Presentation(io.BytesIO(render(deck)))

    text = "".join(
        shape.text_frame.text for slide in opened.slides for shape in slide.shapes if shape.has_text_frame
    )
    assert all(f"{number}番目" in text for number in range(30))
    assert text.count("x") >= 4000


@pytest.mark.parametrize("kind", ["title", "points", "question", "break", "next"])
def test_what_has_no_room_below_is_cut_and_every_shape_stays_on_its_slide(
    kind: Literal["title", "points", "question", "break", "next"],
) -> None:
    slide = Slide(kind, "題", label="問い", lead="問い", points=("点",), below=("下" * 3000, "下"))

    found = parts(render(Deck("題", (slide,))))["ppt/slides/slide1.xml"]

    assert 'cy="-' not in found
    assert ("..</a:t>" in found) == (kind != "title")


def test_the_same_deck_gives_the_same_bytes_and_names_nobody() -> None:
    data = rendered("team-building", "step1")

    assert data == render(deck_of("team-building", "step1"))
    core = parts(data)["docProps/core.xml"]
    assert "creator" not in core
    assert "modified" not in core
