"""How many ToDos are due or late."""

from __future__ import annotations

from datetime import date
from typing import Literal

from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import todos_of
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text

Urgency = Literal["late", "soon", "muted"]
"""Past its date, due today, or neither; also the name of the colour it is shown in."""


def urgency(due: date | None, today: date, *, done: bool = False) -> Urgency:
    """Return how urgent something is that is due on a day."""
    if due is None or done or due > today:
        return "muted"
    return "late" if due < today else "soon"


def todos_due_text(live: LiveSession) -> tuple[str, str]:
    """Return how many ToDos of the run are due or late, and the name of a colour: late, soon or muted.

    Where none is due, it is how many are open; ("", "") where none is.
    """
    today = live.clock.now().date()
    open_todos = [todo for _, todo in todos_of(live.book.session) if todo.done is None]
    due = sum(todo.due == today for todo in open_todos)
    late = sum(todo.due is not None and todo.due < today for todo in open_todos)
    if not due and not late:
        return (t("programme.todos_open", count=len(open_todos)), "muted") if open_todos else ("", "")
    parts = [t("programme.todos_late", count=late)] if late else []
    parts += [t("programme.todos_due_today", count=due)] if due else []
    return list_text(parts), "late" if late else "soon"
