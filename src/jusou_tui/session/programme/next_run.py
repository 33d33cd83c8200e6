"""The next run of a curriculum by the same team: what a new session takes over from the one before."""

from __future__ import annotations

from collections.abc import Collection

from jusou_tui.session.model.records import Session


def sheets_named(old: Session, name: str) -> tuple[str, ...]:
    """Return the ids of the sheets that `name` means: one by its own id, or all of one worksheet."""
    return tuple(key for key, sheet in old.sheets.items() if name in {key, sheet.worksheet})


def next_run(
    old: Session, fresh: Session, *, keep_todos: bool = False, keep_sheets: Collection[str] = ()
) -> Session:
    """Return `fresh` with the members of `old` and what the organiser chose. Neither is changed.

    People keep their ids, so that runs can be compared; those who have left are not copied. Open ToDos and
    the sheets with the ids `keep_sheets` are copied, but belong to no step of the new run.
    """
    away = {"step": None, "activity": None}
    todos = {
        key: todo.model_copy(update=away | {"author": todo.author if _stays(old, todo.author) else None})
        for key, todo in old.todos.items()
        if keep_todos and todo.done is None and todo.item is None
    }
    sheets = {
        key: sheet.model_copy(update={"step": None})
        for key, sheet in old.sheets.items()
        if key in keep_sheets
    }
    people = {key: person for key, person in old.participants.items() if _stays(old, key)}
    return fresh.model_copy(update={"participants": people, "todos": todos, "sheets": sheets})


def _stays(old: Session, person: str | None) -> bool:
    """Whether someone is a member and has not left."""
    found = old.participants.get(person or "")
    return found is not None and found.left is None
