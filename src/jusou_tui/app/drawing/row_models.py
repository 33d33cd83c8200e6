"""What the rows of the prompt card, of the agenda table, of lists and of menus hold. Needs no Textual."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

PromptKind = Literal["plain", "strong", "step", "detail", "link", "cue"]
"""How a row of the prompt card is drawn."""
Mark = Literal["done", "next"]
"""What a row other than the current one may be marked as."""
RowState = Literal["done", "now", "next", "skipped", "break"]
"""The state of a row of the agenda; a "break" lies between two meetings."""


class MenuChoice(NamedTuple):
    """A choice of a menu: its `id` is the answer, `key` the key that does the same, "" without one."""

    id: str
    label: str
    key: str = ""


@dataclass(frozen=True)
class PromptRow:
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


@dataclass(frozen=True)
class AgendaRow:
    """A row. `cells` begin with the state in a word; `warn` is a sentence under the title.

    `late`: the state's word is shown in the colour of what is late. `above`: a quiet heading over the row.
    """

    key: str
    cells: tuple[str, ...]
    state: RowState
    warn: str = ""
    late: bool = False
    above: str = ""


@dataclass(frozen=True)
class ListRow:
    """A row of a list: `state` in a word ("" for none), `name`, `text`, `right` in a style, `detail` below.

    `ink`: the ground of the state; "muted" is quiet, without one. `whole`: texts within `text` that no line
    end parts while they fit.
    """

    key: str
    state: str
    ink: str
    name: str
    text: str
    right: str = ""
    right_style: str = "muted"
    text_style: str = ""
    detail: str = ""
    whole: tuple[str, ...] = ()


def labelled_rows(label: str, lines: Iterable[str], kind: PromptKind = "plain") -> list[PromptRow]:
    """Return a row per line; the label stands beside the first one only."""
    return [PromptRow("" if number else label, line, kind) for number, line in enumerate(lines)]


@dataclass(frozen=True)
class EntryRow:
    """A note as it is shown. `tag` is its kind in a word ("" for a plain note), in the style `tag_style`.

    `whole`: what of the text is not broken over two lines.
    """

    id: str
    time: str
    tag: str
    tag_style: str
    author: str
    text: str
    whole: tuple[str, ...] = ()
