"""`jusou check DOCUMENT --against SESSION`: no document has what is withheld; one that has it is found."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from cli.calling import call
from jusou_tui import paths
from jusou_tui.cli.sessions.leaks import place_text
from jusou_tui.errors import InputError
from jusou_tui.export.exporting import export
from jusou_tui.export.reading import pages
from jusou_tui.report.documents.kinds import KINDS, Wish
from jusou_tui.report.leaks import Place, TextPart, find_leaks, folded
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Draft, Meeting, Note, Session, Sheet, Todo
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.withheld_texts import WithheldText, withheld_texts
from make import NOW
from proof import first_quick

EXAMPLE = paths.shipped("sessions") / "mihon.session.toml"
SHEETS = {"case-review": "01M9F500000000000000000001", "step2-preparation": "01M9F500000000000000000002"}


def planted() -> tuple[Session, dict[str, str]]:
    """Return the example with a secret in each private field, and the secrets by the field's name."""
    session, numbers, secrets = read(EXAMPLE), count(1), dict[str, str]()

    def secret(field: str) -> str:
        number = next(numbers)
        secrets[field] = f"ひみつの言葉その{number:02d}番めです"
        return secrets[field]

    def key() -> str:
        return encode(int(NOW.timestamp() * 1000), 5000 + next(numbers))

    def note(field: str, **more: object) -> None:
        session.notes[key()] = Note.model_validate(
            {"at": NOW, "step": "step1", "activity": "opening", "text": secret(field)} | more
        )

    note("private note", private=True)
    note("memo", memo=True)
    note("closed note", activity="reflection")
    note("closed decision", activity="reflection", kind="decision")
    session.todos[key()] = Todo(
        at=NOW,
        step="step1",
        private=True,
        due=NOW.date(),
        what=secret("what"),
        owner=secret("owner"),
        note=secret("note"),
    )
    session.todos[key()] = Todo(
        at=NOW, step="step1", activity="reflection", what=secret("closed todo"), due=NOW.date()
    )
    for worksheet, identifier in SHEETS.items():
        title, cell, row = (secret(f"{worksheet} {part}") for part in ("title", "cell", "row"))
        session.sheets[identifier] = Sheet.model_validate(
            {
                "at": NOW + timedelta(minutes=1),
                "worksheet": worksheet,
                "title": title,
                "step": "step2",
                "cells": {"memo/any": cell},
                "rows": {key(): {"tasks/task": row}},
                "sensitive": True,
            }
        )
    session.sheets[key()] = Sheet(
        at=NOW,
        worksheet="step2-preparation",
        title=secret("closed title"),
        step="step1",
        rows={key(): {"tasks/task": secret("closed task"), "tasks/owner": secret("closed owner")}},
    )
    session.drafts["note"] = Draft(at=NOW, text=secret("draft"))
    session.conflicts[key()] = {"table": "notes", "fields": {"text": {"ours": secret("conflict")}}}
    meeting = session.meetings.get("step1", Meeting())
    session.meetings["step1"] = meeting.model_copy(update={"closed_items": ("reflection", "next-step")})
    assert session.model_extra is not None
    session.model_extra["later"] = {"a": {"text": secret("unknown table")}}
    return session, secrets


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("leaks") / "mihon.session.toml"
    path.write_bytes(render(planted()[0]))
    return path


def products() -> Iterator[tuple[str, str]]:
    for name, kind in KINDS.items():
        for ending in kind.endings:
            yield (f"sheet:{SHEETS['case-review']}" if name == "sheet" else name), ending


@pytest.mark.parametrize(("what", "ending"), first_quick(products()))
def test_no_document_has_anything_that_is_withheld(
    saved: Path, tmp_path: Path, what: str, ending: str
) -> None:
    session, output = read(saved), tmp_path / f"a{ending}"
    wish = Wish(
        session, curriculum_of(session, saved), saved, NOW, step="step1" if "sheet" not in what else None
    )
    try:
        export(wish, what, output)
    except (InputError, ModuleNotFoundError) as error:
        pytest.skip(f"not made of a session, or not in this format: {error}")

    done = call("check", str(output), "--against", str(saved))

    assert (done.status, done.out.count("見つかりませんでした")) == (0, 1), done.out


def test_every_private_field_is_searched_for() -> None:
    session, secrets = planted()
    assert {folded(one.text) for one in withheld_texts(session, curriculum_of(session, EXAMPLE))} >= {
        folded(text) for text in secrets.values()
    }


@pytest.mark.parametrize("what", ["minutes", "record"])
def test_a_document_with_private_entries_is_found_with_the_place(
    saved: Path, tmp_path: Path, what: str
) -> None:
    output = tmp_path / "a.docx"
    call("export", str(saved), what, "-o", str(output), "--step", "step1", "--include-private")

    done = call("check", str(output), "--against", str(saved))

    assert done.status == 1
    assert "本文の" in done.out
    assert "メモ・決定（Step1、2026年12月10日（木） " in done.out
    assert "ひみつ" not in done.out + done.err
    meant = call("check", str(output), "--against", str(saved), "--include-private", "--json")
    left = {leak["id"] for leak in json.loads(meant.out)[0]["leaks"]}
    session = read(saved)
    privacy = Privacy(curriculum_of(session, saved), session)
    sheets = {key for key, sheet in session.sheets.items() if privacy.is_closed_sheet(sheet)}
    assert left <= privacy.closed | sheets
    assert meant.status == bool(left)
    assert bool(left) == (what == "record")  # minutes hold nothing of a closed item
    (document,) = json.loads(call("check", str(output), "--against", str(saved), "--json").out)
    assert {leak["kind"] for leak in document["leaks"]} >= {"note", "todo"}


SECRET = "ひみつの言葉その01番めです"
CUT = SECRET[:5] + "</w:t></w:r><w:r><w:t>" + SECRET[5:]
PLACES = {
    "word/document.xml": f"<w:document xmlns:w='w'><w:p><w:r><w:t>{CUT}</w:t></w:r></w:p></w:document>",
    "word/comments.xml": f"<w:c xmlns:w='w'><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:c>",
    "word/footer1.xml": f"<w:f xmlns:w='w'><!-- {SECRET} --></w:f>",
    "docProps/core.xml": f"<c><title>{SECRET}</title></c>",
    "word/media/image1.xml": f"<pic descr='{SECRET}'/>",
    "word/embeddings/plain.bin": SECRET,
}


@pytest.mark.parametrize("part", PLACES)
def test_every_part_of_an_archive_is_searched(saved: Path, tmp_path: Path, part: str) -> None:
    output = tmp_path / "a.docx"
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(part, PLACES[part])

    assert call("check", str(output), "--against", str(saved)).status == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", f"<p hidden>{SECRET[:4]}<b>{SECRET[4:]}</b></p>"),
        ("a.html", f"<img alt='{SECRET}'>"),
        ("a.html", f"<!-- {SECRET} -->"),
        ("a.md", f"- {SECRET[:4]}\n  {SECRET[4:]}"),
        ("a.md", "".join(f"&#{ord(letter)};" for letter in SECRET)),
        ("a.csv", f'"{SECRET}"'),
        ("a.ics", f"SUMMARY:{SECRET[:6]}\r\n {SECRET[6:]}"),
        ("a.ics", f"SUMMARY:{SECRET[:6]}\\n{SECRET[6:]}"),
    ],
)
def test_markup_and_folded_lines_hide_nothing(saved: Path, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")

    assert call("check", str(tmp_path / name), "--against", str(saved)).status == 1


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_text_is_found_however_it_is_cut_and_written(data: st.DataObject) -> None:
    text = data.draw(
        st.text("あいうえお漢字アイウABC12ー。、", min_size=8, max_size=30).filter(
            lambda x: len(folded(x)) > 6
        )
    )
    text = "あ" + text
    wide = {letter: chr(ord(letter) + 0xFEE0) for letter in "ABC12"}
    written = "".join(
        data.draw(st.sampled_from(["", " ", "\n", "\u200b", "　", "*", "-"]))
        + data.draw(st.sampled_from([one, wide.get(one, one)]))
        for one in text
    )
    at = data.draw(st.integers(0, len(written)))
    part = TextPart("x", ("前の段落", written[:at], written[at:], "後の段落"))

    assert find_leaks([part], [WithheldText("note", "1", text)], ()).leaks
    assert not find_leaks([part], [WithheldText("note", "1", "ん".join(text))], ()).leaks
    assert not find_leaks([part], [WithheldText("note", "1", text)], [f"公開 {text}"]).leaks


def test_one_sentence_of_a_longer_note_is_found_and_a_public_one_is_none() -> None:
    note = WithheldText("note", "1", "公の一文はここにあります。名前を出さずに家の事情を話した。はい。")

    def found(text: str) -> int:
        public = ["公の一文はここにあります"]
        return len(find_leaks([TextPart("lines", (text,))], [note], public).leaks)

    assert found("書き足し：名前を出さずに家の事情を話したとのこと") == 1
    assert found("公の一文はここにあります。はい。") == 0


def test_short_texts_are_listed_as_not_searched(saved: Path, tmp_path: Path) -> None:
    session = read(saved)
    (tmp_path / "a.md").write_text("短い", "utf-8")
    session.notes[encode(1, 1)] = Note(at=NOW, text="短い\n", private=True)
    own = tmp_path / "b.session.toml"
    own.write_bytes(render(session))

    done = call("check", str(tmp_path / "a.md"), "--against", str(own))

    assert done.status == 0
    assert encode(1, 1) in done.err


def test_a_part_that_defines_entities_is_refused_in_any_encoding(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for encoding in ("utf-8", "utf-16"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode(encoding))

        done = call("check", str(path), "--against", str(saved))

        assert done.status == 2
        assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", b"PK\x03\x04 no"), ("a.pdf", b"%PDF-1.4 no"), ("a.exe", b"")]
)
def test_what_cannot_be_read_is_refused(saved: Path, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)

    done = call("check", str(tmp_path / name), "--against", str(saved))

    assert done.status == 2
    assert done.err.count("\n") == 1


def test_the_text_of_a_pdf_is_read(saved: Path, tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"
    import typst

    source = tmp_path / "a.typ"
    source.write_text(f"= 見出し\n{SECRET}\n", "utf-8")
    typst.compile(source, output=output)

    done = call("check", str(output), "--against", str(saved))

    assert done.status == 1
    assert "1ページ目" in done.out


def zipped(text: str, layers: int) -> bytes:
    """Return a Word file with a text, within so many archives."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        if layers:
            archive.writestr("word/embeddings/a.docx", zipped(text, layers - 1))
        else:
            archive.writestr("word/document.x", f"<a><b>{text[:3]}</b><b>{text[3:]}</b></a>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("put", "place"),
    [
        (lambda writer: mark(writer, ByteStringObject(SECRET.encode("cp932"))), "見えない所"),
        (lambda writer: mark(writer, ByteStringObject(SECRET.encode())), "見えない所"),
        (lambda writer: attach(writer, SECRET.encode("cp932")), "添付のファイル"),
        (lambda writer: attach(writer, zipped(SECRET, 0)), "word/document.x"),
        (lambda writer: attach(writer, attach(PdfWriter(), zipped(SECRET, 0))), "word/document.x"),
    ],
)
def test_what_no_reader_shows_of_a_pdf_is_searched(
    saved: Path, tmp_path: Path, put: Callable[[PdfWriter], object], place: str
) -> None:
    writer = PdfWriter()
    put(writer)
    writer.write(tmp_path / "a.pdf")

    done = call("check", str(tmp_path / "a.pdf"), "--against", str(saved))

    assert done.status == 1
    assert place in done.out


def mark(writer: PdfWriter, text: PdfObject) -> None:
    writer.root_object[NameObject("/PieceInfo")] = text


def attach(writer: PdfWriter, data: bytes) -> bytes:
    """Attach a file without saying that it is one, as not every program does."""
    stream = StreamObject()
    stream.set_data(data)
    names = ArrayObject([TextStringObject("a"), DictionaryObject({NameObject("/EF"): stream})])
    mark(writer, names)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_what_lies_too_deep_to_be_searched_does_not_count_as_clean(saved: Path, tmp_path: Path) -> None:
    statuses = []
    for layers in range(4):
        (tmp_path / "a.docx").write_bytes(zipped("だれでも読める言葉", layers))
        statuses.append(call("check", str(tmp_path / "a.docx"), "--against", str(saved)).status)

    assert statuses == [0, 0, 0, 2]


def test_a_part_that_is_too_large_to_be_taken_apart_is_refused(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(zipped("だれでも読める言葉", 0))
    monkeypatch.setattr("jusou_tui.export.reading.zipped.MOST_XML", 20)

    assert call("check", str(tmp_path / "a.docx"), "--against", str(saved)).status == 2


@pytest.mark.parametrize("option", ["--include-private", "--include-sensitive", "--sheets=a"])
def test_what_a_document_may_hold_is_named_only_where_a_document_is_searched(
    saved: Path, option: str
) -> None:
    done = call("check", str(saved), option)

    assert done.status == 2
    assert option.partition("=")[0] in done.err


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("ppt/slides/slide3.xml", "スライド3の2番目の段落"),
        ("ppt/notesSlides/notesSlide3.xml", "スライド3のノートの2番目の段落"),
        ("word/footer1.xml", "フッター1の2番目の段落"),
        ("word/settings.xml", "word/settings.xmlの2番目の段落"),
        ("page 3", "3ページ目の2行目"),
        ("lines.read", "2行目"),
    ],
)
def test_a_place_is_named_in_words(part: str, words: str) -> None:
    assert place_text(Place(part, 2)) == words


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
def test_an_archive_whose_contents_are_damaged_is_refused(saved: Path, tmp_path: Path, name: str) -> None:
    path, text = tmp_path / name, "同じ言葉" * 400
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<a>{text}{b'x'.hex()}</a>")
        begin = archive.infolist()[0].compress_size
    data = bytearray(path.read_bytes())
    data[47 : 47 + begin - 8] = bytes(begin - 8)  # behind the entry's head of 30 bytes and its name of 17
    path.write_bytes(data)

    done = call("check", str(path), "--against", str(saved))

    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err


def test_a_pdf_that_is_not_looked_through_does_not_count_as_clean(
    saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, session = tmp_path / "a.pdf", read(saved)
    export(Wish(session, curriculum_of(session, saved), saved, NOW), "record", path)
    assert call("check", str(path), "--against", str(saved)).status == 0
    monkeypatch.setattr(pages, "MOST_OBJECTS", 3)

    assert call("check", str(path), "--against", str(saved)).status == 2
