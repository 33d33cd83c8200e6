"""Rehearsals from within the program: how fast, of a curriculum or of a plan, and to delete them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from jusou_tui.app.shell.host import BeginSession, Host, OpenSession
from jusou_tui.app.widgets.dialog import Answer, Ask
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.named import of_session
from jusou_tui.errors import JusouError
from jusou_tui.paths import rehearsals_folder
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.read import read
from jusou_tui.session.library import new_path
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme import progress, rehearsal
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.clock.rehearsal import RehearsalClock, real_clock
from jusou_tui.wording import message_text, t

SPEEDS = (1, 10, 30, 60)
THREE_HOURS = 180
TO_LOOK_AROUND = timedelta(seconds=30)
"""Real seconds before the planned start at which the rehearsal of a plan begins."""


def ask_speed(app: Host, then: Callable[[float], None]) -> None:
    """Ask how fast to rehearse; go on with the answer."""
    answers = [
        Answer(str(speed), _said_speed(speed), str(number), primary=speed == SPEEDS[1])
        for number, speed in enumerate(SPEEDS, 1)
    ]
    answers.append(Answer("leave", t("timekeeping.leave"), safe=True))

    def answered(answer: str | None) -> None:
        if answer and answer != "leave":
            then(float(answer))

    question = t("timekeeping.rehearse_question")
    app.push_screen(Ask(t("timekeeping.rehearse_title"), question, answers), answered)


def _said_speed(speed: int) -> str:
    if speed == 1:
        return t("timekeeping.rehearse_real")
    return t("timekeeping.rehearse_times", speed=speed, minutes=THREE_HOURS // speed)


def rehearse_curriculum(app: Host, source: Path, speed: float) -> None:
    """Begin the rehearsal of a curriculum with its set-up."""
    try:
        curriculum = load(source)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return
    clock = RehearsalClock(real_clock(app.clock), speed)
    app.post_message(BeginSession(source, curriculum, clock, t("timekeeping.rehearse_begun")))


def rehearse_session(app: Host, path: Path, speed: float) -> None:
    """Rehearse a session's plan with a copy in the folder of rehearsals; its own file stays as it is."""
    try:
        made = copied(path, app.start.folder, app.clock, speed)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return
    app.post_message(OpenSession(made, opened=lambda: app.say(t("timekeeping.rehearse_begun"))))


def copied(path: Path, folder: Path, clock: Clock, speed: float) -> Path:
    """Write the rehearsal of a session's plan into the folder of rehearsals; return its file.

    Its clock begins shortly before the planned start. Raises JusouError.
    """
    session = read(path)
    meta = session.session
    source = of_session(meta.curriculum, meta.curriculum_path, path)
    real = real_clock(clock)
    step, held = _next_meeting(session, load(source), real.now())
    start = session.meetings[step].start if step in session.meetings else None
    now = real.now() if start is None else start - TO_LOOK_AROUND * speed
    made = rehearsal.rehearsal_of(session, step, held, now, speed)
    made.session = made.session.model_copy(update={"curriculum_path": str(source.resolve())})
    target = new_path(rehearsals_folder(folder), meta.title, now)
    Store.create(target, made, now=real.now).close()
    return target


def _next_meeting(session: Session, curriculum: Curriculum, now: datetime) -> tuple[str, frozenset[str]]:
    """Return the meeting to rehearse, the first one that was not held, and the steps that were held."""
    book = SessionBook(session, lambda: now, read_only=True)
    found = progress.stages(curriculum, book, now.date())
    meetings = [stage for stage in found if stage.step.kind == "meeting"]
    coming = [stage for stage in meetings if stage.state in {"under_way", "not_begun"}]
    held = frozenset(stage.step.id for stage in found if stage.state == "held")
    steps = coming or meetings
    return (steps[0].step.id if steps else curriculum.steps[0].id), held


def offer_to_delete(app: Host, path: Path, title: str, done: Callable[[], None]) -> None:
    """Ask whether to delete a rehearsal; do it."""
    answers = (
        Answer("delete", t("timekeeping.delete_rehearsal_yes"), "1"),
        Answer("keep", t("timekeeping.delete_rehearsal_no"), "2", primary=True, safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer != "delete":
            return
        try:
            rehearsal.delete(path, real_clock(app.clock).now())
        except JusouError as error:
            app.say(message_text(error), failed=True)
        else:
            app.say(t("timekeeping.rehearsal_deleted", title=title))
        done()

    question = t("timekeeping.delete_rehearsal_question", title=title)
    app.push_screen(Ask(t("timekeeping.delete_rehearsal_title"), question, answers), answered)
