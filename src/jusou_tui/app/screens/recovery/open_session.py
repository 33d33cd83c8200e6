"""Opening a session file from within the program, and the questions that this can raise."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.app.screens.recovery.damaged_file import offer_recovery
from jusou_tui.app.screens.recovery.lost_entries import offer_rescue
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host, OpenSession
from jusou_tui.errors import JusouError, SessionFileError
from jusou_tui.live.session import LiveSession
from jusou_tui.session.storage.lock import HeldElsewhere
from jusou_tui.wording import message_text, t


def open_session(app: Host, wanted: OpenSession) -> LiveSession | None:
    """Return the session of a file, None where that is not possible: the user is shown why, or asked."""
    path = wanted.path
    try:
        live = LiveSession.open(path, app.clock, look=wanted.look, take_over=wanted.take_over)
    except HeldElsewhere as error:
        _offer_held(app, path, error)
        return None
    except SessionFileError:
        offer_recovery(app, path)
        return None
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return None
    app.call_after_refresh(offer_rescue, app)
    return live


def _offer_held(app: Host, path: Path, held: HeldElsewhere) -> None:
    """Say who has the session open, and offer to look on, or to take over from another machine."""
    answers = [
        Answer("look", t("recover.held_look"), primary=True),
        *([Answer("take_over", t("recover.held_take_over"))] if held.may_take_over else []),
        Answer("leave", t("recover.held_leave"), safe=True),
    ]

    def answered(answer: str | None) -> None:
        if answer in ("look", "take_over"):
            look, take_over = answer == "look", answer == "take_over"
            app.post_message(OpenSession(path, look=look, take_over=take_over))

    app.push_screen(Ask(t("recover.held_title"), message_text(held), answers), answered)


def ask_first(app: Host, damaged: Path | None) -> None:
    """Ask about the `damaged` file with which the program began, else about what was not saved last time."""
    if damaged is not None:
        offer_recovery(app, damaged)
    else:
        offer_rescue(app)
