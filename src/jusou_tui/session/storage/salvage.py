"""Records that can still be read of a damaged session file, one by one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise

from pydantic import BaseModel, ValidationError

from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import RECORDS, Address, Entry, Session, table_of
from jusou_tui.toml import limits
from jusou_tui.toml.limits import cleaned

_HEADER = re.compile(r'"""|^\[([^\n\]]+)\][ \t]*(?:#[^\n]*)?$', re.MULTILINE)
_EVENT = re.compile(rf"^{PATTERN} = \{{[^\n]*\}}$", re.MULTILINE)
_UNSAFE = frozenset({"session", "view", "drafts", "meetings"})
"""Tables that a copy knows better than a damaged file: half of their record is worse than an older one."""


def salvage(data: bytes) -> dict[Address, Entry]:
    """Return the whole records of a damaged file: people, events, notes, sheets, ToDos. Never raises.

    The last one of a file that was cut off may be half; it is left out.
    """
    text = data.decode(errors="replace").replace("\r\n", "\n")
    if len(data) > limits.SESSION_BYTES or limits.dotted_run(text) is not None:
        return {}
    return {address: entry for chunk in _whole(text) for address, entry in _records(chunk)}


def remains(data: bytes) -> Session | None:
    """Return a session of nothing but what can be read of a damaged file; None where its head cannot."""
    text = data[: limits.SESSION_BYTES].decode(errors="replace").replace("\r\n", "\n")
    head = next((chunk for chunk in _chunks(text) if chunk.startswith("[session]")), "")
    if limits.dotted_run(head) is not None:
        return None
    try:
        session = Session.model_validate({"session": cleaned(tomllib.loads(head)["session"])})
    except (ValueError, RecursionError, KeyError):
        return None
    for (table, identifier), entry in salvage(data).items():
        table_of(session, table)[identifier] = entry
    return session


def _whole(text: str) -> Iterator[str]:
    """Yield the chunks that are surely whole: of a file that was cut off not the last, unless it is lines."""
    chunks = list(_chunks(text))
    cut_off = not text.rstrip().endswith("[end]")
    for place, chunk in enumerate(chunks, 1):
        if place < len(chunks) or not cut_off or chunk.startswith("[events]"):
            yield chunk


def _chunks(text: str) -> Iterator[str]:
    """Yield the text from header to header; those inside a multi-line text do not count."""
    starts: list[tuple[int, str]] = []
    inside = False
    for match in _HEADER.finditer(text):
        if match[1] is None:
            inside = not inside
        elif not inside:
            record = ".".join(match[1].split(".")[:2])
            if not starts or starts[-1][1] != record:
                starts.append((match.start(), record))
    bounds = [*(start for start, _ in starts), len(text)]
    for begin, stop in pairwise(bounds):
        yield text[begin:stop]


def _records(chunk: str) -> Iterator[tuple[Address, Entry]]:
    """Yield the records of one chunk that are what they should be."""
    if chunk.startswith("[events]"):
        for line in _EVENT.findall(chunk):
            yield from _records_of(f"[events]\n{line}")
    else:
        yield from _records_of(chunk)


def _records_of(text: str) -> Iterator[tuple[Address, Entry]]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    for name, table in document.items():
        model = None if name in _UNSAFE else RECORDS.get(name)
        if model is None or not isinstance(table, dict) or limits.too_deep(table):
            continue
        for identifier, value in table.items():
            if re.fullmatch(PATTERN, identifier):
                yield from _validated(model, (name, identifier), value)


def _validated(model: type[BaseModel], address: Address, value: object) -> Iterator[tuple[Address, Entry]]:
    try:
        yield address, model.model_validate(cleaned(value))
    except ValidationError:
        return
