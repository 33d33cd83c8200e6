"""The texts of a document, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from jusou_tui.errors import InputError
from jusou_tui.files import read_file
from jusou_tui.report.leaks import TextPart

LARGEST = 100_000_000
"""Bytes of a document that is read."""
DEEPEST = 2
"""Files within a file that are looked into: a workbook within slides."""
_HOME = "jusou_tui.export.reading"
READERS: Mapping[str, str] = {
    ".docx": f"{_HOME}.zipped",
    ".pptx": f"{_HOME}.zipped",
    ".xlsx": f"{_HOME}.zipped",
    ".html": f"{_HOME}.markup",
    ".pdf": f"{_HOME}.pages",
    ".md": f"{_HOME}.lines",
    ".csv": f"{_HOME}.lines",
    ".ics": f"{_HOME}.lines",
    ".txt": f"{_HOME}.lines",
}


def texts_of(path: Path) -> list[TextPart]:
    """Return all texts of a document. Raises InputError where it cannot be read, OSError."""
    ending = path.suffix.lower()
    if ending not in READERS:
        raise InputError("leaks.unknown_ending", given=ending or path.name, known=" ".join(READERS))
    data = read_file(path, LARGEST)
    try:
        read: Callable[[bytes], list[TextPart]] = import_module(READERS[ending]).texts
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("jusou_tui"):
            raise
        raise InputError("export.extra_missing", ending=ending, extra=ending[1:]) from error
    try:
        return read(data)
    except Unreadable as error:
        raise InputError("leaks.unreadable", path=path) from error


def raw_texts(data: bytes) -> list[str]:
    """Return bytes that are no document of a known kind as text, in each encoding that they may have."""
    return [data.decode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp932")]


class Unreadable(Exception):  # noqa: N818 - a fact about the file
    """A document is damaged, protected, or larger than documents are."""
