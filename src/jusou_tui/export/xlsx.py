"""Workbooks by xlsxwriter. A text is written as a text, whatever it begins with: it is no formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import count
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jusou_tui.report.documents.model import FormLine, Value, Workbook, WorkbookForm, WorkbookSheet
from jusou_tui.text.terminal import cell_width, clean, clean_line

FONT = "BIZ UDPGothic"
POINTS = 12
MOST_LETTERS = 32_767
"""Of one cell; Excel refuses more."""
_A4 = 9
_GREY = "#F0F0F0"
_MOST_NAME = 31
_LINE = 20
"""Height of a line of running text, in points."""
_AIR, _HIGHEST = 6, 409
_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - the same bytes whenever it is made


class _Growing(Worksheet):  # type: ignore[misc]  # the library has no types
    """A sheet whose rows grow with what is typed into them.

    Excel fits the height of a row anew when it changes, unless the file says that somebody set it.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]]) -> None:
        kept = [one for one in attributes if one[0] != "customHeight"] if tag == "row" else attributes
        super()._xml_start_tag_unencoded(tag, kept)


class _Formats(NamedTuple):
    title: Format
    note: Format
    head: Format
    text: Format
    entry: Format
    number: Format
    day: Format
    moment: Format
    key: Format


def render(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file: the same ones for the same contents."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": FONT, "font_size": POINTS},
        },
    )
    book.set_properties({"title": clean_line(workbook.title), "created": _MADE})
    formats = _formats(book, workbook.language)
    taken: set[str] = set()
    for sheet in workbook.sheets:
        page = book.add_worksheet(sheet_name(sheet.name, taken), worksheet_class=_Growing)
        _set_page(page, workbook.title)
        if isinstance(sheet, WorkbookForm):
            _write_form(page, sheet, formats)
        else:
            _write_table(page, sheet, formats)
    book.close()
    return file.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Return a name that Excel takes, the only one of its kind; it is added to those that are `taken`."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", clean_line(wanted)).strip().strip("'").strip() or "Sheet"
    if plain.casefold() == "history":
        plain = f"{plain} 1"
    for number in count(1):
        ending = "" if number == 1 else f" ({number})"
        name = _cut(plain, _MOST_NAME - len(ending)) + ending
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text that takes at most so many UTF-16 units, as Excel counts letters."""
    while len(text.encode("utf-16-le")) > units * 2:
        text = text[:-1]
    return text.strip().strip("'")


def _formats(book: xlsxwriter.Workbook, language: str) -> _Formats:
    base = {"font_name": FONT, "font_size": POINTS, "valign": "top", "text_wrap": True}
    framed = {**base, "border": 1}
    day = 'yyyy"年"m"月"d"日"' if language == "ja" else "yyyy-mm-dd"
    return _Formats(
        title=book.add_format({**base, "font_size": 18, "bold": True, "text_wrap": False}),
        note=book.add_format(base),
        head=book.add_format({**framed, "bold": True, "bg_color": _GREY}),
        text=book.add_format(framed),
        entry=book.add_format({**framed, "num_format": "@", "locked": False}),
        number=book.add_format(framed),
        day=book.add_format({**framed, "num_format": day, "align": "left"}),
        moment=book.add_format({**framed, "num_format": f"{day} hh:mm", "align": "left"}),
        key=book.add_format({"num_format": "@"}),
    )


def _set_page(page: Worksheet, title: str) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.8)
    words = _cut(clean_line(title), 100).replace("&", "&&")
    page.set_footer(f"&L{words}&R&P / &N")
    page.hide_gridlines(2)


def _write_table(page: Worksheet, sheet: WorkbookSheet, formats: _Formats) -> None:
    for row, text in enumerate(sheet.above):
        page.write_string(row, 0, _stored(text), formats.note if row else formats.title)
    top = len(sheet.above)
    for column, head in enumerate(sheet.columns):
        page.set_column(column, column, head.width)
        words = f"{head.title}\n{head.hint}" if head.hint else head.title
        page.write_string(top, column, _stored(words), formats.head)
    heads = [f"{head.title}\n{head.hint}" if head.hint else head.title for head in sheet.columns]
    _set_height(page, top, heads, [column.width for column in sheet.columns])
    row = top
    for values in sheet.rows:
        for piece in _pieces(values):
            row += 1
            _set_height(page, row, piece, [column.width for column in sheet.columns])
            for column, value in enumerate(piece):
                _write(page, (row, column), value, formats)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    if sheet.columns and row > top:
        page.autofilter(top, 0, row, len(sheet.columns) - 1)


def _write(page: Worksheet, at: tuple[int, int], value: Value, formats: _Formats) -> None:
    if value is None:
        page.write_blank(*at, None, formats.text)
    elif isinstance(value, str):
        page.write_string(*at, _stored(value), formats.text)
    elif isinstance(value, datetime):
        page.write_datetime(*at, value.replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        page.write_datetime(*at, value, formats.day)
    elif math.isfinite(value):
        page.write_number(*at, value, formats.number)
    else:
        page.write_string(*at, str(value), formats.text)


def _pieces(values: Sequence[Value]) -> Iterator[list[Value]]:
    """Yield a row; a text that is too long for one cell goes on in rows below it."""
    texts = [_parts(value) if isinstance(value, str) else [value] for value in values]
    for number in range(max(map(len, texts), default=0)):
        yield [text[number] if number < len(text) else None for text in texts]


def _parts(text: str) -> list[Value]:
    stored = clean(text)
    return [stored[at : at + _HALF] for at in range(0, len(stored), _HALF)] or [""]


_HALF = MOST_LETTERS // 2
"""Letters of a part: each may take two of Excel's."""


def _stored(text: str) -> str:
    return _cut(clean(text), MOST_LETTERS) if len(text) > _HALF else clean(text)


def _set_height(
    page: Worksheet, row: int, cells: Sequence[Value], widths: Sequence[int], least: int = 1
) -> None:
    """Make a row as high as its texts: not every program does so by itself."""
    lines = [
        _lines(cell, max(width - 2, 1))
        for cell, width in zip(cells, widths, strict=False)
        if isinstance(cell, str)
    ]
    page.set_row(row, min(_LINE * max([least, *lines]) + _AIR, _HIGHEST))


def _lines(text: str, room: int) -> int:
    """Return about how many lines a text takes in so many half-width characters."""
    if 2 * len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, -(-cell_width(part) // room)) for part in _stored(text).split("\n"))


def _write_form(page: Worksheet, form: WorkbookForm, formats: _Formats) -> None:
    """Write a form: its keys stand in a hidden first row and a hidden first column."""
    page.set_column(0, 0, 2, None, {"hidden": True})
    for column, width in enumerate(form.widths, 1):
        page.set_column(column, column, width)
    if form.key:
        page.write_string(0, 0, form.key, formats.key)
    page.set_row(0, None, None, {"hidden": True})
    across = len(form.widths)
    for row, line in enumerate(form.lines, 1):
        if line.key and form.key:
            page.write_string(row, 0, line.key, formats.key)
        _write_line(page, row, line, form.widths, formats)
    heads = [row for row, line in enumerate(form.lines, 1) if line.kind == "heads"]
    if len(heads) == 1:
        page.repeat_rows(heads[0])
    page.print_area(0, 1, len(form.lines), across)


def _write_line(
    page: Worksheet, row: int, line: FormLine, widths: tuple[int, ...], formats: _Formats
) -> None:
    if line.kind == "title":
        page.set_row(row, 30)
        page.write_string(row, 1, _stored(line.cells[0]), formats.title)
    elif line.kind == "note":
        text = _stored(line.cells[0])
        _set_height(page, row, [text], [sum(widths)])
        if len(widths) > 1:
            page.merge_range(row, 1, row, len(widths), "", formats.note)
        page.write_string(row, 1, text, formats.note)
    else:
        headings = len(line.cells) if line.kind == "heads" else line.headings
        is_field = headings == 1 and len(line.cells) == 2 < len(widths)  # noqa: PLR2004 - heading and field
        if is_field:
            page.merge_range(row, 2, row, len(widths), "", formats.entry)
        room = (widths[0], sum(widths[1:])) if is_field else widths
        _set_height(page, row, line.cells, room, line.lines)
        for column, cell in enumerate(line.cells, 1):
            look = formats.head if column <= headings else formats.entry
            page.write_string(row, column, _stored(cell), look) if cell else page.write_blank(
                row, column, None, look
            )
