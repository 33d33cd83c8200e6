"""Opening a session from within the program, and the questions that may come of it."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.app.screens.recovery import questions
from jusou_tui.app.shell.host import Host, OpenSession
from jusou_tui.errors import JusouError, SessionFileError
from jusou_tui.live.session import Desk
from jusou_tui.session.storage.lock import HeldElsewhere
from jusou_tui.wording import message_text


def opened(app: Host, wanted: OpenSession) -> Desk | None:
    """Return the session of a file; None where the user was asked or told why there is none."""
    path = wanted.path
    try:
        desk = Desk.open(path, app.clock, look=wanted.look, take_over=wanted.take_over)
    except HeldElsewhere as error:
        questions.offer_held(app, path, error)
        return None
    except SessionFileError:
        questions.offer_recovery(app, path)
        return None
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return None
    app.call_after_refresh(questions.offer_rescue, app)
    return desk


def ask_first(app: Host, damaged: Path | None) -> None:
    """Ask about the `damaged` file with which the program began, else about what was not saved last time."""
    if damaged is not None:
        questions.offer_recovery(app, damaged)
    else:
        questions.offer_rescue(app)
