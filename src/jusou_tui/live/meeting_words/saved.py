"""What is said after a session was closed: that it is saved, and how one goes on with it."""

from __future__ import annotations

from jusou_tui import paths
from jusou_tui.live.session import LiveSession
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t


def saved_text(live: LiveSession | None, option: str = "") -> str | None:
    """Return what a terminal shows after the program: that a session was saved, and how one goes on with it.

    None without one that goes on: an example, a rehearsal, one that is only looked at, a scribe's copy.
    `option`: what stands behind the command.
    """
    if live is None or not live.keeps_time or live.store.read_only:
        return None
    meta, path = live.book.meta, live.store.path
    if meta.demo or meta.rehearsal:
        return None
    title = clean_line(meta.title)
    if meta.closed is not None:
        return t("app.session_closed", title=title)
    is_found = path.parent == paths.sessions_folder()
    command = "jusou resume" if is_found else f'jusou resume "{clean_line(str(path))}"'
    return t("app.program_left", title=title, command=f"{command} {option}".rstrip())
