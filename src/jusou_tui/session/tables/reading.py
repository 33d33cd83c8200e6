"""A file, or a pasted text, as sheets of rows, whatever program it comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jusou_tui.session.tables.delimited import records_of
from jusou_tui.session.tables.files import bytes_of, text_of
from jusou_tui.session.tables.workbook import MAGIC, Page, pages_of
from jusou_tui.text.formulas import restored
from jusou_tui.text.terminal import TAB

_TAB, _OF_FILES = "\t", ("\t", ",", ";")


def pages_in(path: Path, *, piped: bool = False, running: Callable[[str], Page] | None = None) -> list[Page]:
    """Return the sheets of a workbook, or the one of a text in any encoding. `piped`: of a pipe as well.

    `running`: reads a .txt, which may be running text, whose commas part nothing. Raises InputError where the
    file cannot be opened or read, or is too large.
    """
    data = bytes_of(path, piped=piped)
    if data.startswith(MAGIC):
        return pages_of(data, path)
    text = text_of(data, path).text
    if running is not None and path.suffix.lower() == ".txt":
        return [running(text)]
    lines = text.split("\n")
    sign = max(_OF_FILES, key=lambda one: sum(one in line for line in lines))
    return [_page(text, sign, path.name)]


def page_of_text(text: str, sign: str = _TAB) -> Page:
    """Return a pasted text as rows; spreadsheets part their cells by tabs, which fields make blanks of."""
    return _page(text.replace(TAB, _TAB), sign, "")


def _page(text: str, sign: str, title: str) -> Page:
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    records = records_of(plain, sign) if '"' in plain else None
    if records is None:
        records = [line.split(sign) for line in plain.split("\n")]
    return Page(title, tuple(tuple(map(restored, row)) for row in records))
