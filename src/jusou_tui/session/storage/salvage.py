"""What can still be read of a damaged session file, record by record, and what could not be taken from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, cast

from pydantic import BaseModel, ValidationError

from jusou_tui.session.format.mistakes import unusual_dates
from jusou_tui.session.format.pieces import Damage, Piece, Reading, pieces
from jusou_tui.session.model.ids import PATTERN, encode, moment
from jusou_tui.session.model.privacy import may_be_quoted
from jusou_tui.session.model.records import (
    KEYED,
    META,
    RECORDS,
    Address,
    Entry,
    Meta,
    Record,
    Session,
    View,
    table_of,
)
from jusou_tui.toml import limits
from jusou_tui.toml.limits import cleaned

_ID = re.compile(PATTERN)
_BY_NAME = frozenset({"meetings", "drafts", "conflicts"})
_SINGLE = frozenset({"session", "view"})
_MAY_BE_MARKED = {"notes": "private", "todos": "private", "sheets": "sensitive"}
_MARKS = frozenset({"private", "memo", "sensitive", ""})
_NOBODY: Address = ("", "")
_Lines = tuple[int, int]
Kind = Literal["table", "key", "guessed", "cut", "twice", "lines", "marked"]


@dataclass(frozen=True)
class Loss:
    """What of a damaged file was not taken as it stands there, and on which lines that is.

    `table`: the whole record, of which something cannot be read that it needs. `key`: one key of a record.
    `guessed`: a text whose end was guessed. `cut`: the last record of a file that was cut off; it may be
    half. `twice`: a second table of one name. `lines`: nobody knows of which record. `marked`: a record that
    was taken as private, because its mark may be among what was lost.
    """

    kind: Kind
    first: int
    last: int
    address: Address = _NOBODY
    key: str = ""
    known: Mapping[str, object] = field(default_factory=dict)
    """What could be read of the record, and may be quoted in a message."""


@dataclass(frozen=True)
class Salvaged:
    """The records of a damaged file: `whole` ones, those of which something is missing, and the losses."""

    whole: dict[Address, Entry] = field(default_factory=dict)
    partial: dict[Address, Entry] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    unknown: dict[str, object] = field(default_factory=dict)
    """Tables that this program does not know."""

    def beside(self, others: Iterable[Address]) -> dict[Address, Entry]:
        """Return what is taken where there is an older version of `others`: better than half a record."""
        there = set(others)
        return self.whole | {one: entry for one, entry in self.partial.items() if one not in there}


@dataclass
class _Draft:
    """What was read of one record so far."""

    values: dict[str, object] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)
    first: int = 0
    last: int = 0

    def add(self, values: Mapping[str, object], damages: Iterable[Damage], lines: _Lines) -> None:
        self.values.update(values)
        self.damages += damages
        self.first, self.last = self.first or lines[0], max(self.last, lines[1])


def salvage(data: bytes) -> Salvaged:
    """Return what can be read of a damaged file, and what cannot. Never raises.

    The last record of a file that was cut off may be half; it is left out. Nothing is read of what would cost
    too much (`is_too_much`).
    """
    if is_too_much(data):
        return Salvaged()
    text = data.decode(errors="replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return _Salvage(pieces(text)).result()


def is_too_much(data: bytes) -> bool:
    """Return whether a file has too much in it for reading what can be read of it when it is damaged."""
    if len(data) > limits.SESSION_BYTES:
        return True
    return limits.costs_too_much(data.decode(errors="replace"), share=limits.OTHERWISE)


def remains(found: Salvaged) -> Session | None:
    """Return a session of nothing but what can be read of a damaged file; None where it has no head."""
    meta = found.whole.get(META) or found.partial.get(META)
    if not isinstance(meta, Meta):
        return None
    session = Session.model_validate({"session": meta, **found.unknown})
    put(session, found.beside(()))
    return session


def put(session: Session, records: Mapping[Address, Entry]) -> None:
    """Set records of a session."""
    for (table, identifier), entry in records.items():
        if table == "session":
            session.session = cast("Meta", entry)
        elif table == "view":
            session.view = cast("View", entry)
        else:
            table_of(session, table)[identifier] = entry


def text_without(text: str, addresses: Iterable[Address]) -> str:
    """Return a file's text without some records, and rows of sheets, readable as a session or not."""
    gone = set(addresses)
    rows = {("sheets", "rows", identifier) for _, identifier in gone}
    found = (piece for piece in pieces(text) if _address(piece) not in gone)
    return "".join(piece.text for piece in found if (piece.path[:1] + piece.path[2:4]) not in rows)


def _address(piece: Piece) -> Address:
    """Return the record that a piece is of; nobody's for those before the first header, and for events."""
    table, *names = piece.path or ("",)
    if table in _SINGLE:
        return table, ""
    return (table, names[0]) if table in KEYED and names else _NOBODY


class _Salvage:
    """Reads the pieces of a file one by one."""

    def __init__(self, found: list[Piece]) -> None:
        self._pieces = found
        self._drafts: dict[Address, _Draft] = {}
        self._seen: dict[tuple[str, ...], str] = {}
        self._losses: list[Loss] = []
        self._unknown: dict[str, object] = {}
        self._whole: dict[Address, Entry] = {}
        self._partial: dict[Address, Entry] = {}

    def result(self) -> Salvaged:
        half = self._half()
        for piece in self._pieces:
            if piece in half:
                self._lose("cut", (piece.first, piece.last), _address(piece))
            else:
                self._read(piece)
        if self._drafts:
            self._drafts.setdefault(META, _Draft(first=1, last=1))
        for address, draft in self._drafts.items():
            self._finish(address, draft)
        losses = sorted(self._losses, key=lambda loss: (loss.first, loss.last))
        return Salvaged(self._whole, self._partial, tuple(losses), self._unknown)

    def _half(self) -> list[Piece]:
        """Return the pieces of the last record of a file that was cut off; events are whole line by line."""
        if not self._pieces or any(piece.path == ("end",) for piece in self._pieces):
            return []
        *before, last = self._pieces
        if last.path in {("events",), ()}:
            return []
        cut = [last, *(before[-1:] if "]" not in last.lines[0] else [])]
        addresses = {_address(piece) for piece in cut} - {_NOBODY}
        return [piece for piece in self._pieces if piece is last or _address(piece) in addresses]

    def _lose(
        self,
        kind: Kind,
        lines: _Lines,
        address: Address = _NOBODY,
        key: str = "",
        values: Mapping[str, object] | None = None,
    ) -> None:
        known = {} if values is None else _quotable(address, values)
        self._losses.append(Loss(kind, *lines, address, key, known))

    def _read(self, piece: Piece) -> None:
        address = _address(piece)
        if piece.path in self._seen and piece.path != ("events",):
            if self._seen[piece.path] != piece.text.strip():
                self._lose("twice", (piece.first, piece.last), address)
            return
        self._seen[piece.path] = piece.text.strip()
        found = piece.read()
        if address != _NOBODY:
            self._read_record(address, piece, found)
        elif piece.path and piece.path[0] in KEYED:
            self._read_table(piece, found)
        else:
            self._read_other(piece, found)

    def _read_record(self, address: Address, piece: Piece, found: Reading) -> None:
        """Read a record, or a table below one."""
        values: Mapping[str, object] = found.values
        below = piece.path[1:] if address[0] in _SINGLE else piece.path[2:]
        for name in reversed(below):
            values = {name: values}
        draft = self._drafts.setdefault(address, _Draft())
        own = [damage for damage in found.damages if damage.kind != "apart"]
        draft.add(_joined(draft.values, values), own, (piece.first, piece.last))
        for damage in found.damages:
            if damage.kind == "apart":
                self._lose("lines", (damage.first, damage.last))

    def _read_table(self, piece: Piece, found: Reading) -> None:
        """Read records that stand on a line each, as events do."""
        table = piece.path[0]
        damages = list(found.damages)
        for name, value in found.values.items():
            lines = found.lines.get(name, (piece.first, piece.last))
            if isinstance(value, dict):
                self._drafts.setdefault((table, name), _Draft()).add(value, (), lines)
            else:
                self._lose("lines", lines)
        for damage in damages:
            if _ID.fullmatch(damage.key):
                self._lose("table", (damage.first, damage.last), (table, damage.key))
            else:
                self._lose("lines", (damage.first, damage.last))

    def _read_other(self, piece: Piece, found: Reading) -> None:
        """Read what is before the first header, `[end]`, and tables that this program does not know."""
        for damage in found.damages:
            self._lose("lines", (damage.first, damage.last))
        values: Mapping[str, object] = cast("Mapping[str, object]", cleaned(found.values))
        for name in reversed(piece.path):
            values = {name: values}
        for name, value in values.items():
            if name in {"schema", "end"}:
                continue
            if not piece.path and name in Meta.model_fields:
                draft = self._drafts.setdefault(META, _Draft())
                draft.add({name: value}, (), (piece.first, piece.last))
            elif name in Session.model_fields or piece.text.lstrip().startswith("[["):
                self._lose("lines", (piece.first, piece.last))
            else:
                self._unknown = _joined(self._unknown, {name: value})

    def _finish(self, address: Address, draft: _Draft) -> None:
        """Make a record of what was read of it."""
        table, identifier = address
        if not (table in _SINGLE or table in _BY_NAME or _ID.fullmatch(identifier)):
            self._lose("lines", (draft.first, draft.last))
            return
        values = cast("dict[str, object]", cleaned(draft.values))
        broken = bool(draft.damages)
        odd = [name for place in _odd_dates(address, values) if (name := _drop(values, place))]
        entry, dropped = _validated(table, values)
        dropped = list(dict.fromkeys([*odd, *dropped]))
        if entry is None and table == "session":
            entry, dropped = _head(values, dropped)
        if entry is None:
            self._lose("table", (draft.first, draft.last), address, values=values)
            return
        if self._may_have_lost_its_mark(table, draft.damages, dropped):
            entry = cast("Record", entry).model_copy(update={_MAY_BE_MARKED[table]: True})
            self._lose("marked", (draft.first, draft.last), address, values=values)
        for damage in draft.damages:
            kind: Kind = "guessed" if damage.kind == "guessed" else "key"
            self._lose(kind, (damage.first, damage.last), address, damage.key, values)
        for name in dropped:
            self._lose("key", (draft.first, draft.last), address, name, values)
        (self._partial if broken or dropped else self._whole)[address] = entry

    @staticmethod
    def _may_have_lost_its_mark(table: str, damages: Iterable[Damage], dropped: Iterable[str]) -> bool:
        lost = {damage.key for damage in damages if damage.kind == "lost"} | set(dropped)
        return table in _MAY_BE_MARKED and bool(lost & _MARKS or lost - RECORDS[table].model_fields.keys())


def _joined(one: Mapping[str, object], other: Mapping[str, object]) -> dict[str, object]:
    """Return two tables as one; the first one wins."""
    joined = {**other, **one}
    for name in one.keys() & other.keys():
        first, second = one[name], other[name]
        if isinstance(first, dict) and isinstance(second, dict):
            joined[name] = _joined(first, second)
    return joined


def _validated(table: str, values: dict[str, object]) -> tuple[Entry | None, list[str]]:
    """Return the record of these values, without those that are not what they should be, and their names."""
    model = RECORDS.get(table)
    if model is None:
        return values, []
    dropped: list[str] = []
    for _ in range(3):
        try:
            return model.model_validate(values), dropped
        except ValidationError as error:
            details = error.errors(include_url=False, include_context=False, include_input=False)
            places = [detail["loc"] for detail in details if detail["type"] != "missing"]
        if not places:
            break
        values = cast("dict[str, object]", _copied(values))
        names = [name for place in places if (name := _drop(values, place))]
        if not names:
            break
        dropped += [name for name in dict.fromkeys(names) if name not in dropped]
    return None, dropped


def _odd_dates(address: Address, values: dict[str, object]) -> list[tuple[int | str, ...]]:
    """Return the places of days and instants in a record with which nothing can be reckoned."""
    return [place[1:] for place in unusual_dates({address[0]: values})]


def _copied(value: object) -> object:
    return {name: _copied(entry) for name, entry in value.items()} if isinstance(value, dict) else value


def _drop(values: dict[str, object], place: tuple[int | str, ...]) -> str:
    """Take the value out to which a path of pydantic leads. Return its name, "" where it is not there."""
    into: object = values
    for number, part in enumerate(place):
        if not isinstance(into, dict) or part not in into:
            return ""
        below = into[part]
        if number == len(place) - 1 or not isinstance(below, dict):
            del into[part]
            return str(place[0])
        into = below
    return ""


def _head(values: dict[str, object], dropped: list[str]) -> tuple[BaseModel | None, list[str]]:
    """Return a `[session]` in which something is missing that it needs: empty, or made of its other keys."""
    created = values.get("created")
    identifier = values.get("id")
    known = moment(identifier) if isinstance(identifier, str) and _ID.fullmatch(identifier) else None
    begun = created if isinstance(created, datetime) and created.tzinfo else known or datetime.now(UTC)
    made: dict[str, object] = {"id": encode(int(begun.timestamp() * 1000), 0), "title": "", "created": begun}
    made |= dict.fromkeys(("curriculum", "curriculum_version", "curriculum_digest"), "")
    good = {name: value for name, value in values.items() if name not in dropped}
    entry, more = _validated("session", made | good)
    if not isinstance(entry, Meta):
        entry, more = _validated("session", made)
    missing = [name for name in made if name not in values]
    return (entry if isinstance(entry, Meta) else None), list(dict.fromkeys([*dropped, *more, *missing]))


def _quotable(address: Address, values: Mapping[str, object]) -> dict[str, object]:
    """Return what of a record a message may name it by: its instant, and a person's name."""
    table, _ = address
    named = {name: values[name] for name in ("at", "name", "affiliation") if name in values}
    if table == "participants" or may_be_quoted(address, {table: {address[1]: values}}):
        return named
    return {name: value for name, value in named.items() if name == "at"}
