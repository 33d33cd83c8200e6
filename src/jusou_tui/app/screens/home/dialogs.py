"""Dialogs of the home page: comparing and joining files, rehearsals of a curriculum or of a plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell.dialogs import Answer, Ask, choose_one
from jusou_tui.app.shell.host import BeginSession, Host, OpenSession
from jusou_tui.compare import sides
from jusou_tui.compare.merge import likely_text
from jusou_tui.curriculum.load import load
from jusou_tui.errors import JusouError, system_words
from jusou_tui.live.beginning.rehearsal import create_rehearsal
from jusou_tui.paths import DELETED
from jusou_tui.report.differences.changes import summary
from jusou_tui.session.storage.put_away import put_away
from jusou_tui.session.storage.store import delete_rehearsal
from jusou_tui.text.file_names import name_below
from jusou_tui.timekeeping.clock.clock import USUAL_REHEARSAL_SPEED, RehearsalClock, real_clock
from jusou_tui.wording import message_text, t


def compare_next(app: Host, first: Path | None, second: Path, original: Path | None) -> Path | None:
    """Show what differs between two files. Return the file to compare the next one with, None: begin anew.

    A copy is compared with its `original` at once.
    """
    if original is not None:
        first = original
    if first is None or first == second:
        app.say(t("compare.home_first", name=second.name))
        return second
    try:
        app.show_differences(sides.sides_of_files(first, second))
    except JusouError as error:
        app.say(message_text(error), failed=True)
    return None


def offer_to_join(app: Host, original: Path, copy: Path, done: Callable[[], None]) -> None:
    """Say how a copy differs from its session and offer to join them, or to open the copy.

    Where one of them cannot be read, that is said and only opening it is offered.
    """
    compared = None
    answers = [
        Answer("join", t("compare.join_yes"), "1"),
        Answer("look", t("compare.join_look"), "2"),
        Answer("open", t("compare.join_open"), "3"),
        Answer("leave", t("compare.join_no"), "4", safe=True),
    ]
    try:
        compared = sides.sides_of_files(original, copy)
    except JusouError as error:
        title, question = t("compare.join_unreadable"), message_text(error)
        answers = [replace(one, key=str(number)) for number, one in enumerate(answers[2:], 1)]
    else:
        title, changes = t("compare.join_title"), compared.changes()
        names = {"original": original.name, "copy": name_below(copy, original.parent)}
        question = t("compare.join_same", **names)
        if changes:
            question = t("compare.join_text", **names, summary=summary(changes))

    def answered(answer: str | None) -> None:
        if answer == "open":
            app.post_message(OpenSession(copy))
        elif answer == "look" and compared is not None:
            app.show_differences(compared)
        elif answer == "join":
            _join(app, original, copy)
            done()

    app.push_screen(Ask(title, question, answers), answered)


def choose_copy(app: Host, original: Path, copies: Sequence[Path], done: Callable[[], None]) -> None:
    """Ask for one of several copies of a session and offer to join it."""
    choose_one(
        app,
        t("compare.choose_copy"),
        [MenuChoice(str(one), name_below(one, original.parent)) for one in copies],
        lambda chosen: offer_to_join(app, original, Path(chosen), done),
    )


def _join(app: Host, original: Path, copy: Path) -> None:
    try:
        merged, away = sides.join_copy(original, copy)
    except JusouError as error:
        app.say(message_text(error), failed=True)
    except OSError as error:
        app.say(t("compare.join_kept", name=copy.name, reason=system_words(error)), failed=True)
    else:
        if merged.conflicts:
            app.say(t("compare.join_conflicts", count=merged.open, name=away.name))
        else:
            app.say(t("compare.join_done", name=away.name))
        if merged.likely:
            app.say(likely_text(merged.likely))


SPEEDS = (1, 10, 30, 60)
THREE_HOURS = 180


def ask_speed(app: Host, path: Path, *, is_session: bool) -> None:
    """Ask how fast to rehearse a session's plan, or a curriculum; begin with the answer."""
    rehearse = rehearse_session if is_session else rehearse_curriculum
    answers = [Answer(str(speed), _speed_text(speed), str(number)) for number, speed in enumerate(SPEEDS, 1)]
    answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))

    def answered(answer: str | None) -> None:
        if answer and answer != "leave":
            rehearse(app, path, float(answer))

    question = t("timekeeping.rehearse_question")
    app.push_screen(
        Ask(t("timekeeping.rehearse_title"), question, answers, begin=f"{USUAL_REHEARSAL_SPEED:g}"), answered
    )


def _speed_text(speed: int) -> str:
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
    clock.hold()
    app.post_message(BeginSession(source, curriculum, clock, t("timekeeping.rehearse_begun")))


def rehearse_session(app: Host, path: Path, speed: float) -> None:
    """Rehearse a session's plan with a copy in the folder of rehearsals; its own file stays as it is."""
    try:
        made = create_rehearsal(path, app.start.folder, app.clock, speed)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return
    app.post_message(OpenSession(made, opened=lambda: app.say(t("timekeeping.rehearse_begun"))))


def offer_to_delete(app: Host, path: Path, title: str, done: Callable[[], None]) -> None:
    """Ask whether to delete a rehearsal; do it."""
    answers = (
        Answer("delete", t("timekeeping.delete_rehearsal_yes"), "1"),
        Answer("keep", t("timekeeping.delete_rehearsal_no"), "2", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer != "delete":
            return
        try:
            delete_rehearsal(path, real_clock(app.clock).now())
        except JusouError as error:
            app.say(message_text(error), failed=True)
        else:
            app.say(t("timekeeping.rehearsal_deleted", title=title))
        done()

    question = t("timekeeping.delete_rehearsal_question", title=title)
    app.push_screen(Ask(t("timekeeping.delete_rehearsal_title"), question, answers), answered)


def offer_to_put_away(
    app: Host, path: Path, title: str, done: Callable[[], None], away: Callable[[Path], object]
) -> None:
    """Ask whether to take a session from the list; call `away` with the place where its file then lies."""
    answers = (
        Answer("away", t("app.home_delete_yes"), "1"),
        Answer("keep", t("app.home_delete_no"), "2", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer != "away":
            return
        try:
            target = put_away(path, real_clock(app.clock).now())
        except JusouError as error:
            app.say(message_text(error), failed=True)
        else:
            away(target)
            app.say(t("app.home_deleted", title=title, path=target))
        done()

    question = t("app.home_delete_question", title=title, folder=DELETED)
    app.push_screen(Ask(t("app.home_delete_title"), question, answers), answered)
