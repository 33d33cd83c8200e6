"""Opening a session from within the program, and the questions that may come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.app.screens.recovery import questions
from jusou_tui.errors import JusouError, SessionFileError
from jusou_tui.live.session import Desk
from jusou_tui.session.storage.lock import HeldElsewhere
from jusou_tui.wording import message_text

if TYPE_CHECKING:
    from jusou_tui.app.main import JusouApp


def opened(app: JusouApp, path: Path, *, look: bool, take_over: bool) -> Desk | None:
    """Return the desk of a session file; None where the user was asked or told why there is none."""
    try:
        desk = Desk.open(path, app.clock, look=look, take_over=take_over)
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


def ask_first(app: JusouApp) -> None:
    """Ask about the damaged file that the program was started with, or about what was not saved last time."""
    if app.start.damaged is not None:
        questions.offer_recovery(app, app.start.damaged)
    else:
        questions.offer_rescue(app)
