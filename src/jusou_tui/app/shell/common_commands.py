"""Commands that several pages have, declared once; `Command.but` varies one where a page has other keys."""

from __future__ import annotations

from jusou_tui.app.shell.commands import Command

BACK = Command("back", "common.back", "common.back_help", ("f9",), rank=0, primary=True)
SCHEDULE = Command("show_page('schedule')", "app.schedule", "app.schedule_help", ("f2",), ("s",), rank=5)
NOTES = Command("show_page('notes')", "app.notes", "app.notes_help", ("f3",), ("m",))
PEOPLE = Command("show_page('people')", "common.members", "programme.people_help", ("f2",), ("p",))
TODOS = Command("show_page('todos')", "programme.todos", "programme.todos_help", ("f7",), ("d",))
SHEETS = Command("sheets", "common.sheets", "programme.sheets_help", ("f5",), ("f",))
EDIT = Command("edit", "common.edit", "app.edit_help", ("f4",), ("i",), rank=2)
REMOVE = Command("remove", "common.remove", "app.remove_help", ("f8",), ("d",), rank=3)
TICK = Command("tick", "app.tick", "app.tick_help", ("f6",), ("t",), rank=4)
FILTER = Command("filter", "app.filter", "app.filter_help", ("f5",), ("f",), rank=3)
SCROLL_DOWN = Command("scroll(1)", "app.scroll_down", "app.scroll_help", ("pagedown",))
SCROLL_UP = Command("scroll(-1)", "app.scroll_up", "app.scroll_up_help", ("pageup",))

NEXT_KIND = Command("next_kind", "app.next_kind", "app.next_kind_help", ("ctrl+k",), ("c",))
NEXT_AUTHOR = Command("next_author", "app.next_author", "app.next_author_help", ("ctrl+o",), ("o",))
UNDO = Command("undo", "app.undo", "app.undo_help", ("ctrl+z", "f12"), ("u",))
REDO = Command("redo", "app.redo", "app.redo_help", ("ctrl+r",), ("r",))
BRING_BACK = Command("show_dialog('bring_back')", "recover.bring_back", "recover.bring_back_help", ())
CONFLICTS = Command("show_dialog('conflicts')", "recover.conflicts", "recover.conflicts_help", ())
WHO = Command("show_dialog('who')", "app.who", "app.who_help", ("ctrl+w",), ("w",))
PROGRAMME = Command("programme", "programme.programme", "programme.programme_help", ("f11", "ctrl+f"), ("g",))
SETUP = Command("edit_setup", "app.setup", "app.setup_help", (), ("e",))
LEAVE_FIELD = Command("leave_field", "app.leave_field", "app.leave_field_help", ("escape",))
SAVE = Command("save", "app.save", "app.save_help", ("ctrl+s",))
HOME = Command("home", "app.home", "app.home_help", ("ctrl+right_square_bracket",))

SESSION_COMMANDS = (
    NEXT_KIND,
    NEXT_AUTHOR,
    UNDO,
    REDO,
    BRING_BACK,
    CONFLICTS,
    WHO,
    PROGRAMME,
    SETUP,
    LEAVE_FIELD,
    SAVE,
    HOME,
)
"""What every page of an open session can do, in the order of the help page."""

NO_FIELD = (NEXT_KIND, NEXT_AUTHOR, LEAVE_FIELD)
"""Commands of the note field, for pages without one."""


def session_commands(*without: Command) -> tuple[Command, ...]:
    """Return the commands of an open session but for those that a page has no use for, or its own form of."""
    return tuple(command for command in SESSION_COMMANDS if command not in without)
