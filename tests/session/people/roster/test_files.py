"""Files with people: text in any encoding, and workbooks."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from jusou_tui.errors import InputError
from jusou_tui.session.people.roster.files import read_file
from jusou_tui.session.people.roster.reading import Roster
from jusou_tui.session.tables import workbook

TABLE = "氏名,所属,役割\r\n見本 花子,福祉総務課,進行役\r\n例野 一郎,高齢支援課,\r\n"
PEOPLE = [("見本 花子", "福祉総務課", "facilitator"), ("例野 一郎", "高齢支援課", "member")]


def people(roster: Roster) -> list[tuple[str, str, str]]:
    return [(one.name, one.affiliation, one.role) for one in roster.people]


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_file(path)
    return caught.value.message_id


def written(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = pytest.importorskip("openpyxl").Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def altered(path: Path, part: str, pattern: str, new: str) -> Path:
    """Replace something in a part of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in old.namelist():
            text = old.read(name)
            fresh.writestr(name, re.sub(pattern, new, text.decode()) if name == part else text)
    path.write_bytes(out.getvalue())
    return path


ROWS: list[list[object]] = [
    ["令和8年度 参加者名簿"],
    [],
    ["No.", "氏名", "所属", "役割"],
    [1, "見本 花子", "福祉\n総務課", "司会"],
    [2.0, "例野 一郎", "高齢支援課"],
    ["計", 2],
]


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "cp932", "utf-16", "euc_jp", "iso2022_jp", "utf-16-le"]
)
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_table_is_read_however_a_program_wrote_it(tmp_path: Path, codec: str, separator: str) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(TABLE.replace(",", separator).encode(codec))
    assert people(read_file(path)) == PEOPLE


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", "氏名,所属\r\n".encode()])
def test_a_file_without_names_has_nobody(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    assert read_file(path).people == []


def test_what_is_no_list_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert refused(path) == refused(tmp_path) == "programme.file_unreadable"
    for data, message in (
        (b"\xff\xff\x81", "roster.encoding_unknown"),
        (b"x" * 1_000_001, "programme.file_too_large"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 500, "roster.workbook_old"),
        (b"PK\x03\x04" + b"\0" * 500, "roster.workbook_unreadable"),
    ):
        path.write_bytes(data)
        assert refused(path) == message


def test_a_workbook_is_read_by_its_rows(tmp_path: Path) -> None:
    path = written(tmp_path / "名簿.xlsx", 表紙=[["ご案内"]], 名簿=ROWS)
    roster = read_file(path)
    assert people(roster) == [("見本 花子", "福祉 総務課", "facilitator"), PEOPLE[1]]
    assert [one.number for one in roster.listed] == [4, 5]
    assert [(one.number, one.reason) for one in roster.skipped] == [
        (1, "above"),
        (3, "header"),
        (6, "total"),
    ]
    assert (roster.table.sheet, roster.table.other_sheets) == ("名簿", ("表紙",))


def test_a_hidden_sheet_is_not_taken_for_the_list(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", 旧=[["氏名"], ["仮名 太郎"]], 新=[["氏名"], ["例野 一郎"]])
    altered(path, "xl/workbook.xml", '(name="旧".*?)"visible"', r'\1"hidden"')
    assert [one.name for one in read_file(path).people] == ["例野 一郎"]


def test_the_readings_that_excel_keeps_beside_names_are_no_part_of_them(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", 名簿=[["氏名"], ["見本 花子"]])
    reading = '見本 花子</t><rPh sb="0" eb="2"><t>ミホン</t></rPh>'
    altered(path, "xl/sharedStrings.xml", "見本 花子</t>", reading)
    assert [one.name for one in read_file(path).people] == ["見本 花子"]


def test_what_openpyxl_does_not_know_of_a_workbook_is_no_matter(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", 名簿=ROWS)
    altered(path, "xl/styles.xml", r"(?s)<cellStyles.*?</cellStyles>", "")
    assert [one.name for one in read_file(path).people] == ["見本 花子", "例野 一郎"]


def test_a_workbook_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "x.xlsx", 名簿=ROWS)
    monkeypatch.setattr(workbook, "MOST_UNZIPPED", 100)
    assert refused(path) == "programme.file_too_large"
    monkeypatch.undo()
    monkeypatch.setattr(workbook, "MOST_SCANNED", 4)
    assert refused(path) == "programme.file_too_large"
    monkeypatch.undo()
    altered(path, "xl/workbook.xml", "<workbook", "<!DOCTYPE x [<!ENTITY a 'a'>]><workbook")
    assert refused(path) == "roster.workbook_unreadable"


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "x.xlsx", 名簿=ROWS)
    altered(path, "xl/worksheets/sheet1.xml", "<row", "<wor")
    assert refused(path) == "roster.workbook_unreadable"
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(path) == "roster.workbook_unreadable"


def test_without_the_extra_a_workbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "x.xlsx", 名簿=ROWS)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert refused(path) == "roster.workbook_needs_office"
