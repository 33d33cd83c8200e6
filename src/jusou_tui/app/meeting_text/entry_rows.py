"""Notes and ToDos as the rows of a list: time, kind, author, text."""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.live.meeting_words.entry_texts import note_text, todo_text
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.wording.values import kind_label, time_text

_TAG_STYLES = {"decision": "decided", "question": "late", "todo": "digits", "note": ""}


def entry_rows(live: LiveSession, records: Iterable[tuple[str, Note | Todo]]) -> list[EntryRow]:
    """Return a row for each record (see `live.entries.listed`)."""
    return [
        _todo_row(live, key, record) if isinstance(record, Todo) else _note_row(live, key, record)
        for key, record in records
    ]


def _note_row(live: LiveSession, record_id: str, note: Note) -> EntryRow:
    tag = "" if note.kind == "note" else kind_label(note.kind)
    text = note_text(note)
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
    text, whole = todo_text(todo, live.clock.now().date())
    return EntryRow(
        record_id,
        time_text(live.here(todo.at)),
        kind_label("todo"),
        _TAG_STYLES["todo"],
        "",
        text,
        whole=whole,
    )
