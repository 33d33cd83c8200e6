"""A file with people: a table as Excel saves it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jusou_tui.errors import InputError
from jusou_tui.session.people.parse import Person, parse_people

MOST_BYTES = 1_000_000
ENCODINGS = ("utf-8-sig", "cp932")
"""Excel's "CSV UTF-8" begins with a byte order mark, its plain CSV is CP932."""


def read_people(path: Path) -> list[Person]:
    """Return the people of a table as Excel saves it: CSV or tab-separated, UTF-8, UTF-16 or CP932.

    Raises InputError where there is no such file, or nothing in it that could be a name.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise InputError("programme.file_unreadable", path=path) from error
    if len(data) > MOST_BYTES:
        raise InputError("programme.file_too_large", path=path)
    people = parse_people(_decoded(data))
    if not people:
        raise InputError("programme.file_without_names", path=path)
    return people


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ENCODINGS
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return ""
