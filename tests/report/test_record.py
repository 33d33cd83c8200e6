"""The record as a document: what is left out of it is said beside it, and single sheets may be in it."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.curriculum.library import find
from jusou_tui.curriculum.load import load
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import Document, Made
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.documents.record import make
from jusou_tui.report.markdown import markdown
from jusou_tui.session.model.records import Session, Sheet
from make import NOW, book, curriculum, session

SHEETS = {"01M9F500000000000000000001": "ひとつめの中身", "01M9F500000000000000000002": "ふたつめの中身"}


def filled() -> Session:
    opened = book()
    opened.notes.add("内緒の話", private=True)
    for key, text in SHEETS.items():
        opened.session.sheets[key] = Sheet(at=NOW, worksheet="unknown", cells={"memo": text}, title="表")
    return opened.session


def made(*sheets: str) -> tuple[str, Made]:
    wish = Wish(filled(), curriculum(), Path("a.session.toml"), NOW, sheets=frozenset(sheets))
    found = make(wish)
    assert isinstance(found.product, Document)
    return markdown(list(plain_blocks(found.product.sections[0].blocks))), found


def test_the_document_does_not_say_what_is_left_out_of_it() -> None:
    text, found = made()

    assert [(one.message_id.rpartition(".")[2], one.number) for one in found.left_out] == [
        ("left_out_private_notes", 1),
        ("left_out_sensitive_sheets", 2),
    ]
    for words in ("中身", "内緒", "載せ", "非公開", "unknown"):
        assert words not in text


def test_of_a_step_only_what_it_holds_counts_as_left_out() -> None:
    session = filled()
    found = make(Wish(session, curriculum(), Path("a.session.toml"), NOW, step="step2"))

    assert found.left_out == ()


def test_a_sheet_of_a_closed_item_is_private_unless_it_is_asked_for_by_name() -> None:
    used = load(find("team-building"))
    opened = book(session(meta={"curriculum": "team-building"}))
    worksheet = used.worksheet("step2-preparation")
    assert worksheet is not None
    key = opened.sheets.start(worksheet, "", "step1")
    row = next(iter(opened.session.sheets[key].rows))
    opened.sheets.set_cell(key, "tasks/owner", "見本 花子", row)
    opened.meetings.set("step1", closed_items=("next-step",))

    def text(**asked: bool | frozenset[str]) -> tuple[str, Made]:
        wish = Wish(opened.session, used, Path("a.session.toml"), NOW)._replace(**asked)
        found = make(wish)
        assert isinstance(found.product, Document)
        return markdown(list(plain_blocks(found.product.sections[0].blocks))), found

    without, found = text()
    assert "見本 花子" not in without
    assert worksheet.name not in without
    assert {one.message_id: one.number for one in found.left_out} == {
        "export.left_out_private_todos": 1,
        "export.left_out_closed_sheets": 1,
    }
    for asked in ({"include_private": True}, {"sheets": frozenset({key})}):
        assert "見本 花子" in text(**asked)[0]
    assert "見本 花子" not in text(include_sensitive=True)[0]


def test_a_single_sheet_is_in_it_where_it_is_asked_for() -> None:
    text, found = made(*list(SHEETS)[:1])

    assert "ひとつめの中身" in text
    assert "ふたつめの中身" not in text
    assert found.left_out[-1].number == 1
