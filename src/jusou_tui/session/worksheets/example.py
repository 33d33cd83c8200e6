"""A worksheet's worked example, laid out as a filled sheet is. It is read, never content of a session."""

from __future__ import annotations

from datetime import UTC, datetime

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.curriculum.supplement import Example
from jusou_tui.session.model.records import Sheet

_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


def example_sheet(worksheet: Worksheet, example: Example) -> Sheet:
    """Return the example as a sheet; its rows keep their order."""
    rows = {f"{number:026d}": dict(row) for number, row in enumerate(example.rows, 1)}
    return Sheet(
        at=_NO_TIME,
        worksheet=worksheet.id,
        title=example.title or "",
        cells={name: f"{text}\n" for name, text in example.cells.items()},
        rows=rows,
    )
