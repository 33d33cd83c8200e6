"""Which ToDos dates and tables show, by the rule of `jusou show`."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.left_out import left_out_todos
from jusou_tui.report.documents.model import LeftOut
from jusou_tui.session.model.records import Session, Todo
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.todos import todos_of, without_contents


class ShownTodos(NamedTuple):
    """The ToDos of a product as (id, todo), and what was left out of them."""

    todos: tuple[tuple[str, Todo], ...]
    left_out: tuple[LeftOut, ...]


def shown_todos(wish: Wish, session: Session, *, dated: bool = False) -> ShownTodos:
    """Return the ToDos of a session, of the step where one is asked for; lines of checklists are none.

    Private ones and those of closed items are left out, of one from a sheet about persons only the day and
    the sheet's name are there, unless the wish includes them. `dated`: only those that are due on a day.
    """
    privacy = Privacy(wish.curriculum, session)
    listed = [
        (key, todo)
        for key, todo in todos_of(session, wish.curriculum, wish.step)
        if todo.item is None and not (dated and todo.due is None)
    ]
    shown = tuple(
        (key, todo if wish.include_sensitive else without_contents(todo))
        for key, todo in listed
        if wish.include_private or key not in privacy.private
    )
    return ShownTodos(shown, left_out_todos(wish, listed))
