"""Lines with a table's name that are gone: what stood under one has become part of the record above it."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from jusou_tui.errors import Phrase
from jusou_tui.session.model.records import META, RECORDS, VIEW, Session, entries
from jusou_tui.toml.positions import KeyPath, find_positions

_FEWEST = 2
"""So many keys of a kind of record that needs none are taken for one of that kind."""
_WITHOUT_ID = frozenset({"session", "view"})


class LostHeader(NamedTuple):
    """Where the keys of another record begin, and the header that is missing above: `[notes.…]`."""

    line: int
    place: KeyPath
    header: str

    @property
    def phrase(self) -> Phrase:
        """What is said of it, with its line. It quotes no value."""
        facts = {"found": str(self.place[-1]), "header": self.header}
        return Phrase("session.at_line", {"line": self.line, "what": Phrase("session.doubt_header", facts)})


def lost_headers(text: str, session: Session) -> tuple[LostHeader, ...]:
    """Return what of the file `text`, which was read as `session`, most likely lost its header, by line.

    That is where a record has, beside its own, all that a record of another kind needs.
    """
    found: list[tuple[KeyPath, str]] = []
    for (table, identifier), entry in entries(session).items():
        extra = entry.model_extra if isinstance(entry, BaseModel) else None
        kind = _kind(table, set(extra)) if extra else None
        if extra and kind is not None:
            place: KeyPath = (table,) if (table, identifier) in {META, VIEW} else (table, identifier)
            first = next(name for name in extra if name in RECORDS[kind].model_fields)
            found.append(((*place, first), f"[{kind}]" if kind in _WITHOUT_ID else f"[{kind}.…]"))
    if not found:
        return ()
    positions = find_positions(text, [place for place, _ in found])
    return tuple(sorted(LostHeader(positions.key(place)[0], place, header) for place, header in found))


def _kind(own: str, extra: set[str]) -> str | None:
    """Return the kind of record that unknown keys are of, None where they are of none."""
    kinds = [table for table in RECORDS if table != own and _is_of(table, extra)]
    return max(kinds, key=lambda table: len(extra & RECORDS[table].model_fields.keys()), default=None)


def _is_of(table: str, extra: set[str]) -> bool:
    fields = RECORDS[table].model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    return needed <= extra if needed else len(extra & fields.keys()) >= _FEWEST
