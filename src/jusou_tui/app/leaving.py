"""Closing the session and going to the home page: asked about while a meeting runs, and said."""

from __future__ import annotations

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.wording import t


def leave_session(app: Host) -> None:
    """Close the open session and show the home page; ask first where its meeting runs."""
    live = app.live
    if live is None or not live.under_way().is_under_way or live.store.read_only:
        app.show_home()
        return
    answers = (
        Answer("leave", t("app.leave_session_yes"), "1"),
        Answer("stay", t("app.leave_session_stay"), "2", safe=True),
    )
    question = Ask(
        t("app.leave_session_title"), t("app.leave_session_text", step=live.under_way().step.heading), answers
    )
    app.push_screen(question, lambda answer: app.show_home() if answer == "leave" else None)
