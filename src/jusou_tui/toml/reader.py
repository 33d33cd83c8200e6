"""Reading TOML, several times as quickly as tomllib where a text is laid out as `writer` does it.

Such a text is a row of statements, each on lines of its own: headers, pairs, empty lines. Values of the
common kinds are read here, another pair by tomllib on its own. A text with anything else in it, or one that
is no TOML, is left to tomllib as a whole: what is returned, or raised, is always what tomllib makes of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime

_Table = dict[str, object]
_Path = tuple[str, ...]

_UNUSUAL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_KEY = r'(?:[A-Za-z0-9_-]++|"(?>[^"\\\n]++|\\[^\n])*+")'
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_AT = rf"{_DAY}T{_HOUR}:[0-5][0-9](?:\.[0-9]{{3}}(?:[0-9]{{3}})?+)?+[+-]{_HOUR}"
_AMOUNT = r"-?+(?:0|[1-9][0-9]{0,17})(?:\.[0-9]++)?+"
_IN_ROW = re.compile(
    rf'([A-Za-z0-9_-]++) = (?:"([^"\\\n]*+)"|({_AT})|({_AMOUNT})|(true|false)|({_DAY}))(?:, (?=\S)|\Z)'
)
_STATEMENT = re.compile(
    rf"""\n
    | \[ ({_KEY}(?:\.{_KEY})*+) \]\n
    | ({_KEY})\ =\ (?:
        "([^"\\\n]*+)"\n
      | \"""\n ([^"\\]*+(?:"(?!"")[^"\\]*+)*+) \"""\n
      | ({_AT})\n
      | ({_AMOUNT})\n
      | (true|false)\n
      | ({_DAY})\n
      | \[\n ((?:\ \ "[^"\\\n]*+",\n)*+) \]\n
      | \{{\ ([^\\\n{{}}]+)\ \}}\n
      )
    | ({_KEY}\ =\ (?:\"""(?>[^"\\]++|\\.|"(?!""))*+"{{3,5}}\n | \[\n(?:\ \ [^\n]*+\n)*+\]\n | [^\n]++\n))
    | (.)
    """,
    re.VERBOSE | re.DOTALL,
)
_HEADER, _NAME, _LINE, _BLOCK, _INSTANT, _NUMBER, _SWITCH, _DATE, _LIST, _ROW, _APART, _ELSE = range(1, 13)


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


_VALUE_IN_ROW: dict[int, Callable[[str], object]] = {
    2: str,
    3: datetime.fromisoformat,
    4: _number,
    5: "true".__eq__,
    6: date.fromisoformat,
}


def _row(text: str) -> object:
    """Return the table of pairs in one line. Raises ValueError where tomllib might return another one."""
    row: _Table = {}
    end = 0
    for found in _IN_ROW.finditer(text):
        name, kind = found[1], found.lastindex or 0
        if found.start() != end or name in row:
            break
        row[name] = _VALUE_IN_ROW[kind](found[kind])
        end = found.end()
    return row if end == len(text) else tomllib.loads(f"row = {{ {text} }}")["row"]


_VALUE_OF: dict[int, Callable[[str], object]] = {
    _LINE: str,
    _BLOCK: str,
    _INSTANT: datetime.fromisoformat,
    _NUMBER: _number,
    _SWITCH: "true".__eq__,
    _DATE: date.fromisoformat,
    _LIST: re.compile(r'"([^"]*+)"').findall,
    _ROW: _row,
}
_PART = re.compile(_KEY)


def loads(text: str) -> dict[str, object]:
    """Return what `tomllib.loads` returns, or raise what it raises."""
    document = laid_out(text)
    return tomllib.loads(text) if document is None else document


def laid_out(text: str) -> dict[str, object] | None:
    """Return what `tomllib.loads` returns of a text that is laid out as `writer` does it, else None."""
    try:
        return _read(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return None


def _read(text: str) -> _Table:
    """Return the document of a text. Raises ValueError where tomllib might return another one."""
    if _UNUSUAL.search(text):
        raise ValueError
    table: _Table = {}
    tables: dict[_Path, _Table] = {(): table}
    for found in _STATEMENT.finditer(text):
        kind = found.lastindex
        if kind is None:
            continue
        if kind == _HEADER:
            table = _opened(tuple(map(_unquoted, _PART.findall(found[kind]))), tables)
            continue
        if kind < _APART:
            name, value = _unquoted(found[_NAME]), _VALUE_OF[kind](found[kind])
        else:
            if kind == _ELSE:
                raise ValueError
            ((name, value),) = tomllib.loads(found[kind]).items()
        if name in table:
            raise ValueError
        table[name] = value
    return tables[()]


def _unquoted(key: str) -> str:
    if "\\" in key:
        return next(iter(tomllib.loads(f"{key} = 0")))
    return key[1:-1] if key[0] == '"' else key


def _opened(path: _Path, tables: dict[_Path, _Table]) -> _Table:
    """Return the new table of a header, and make those above it that no header names.

    Raises ValueError where there is something of its name, or of that of a table above it, already.
    """
    above = tables.get(path[:-1])
    if above is None:
        above = _opened(path[:-1], tables)
    if path[-1] in above:
        raise ValueError
    table: _Table = {}
    above[path[-1]] = tables[path] = table
    return table
