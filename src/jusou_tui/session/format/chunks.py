"""A session's file as one rendered chunk per record, so that a save after one change costs the change."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from jusou_tui.session.format.read import has_own_layout
from jusou_tui.session.model.records import (
    BEFORE_VIEW,
    KEYED,
    META,
    VIEW,
    Address,
    Entry,
    Session,
    View,
    order,
    table_of,
)
from jusou_tui.toml import writer

_HEADER = re.compile(rb'"""|^\[([^\n]*)\]$', re.MULTILINE)
_PATH = re.compile(rb'([a-z]+)\.([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*+")')


def render(session: Session) -> bytes:
    """Return the file of a session. Equal sessions have equal files.

    Raises UnicodeEncodeError for a lone surrogate; texts lose them at input.
    """
    cache = ChunkCache()
    cache.load(session)
    return cache.join()


def render_entry(address: Address, entry: Entry) -> bytes:
    """Return the chunk of one record: its lines in the file, the empty line after it among them.

    The records of `_TOGETHER` have one empty line after all of them.
    """
    table, identifier = address
    if table == "events":
        return f"{writer.key(identifier)} = {writer.inline(entry)}\n".encode()
    if address == VIEW and entry == View():
        return b""
    path = table if address in {META, VIEW} else f"{table}.{writer.key(identifier)}"
    end = "" if table in _TOGETHER else "\n"
    return f"{writer.table(path, entry)}{end}".encode()


_TOGETHER = frozenset({"presence"})
"""Tables that older programs do not know: laid out as those write them, so that a file stays as it is."""

_CUT = tuple(name for name in KEYED if name != "events")


class _Rows:
    """The chunks of one table, in order."""

    def __init__(self) -> None:
        self.order: list[tuple[float, str]] = []
        self.chunks: list[bytes] = []

    def fill(self, rows: Iterable[tuple[tuple[float, str], bytes]]) -> None:
        """Set all rows at once, in any order."""
        ordered = sorted(rows)
        self.order = [place for place, _ in ordered]
        self.chunks = [chunk for _, chunk in ordered]

    def put(self, place: tuple[float, str], chunk: bytes) -> None:
        """Insert or replace one row."""
        index = bisect_left(self.order, place)
        if index < len(self.order) and self.order[index] == place:
            self.chunks[index] = chunk
        else:
            self.order.insert(index, place)
            self.chunks.insert(index, chunk)

    def drop(self, place: tuple[float, str]) -> None:
        """Remove one row."""
        index = bisect_left(self.order, place)
        del self.order[index], self.chunks[index]


class ChunkCache:
    """The rendered chunks of a whole session, kept up to date record by record."""

    def __init__(self) -> None:
        self.entries: dict[Address, Entry] = {}
        self._rows: dict[str, _Rows] = {name: _Rows() for name in KEYED}
        self._single: dict[Address, bytes] = {}
        self._top = self._unknown = self._end = b""

    def load(self, session: Session) -> None:
        """Fill the cache from a session."""
        self.frame(session)
        self._fill(session, {})

    def _fill(self, session: Session, ready: Mapping[Address, bytes]) -> None:
        """Take the records; chunks that are `ready` are not rendered."""
        self.entries = {META: session.session, VIEW: session.view}
        self._single = {address: render_entry(address, entry) for address, entry in self.entries.items()}
        for name in KEYED:
            rows = []
            for identifier, entry in list(table_of(session, name).items()):
                address = (name, identifier)
                self.entries[address] = entry
                chunk = ready.get(address) or render_entry(address, entry)
                rows.append((order(name, identifier, entry), chunk))
            self._rows[name].fill(rows)

    def frame(self, session: Session) -> None:
        """Render what is not a record: the top, unknown tables, the end."""
        unknown = sorted((session.model_extra or {}).items())
        top = [writer.pair("schema", session.schema_)]
        tables = []
        for name, value in unknown:
            if isinstance(value, dict):
                tables.append(writer.table(writer.key(name), value, header=False) + "\n")
            else:
                top.append(writer.pair(name, value))
        self._top = ("".join(top) + "\n").encode()
        self._unknown = "".join(tables).encode()
        self._end = writer.table("end", session.end).encode()

    @classmethod
    def of(cls, session: Session, data: bytes) -> tuple[ChunkCache, bool]:
        """Return a cache of a session, and whether its chunks were cut out of `data`, the file as it is.

        Cutting is far cheaper than rendering; where the parts do not add up to the file, all is rendered.
        """
        cache = cls()
        cache.frame(session)
        if data.startswith(cache._top) and data.endswith(cache._unknown + cache._end):
            ready = _ready(session, data)
            if ready is not None:
                cache._fill(session, ready)
                if cache.join() == data:
                    return cache, True
        cache._fill(session, {})
        return cache, False

    @staticmethod
    def render(changes: Mapping[Address, Entry | None]) -> dict[Address, bytes]:
        """Return the chunks of changed records, without storing them."""
        return {a: render_entry(a, entry) for a, entry in changes.items() if entry is not None}

    def apply(
        self, changes: Mapping[Address, Entry | None], rendered: Mapping[Address, bytes] | None = None
    ) -> None:
        """Store changed records (None: removed), rendered already or not."""
        chunks = self.render(changes) if rendered is None else rendered
        for address, entry in changes.items():
            self._take(address, entry, chunks.get(address, b""))

    def _take(self, address: Address, entry: Entry | None, chunk: bytes) -> None:
        table, identifier = address
        if address in {META, VIEW}:
            if entry is not None:
                self.entries[address], self._single[address] = entry, chunk
            return
        rows, old = self._rows[table], self.entries.pop(address, None)
        if entry is None:
            if old is not None:
                rows.drop(order(table, identifier, old))
            return
        place = order(table, identifier, entry)
        if old is not None and (before := order(table, identifier, old)) != place:
            rows.drop(before)
        rows.put(place, chunk)
        self.entries[address] = entry

    def snapshot(self) -> list[bytes]:
        """Return the file in parts, ready to be joined."""
        parts = [self._top, self._single[META]]
        for name in BEFORE_VIEW:
            chunks = self._rows[name].chunks
            if name == "events" and chunks:
                parts += [b"[events]\n", *chunks, b"\n"]
            else:
                parts += chunks
        parts += [self._single[VIEW], *self._rows["conflicts"].chunks]
        for name in _TOGETHER:
            chunks = self._rows[name].chunks
            parts += [*chunks, b"\n"] if chunks else []
        return [*parts, self._unknown, self._end]

    def join(self) -> bytes:
        """Return the whole file."""
        return b"".join(self.snapshot())


def _ready(session: Session, data: bytes) -> dict[Address, bytes] | None:
    """Return a file's chunks by record; None where it certainly has not exactly those of the session."""
    parts = _parts(data)
    if parts is None:
        return None
    written = {
        (name, identifier): (name, writer.key(identifier))
        for name in _CUT
        for identifier in table_of(session, name)
    }
    if set(written.values()) != set(parts):
        return None
    return {address: _alone(address[0], parts[place]) for address, place in written.items()}


def _alone(table: str, part: bytes) -> bytes:
    """Return a record's chunk without the empty line that ends a table of `_TOGETHER`."""
    return part.removesuffix(b"\n") if table in _TOGETHER and part.endswith(b"\n\n") else part


def _parts(data: bytes) -> dict[tuple[str, str], bytes] | None:
    """Cut a file at the headers of its records, by table and written key.

    None where the file is certainly not laid out as this program does it.
    """
    if not has_own_layout(data):
        return None
    starts: list[tuple[int, tuple[str, str] | None]] = []
    inside = False
    for found in _HEADER.finditer(data):
        if found[1] is None:
            inside = not inside
        elif not inside:
            path = _PATH.match(found[1])
            place = (path[1].decode(), path[2].decode()) if path and path[1].decode() in _CUT else None
            if not starts or place is None or starts[-1][1] != place:
                starts.append((found.start(), place))
    parts: dict[tuple[str, str], bytes] = {}
    bounds = [*(start for start, _ in starts), len(data)]
    for (start, place), stop in zip(starts, bounds[1:], strict=True):
        if place in parts:
            return None
        if place is not None:
            parts[place] = data[start:stop]
    return parts
