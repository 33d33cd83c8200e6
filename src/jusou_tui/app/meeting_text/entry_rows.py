"""Notes and ToDos as the rows of a list: time, kind, author, text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo

from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.live.meeting_words.entry_texts import note_text, todo_text
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.wording.values import kind_label, time_text

_TAG_STYLES = {"decision": "decided", "question": "late", "todo": "digits", "note": ""}


def entry_rows(live: LiveSession, records: Iterable[tuple[str, Note | Todo]]) -> list[EntryRow]:
    """Return a row for each record (see `live.entries.listed`)."""
    return EntryRows(live).rows(records)


class EntryRows:
    """The rows of a session's records again and again: a note's is made once as long as it stays."""

    def __init__(self, live: LiveSession) -> None:
        self._live = live
        self._made: dict[str, tuple[Note, EntryRow]] = {}
        self._made_for: tuple[Mapping[str, str], tzinfo | None] = {}, None

    def rows(self, records: Iterable[tuple[str, Note | Todo]]) -> list[EntryRow]:
        """Return what `entry_rows` returns."""
        live = self._live
        made_for = live.labels, live.clock.now().tzinfo
        if made_for != self._made_for:
            self._made, self._made_for = {}, made_for
        return [
            _todo_row(live, key, record) if isinstance(record, Todo) else self._row(key, record)
            for key, record in records
        ]

    def _row(self, record_id: str, note: Note) -> EntryRow:
        made = self._made.get(record_id)
        if made is None or made[0] is not note:
            made = self._made[record_id] = note, _note_row(record_id, note, *self._made_for)
        return made[1]


def _note_row(record_id: str, note: Note, names: Mapping[str, str], zone: tzinfo | None) -> EntryRow:
    tag = "" if note.kind == "note" else kind_label(note.kind)
    text = note_text(note)
    return EntryRow(
        record_id,
        time_text(note.at.astimezone(zone)),
        tag,
        _TAG_STYLES[note.kind],
        names.get(note.author or "", ""),
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
