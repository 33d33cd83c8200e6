"""A session is begun, opened or left; leaving one or the program is asked about while a meeting runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jusou_tui.app.screens.recovery import open_session as opening
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import BeginSession, Host, OpenSession
from jusou_tui.errors import StoreError
from jusou_tui.live.beginning.first_words import first_words
from jusou_tui.live.steps import open_at_due
from jusou_tui.session.storage.lock import refuse_unwritable
from jusou_tui.wording import t


def begin_session(app: Host, wanted: BeginSession) -> None:
    """Begin a new session of a curriculum with its set-up; ask first where the folder refuses."""

    def begin_in(folder: Path | None) -> None:
        """Begin it where another folder was taken; that is the program's by now."""
        if folder is not None:
            app.post_message(BeginSession(wanted.source, wanted.curriculum, wanted.clock, wanted.message))

    try:
        refuse_unwritable(app.start.folder)
    except StoreError as error:
        from jusou_tui.app.plan_dialogs.folder import ask_for_folder

        ask_for_folder(app, error, begin_in)
        return
    app.start = app.start._replace(curriculum=wanted.source, titles=None)
    app.curriculum = wanted.curriculum
    app.clock = wanted.clock or app.clock
    app.show_setup()
    if wanted.message:
        app.say(wanted.message)


def open_session(app: Host, wanted: OpenSession) -> None:
    """Open a session file and show it; ask or say in one sentence where that is not possible."""
    live = opening.open_session(app, wanted)
    if live is None:
        return
    app.live, app.clock = live, live.clock
    open_at_due(live)
    app.show_session()
    _say_first(app)
    if wanted.opened is not None:
        wanted.opened()


def ask_and_say_first(app: Host) -> None:
    """Ask on the first page about a damaged file and what was not saved last time; say what is wrong."""
    if app.start.damaged is not None or (app.live is not None and app.live.store.rescued is not None):
        app.call_after_refresh(opening.ask_first, app, app.start.damaged)
    _say_first(app)


def _say_first(app: Host) -> None:
    """Say what is wrong with the curriculum of the open session; its conflicts."""
    if app.live is not None and (sentences := first_words(app.live)):
        app.call_after_refresh(app.say, sentences)


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
