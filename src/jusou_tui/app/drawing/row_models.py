"""What the rows of the agenda table, of lists and of menus hold. Needs no Textual."""

from __future__ import annotations

from typing import Literal, NamedTuple

RowState = Literal["done", "now", "next", "skipped", "break"]
"""The state of a row of the agenda; a "break" lies between two meetings."""


class MenuChoice(NamedTuple):
    """A choice of a menu: its `id` is the answer, `key` the key that does the same, "" without one."""

    id: str
    label: str
    key: str = ""


class AgendaRow(NamedTuple):
    """A row. `cells` begin with the state in a word; `warn` is a sentence under the title.

    `late`: the state's word is shown in the colour of what is late. `above`: a quiet heading over the row.
    """

    key: str
    cells: tuple[str, ...]
    state: RowState
    warn: str = ""
    late: bool = False
    above: str = ""


class ListRow(NamedTuple):
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


class EntryRow(NamedTuple):
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
