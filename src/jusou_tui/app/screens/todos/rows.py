"""ToDos as rows of a list, and the filters over them."""

from __future__ import annotations

from datetime import date

from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.live.entries import shown_todo, urgency
from jusou_tui.live.session import LiveSession
from jusou_tui.report.checklist import item_label, item_text
from jusou_tui.session.model.privacy import is_sensitive_todo
from jusou_tui.session.model.records import SheetTodo, Todo
from jusou_tui.session.people.identity import keys_of_names
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.todos import due_order
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, labelled

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
    keys = _owner_keys(live, today)
    found = []
    for key, todo in sorted(live.todos(), key=due_order):
        what, who, _ = shown_todo(todo, today)
        if not _is_shown(todo, show, today) or owner not in {ANYONE, f"{OWNER}{keys[who]}"}:
            continue
        if all(part in f"{what} {who} {todo.note}" for part in words.split()):
            found.append(_todo_row(live, key, todo, today))
    return found


def owners(live: LiveSession) -> list[tuple[str, str]]:
    """Return who owns ToDos, to choose from; a name is never taken for the choice of anyone."""
    keys = _owner_keys(live, live.clock.now().date())
    names = {key: live.name_of(key) or name for name, key in keys.items()}
    nobody = names.pop("", None) is not None
    found = [(f"{OWNER}{key}", name) for key, name in sorted(names.items(), key=lambda pair: pair[1])]
    nobodys = [(OWNER, t("programme.owner_none"))] if nobody else []
    return [(ANYONE, t("programme.owner_anyone")), *found, *nobodys]


def _owner_keys(live: LiveSession, today: date) -> dict[str, str]:
    """Return the owners of ToDos, each with a key that all ways to name one person share."""
    owners = (shown_todo(todo, today)[1] for _, todo in live.todos())
    return keys_of_names(dict(live.book.session.people), owners)


def _is_shown(todo: Todo, show: str, today: date) -> bool:
    if show == DUE:
        return todo.done is None and todo.due is not None and todo.due <= today
    return show == ALL or (todo.done is not None) == (show == DONE)


def _todo_row(live: LiveSession, key: str, todo: Todo, today: date) -> ListRow:
    done = todo.done is not None
    step = run_steps.step_of(live.curriculum, todo.step) if todo.step else None
    text, owner, due = shown_todo(todo, today)
    if todo.item:
        text = labelled(item_label(todo), item_text(todo, live.labels))
    if todo.private:
        text += bracketed(t("common.private"))
    ink = "decided" if done else urgency(todo.due, today)
    state = t("common.done") if done else _due_word(todo.due, today)
    parts = (owner, due, step.label if step else "", _sheet_name(todo))
    right = "  ".join(part for part in parts if part)
    right_style = "muted" if done else ink
    return ListRow(key, state, ink, "", text, right, right_style, "muted" if done else "", todo.note.strip())


def _sheet_name(todo: Todo) -> str:
    """Return the sheet in whose row a ToDo stands, "" where there is none or its text says it."""
    return todo.sheet_name if isinstance(todo, SheetTodo) and not is_sensitive_todo(todo) else ""


def _due_word(due: date | None, today: date) -> str:
    if due is None or due > today:
        return ""
    return t("programme.chip_today") if due == today else t("programme.chip_over")
