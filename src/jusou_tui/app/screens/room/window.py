"""Opens the shared screen in a window of its own, where the terminal can be asked; else says what to type.

The same for its page in a browser; and the line that prints the seat cards.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.screen import start_worker
from jusou_tui.app.terminal.second_window import line_of, open_window, second_window
from jusou_tui.wording import language, t

_OPENED = {
    "windows_terminal": "room.window_windows_terminal",
    "kitty": "room.window_large",
    "gnome": "room.window_large",
    "iterm": "room.window_iterm",
    "tmux": "room.window_tmux",
}
"""What is said of a window that a terminal opened; with large letters there is nothing to add."""
_PAGE_OPENED = dict.fromkeys(_OPENED, "room.web_opened") | {"tmux": "room.web_tmux"}
"""The same of one that serves the page for a browser."""


def open_screen(host: Host, closed: Callable[[], None], *, web: bool = False) -> None:
    """Open the window, or show the line that opens it; say what became of it. `web`: in a browser."""
    path = host.open_live.store.path
    environment, lang = os.environ, language()
    found = second_window(path, environment, shutil.which, language=lang, title=t("screen.title"), web=web)
    title = t("room.web") if web else t("room.window")
    if found.command is None:
        _show_line(host, title, _to_type(found.line, web=web), found.line, closed)
        return

    async def ask_terminal() -> None:
        if await asyncio.to_thread(open_window, found):
            opened = (_PAGE_OPENED if web else _OPENED)[found.way]
            host.say(t(opened, line=found.line))
            closed()
        else:
            _show_line(host, title, _to_type(found.line, web=web), found.line, closed)

    start_worker(host.screen, ask_terminal)


def show_seat_cards(host: Host, step: str, closed: Callable[[], None]) -> None:
    """Show the line that prints the seat cards of a step's meeting; it can be copied."""
    line = line_of(("show", str(host.open_live.store.path), step, "--seats"), shutil.which)
    _show_line(host, t("room.seats"), t("room.seats_line", line=line), line, closed)


def _to_type(line: str, *, web: bool) -> str:
    return t("room.web_line" if web else "room.type_line", line=line)


def _show_line(host: Host, title: str, text: str, line: str, closed: Callable[[], None]) -> None:
    """Show a line to type in another terminal; it can be copied."""

    def answered(answer: str | None) -> None:
        if answer == "copy":
            host.screen.app.copy_to_clipboard(line)
            host.say(t("room.line_copied"))
        closed()

    answers = (
        Answer("copy", t("room.copy_line"), "1"),
        Answer("leave", t("app.close"), "2", safe=True),
    )
    host.push_screen(Ask(title, text, answers), answered)
