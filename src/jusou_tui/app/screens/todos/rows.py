"""ToDos as rows of a list, and the filters over them."""

from __future__ import annotations

from datetime import date

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.live.entries import urgency
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import todos_of
from jusou_tui.session.model.records import Todo
from jusou_tui.session.people.identity import name_key
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.checklist import due_order
from jusou_tui.wording import t
from jusou_tui.wording.values import due_text

OPEN, DUE, DONE, ALL = "open", "due", "done", "all"
FILTERS = {
    OPEN: "programme.filter_open",
    DUE: "programme.filter_due",
    DONE: "programme.filter_done",
    ALL: "common.all",
}
ANYONE = "anyone"
OWNER = "owner-"


def todo_rows(live: LiveSession, show: str = OPEN, owner: str = ANYONE, words: str = "") -> list[ListRow]:
    """Return the ToDos of all steps that the filters let through: open ones first, by day."""
    today = live.clock.now().date()
    found = []
    for key, todo in sorted(todos_of(live.book.session), key=due_order):
        if not _is_shown(todo, show, today) or owner not in {ANYONE, f"{OWNER}{name_key(todo.owner)}"}:
            continue
        if all(part in f"{todo.what} {todo.owner} {todo.note}" for part in words.split()):
            found.append(_todo_row(live, key, todo, today))
    return found


def owners(live: LiveSession) -> list[tuple[str, str]]:
    """Return who owns ToDos, to choose from; a name is never taken for the choice of anyone."""
    names = {name_key(name): name for _, todo in todos_of(live.book.session) if (name := todo.owner)}
    nobody = any(not todo.owner for _, todo in todos_of(live.book.session))
    found = [(ANYONE, t("programme.owner_anyone")), *((f"{OWNER}{key}", names[key]) for key in sorted(names))]
    return [*found, (OWNER, t("programme.owner_none"))] if nobody else found


def _is_shown(todo: Todo, show: str, today: date) -> bool:
    if show == DUE:
        return todo.done is None and todo.due is not None and todo.due <= today
    return show == ALL or (todo.done is not None) == (show == DONE)


def _todo_row(live: LiveSession, key: str, todo: Todo, today: date) -> ListRow:
    done = todo.done is not None
    step = run_steps.step_of(live.curriculum, todo.step) if todo.step else None
    due = due_text(todo.due, today, done=done)
    text = todo.what.strip()
    ink = "decided" if done else urgency(todo.due, today)
    state = t("common.done") if done else _due_word(todo.due, today)
    right = "  ".join(part for part in (todo.owner, due, step.label if step else "") if part)
    right_style = "muted" if done else ink
    return ListRow(key, state, ink, "", text, right, right_style, "muted" if done else "", todo.note.strip())


def _due_word(due: date | None, today: date) -> str:
    if due is None or due > today:
        return ""
    return t("programme.chip_today") if due == today else t("programme.chip_over")
