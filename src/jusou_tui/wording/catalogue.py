"""A compiled catalogue (`.mo`) of which only the sentences are read that are asked for.

The standard gettext takes apart all of it first: thousands of sentences, of which a page needs fifty.
"""

from __future__ import annotations

import struct

_LITTLE = b"\xde\x12\x04\x95"
"""How a catalogue begins that was written with the lowest byte of a number first."""

_HEADER_BYTES = 28


class Catalogue:
    """The sentences of one language by their ids.

    Raises ValueError where the bytes are no compiled catalogue.
    """

    def __init__(self, data: bytes) -> None:
        self._order = "<" if data.startswith(_LITTLE) else ">"
        if len(data) < _HEADER_BYTES or (self._order == ">" and not data.startswith(_LITTLE[::-1])):
            raise ValueError("no compiled catalogue")
        self._data = data
        self._count, self._ids, self._texts = struct.unpack_from(f"{self._order}3I", data, 8)
        self._known: dict[str, str] = {}

    def gettext(self, message_id: str) -> str:
        """Return the sentence of an id, the id itself where there is none."""
        found = self._known.get(message_id)
        if found is None:
            found = self._known[message_id] = self._find(message_id)
        return found

    def _find(self, message_id: str) -> str:
        """Look for an id between the first and the last one: they lie in the order of their bytes."""
        wanted, low, high = message_id.encode(), 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = self._bytes(self._ids, middle)
            if found == wanted:
                return self._bytes(self._texts, middle).decode() or message_id
            if found < wanted:
                low = middle + 1
            else:
                high = middle
        return message_id

    def _bytes(self, table: int, number: int) -> bytes:
        length, start = struct.unpack_from(f"{self._order}2I", self._data, table + 8 * number)
        return self._data[start : start + length]
