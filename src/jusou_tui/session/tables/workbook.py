"""Workbooks (.xlsx) as rows of texts, by openpyxl, which the extra `office` brings."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol
from xml.etree import ElementTree as ET

from jusou_tui.errors import InputError
from jusou_tui.session.tables.archive import DAMAGED, defines_entities

MAGIC = b"PK\x03\x04"
OLD_MAGIC = b"\xd0\xcf\x11\xe0"
"""How an .xls begins, and an .xlsx with a password."""
MOST_UNZIPPED = 20_000_000
MOST_PARTS = 2_000
MOST_SCANNED = 20_000
"""Rows looked at: formatted ones without a value count too."""
_MOST_COLUMNS = 256
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PART = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class _Sheet(Protocol):
    title: str
    sheet_state: str

    def reset_dimensions(self) -> None: ...
    def iter_rows(self, *, max_col: int, values_only: bool) -> Iterator[Sequence[object]]: ...


class _Workbook(Protocol):
    @property
    def worksheets(self) -> Sequence[_Sheet]: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Page:
    """A sheet of a workbook: its rows as they stand, blank ones too, each with the texts of its cells.

    `uncomputed`: its cells whose formula no program has computed yet, as `C5`; they are empty in `rows`.
    """

    title: str
    rows: tuple[tuple[str, ...], ...]
    is_visible: bool = True
    uncomputed: tuple[str, ...] = ()


def pages_of(data: bytes, path: Path) -> list[Page]:
    """Return the sheets of a workbook. Formulas count as their last values.

    Raises InputError where openpyxl is missing, the workbook is larger than a list can be (before it is
    unzipped), or cannot be read.
    """
    _check(data, path)
    try:
        import openpyxl
    except ImportError as error:
        raise InputError("roster.workbook_needs_office", path=path) from error
    try:
        with warnings.catch_warnings():  # about styles and validations: on the screen they are noise
            warnings.simplefilter("ignore")
            book: _Workbook = openpyxl.load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False
            )
            left = _uncomputed(data)
            pages = [
                Page(
                    sheet.title,
                    _rows(sheet, path),
                    sheet.sheet_state == "visible",
                    left.get(sheet.title, ()),
                )
                for sheet in book.worksheets
            ]
            book.close()
    except InputError:
        raise
    except Exception as error:  # a damaged workbook breaks openpyxl in many ways
        raise InputError("roster.workbook_unreadable", path=path) from error
    return pages


def _check(data: bytes, path: Path) -> None:
    """Raise InputError for an archive that is no workbook, too large, or defines entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNZIPPED:
                raise InputError("programme.file_too_large", path=path)
            texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            sound = "xl/workbook.xml" in archive.namelist()
            if "word/document.xml" in archive.namelist():
                raise InputError("roster.word_document", path=path)
            if not sound or any(defines_entities(archive.read(part)) for part in texts):
                raise InputError("roster.workbook_unreadable", path=path)
    except DAMAGED as error:
        raise InputError("roster.workbook_unreadable", path=path) from error


def _uncomputed(data: bytes) -> dict[str, tuple[str, ...]]:
    """Return the cells with a formula and without a value, by the titles of their sheets.

    A text that is empty is a value. openpyxl does not tell the two apart.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {
            one.get("Id"): one.get("Target", "") for one in _xml(archive.read("xl/_rels/workbook.xml.rels"))
        }
        book = _xml(archive.read("xl/workbook.xml"))
        found = {}
        for sheet in book.iter(f"{_MAIN}sheet"):
            target = parts.get(sheet.get(_PART), "")
            name = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            part = archive.read(name) if name in archive.namelist() else b""
            if _FORMULA.search(part):
                found[sheet.get("name", "")] = tuple(_without_value(part))
    return found


def _xml(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - `_check` refused entities


def _without_value(part: bytes) -> Iterator[str]:
    for cell in _xml(part).iter(f"{_MAIN}c"):
        computed = cell.get("t") == "str" or cell.findtext(f"{_MAIN}v")
        if cell.find(f"{_MAIN}f") is not None and not computed:
            yield cell.get("r", "")


def _rows(sheet: _Sheet, path: Path) -> tuple[tuple[str, ...], ...]:
    sheet.reset_dimensions()  # what a sheet says of its own size may be wrong
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    cells = tuple(_trimmed([_text(value) for value in row]) for row in islice(rows, MOST_SCANNED + 1))
    if len(cells) > MOST_SCANNED:
        raise InputError("programme.file_too_large", path=path)
    return cells


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """Return cells without the empty ones behind the last filled one."""
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return tuple(cells[: last + 1])


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        day, at = value.date().isoformat(), value.time()
        return f"{day} {_hour(at)}" if at != dt.time() else day
    if isinstance(value, dt.time):
        return _hour(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _hour(at: dt.time) -> str:
    return at.isoformat("seconds" if at.second else "minutes")
