"""Notes and ToDos as the rows of a list: time, kind, author, text."""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.live.entries import shown_todo
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.session.programme.decisions import is_public
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, kind_label, list_text, time_text

_TAG_STYLES = {"decision": "decided", "question": "late", "todo": "digits", "note": ""}


def entry_rows(live: LiveSession, records: Iterable[tuple[str, Note | Todo]]) -> list[EntryRow]:
    """Return a row for each record (see `live.entries.listed`)."""
    return [
        _todo_row(live, key, record) if isinstance(record, Todo) else _note_row(live, key, record)
        for key, record in records
    ]


def _note_row(live: LiveSession, record_id: str, note: Note) -> EntryRow:
    tag = "" if note.kind == "note" else kind_label(note.kind)
    text = note.text.strip()
    if note.kept:
        text += t("programme.tag_settled") if note.settled else t("programme.tag_kept")
    if note.private:
        text += bracketed(t("common.private"))
    if is_public(note):
        text += bracketed(t("common.public"))
    return EntryRow(
        record_id,
        time_text(live.here(note.at)),
        tag,
        _TAG_STYLES[note.kind],
        live.name_of(note.author),
        text,
    )


def _todo_row(live: LiveSession, record_id: str, todo: Todo) -> EntryRow:
    """Return a ToDo's row: what, who, until when."""
    today = live.clock.now().date()
    what, owner, due = shown_todo(todo, today)
    if day := todo.due:
        message_id = "app.todo_until" if day.year == today.year else "app.todo_until_year"
        due = t(message_id, year=day.year, month=day.month, day=day.day)
    facts = (owner, due, t("common.done") if todo.done else "", t("common.private") if todo.private else "")
    text = what + bracketed(list_text(fact for fact in facts if fact))
    return EntryRow(
        record_id,
        time_text(live.here(todo.at)),
        kind_label("todo"),
        _TAG_STYLES["todo"],
        "",
        text,
        whole=(owner, due),
    )
