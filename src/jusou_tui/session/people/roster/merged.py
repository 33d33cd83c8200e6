"""Cells that a spreadsheet merges over several rows: filled in the first of them, blank in the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jusou_tui.session.people.roster.columns import Layout
from jusou_tui.session.people.roster.table import Row


def carried_down(rows: Sequence[Row], layout: Layout) -> tuple[tuple[Row, ...], dict[int, str]]:
    """Return rows with the upper parts of affiliations (部) carried down, and by place what was carried.

    Only where the part below it (係) is filled, and no row repeats the upper part of the row above: whoever
    writes it into each row means a blank one.
    """
    places = [column.index for column in layout.columns if column.kind == "affiliation"]
    if layout.last is None or len(places) < 2:  # noqa: PLR2004 - a part above and one below
        return tuple(rows), {}
    upper = places[0]
    first = layout.last + 1
    values = [_cell(row, upper) for row in rows[first:]]
    if any(above and above == below for above, below in pairwise(values)):
        return tuple(rows), {}
    filled, carried, above = list(rows), {}, ""
    for place in range(first, len(rows)):
        own = _cell(rows[place], upper)
        below = any(_cell(rows[place], at) for at in places[1:])
        if not own and above and below:
            cells = list(rows[place].cells)
            cells[upper] = above
            filled[place] = Row(rows[place].number, tuple(cells))
            carried[place] = above
        else:
            above = own
    return tuple(filled), carried


def blank_below(rows: Sequence[Row], layout: Layout) -> set[int]:
    """Return the places of rows whose only column of affiliations may be merged with the one above.

    Such a column stands before the names.
    """
    places = [column.index for column in layout.columns if column.kind == "affiliation"]
    names = [column.index for column in layout.columns if column.kind in {"name", "family"}]
    if layout.last is None or len(places) != 1 or places >= names:
        return set()
    first = layout.last + 1
    values = [_cell(row, places[0]) for row in rows[first:]]
    if any(above and above == below for above, below in pairwise(values)):
        return set()
    begun = next((at for at, value in enumerate(values) if value), len(values))
    return {first + at for at, value in enumerate(values) if at > begun and not value}


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""
