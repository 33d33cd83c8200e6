"""The rehearsal of a session's plan: a copy of the session with a clock that runs faster."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.paths import rehearsals_folder
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.curriculum import source_of
from jusou_tui.session.format.read import read
from jusou_tui.session.library import new_path
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.new_run import rehearsal_of
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, real_clock


def create_rehearsal(path: Path, folder: Path, clock: Clock, speed: float) -> Path:
    """Write the rehearsal of a session's plan into the folder of rehearsals below `folder`; return its file.

    `clock`: the program's own; `speed`: seconds of the rehearsal per real second. The rehearsal's clock
    stands at the planned start until the meeting begins. Raises JusouError where the session or its
    curriculum cannot be used, or the copy cannot be written.
    """
    session = read(path)
    meta = session.session
    source = source_of(session, path)
    real = real_clock(clock)
    step, held = _next_meeting(session, load(source), real.now())
    start = session.meetings[step].start if step in session.meetings else None
    now = real.now() if start is None else start
    made = rehearsal_of(session, step, held, now, speed)
    made.session = made.session.model_copy(update={"curriculum_path": str(source.resolve())})
    target = new_path(rehearsals_folder(folder), meta.title, now)
    Store.create(target, made, now=real.now).close()
    return target


def _next_meeting(session: Session, curriculum: Curriculum, now: datetime) -> tuple[str, frozenset[str]]:
    """Return the meeting to rehearse, which is the one that is due, and the steps that were held."""
    book = SessionBook(session, lambda: now, read_only=True)
    found = run_steps.stages(curriculum, book.session, now.date())
    held = frozenset(stage.step.id for stage in found if stage.state == "held")
    due = due_step(found, now.date()) or next((one for one in found if one.step.kind == "meeting"), found[0])
    return due.step.id, held
