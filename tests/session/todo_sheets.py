"""A curriculum with a table of ToDos, and a session in which somebody filled that in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import make
from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.session.book.book import SessionBook

WRITTEN = datetime(2026, 11, 27, 14, 0, tzinfo=make.JST)


def table(**changed: Any) -> dict[str, Any]:
    """Return a worksheet in which rows are ToDos."""
    columns = [
        {"id": "number", "title": "No"},
        {"id": "task", "title": "取り組むこと", "todo": "what"},
        {"id": "owner", "title": "担当", "todo": "owner"},
        {"id": "due", "title": "期限", "todo": "due"},
        {"id": "remark", "title": "ひとこと"},
    ]
    block = {
        "id": "tasks",
        "columns": columns,
        "default_rows": [["1", "数を調べる"], ["2", "場所を取る"]],
        "blank_rows": 1,
    }
    given = {"id": "todo", "title": "準備シート", "layout": "table", "filled_in": ["step1/opening"]}
    return given | {"blocks": [block]} | changed


def curriculum(**changed: Any) -> Curriculum:
    """Return a curriculum of two meetings; the first fills the table of ToDos."""
    second = make.step(id="step2", title="持ち寄り", label="Step2")
    return make.curriculum(make.step(), second, worksheets=(table(**changed),))


CURRICULUM = curriculum()


def worksheet(of: Curriculum = CURRICULUM) -> Worksheet:
    """Return the table of ToDos."""
    found = of.worksheet("todo")
    assert found is not None
    return found


def with_row(
    what: str = "会場を押さえる", owner: str = "例野 一郎", due: str = "12/5", of: Curriculum = CURRICULUM
) -> tuple[SessionBook, str, str]:
    """Return a session, the id of the sheet, and the id of the row that somebody added to it."""
    opened = make.book(now=lambda: WRITTEN)
    sheet = opened.sheets.start(worksheet(of), step="step1")
    cells = {"tasks/task": what, "tasks/owner": owner, "tasks/due": due}
    return opened, sheet, opened.sheets.add_row(sheet, cells, worksheet=worksheet(of))
