"""What a ToDo stands for (`Todo.item`) besides itself, and its id, which follows from that.

It is a line of a step's checklist, one that somebody added (`own-...`), a sheet that somebody hands in
(`handed-<worksheet>-<person>`), or a visit (`visit-...`). Two people who write about the same one write the
same record.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jusou_tui.session.model.ids import PATTERN, encode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jusou_tui.session.model.records import Session

VISIT = "visit-"
OWN = "own-"
_HANDED = re.compile(f"handed-(?P<worksheet>.+)-(?P<person>{PATTERN})")
_MASK = (1 << 80) - 1


def item_id(session: Session, step: str, item: str) -> str:
    """Return the id of the ToDo of an item: the same on every machine."""
    import hashlib

    created = int(session.session.created.timestamp() * 1000)
    digest = hashlib.sha256(f"{session.session.id}/{step}/{item}".encode()).digest()
    return encode(created, int.from_bytes(digest) & _MASK)


def handed_item(worksheet: str, person: str) -> str:
    """Return the item of a worksheet that a person, by id, hands in."""
    return f"handed-{worksheet}-{person}"


def who_hands_in(item: str | None) -> tuple[str, str] | None:
    """Return worksheet and person of an item that is a sheet handed in, None for any other item."""
    found = _HANDED.fullmatch(item or "")
    return None if found is None else (found["worksheet"], found["person"])


def with_person(item: str, ids: Mapping[str, str]) -> str:
    """Return an item with another id in place of its person's, where `ids` has one."""
    found = who_hands_in(item)
    return item if found is None or found[1] not in ids else handed_item(found[0], ids[found[1]])


def worded_item(prefix: str, words: str, taken: set[str]) -> str:
    """Return the item of a line that is only its words, as a visit is; a further one of them has a number."""
    import hashlib

    first = f"{prefix}{hashlib.sha256(words.encode()).hexdigest()[:8]}"
    further = (f"{first}-{number}" for number in range(2, len(taken) + 3))
    return next(item for item in (first, *further) if item not in taken)
