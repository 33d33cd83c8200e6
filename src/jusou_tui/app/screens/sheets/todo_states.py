"""What a sheet shows of its rows that are ToDos: done, due today, over, with a date that cannot be read."""

from __future__ import annotations

from datetime import date

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.live.entries import shown_due, urgency
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets.sheet_editor import SheetEditor
from jusou_tui.session.model.records import Todo
from jusou_tui.session.programme.todos import todo_rows, unread_due
from jusou_tui.session.worksheets.layout import Cell, SheetLayout, SheetLine
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed

_URGENT = {"late": "programme.chip_over", "soon": "programme.chip_today", "muted": ""}


def state_word(todo: Todo, today: date) -> str:
    """Return the state of a ToDo in a word, "" where there is nothing to say."""
    if todo.done is not None:
        return t("common.done")
    if unread_due(todo):
        return t("app.setup_unread")
    word = _URGENT[urgency(todo.due, today)]
    return t(word) if word else ""


def with_states(one: SheetEditor) -> SheetLayout:
    """Return the sheet laid out, each ToDo with its state in the cell of its date, else of its text."""
    live, today = one.live, one.live.clock.now().date()
    words = {
        key: bracketed(word)
        for key, todo in live.todos()
        if todo.sheet == one.identifier and (word := state_word(todo, today))
    }
    if not words:
        return one.filled
    here = {one.identifier: live.book.session.sheets[one.identifier]}
    places = {place.row: place for place in todo_rows(here, live.curriculum)}
    shown = {
        (row, places[row].columns.due or places[row].columns.what): word
        for row, word in words.items()
        if row in places
    }

    def cell(given: Cell) -> Cell:
        word = shown.get((given.row or "", given.address))
        return given._replace(text=f"{given.text}{word}") if word else given

    def line(given: SheetLine) -> SheetLine:
        return given._replace(cells=tuple(map(cell, given.cells))) if given.row in words else given

    filled = one.filled
    return filled._replace(
        parts=tuple(part._replace(lines=tuple(map(line, part.lines))) for part in filled.parts)
    )


def state_pieces(live: LiveSession, todo: Todo | None) -> list[Piece]:
    """Return what is said beside the heading of the current row: done, or until when, how far off."""
    if todo is None:
        return []
    today = live.clock.now().date()
    done = todo.done is not None
    text = t("common.done") if done else shown_due(todo, today)
    return [("  ", ""), (text, "decided" if done else urgency(todo.due, today))] if text else []
