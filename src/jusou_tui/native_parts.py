"""Native parts of the libraries, and which of them the system refused to load.

A closed network's PC lets run only what its rules allow: a part that no publisher has signed may be refused
although its file is there. An import then fails with the file's path and, on Windows, with words of the
system instead of a number; the number is asked for by loading the file once more.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from jusou_tui.errors import JusouError, Phrase


class NativePart(NamedTuple):
    """A library's native module, the extra that brings it ("" for none), and whether it goes without."""

    library: str
    module: str
    extra: str = ""
    has_substitute: bool = False


PARTS = (
    NativePart("pydantic-core", "pydantic_core._pydantic_core"),
    NativePart("lxml", "lxml.etree", "office"),
    NativePart("pillow", "PIL._imaging", "office"),
    NativePart("typst", "typst._typst", "pdf"),
    NativePart("tornado", "tornado.speedups", "web", has_substitute=True),
)
_ENDINGS = {".pyd", ".so", ".dll", ".dylib"}
_NUMBER = re.compile(r"with error code (\d+)")
INCOMPLETE = (126, 127, 1114)
"""Errors of a part that lacks what it is built on."""
_REASONS = {
    "system.part_policy": (1260, 4551),
    "system.part_signature": (577,),
    "system.part_permission": (5,),
    "system.part_virus": (225, 226),
    "system.part_incomplete": INCOMPLETE,
    "system.part_other_machine": (193, 216),
}
_MODULE_NOT_FOUND = 126


class PartRefused(JusouError):  # noqa: N818 - a fact about the machine rather than a fault
    """A native part whose file is there and was refused; `number` is Windows' error, None where unknown."""

    def __init__(self, file: Path, number: int | None = None, part: NativePart | None = None) -> None:
        super().__init__("system.part_refused", file=file, reason=_reason(number))
        self.file = file
        self.number = number
        self.part = part


def refused_part(
    error: ImportError, number_of: Callable[[Path], int | None] | None = None
) -> PartRefused | None:
    """Return which part was refused, None where an import failed for any other reason."""
    if isinstance(error, ModuleNotFoundError) or not isinstance(error.path, str):
        return None
    file = Path(error.path)
    if file.suffix.lower() not in _ENDINGS:
        return None
    written = _NUMBER.search(str(error))
    return PartRefused(file, int(written[1]) if written else (number_of or _windows_number)(file))


def refused_parts(
    parts: Iterable[NativePart] = PARTS, load: Callable[[str], object] = import_module
) -> tuple[PartRefused, ...]:
    """Load each part that is installed; return those that were refused."""
    found = []
    for part in parts:
        try:
            load(part.module)
        except ImportError as error:
            if (refused := refused_part(error)) is not None:
                found.append(PartRefused(refused.file, refused.number, part))
    return tuple(found)


def _reason(number: int | None) -> Phrase:
    if number is None:
        return Phrase("system.part_unknown")
    known = (message_id for message_id, numbers in _REASONS.items() if number in numbers)
    return Phrase(next(known, "system.part_other"), {"number": number})


def _windows_number(file: Path) -> int | None:
    """Return with which error Windows refuses to load a file; None on other systems, or where it loads."""
    if sys.platform != "win32":
        return None
    import ctypes

    return error_number(file, ctypes.WinDLL)


def error_number(file: Path, load: Callable[[str], object]) -> int | None:
    """Return Windows' error number of loading a library, None where it loads or says no number."""
    try:
        load(str(file))
    except FileNotFoundError:  # ctypes' own, without the number
        return _MODULE_NOT_FOUND
    except OSError as error:
        number: int | None = getattr(error, "winerror", None)
        return number
    return None
