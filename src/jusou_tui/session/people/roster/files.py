"""Files with people, however a spreadsheet, a form or a mail program wrote them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from jusou_tui.session.people.roster.reading import Choices, Roster, read_table, read_text
from jusou_tui.session.people.roster.workbook import table_of_workbook
from jusou_tui.session.tables.files import bytes_of, text_of
from jusou_tui.session.tables.workbook import MAGIC


def read_file(path: Path, choices: Choices | None = None, *, piped: bool = False) -> Roster:
    """Return the people of a file: text in any encoding that `encoding.decode` knows, or a workbook.

    `piped`: also of a pipe, for which it waits PIPE_SECONDS. Nobody in it is no error. Raises InputError
    where the file cannot be opened, is too large for a list, is in no known encoding, or has more people than
    a session holds.
    """
    data = bytes_of(path, piped=piped)
    if data.startswith(MAGIC):
        return read_table(table_of_workbook(data, path), choices)
    decoded = text_of(data, path)
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
