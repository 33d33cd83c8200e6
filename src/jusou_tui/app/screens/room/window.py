"""Opens the shared screen in a window of its own, where the terminal can be asked; else says what to type."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.screen import start_worker
from jusou_tui.app.terminal.second_window import SecondWindow, open_window, second_window
from jusou_tui.wording import language, t

_OPENED = {
    "windows_terminal": "room.window_windows_terminal",
    "kitty": "room.window_large",
    "gnome": "room.window_large",
    "iterm": "room.window_iterm",
    "tmux": "room.window_tmux",
}
"""What is said of a window that a terminal opened; with large letters there is nothing to add."""


def open_screen(host: Host, closed: Callable[[], None]) -> None:
    """Open the window, or show the line that opens it; say what became of it."""
    path = host.open_live.store.path
    found = second_window(path, os.environ, shutil.which, language=language(), title=t("screen.title"))
    if found.command is None:
        _show_line(host, found, closed)
        return

    async def ask_terminal() -> None:
        if await asyncio.to_thread(open_window, found):
            host.say(t(_OPENED[found.way], line=found.line))
            closed()
        else:
            _show_line(host, found, closed)

    start_worker(host.screen, ask_terminal)


def _show_line(host: Host, found: SecondWindow, closed: Callable[[], None]) -> None:
    """Show the line to type in another terminal; it can be copied."""

    def answered(answer: str | None) -> None:
        if answer == "copy":
            host.screen.app.copy_to_clipboard(found.line)
            host.say(t("room.line_copied"))
        closed()

    answers = (
        Answer("copy", t("room.copy_line"), "1"),
        Answer("leave", t("app.close"), "2", safe=True),
    )
    host.push_screen(Ask(t("room.window"), t("room.type_line", line=found.line), answers), answered)
