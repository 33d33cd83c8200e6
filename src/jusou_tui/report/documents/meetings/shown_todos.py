"""Which ToDos dates and tables show, by the rule of `jusou show`."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.left_out import left_out_of
from jusou_tui.report.documents.model import LeftOut
from jusou_tui.session.model.records import Session, Todo
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.todos import todos_of, without_contents

_ABOUT_TODOS = {"export.left_out_private_todos", "export.left_out_sensitive_todos"}


def shown_todos(wish: Wish, session: Session) -> Iterator[tuple[str, Todo]]:
    """Yield ToDos as (id, todo), those of the step where one is asked for; lines of checklists are none.

    Private ones and those of closed items are left out, of one from a sheet about persons only the day and
    the sheet's name are there, unless the wish includes them.
    """
    privacy = Privacy(wish.curriculum, session)
    for key, todo in todos_of(session, wish.curriculum, wish.step):
        if todo.item is None and (wish.include_private or key not in privacy.private):
            yield key, todo if wish.include_sensitive else without_contents(todo)


def left_out_todos(wish: Wish) -> tuple[LeftOut, ...]:
    """Return what is left out of a product that shows no more than ToDos of what may be withheld."""
    return tuple(one for one in left_out_of(wish) if one.message_id in _ABOUT_TODOS)
