"""Bytes of a terminal that are no UTF-8: of a terminal with another encoding, or of noise on the line."""

from __future__ import annotations

from textual.message import Message

LONGEST = 64
"""So many bytes are enough to tell one encoding from another."""
OF_TERMINALS = frozenset({"CP932", "EUC-JP", "ISO-2022-JP"})


class ForeignBytes(Message):
    """Bytes came that are no UTF-8. `encoding`: the one in which they make sense, "" where none is likely."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.encoding = encoding


def encoding_of(data: bytes) -> str:
    """Return in which encoding of Japanese terminals the bytes make a plausible text, "" where in none."""
    from jusou_tui.session.tables.encoding import decode

    found = decode(data)
    return found.encoding if found is not None and found.encoding in OF_TERMINALS else ""
