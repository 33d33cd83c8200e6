"""Where the cells of a grid lie, as some of them take several columns or rows."""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.report.documents.model import GridRow


def places_of(rows: Iterable[GridRow], columns: int) -> list[list[int]]:
    """Return for each row the column in which each of its cells begins. Cells beyond the last have none."""
    taken = [0] * columns
    found = []
    for row in rows:
        free = [place for place in range(columns) if not taken[place]]
        begins = []
        for cell in row.cells:
            if not free:
                break
            begins.append(free[0])
            for place in free[: cell.span]:
                taken[place] = cell.down
            free = free[cell.span :]
        taken = [max(0, left - 1) for left in taken]
        found.append(begins)
    return found
