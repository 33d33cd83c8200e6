"""Leaving the open session or the program: asked about while a meeting runs, and said."""

from __future__ import annotations

from collections.abc import Callable

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.wording import t


def leave_session(app: Host) -> None:
    """Close the open session and show the home page; ask first where its meeting runs."""
    _leave(app, app.show_home, "app.leave_session_text", "app.leave_session_yes")


def leave_program(app: Host, leave: Callable[[], None]) -> None:
    """Leave the program by `leave`; ask first where a meeting runs."""
    _leave(app, leave, "app.leave_program_text", "app.leave_program_yes")


def _leave(app: Host, leave: Callable[[], None], text: str, yes: str) -> None:
    live = app.live
    if live is None or not live.keeps_time or live.store.read_only or not live.under_way().is_under_way:
        leave()
        return
    if isinstance(app.screen, LeavingQuestion):
        return
    answers = (Answer("leave", t(yes), "1"), Answer("stay", t("app.leave_session_stay"), "2", safe=True))
    step = live.under_way().step.heading
    question = LeavingQuestion(t("app.leave_session_title"), t(text, step=step), answers)
    app.push_screen(question, lambda answer: leave() if answer == "leave" else None)


class LeavingQuestion(Ask):
    """Whether to leave a meeting that runs; asked once, however often the key is pressed."""
