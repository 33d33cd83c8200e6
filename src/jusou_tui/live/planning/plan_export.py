"""The plan of a run saved as a curriculum among the user's own."""

from __future__ import annotations

from pathlib import Path

from jusou_tui import paths
from jusou_tui.curriculum import library
from jusou_tui.errors import InputError, system_words
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.history.curriculum_from_run import MOST_TITLE, curriculum_from_run
from jusou_tui.wording.values import bracketed


def usual_title(live: LiveSession) -> str:
    """Return the title to use where none is typed: the programme's and the session's."""
    return (live.curriculum.programme.short_title + bracketed(live.book.meta.title))[:MOST_TITLE]


def save_plan(meeting: MeetingView, typed: str) -> Path:
    """Write the run's plan into the user's curricula folder. Return the file's path.

    Raises InputError where it cannot be written, CurriculumError where it would not be valid.
    """
    title = clean_line(typed).strip() or usual_title(meeting.live)
    day = meeting.record.date or meeting.live.clock.now().date()
    identifier = library.free_id(f"{meeting.live.curriculum.id[:40]}-{day.isoformat()}")
    made = curriculum_from_run(meeting.live.curriculum, meeting.book.session, identifier, title)
    folder = paths.user_curricula()
    try:
        return library.save(made, folder)
    except OSError as error:
        reason = system_words(error)
        raise InputError("timekeeping.plan_not_saved", folder=folder, reason=reason) from error
