"""TOML text: strings, values and tables, always laid out in the same way (docs/session-format.md).

A value's layout depends on nothing but itself, so a change of one record changes the lines of that record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from pydantic import BaseModel

from jusou_tui.toml.limits import dotted_run

_ALWAYS = frozenset({"kind", "variant"})
_ESCAPES = {code: f"\\u{code:04x}" for code in (*range(0x20), 0x7F) if chr(code) != "\t"} | {
    ord(char): escape
    for char, escape in {
        "\b": "\\b",
        "\n": "\\n",
        "\f": "\\f",
        "\r": "\\r",
        '"': '\\"',
        "\\": "\\\\",
    }.items()
}
_BLOCK_ESCAPES = {code: escape for code, escape in _ESCAPES.items() if code != ord("\n")}
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def key(name: str) -> str:
    """Return a key, quoted where TOML wants it."""
    return name if _BARE.match(name) else line(name)


def line(text: str) -> str:
    """Return `text` as a string on one line."""
    return _without_dotted_runs(f'"{text.translate(_ESCAPES)}"')


def block(text: str) -> str:
    """Return `text` as a multi-line string; one that does not end in a newline ends in a lone backslash.

    A text with a carriage return is written on one line: readers take "\\r\\n" in a block for "\\n".
    """
    if "\r" in text:
        return line(text)
    lines = _without_dotted_runs(text.translate(_BLOCK_ESCAPES))
    end = "" if text.endswith("\n") else "\\\n"
    return f'"""\n{lines}{end}"""'


def _without_dotted_runs(text: str) -> str:
    """Return a string's characters with escaped dots, where a reader would take them for a hostile key."""
    return text if dotted_run(text) is None else text.replace(".", "\\u002E")


def instant(at: datetime) -> str:
    """Return a datetime with milliseconds; an offset with seconds is rounded to whole minutes."""
    offset = at.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        at = at.astimezone(timezone(timedelta(minutes=round(offset / timedelta(minutes=1)))))
    return at.isoformat(timespec="microseconds" if at.microsecond % 1000 else "milliseconds")


def inline(value: object) -> str:  # noqa: PLR0911 - a kind of value each
    """Return any value on one line.

    Raises TypeError for what TOML cannot say (None, bytes, ...).
    """
    match value:
        case str():
            return line(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime():
            return instant(value)
        case date() | time():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(inline(entry) for entry in value)}]"
        case BaseModel() | Mapping():
            pairs = ", ".join(f"{key(name)} = {inline(entry)}" for name, entry in fields(value))
            return f"{{ {pairs} }}" if pairs else "{}"
    raise TypeError(type(value).__name__)


def pair(name: str, value: object) -> str:
    """Return the lines of one `key = value`, with the newline."""
    if isinstance(value, str) and "\n" in value:
        return f"{key(name)} = {block(value)}\n"
    if isinstance(value, list | tuple) and value:
        entries = "".join(f"  {inline(entry)},\n" for entry in value)
        return f"{key(name)} = [\n{entries}]\n"
    return f"{key(name)} = {inline(value)}\n"


def table(path: str, value: BaseModel | Mapping[str, object], *, header: bool = True) -> str:
    """Return the lines of a table and its sub-tables. Without `header`, a mere path to others has none."""
    own: list[str] = []
    below: list[str] = []
    for name, entry in fields(value):
        if not isinstance(entry, str | datetime) and isinstance(entry, BaseModel | Mapping):
            below.append(table(f"{path}.{key(name)}", entry, header=False))
        else:
            own.append(pair(name, entry))
    if header or own or not below:
        own.insert(0, f"[{path}]\n")
    return "".join(own + below)


@cache
def _declared(model: type[BaseModel]) -> tuple[tuple[str, str, object], ...]:
    missing = object()
    return tuple(
        (name, field.alias or name, missing if name in _ALWAYS else field.get_default())
        for name, field in model.model_fields.items()
    )


def fields(value: BaseModel | Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of a record that are written: declared keys in order, then others by name.

    A key that holds its default is left out, but for the kind and the variant.
    """
    if isinstance(value, BaseModel):
        current = value.__dict__
        for name, written, default in _declared(type(value)):
            entry = current[name]
            if entry is not None and entry != default:
                yield written, entry
        if value.model_extra:
            yield from sorted(value.model_extra.items())
    else:
        yield from sorted(value.items())
