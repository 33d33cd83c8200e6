"""A town's own form: what is checked in it, and how it is filled."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jusou_tui.errors import FileProblems, InputError
from jusou_tui.export.docx.form import checked, fill
from jusou_tui.report.documents.form_fields import FIELDS, LISTS, FormValues, known_names, meaning
from jusou_tui.text.terminal import clean
from jusou_tui.wording import message_text

VALUES = FormValues(
    {**dict.fromkeys(FIELDS, ""), "subject": "つなぐ窓口の会", "place": "大会議室\n3階 & <奥>"},
    {
        "item": (
            {"number": "1", "title": "はじめの一言", "time": "13:00-13:16", "points": ("一つ目", "二つ目")},
            {"number": "2", "title": "非公開の話", "time": "非公開", "points": ()},
        ),
        "decision": (
            {"number": "1", "text": "混ぜて座る", "item": "議題1"},
            {"number": "2", "text": "一枚にまとめる", "item": ""},
        ),
        "todo": (),
        "other": (),
        "attendee": ({"name": "見本 花子", "affiliation": "健康課", "remark": ""},),
    },
    {**dict.fromkeys(LISTS, "なし"), "decision": "1　混ぜて座る\n2　一枚にまとめる"},
)


def form(folder: Path, *lines: str, table: tuple[tuple[str, ...], ...] = ()) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    path = folder / "様式.docx"
    document.save(str(path))
    return path


def filled(path: Path, values: FormValues = VALUES) -> DocxFile:
    return docx.Document(io.BytesIO(fill(checked(path), values)))


def texts(document: DocxFile) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def mistakes(path: Path) -> list[str]:
    with pytest.raises(FileProblems) as found:
        checked(path)
    return [message_text(problem) for problem in found.value.problems]


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes], *, new: bytes | None = None) -> Path:
    """Change a part of a file, or add one."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part]) if new is None else new
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_fields_are_filled_in_either_language_and_width_and_lines_are_kept(tmp_path: Path) -> None:
    path = form(tmp_path, "件名：{{ 件名 }}（{{subject}}）", "｛｛　場所　｝｝", "{{決定事項}}")

    assert texts(filled(path)) == [
        "件名：つなぐ窓口の会（つなぐ窓口の会）",
        "大会議室\n3階 & <奥>",
        "1　混ぜて座る\n2　一枚にまとめる",
    ]


def test_a_field_that_word_cut_into_runs_is_one_and_keeps_its_letters(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("件名は")
    for piece in ("{", "{ 件", "名 }", "} です"):
        paragraph.add_run(piece).bold = True
    path = tmp_path / "様式.docx"
    document.save(str(path))

    done = filled(path).paragraphs[0]

    assert done.text == "件名はつなぐ窓口の会 です"
    assert done.runs[1].text == "つなぐ窓口の会"
    assert done.runs[1].bold


def test_rows_and_paragraphs_with_fields_of_a_list_stand_once_per_entry(tmp_path: Path) -> None:
    path = form(
        tmp_path,
        "議題{{ 議題.番号 }} {{ 議題.題 }}（{{ 議題.時刻 }}）",
        "・{{ 議題.要点 }}",
        "おわり",
        table=(("番号", "内容"), ("{{ 決定事項.番号 }}", "{{ 決定事項.内容 }}"), ("計", "")),
    )

    done = filled(path)

    assert texts(done) == [
        "議題1 はじめの一言（13:00-13:16）",
        "・一つ目",
        "・二つ目",
        "議題2 非公開の話（非公開）",
        "おわり",
    ]
    rows = [[cell.text for cell in row.cells] for row in done.tables[0].rows]
    assert rows == [["番号", "内容"], ["1", "混ぜて座る"], ["2", "一枚にまとめる"], ["計", ""]]


def test_in_a_box_beside_its_label_the_paragraph_is_repeated_not_the_row(tmp_path: Path) -> None:
    path = form(tmp_path, table=(("決まったこと", "{{ 決定事項.番号 }} {{ 決定事項.内容 }}"),))

    rows = filled(path).tables[0].rows

    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["決まったこと", "1 混ぜて座る\n2 一枚にまとめる"]
    ]


def test_an_entry_without_points_leaves_no_empty_paragraph_in_its_box(tmp_path: Path) -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0]
    cell.text = "{{ 議題.題 }}"
    cell.add_paragraph("{{ 議題.要点 }}")
    path = tmp_path / "様式.docx"
    document.save(str(path))

    rows = filled(path).tables[0].rows

    assert [row.cells[0].text for row in rows] == ["はじめの一言\n一つ目\n二つ目", "非公開の話"]


def test_an_empty_list_leaves_one_row_that_says_so(tmp_path: Path) -> None:
    path = form(tmp_path, table=(("{{ ToDo.番号 }}", "{{ ToDo.すること }}", "{{ ToDo.担当 }}"),))

    assert [cell.text for cell in filled(path).tables[0].rows[0].cells] == ["", "なし", ""]


@pytest.mark.proof
def test_ten_thousand_points_with_controls_and_surrogates_still_open(tmp_path: Path) -> None:
    path = form(tmp_path, "{{ 議題.題 }}", "・{{ 議題.要点 }}")
    points = tuple(f"{number}\x00\x1b[31m\ud800{{{{ 件名 }}}}" for number in range(10_000))
    values = VALUES._replace(lists={**VALUES.lists, "item": ({"title": "題", "points": points},)})

    done = texts(filled(path, values))

    assert len(done) == 10_001
    assert done[1] == "・0{{ 件名 }}"  # what was typed in a session is no field


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 件銘 }}", "2番目の段落：「件銘」という項目はありません。「件名」のことでしょうか。"),
        ("{{ 題名.__class__.__mro__ }}", "2番目の段落：「題名.__class__.__mro__」という項目はありません。"),
        ("{{ subjekt }}", "2番目の段落：「subjekt」という項目はありません。「subject」のことでしょうか。"),
        ("{{ 7*7 }}", "2番目の段落：「7*7」という項目はありません。"),
        ("{{ 件名|upper }}", "2番目の段落：「件名|upper」という項目はありません。「件名」のことでしょうか。"),
        ("{% for i in range(99) %}", "2番目の段落：{% %} の命令は使えません。"),
        (
            "{{ 決定事項.内容 }} {{ ToDo.すること }}",
            "2番目の段落：別々の一覧の項目が、1つの段落に混ざっています。",
        ),
        ("名は {{ 件名", "2番目の段落：二重の波かっこが、1つの段落の中で閉じていません（{{ 件名）。"),
    ],
)
def test_what_cannot_be_filled_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = form(tmp_path, "{{ 件名 }}", "", text)

    assert [one[: len(said)] for one in mistakes(path)] == [said]


def test_places_are_said_in_words_in_tables_margins_boxes_and_hidden_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1)
    table = document.add_table(2, 2)
    table.rows[1].cells[1].text = "{{ ない項目 }}"
    document.sections[0].header.paragraphs[0].text = "{{ 決定事項.内容 }} {{ 件名 }}"
    document.add_paragraph("").add_run("{{ 場所 }}").font.hidden = True
    document.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{ 日時 }}}}</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict></w:r>"
        )
    )
    path = tmp_path / "様式.docx"
    document.save(str(path))

    assert mistakes(path) == [
        "2番目の表の2行目：「ない項目」という項目はありません。",
        "1番目の段落：項目が隠し文字になっています。隠し文字をやめてください。",
        "テキストボックス：ここにある「日時」には書き込めません。本文の段落か表に移してください。",
        "ヘッダー：「決定事項.内容」は、くり返す項目なので、ここには置けません。本文に移してください。",
    ]


def external(kind: str) -> bytes:
    return (
        '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="file:///C:/Users/mihon/x" TargetMode="External"/></Relationships>'
    ).encode()


def field(*code: str) -> bytes:
    """Return a field of Word's own, its code cut into runs."""
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{pieces}{end}</w:p>".encode()


def with_header(path: Path, header: bytes) -> Path:
    """Put a header into a form, under a name that Word would not give it."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    override = f'<Override PartName="/word/kopf.xml" ContentType="{kind}"/></Types>'.encode()
    rewritten(path, "[Content_Types].xml", lambda data: data.replace(b"</Types>", override))
    return rewritten(path, "word/kopf.xml", bytes, new=header)


OPENING = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
RELATIONSHIPS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda path: rewritten(path, "word/vbaProject.bin", bytes, new=b"x"), "マクロ"),
        (
            lambda path: rewritten(
                path, RELATIONSHIPS, lambda data: data.replace(b"</Relationships>", external("image"))
            ),
            "別のファイルにある",
        ),
        (
            lambda path: rewritten(
                path, "word/document.xml", lambda data: b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            ),
            "読めません",
        ),
        (
            lambda path: rewritten(
                path,
                "word/_rels/x.xml.rels",
                bytes,
                new=OPENING + external("image").replace(b"External", b"&#69;xternal"),
            ),
            "別のファイルにある",
        ),
        (
            lambda path: rewritten(
                path,
                "word/document.xml",
                lambda data: data.replace(b"</w:body>", field("DDE", "AUTO cmd.exe") + b"</w:body>"),
            ),
            "別のファイルにある",
        ),
        (lambda path: with_header(path, b"<w:hdr"), "読めません"),
        (lambda path: rewritten(path, "word/huge.xml", bytes, new=bytes(30_000_000)), "大きすぎ"),
        (lambda path: path.write_bytes(b"PK\x03\x04 no archive"), "読めません"),
        (lambda path: path.write_bytes(b""), "読めません"),
    ],
    ids=["macros", "outside", "entities", "outside in letters", "field", "header", "bomb", "broken", "empty"],
)
def test_what_is_no_harmless_form_is_refused(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    path = form(tmp_path, "{{ 件名 }}")
    spoil(path)

    (sentence,) = mistakes(path)
    assert said in sentence


def test_a_path_to_a_template_is_taken_out_and_links_stay(tmp_path: Path) -> None:
    path = form(tmp_path, "{{ 件名 }}")
    rewritten(path, RELATIONSHIPS, lambda data: data.replace(b"</Relationships>", external("hyperlink")))
    rewritten(
        path,
        "word/settings.xml",
        lambda data: data.replace(b"</w:settings>", b'<w:attachedTemplate r:id="rId1"/></w:settings>'),
    )
    own = OPENING + external("attachedTemplate")
    rewritten(path, "word/_rels/settings.xml.rels", bytes, new=own)

    checked_form = checked(path)
    data = fill(checked_form, VALUES)

    assert checked_form.notes == ("form.template_taken_out",)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"attachedTemplate" not in archive.read("word/settings.xml")
        assert b"mihon" not in archive.read("word/_rels/settings.xml.rels")
        assert b"hyperlink" in archive.read(RELATIONSHIPS)


def test_a_page_number_stays_and_nobody_is_named_who_made_the_form(tmp_path: Path) -> None:
    path = form(tmp_path, "{{ 件名 }}")
    rewritten(
        path,
        "word/document.xml",
        lambda data: data.replace(b"</w:body>", field("PAGE") + field('HYPERLINK "a/link"') + b"</w:body>"),
    )
    rewritten(
        path,
        "docProps/core.xml",
        lambda data: data.replace(b"python-docx</dc:creator>", b"Mihon</dc:creator>"),
    )

    with zipfile.ZipFile(io.BytesIO(fill(checked(path), VALUES))) as archive:
        assert b"Mihon" not in archive.read("docProps/core.xml")
        assert b"PAGE" in archive.read("word/document.xml")


def test_a_header_is_filled_whatever_its_part_is_called(tmp_path: Path) -> None:
    header = f"<w:hdr {nsdecls('w')}><w:p><w:r><w:t>{{{{ 件名 }}}}</w:t></w:r></w:p></w:hdr>".encode()
    path = with_header(form(tmp_path, "本文"), header)

    with zipfile.ZipFile(io.BytesIO(fill(checked(path), VALUES))) as archive:
        assert "つなぐ窓口の会" in archive.read("word/kopf.xml").decode()


def test_what_would_be_too_large_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jusou_tui.export.docx.form.filling.MOST_ELEMENTS", 5)

    with pytest.raises(InputError, match=r"form\.result_too_large"):
        filled(form(tmp_path, "{{ 議題.題 }}"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_name_means_a_field_and_no_two_are_the_same(language: str) -> None:
    names = known_names(language)

    assert len(names) == len(FIELDS) + len(LISTS) + sum(len(one.fields) for one in LISTS.values())
    assert len({meaning(name) for name in names}) == len(names)
    assert None not in {meaning(name) for name in names}


def test_the_text_is_found_whatever_its_part_is_called(tmp_path: Path) -> None:
    path = form(tmp_path, "{{ 件名 }}")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            named = name.replace("document.xml", "document2.xml")
            archive.writestr(named, data.replace(b"word/document.xml", b"word/document2.xml"))

    assert texts(filled(path)) == ["つなぐ窓口の会"]


PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "｛｛",
        "{%",
        "件名",
        "決定事項.内容",
        "議題.要点",
        "ToDo",
        ".",
        " ",
        "\x00",
        "\ud800",
        "&<",
        "𠮷",
    ]
)


@pytest.mark.proof
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(PIECES, max_size=8), min_size=1, max_size=4),
    st.lists(st.text(), min_size=1, max_size=3),
)
def test_any_form_is_either_refused_or_filled_and_opens(
    tmp_path: Path, lines: list[list[str]], written: list[str]
) -> None:
    document = docx.Document()
    for pieces in lines:
        paragraph = document.add_paragraph()
        for piece in pieces:
            paragraph.add_run(clean(piece))
    path = tmp_path / "様式.docx"
    document.save(str(path))
    entries = tuple(
        {"number": text, "text": text, "item": "", "title": text, "points": (text,)} for text in written
    )
    values = VALUES._replace(lists={**VALUES.lists, "decision": entries, "item": entries})

    try:
        data = fill(checked(path), values)
    except (FileProblems, InputError):
        return
    assert docx.Document(io.BytesIO(data)).paragraphs


def test_a_form_without_a_field_is_refused_with_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        checked(form(tmp_path, "会議録の様式"))

    assert refused.value.message_id == "form.no_fields"
