"""Reading a session file: checked and clean, or refused with the position of every mistake.

Older files are brought up to date by a chain of pure functions, one per schema number.
"""

from __future__ import annotations

import errno
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, cast

from pydantic import ValidationError

from jusou_tui.errors import InputError, SessionFileError, system_words
from jusou_tui.files import read_beginning, read_file
from jusou_tui.session.format.headers import LostHeader, lost_headers
from jusou_tui.session.format.mistakes import no_session, not_toml, refused, unusual_dates
from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import SCHEMA, Session
from jusou_tui.text.terminal import clean
from jusou_tui.toml import limits, positions, reader
from jusou_tui.toml.limits import cleaned

_BOM = b"\xef\xbb\xbf"
_ESCAPE = re.compile(r"\\[uUbfrtex]")
_END = re.compile(r"^\[[ \t]*end[ \t]*\]", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_REST = re.compile(rb"^\[(?:notes|sheets|todos|drafts|view|conflicts|presence|end)[.\]]", re.MULTILINE)
_ID = re.compile(rf"""^[ \t]*id[ \t]*=[ \t]*["']({PATTERN})["']""".encode(), re.MULTILINE)


class Opened(NamedTuple):
    """A session that could be read. `read_only` with the message id `reason`: a newer program wrote it.

    `as_written`: nothing had to be cleaned or migrated, so the file's own lines may be kept. `rearranged`:
    `[end]` is not the last table, so somebody wrote behind it, or a formatter sorted the file; then nothing
    proves that the file is whole. `lost_headers`: where a record most likely has the keys of another one.
    """

    session: Session
    read_only: bool = False
    reason: str | None = None
    as_written: bool = True
    rearranged: bool = False
    lost_headers: tuple[LostHeader, ...] = ()


def read(path: Path) -> Session:
    """Return the session of a file. Raises SessionFileError."""
    return opened(path).session


def opened(path: Path) -> Opened:
    """Return the session of a file, and whether it may be changed. Raises SessionFileError."""
    return parse_opened(load(path), path)


def load(path: Path, reader: Callable[[Path], bytes] | None = None) -> bytes:
    """Return a session file's bytes. Raises SessionFileError where none is there, or one far too large."""
    try:
        return reader(path) if reader is not None else read_file(path, limits.SESSION_BYTES)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise refused(path, "session.too_large", most=limits.SESSION_BYTES // 1024**2) from error
        raise refused(path, "session.unreadable", reason=system_words(error)) from error


def check_together(paths: Iterable[Path | None]) -> None:
    """Raise InputError where files that are to be compared or joined are too much for one command.

    Files that cannot be read are left to whoever reads them.
    """
    files = []
    for path in paths:
        with suppress(SessionFileError):
            if path is not None:
                files.append(load(path))
    if limits.too_much_together(files):
        raise InputError("session.too_much_together", count=len(files), most=limits.NOTES_TOGETHER)


def parse(data: bytes, path: Path) -> Session:
    """Return the session in `data`; `path` is for messages only. Raises SessionFileError."""
    return parse_opened(data, path).session


def parse_opened(data: bytes, path: Path) -> Opened:
    """Return the session in `data`, and whether it may be changed. Raises SessionFileError."""
    text = _decoded(data, path)
    document = _document(text, path)
    number = document.get("schema")
    if number is None:
        raise refused(path, "toml.missing_key", key="schema", missing="schema")
    rearranged = _is_rearranged(text, document)
    newer = isinstance(number, int) and not isinstance(number, bool) and number > SCHEMA
    if "end" not in document:
        last = text.count("\n") + 1
        raise refused(path, "session.truncated", last, lines=last)
    as_written = not (_ESCAPE.search(text) or clean(text) is not text)
    if not as_written:
        clean_document = cast("dict[str, object]", cleaned(document))
        as_written, document = clean_document == document, clean_document
    current = migrate(document)
    session, error = _validated(current)
    if session is None or unusual_dates(document):
        if newer:
            raise refused(path, "session.newer_unreadable", schema=number, ours=SCHEMA) from error
        raise no_session(path, text, document, error) from error
    lost = lost_headers(text, session)
    if newer:
        return Opened(session, True, "session.newer", as_written, rearranged, lost)
    as_written = as_written and current is document and not data.startswith(_BOM)
    return Opened(session, as_written=as_written, rearranged=rearranged, lost_headers=lost)


def _validated(document: Document) -> tuple[Session | None, ValidationError | None]:
    try:
        return Session.model_validate(document), None
    except ValidationError as error:
        return None, error


def _is_rearranged(text: str, document: dict[str, object]) -> bool:
    """Return whether another table stands behind `[end]`."""
    ends = list(_END.finditer(text))
    behind = ends and _TABLE.search(text, ends[-1].end())
    return bool(behind) or next(reversed(document)) != "end"


def _decoded(data: bytes, path: Path) -> str:
    if len(data) > limits.SESSION_BYTES:
        raise refused(path, "session.too_large", most=limits.SESSION_BYTES // 1024**2)
    data = data.removeprefix(_BOM)
    if not data.strip():
        raise refused(path, "session.empty")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line, column = positions.undecodable_position(data, error)
        raise refused(path, "session.not_utf8", line, column) from error


def _document(text: str, path: Path) -> dict[str, object]:
    if (offset := limits.dotted_run(text)) is not None:
        raise refused(path, "session.too_deep", *positions.position(text, offset))
    if limits.costs_too_much(text):
        raise refused(path, "session.too_much")
    document = reader.laid_out(text)
    if (document is None or "\r" in text) and limits.costs_too_much(text, share=limits.OTHERWISE):
        raise refused(path, "session.too_much_otherwise", most=limits.NOTES_OTHERWISE)
    if document is None:
        document = _laid_out_otherwise(text, path)
    if limits.too_deep(document):
        raise refused(path, "session.too_deep")
    return document


def _laid_out_otherwise(text: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise not_toml(path, text, error) from error
    except (RecursionError, ValueError) as error:
        raise refused(path, "session.too_deep") from error


Document = dict[str, object]
STEPS: Mapping[int, Callable[[Document], Document]] = {}
"""`STEPS[n]` turns a document of schema n into one of schema n + 1."""


def migrate(
    document: Document, steps: Mapping[int, Callable[[Document], Document]] = STEPS, target: int = SCHEMA
) -> Document:
    """Return the document in schema `target`, its `schema` key included. Newer ones are returned as they are.

    Raises KeyError where a step is missing, which a test rules out.
    """
    number = document.get("schema")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return document
    for step in range(number, target):
        document = {**steps[step](document), "schema": step + 1}
    return document


def has_own_layout(data: bytes) -> bool:
    """Return False where a file is certainly not laid out as this program does it."""
    return b"'''" not in data and b"\r" not in data


def split_head(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the lines before the first note, sheet or ToDo, and the lines from there on.

    None where the file was cut off or is not laid out as this program does it.
    """
    if not (data.endswith(b"\n[end]\n") and has_own_layout(data)):
        return None
    rest = _REST.search(data)
    end = rest.start() if rest else len(data)
    return data[:end], data[end:]


def written_session_id(path: Path, most_bytes: int) -> str | None:
    """Return the session id in the first bytes of a file, readable as a session or not."""
    with suppress(OSError):
        found = _ID.search(read_beginning(path, most_bytes))
        return found[1].decode() if found else None
    return None


def json_schema() -> dict[str, object]:
    """Return the JSON Schema that `jusou schema session` prints."""
    schema = Session.model_json_schema(by_alias=True)
    schema["required"] = ["schema", "session", "end"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "jusou session", **schema}
