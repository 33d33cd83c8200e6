"""Bytes of a file with a table, within the limits of what is read."""

from __future__ import annotations

import errno
from pathlib import Path

from jusou_tui.errors import InputError, system_words
from jusou_tui.files import is_pipe, read_pipe
from jusou_tui.files import read_file as read_file_bytes
from jusou_tui.session.tables.encoding import TRIED, Decoded, decode
from jusou_tui.session.tables.workbook import OLD_MAGIC

MOST_BYTES = 1_000_000
MOST_WORKBOOK_BYTES = 5_000_000
PIPE_SECONDS = 10
_OF_PAPER = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
"""How a PDF and pictures of paper begin."""


def bytes_of(path: Path, *, piped: bool = False) -> bytes:
    """Return a file's bytes. `piped`: also of a pipe, for which it waits PIPE_SECONDS.

    Raises InputError where it cannot be opened, is too large for a table, or is an old workbook, a PDF or a
    picture.
    """
    data = _piped(path) if piped and is_pipe(path) else _data(path)
    if data.startswith(OLD_MAGIC):
        raise InputError("roster.workbook_old", path=path)
    if data.startswith(_OF_PAPER):
        raise InputError("roster.pdf_or_picture", path=path)
    return data


def text_of(data: bytes, path: Path) -> Decoded:
    """Return the text of bytes that are no workbook. Raises InputError where they are none, or too many."""
    if len(data) > MOST_BYTES:
        raise InputError("programme.file_too_large", path=path)
    decoded = decode(data)
    if decoded is None:
        raise InputError("roster.encoding_unknown", path=path, tried=TRIED)
    return decoded


def _piped(path: Path) -> bytes:
    try:
        return read_pipe(path, MOST_WORKBOOK_BYTES, PIPE_SECONDS)
    except TimeoutError as error:
        raise InputError("programme.pipe_without_end", path=path, seconds=PIPE_SECONDS) from error
    except OSError as error:
        raise _refused(path, error) from error


def _data(path: Path) -> bytes:
    try:
        return read_file_bytes(path, MOST_WORKBOOK_BYTES)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> InputError:
    if error.errno == errno.EFBIG:
        return InputError("programme.file_too_large", path=path)
    return InputError("programme.file_unreadable", path=path, reason=system_words(error))
