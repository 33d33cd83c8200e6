"""The rows of the prompt card, whoever shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

PromptKind = Literal["plain", "strong", "step", "detail", "link", "cue"]
"""How a row of the prompt card is drawn."""
Mark = Literal["done", "next"]
"""What a row other than the current one may be marked as."""


class PromptRow(NamedTuple):
    """A label (may be "") and the text beside it. A step has a `key` and a `number`; a detail explains it.

    `note`: a word about the text, below its label. `whole`: what of the text is not broken over two lines.
    """

    label: str
    text: str
    kind: PromptKind = "plain"
    key: str | None = None
    number: int | None = None
    note: str = ""
    whole: tuple[str, ...] = ()


def labelled_rows(label: str, lines: Iterable[str], kind: PromptKind = "plain") -> list[PromptRow]:
    """Return a row per line; the label stands beside the first one only."""
    return [PromptRow("" if number else label, line, kind) for number, line in enumerate(lines)]
