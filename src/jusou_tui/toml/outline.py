"""Reading of a hand-written TOML text only what is wanted of it, in a tenth of tomllib's time.

Of what is not wanted only the ends of its statements are found, by one regular expression. It knows the usual
ways to lay a text out: statements begin their lines, keys are plain, an array of several lines is indented
and closed by a bracket that begins a line. Where a text is laid out otherwise, nothing is returned, and
tomllib has to read it. Mistakes are found only where nothing usual can be made of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

Table = dict[str, object]

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_TEXT = r'"(?>[^"\\\n]++|\\[^\n])*+"'
_LONG_TEXT = r'"""(?>[^"\\]++|\\[\s\S]|"(?!""))*+"{3,5}'
_IN_LINES = rf"\[[ \t]*+(?:\#[^\n]*+)?\n(?:(?:[ \t]++(?>{_TEXT}|[^\"'\#\n])*+)?(?:\#[^\n]*+)?\n)*+\]"
_IN_A_LINE = rf"[\[{{](?>{_TEXT}|[^\"'\#\n\]}}]|[\]}}](?![ \t]*+[\#\n]))*+[\]}}]"
_BARE = r"[^\s\"'\#\[\]{}][^\"'\#\n\[\]{}]*+"
_END = r"[ \t]*+(?:\#[^\n]*+)?\n"
_STATEMENT = (
    rf"{_END}|(?P<header>\[\[?)(?P<table>[A-Za-z0-9_.-]++)\]\]?{_END}"
    rf"|(?P<key>[A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"
    rf"(?P<value>{_LONG_TEXT}|{_TEXT}|{_IN_LINES}|{_IN_A_LINE}|{_BARE}){_END}"
    r"|(?P<other>[\s\S])"
)
_PLAIN = re.compile(r'"([^"\\\n]*+)"')
_PART_OF_VALUE = (
    r'"(?P<text>[^"\\\n]*+)"(?!")|(?P<key>[A-Za-z0-9_-]++)[ \t]*+=(?!=)'
    r"|(?P<number>-?+(?:0|[1-9][0-9]{0,17})(?:\.[0-9]++)?+)(?![\w.:+-])|(?P<switch>true|false)(?!\w)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|[\s,]++|\#[^\n]*+|(?P<other>.)"
)


def outline(text: str, wanted: Mapping[str, Collection[str]]) -> Table | None:
    """Return the wanted tables of a TOML text with their wanted keys, as tomllib would read them.

    `wanted`: the keys by the dotted name of their table, "" for what stands before the first one; each table
    after the one that it lies in. None where the text is laid out in an unusual way; then it may be no TOML.
    """
    document: Table = {}
    table: Table | None = document
    name = ""
    for found in re.finditer(_STATEMENT, f"{text}\n"):
        kind = found.lastgroup
        if kind == "table":
            name = found["table"]
            if _is_value(name, wanted):
                return None
            table = None
            if name in wanted and (table := _entered(document, name, found["header"] == "[[")) is None:
                return None
        elif kind == "other":
            return None
        elif kind == "value" and table is not None:
            key = found["key"]
            if f"{name}.{key}".lstrip(".") in wanted:
                return None
            if key in wanted.get(name, ()) and not _took(table, key, found["value"]):
                return None
    return document


def _is_value(name: str, wanted: Mapping[str, Collection[str]]) -> bool:
    """Return whether a table is, or lies in, what is wanted as a value of another one."""
    parts = name.split(".")
    ways = (".".join(parts[:count]) for count in range(len(parts)))
    return any(parts[count] in wanted.get(way, ()) for count, way in enumerate(ways))


def _entered(document: Table, name: str, is_one_of_several: bool) -> Table | None:
    """Return the table that a header begins or goes on with, None where it cannot be one."""
    *above, last = name.split(".")
    table = document
    for part in above:
        inside = table.setdefault(part, {})
        inside = inside[-1] if isinstance(inside, list) else inside
        if not isinstance(inside, dict):
            return None
        table = inside
    entry = table.setdefault(last, [] if is_one_of_several else {})
    if isinstance(entry, list) and is_one_of_several:
        made: Table = {}
        entry.append(made)
        return made
    return entry if isinstance(entry, dict) and not is_one_of_several else None


def _took(table: Table, key: str, source: str) -> bool:
    """Put a value into a table; return False where it has one already, or the value is unusual."""
    if key in table:
        return False
    if plain := _PLAIN.fullmatch(source):
        table[key] = plain[1]
        return True
    values = _values(source)
    if values is None or len(values) != 1:
        return False
    table[key] = values[0]
    return True


def _values(source: str) -> list[object] | None:
    """Return the values that a text is a row of, None where one of them is unusual."""
    rows: list[list[object]] = [[]]
    keys: list[list[str]] = [[]]
    ends = [""]
    for token in re.finditer(_PART_OF_VALUE, source):
        kind, part = token.lastgroup, token[0]
        if kind == "other" or (kind == "close" and part != ends.pop()):
            return None
        if kind == "text":
            rows[-1].append(token["text"])
        elif kind == "number":
            rows[-1].append(float(part) if "." in part else int(part))
        elif kind == "switch":
            rows[-1].append(part == "true")
        elif kind == "key":
            keys[-1].append(token["key"])
        elif kind == "open":
            rows.append([])
            keys.append([])
            ends.append("]" if part == "[" else "}")
        elif kind == "close":
            row, names = rows.pop(), keys.pop()
            if len(names) != (len(row) if part == "}" else 0):
                return None
            rows[-1].append(dict(zip(names, row, strict=True)) if part == "}" else row)
    return rows[0] if len(ends) == 1 else None
