"""The first sheet of a workbook as CSV, as Excel opens it: UTF-8 with a mark, CRLF, no text a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from jusou_tui.report.documents.model import Value, Workbook, WorkbookForm, WorkbookSheet
from jusou_tui.text.formulas import harmless
from jusou_tui.text.terminal import clean


def render(workbook: Workbook) -> bytes:
    """Return the first sheet's heads and rows; what stands above the heads of a table is left out."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    for row in _rows(workbook.sheets[0]):
        writer.writerow([_text(value) for value in row])
    return file.getvalue().encode("utf-8-sig")


def _rows(sheet: WorkbookSheet | WorkbookForm) -> Iterator[Sequence[Value]]:
    if isinstance(sheet, WorkbookForm):
        yield from (line.cells for line in sheet.lines)
        return
    yield [column.title for column in sheet.columns]
    yield from sheet.rows


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(clean(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)
