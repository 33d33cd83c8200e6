"""Files with people, however a spreadsheet, a form or a mail program wrote them."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from urllib.parse import unquote

from jusou_tui.errors import InputError, system_words
from jusou_tui.files import is_pipe, read_pipe
from jusou_tui.files import read_file as read_file_bytes
from jusou_tui.session.people.roster.encoding import TRIED, decode
from jusou_tui.session.people.roster.reading import Choices, Roster, read_table, read_text
from jusou_tui.session.people.roster.workbook import MAGIC, OLD_MAGIC, table_of_workbook

MOST_BYTES = 1_000_000
MOST_WORKBOOK_BYTES = 5_000_000
PIPE_SECONDS = 10


def read_file(path: Path, choices: Choices | None = None, *, piped: bool = False) -> Roster:
    """Return the people of a file: text in any encoding that `encoding.decode` knows, or a workbook.

    `piped`: also of a pipe, for which it waits PIPE_SECONDS. Nobody in it is no error. Raises InputError
    where the file cannot be opened, is too large for a list, is in no known encoding, or has more people than
    a session holds.
    """
    data = _piped(path) if piped and is_pipe(path) else _data(path)
    if data.startswith(MAGIC):
        return read_table(table_of_workbook(data, path), choices)
    if data.startswith(OLD_MAGIC):
        raise InputError("roster.workbook_old", path=path)
    if len(data) > MOST_BYTES:
        raise InputError("programme.file_too_large", path=path)
    decoded = decode(data)
    if decoded is None:
        raise InputError("roster.encoding_unknown", path=path, tried=TRIED)
    return read_text(decoded.text, choices, decoded.encoding)


_ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")
_MOST_LETTERS = 1000


def path_in(typed: str) -> str:
    """Return the path of a file that a text is instead of a list, "" where it is none.

    Also as file managers paste it: in quotation marks, with `\\ ` for a blank, as an address `file://`.
    """
    text = typed.strip()
    if not text or "\n" in text or "\t" in text or len(text) > _MOST_LETTERS:
        return ""
    if text[0] == text[-1] and text[0] in "\"'" and len(text) > 1:
        text = text[1:-1]
    elif text.startswith("file://"):
        text = unquote(text.removeprefix("file://"))
    else:
        text = text.replace("\\ ", " ")
    begins = text.startswith(("/", "~/", "~\\", "./", "../")) or re.match(r"[A-Za-z]:[\\/]", text)
    is_named = text.lower().endswith(_ENDINGS) and not re.search("[,、，;]", text)
    return text if begins or is_named else ""


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
