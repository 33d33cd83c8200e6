"""The text of a note or a ToDo in a list, with what is to be known of it."""

from __future__ import annotations

from datetime import date

from jusou_tui.live.entries import shown_todo
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.session.programme.decisions import is_public
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text


def note_text(note: Note) -> str:
    """Return a note's text, and whether it is kept back, private or public."""
    text = note.text.strip()
    if note.kept:
        text += t("programme.tag_settled") if note.settled else t("programme.tag_kept")
    if note.private:
        text += bracketed(t("common.private"))
    if is_public(note):
        text += bracketed(t("common.public"))
    return text


def todo_text(todo: Todo, today: date) -> tuple[str, tuple[str, str]]:
    """Return a ToDo in a line, and the parts of it that no line end should part: who, until when."""
    what, owner, due = shown_todo(todo, today)
    if day := todo.due:
        message_id = "app.todo_until" if day.year == today.year else "app.todo_until_year"
        due = t(message_id, year=day.year, month=day.month, day=day.day)
    facts = (owner, due, t("common.done") if todo.done else "", t("common.private") if todo.private else "")
    return what + bracketed(list_text(fact for fact in facts if fact)), (owner, due)
