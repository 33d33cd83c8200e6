"""The texts of a session that nobody else is to read: what the rule of `privacy.for_everybody` leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.privacy import is_private
from jusou_tui.session.model.records import Session, Sheet, fields_of
from jusou_tui.session.programme.case_titles import own_title
from jusou_tui.session.programme.privacy import Privacy, for_everybody, head_of, is_picked, without_rows
from jusou_tui.session.programme.todos import todos_of, unread_due

WithheldKind = Literal["note", "todo", "sheet", "draft", "conflict", "unknown"]


class WithheldText(NamedTuple):
    """One text, and the record that it is of: its kind, and its id or key."""

    kind: WithheldKind
    id: str
    text: str


def withheld_texts(
    session: Session,
    curriculum: Curriculum | None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
    sheets: Iterable[str] = (),
) -> Iterator[WithheldText]:
    """Yield what is withheld unless the options ask for it. `sheets`: ids, or their worksheets', let through.

    What is of a closed item is public nowhere: no option but `sheets` lets it through. Of a record there
    may be several texts.
    """
    shown, _ = for_everybody(
        session, curriculum, include_private=include_private, include_sensitive=include_sensitive
    )
    privacy = Privacy(curriculum, session)
    if include_private:
        shown = _without_closed(shown, privacy)
    picked = frozenset(sheets)
    for key, note in session.notes.items():
        if key not in shown.notes:
            yield WithheldText("note", key, note.text)
    yield from _of_todos(session, curriculum, shown, picked, include_private=include_private)
    for key, sheet in session.sheets.items():
        if not is_picked(key, sheet, picked):
            yield from _of_sheet(key, sheet, shown.sheets[key])
    yield from _of_drafts(session, shown)
    if not shown.model_extra:
        for key, table in (session.model_extra or {}).items():
            yield from (WithheldText("unknown", key, text) for text in strings(table))


def _without_closed(shown: Session, privacy: Privacy) -> Session:
    """Return what is shown of a session without what is of closed items."""
    closed = privacy.closed
    update = {
        "notes": {key: note for key, note in shown.notes.items() if key not in closed},
        "todos": {key: todo for key, todo in shown.todos.items() if key not in closed},
        "sheets": {
            key: head_of(sheet) if privacy.is_closed_sheet(sheet) else without_rows(sheet, closed)
            for key, sheet in shown.sheets.items()
        },
    }
    return shown.model_copy(update=update)


def _of_todos(
    session: Session,
    curriculum: Curriculum | None,
    shown: Session,
    picked: frozenset[str],
    *,
    include_private: bool,
) -> Iterator[WithheldText]:
    for key, todo in todos_of(session, curriculum):
        sheet = session.sheets.get(todo.sheet or "")
        picks = sheet is not None and is_picked(todo.sheet or "", sheet, picked)
        if picks and (include_private or not is_private(todo)):
            continue
        if key not in shown.todos or (todo.what.strip() and not shown.todos[key].what):
            for text in (todo.what, todo.owner, todo.note, unread_due(todo)):
                yield WithheldText("todo", key, text)


def _of_drafts(session: Session, shown: Session) -> Iterator[WithheldText]:
    """Yield half-typed texts, and what two writers wrote differently."""
    for key, draft in session.drafts.items():
        if key not in shown.drafts:
            yield from (WithheldText("draft", key, text) for text in (draft.text, draft.owner, draft.due))
    for key, conflict in session.conflicts.items():
        if key not in shown.conflicts:
            yield from (WithheldText("conflict", key, text) for text in strings(conflict.get("fields")))


def public_texts(session: Session, curriculum: Curriculum | None) -> Iterator[str]:
    """Yield all texts that everybody may read: the curriculum's, and the session's that are not withheld."""
    shown, _ = for_everybody(session, curriculum)
    yield from strings(shown)
    if curriculum is not None:
        yield from strings(curriculum)


def strings(value: object) -> Iterator[str]:
    """Yield the texts of a value and of all that is in it; keys of tables are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from strings(fields_of(value))
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def _of_sheet(key: str, sheet: Sheet, shown: Sheet) -> Iterator[WithheldText]:
    if sheet.title != shown.title and own_title(sheet.title):
        yield WithheldText("sheet", key, sheet.title)
    yield from (
        WithheldText("sheet", key, text) for name, text in sheet.cells.items() if name not in shown.cells
    )
    for row, cells in sheet.rows.items():
        if row not in shown.rows:
            yield from (WithheldText("sheet", key, text) for text in cells.values())
