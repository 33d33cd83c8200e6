"""Who has handed in which sheet before a meeting, as lines of its checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.items import handed_item
from jusou_tui.session.programme.checklist import ChecklistItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jusou_tui.curriculum.model import Worksheet
    from jusou_tui.session.model.records import Session


def hand_ins(
    session: Session, step: str, worksheets: Iterable[Worksheet], people: Sequence[str]
) -> list[ChecklistItem]:
    """Return a line for each worksheet and each person, by id, who hands it in before a meeting.

    Its `text` is the worksheet's name, its `person` who that is.
    """
    todos = {todo.item: todo for todo in session.todos.values() if todo.item and todo.step == step}
    return [
        ChecklistItem(key, "handed", sheet.name, todo=todos.get(key), person=person)
        for sheet in worksheets
        for person in people
        for key in (handed_item(sheet.id, person),)
    ]
