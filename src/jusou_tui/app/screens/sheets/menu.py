"""What can be done with the marked cell, its row and its sheet, as choices of a menu."""

from __future__ import annotations

from jusou_tui.app.shell.menu import BY_ARROWS
from jusou_tui.live.worksheets.sheet_editor import SheetEditor
from jusou_tui.session.programme.todos import todo_columns
from jusou_tui.session.worksheets.layout import NEW

REMOVING = frozenset({"remove", "remove_row"})
"""Choices that remove something; they come last in the menu."""


def has_todos(one: SheetEditor) -> bool:
    """Return whether the marked row may be a ToDo."""
    return one.kind == "row" and one.worksheet is not None and bool(todo_columns(one.worksheet))


def choices(one: SheetEditor, *, reads: bool) -> list[tuple[str, str]]:
    """Return the choices as (action of the page, message id). `reads`: there are sheets to read."""
    is_there = one.cell.row not in {None, NEW}
    found: list[tuple[str, str]] = []
    if is_there:
        found.append((BY_ARROWS, "common.move"))
    if one.kind in {"row", "entry"}:
        found.append(("add", "sheet.add_row" if one.kind == "row" else "sheet.add_entry"))
    if is_there and has_todos(one):
        found.append(("tick", "app.tick"))
    if one.worksheet is not None:
        found += [("rename", "sheet.rename"), ("another", "sheet.another")]
    if reads:
        found.append(("list", "sheet.read"))
    if one.worksheet is not None:
        found += [("example", "supplement.example_show"), ("take_in", "supplement.take_in")]
        found.append(("show_dialog('export_sheet')", "export.sheet"))
    if one.cell.text and one.kind != "entry":
        found.append(("remove", "sheet.empty"))
    if is_there:
        found.append(("remove_row", "sheet.remove_row" if one.kind == "row" else "common.remove"))
    return found
