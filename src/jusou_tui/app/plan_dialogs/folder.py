"""The question where a session shall lie, when its folder refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.errors import StoreError
from jusou_tui.session.storage.lock import writable_others
from jusou_tui.wording import message_text, t


def ask_for_folder(host: Host, refused: StoreError, chosen: Callable[[Path | None], None]) -> None:
    """Say which folder refuses, and why; offer others. `chosen` gets the one taken, None for none.

    The folder that is taken is the program's from now on.
    """
    folders = writable_others(host.start.folder)
    answers = [
        *(Answer(str(number), t("app.folder_use", folder=folder)) for number, folder in enumerate(folders)),
        Answer("none", t("app.folder_none"), safe=True),
    ]

    def answered(answer: str | None) -> None:
        if answer is None or not answer.isdigit():
            chosen(None)
            return
        folder = folders[int(answer)]
        host.start = host.start._replace(folder=folder)
        chosen(folder)

    text = t("app.folder_text", sentence=message_text(refused))
    host.push_screen(Ask(t("app.folder_title"), text, answers), answered)
