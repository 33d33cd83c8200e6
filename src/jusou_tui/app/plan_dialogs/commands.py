"""The commands with which pages open these dialogs, declared once."""

from __future__ import annotations

from jusou_tui.app.shell.commands import Command

CATCH_UP = Command("catch_up", "timekeeping.fit", "timekeeping.fit_help", ("ctrl+e",), ("t",))
CHANGE_ROW = Command("change_row", "timekeeping.change", "timekeeping.change_help", ("ctrl+d",), ("d",))
