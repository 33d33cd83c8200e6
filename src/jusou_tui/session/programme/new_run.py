"""What a session begins with: a new run, the next run of a team, a rehearsal, an example moved to now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.plan_digest import plan_digest
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.privacy import is_sensitive_todo
from jusou_tui.session.model.records import Meeting, Meta, Session, Todo, View
from jusou_tui.session.programme.todos import todos_of, unread_due
from jusou_tui.text.terminal import clean_line, stored_text
from jusou_tui.wording import t


def new_session(  # noqa: PLR0917 - what the set-up asks, in its order
    title: str,
    organisation: str,
    curriculum: Curriculum,
    digest: str,
    path: Path | str | None,
    variant: str,
    now: datetime,
) -> Session:
    """Return an empty session. `path`: where the curriculum's file was, None for a shipped one."""
    at = normalise.instant(now)
    meta = Meta(
        id=new_id(at),
        title=clean_line(title),
        organisation=clean_line(organisation),
        created=at,
        curriculum=curriculum.id,
        curriculum_path=None if path is None else str(path),
        curriculum_version=curriculum.version,
        curriculum_digest=digest,
        curriculum_plan=plan_digest(curriculum),
        variant=variant,
    )
    return Session(session=meta)


def sheets_named(old: Session, name: str) -> tuple[str, ...]:
    """Return the ids of the sheets that `name` means: one by its own id, or all of one worksheet."""
    return tuple(key for key, sheet in old.sheets.items() if name in {key, sheet.worksheet})


def next_run(
    old: Session,
    fresh: Session,
    curriculum: Curriculum | None,
    *,
    keep_todos: bool = False,
    keep_sheets: Collection[str] = (),
) -> Session:
    """Return `fresh` with the members of `old` and what the organiser chose. Neither is changed.

    People keep their ids, so that runs can be compared; those who have left are not copied. Open ToDos and
    the sheets with the ids `keep_sheets` are copied, but belong to no step of the new run. An open row of a
    sheet that is not copied goes on as a ToDo of its own, unless the sheet is about persons.
    """
    away: dict[str, object] = {"step": None, "activity": None}

    def author_of(todo: Todo) -> str | None:
        return todo.author if _stays(old, todo.author) else None

    todos = {
        key: own.model_copy(update=away | {"author": author_of(own)})
        for key, own in old.todos.items()
        if own.sheet in keep_sheets
    }
    for key, todo in todos_of(old, curriculum):
        wanted = keep_todos and todo.done is None and todo.item is None
        if wanted and todo.sheet not in keep_sheets and not is_sensitive_todo(todo):
            todos[key] = _taken_over(todo, away | {"author": author_of(todo)})
    sheets = {
        key: sheet.model_copy(update={"step": None})
        for key, sheet in old.sheets.items()
        if key in keep_sheets
    }
    people = {key: person for key, person in old.participants.items() if _stays(old, key)}
    return fresh.model_copy(update={"participants": people, "todos": todos, "sheets": sheets})


def _taken_over(todo: Todo, changes: dict[str, object]) -> Todo:
    """Return a ToDo, changed, as one of its own; an unread date goes into its note."""
    if todo.sheet is None:
        return todo.model_copy(update=changes)
    changes = changes | {"sheet": None}
    if written := unread_due(todo):
        changes["note"] = stored_text(f"{todo.note}{t('common.due_unread', written=written)}")
    return Todo.model_validate({name: getattr(todo, name) for name in Todo.model_fields} | changes)


def _stays(old: Session, person: str | None) -> bool:
    """Whether someone is a member and has not left."""
    found = old.participants.get(person or "")
    return found is not None and found.left is None


def rehearsal_of(
    session: Session, step: str, finished: Collection[str], now: datetime, speed: float
) -> Session:
    """Return a rehearsal of a session's plan for `step`: its set-up, its members and the step's memos.

    Events are not copied; the steps `finished` count as done. The people keep their ids; `now` is
    the rehearsal's time. The session is not changed.
    """
    head = {"id": new_id(now), "created": now, "rehearsal": True, "speed": speed, "closed": None}
    steps = {**dict.fromkeys(finished, Meeting()), **session.meetings}
    meetings = {
        key: meeting.model_copy(update={"closed": now if key in finished else None})
        for key, meeting in steps.items()
    }
    memos = {key: note for key, note in session.notes.items() if note.memo and note.step == step}
    return Session(
        session=session.session.model_copy(update=head),
        participants=dict(session.participants),
        meetings=meetings,
        notes=memos,
        view=View(screen="run", step=step),
    )


def shift(session: Session, delta: timedelta) -> Session:
    """Return the session with every instant `delta` later, dates by the days that this makes. Ids stay."""
    return Session.model_validate(cast("dict[str, object]", _moved(session.model_dump(by_alias=True), delta)))


def _moved(value: object, delta: timedelta) -> object:
    if isinstance(value, datetime):
        return value + delta
    if isinstance(value, date):
        return value + timedelta(days=round(delta / timedelta(days=1)))
    if isinstance(value, dict):
        return {key: _moved(entry, delta) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_moved(entry, delta) for entry in value)
    return value
