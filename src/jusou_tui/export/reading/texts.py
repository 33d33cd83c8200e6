"""The texts of a document, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from jusou_tui.errors import InputError
from jusou_tui.export.formats import Format, loaded
from jusou_tui.files import read_file
from jusou_tui.report.leaks import TextPart

LARGEST = 100_000_000
"""Bytes of a document that is read."""
DEEPEST = 2
"""Files within a file that are looked into: a workbook within slides."""
_HOME = "jusou_tui.export.reading"
READERS: Mapping[str, Format] = {
    ".docx": Format(f"{_HOME}.zipped"),
    ".pptx": Format(f"{_HOME}.zipped"),
    ".xlsx": Format(f"{_HOME}.zipped"),
    ".html": Format(f"{_HOME}.markup"),
    ".pdf": Format(f"{_HOME}.pages", "pdf"),
    ".md": Format(f"{_HOME}.lines"),
    ".csv": Format(f"{_HOME}.lines"),
    ".ics": Format(f"{_HOME}.lines"),
    ".txt": Format(f"{_HOME}.lines"),
}


def texts_of(path: Path) -> list[TextPart]:
    """Return all texts of a document. Raises InputError where it cannot be read, OSError."""
    ending = path.suffix.lower()
    if ending not in READERS:
        raise InputError("leaks.unknown_ending", given=ending or path.name, known=" ".join(READERS))
    data = read_file(path, LARGEST)
    read: Callable[[bytes], list[TextPart]] = loaded(READERS[ending], ending).texts
    try:
        return read(data)
    except Unreadable as error:
        raise InputError("leaks.unreadable", path=path) from error


def raw_texts(data: bytes) -> list[str]:
    """Return bytes that are no document of a known kind as text, in each encoding that they may have."""
    return [data.decode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932")]


class Unreadable(Exception):  # noqa: N818 - a fact about the file
    """A document is damaged, protected, or larger than documents are."""
