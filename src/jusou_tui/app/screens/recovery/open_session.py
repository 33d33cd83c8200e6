"""Opening a session file from within the program, and the questions that this and lost entries raise.

A file that cannot be read: go on with a copy, united with what can be read.
"""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host, OpenSession
from jusou_tui.app.shell.screen import start_worker
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.compare.sides import Sides
from jusou_tui.errors import InputError, JusouError, SessionFileError, StoreError
from jusou_tui.live.erasing import bring_back, erase_records
from jusou_tui.live.session import LiveSession
from jusou_tui.report.recovery import (
    copy_line,
    deleted_text,
    difference_lines,
    moment_text,
    outcome_lines,
    remedy_lines,
)
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage import recovery
from jusou_tui.session.storage.lock import CannotSave, HeldElsewhere
from jusou_tui.session.storage.store import Store
from jusou_tui.session.storage.trash import Deleted
from jusou_tui.wording import message_text, problem_text, t


def open_session(app: Host, wanted: OpenSession) -> LiveSession | None:
    """Return the session of a file, None where that is not possible: the user is shown why, or asked."""
    path = wanted.path
    try:
        live = LiveSession.open(path, app.clock, look=wanted.look, take_over=wanted.take_over)
    except HeldElsewhere as error:
        _offer_held(app, path, error)
        return None
    except CannotSave as error:
        _offer_to_look(app, path, error)
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
        Answer("look", t("recover.held_look")),
        *([Answer("take_over", t("recover.held_take_over"))] if held.may_take_over else []),
        Answer("leave", t("recover.held_leave"), safe=True),
    ]
    _ask_how(app, path, t("recover.held_title"), message_text(held), answers)


def _offer_to_look(app: Host, path: Path, refused: CannotSave) -> None:
    """Say that nothing can be saved where the session lies, and offer to look at it."""
    answers = [
        Answer("look", t("recover.look_only")),
        Answer("leave", t("recover.held_leave"), safe=True),
    ]
    _ask_how(app, path, t("recover.look_only_title"), message_text(refused), answers)


def _ask_how(app: Host, path: Path, title: str, text: str, answers: list[Answer]) -> None:
    """Ask how to open a session; open it so, or not at all."""

    def answered(answer: str | None) -> None:
        if answer in ("look", "take_over"):
            look, take_over = answer == "look", answer == "take_over"
            app.post_message(OpenSession(path, look=look, take_over=take_over))

    app.push_screen(Ask(title, text, answers), answered)


def ask_first(app: Host, damaged: Path | None) -> None:
    """Ask about the `damaged` file with which the program began, else about what was not saved last time."""
    if damaged is not None:
        offer_recovery(app, damaged)
    else:
        offer_rescue(app)


MOST_PROBLEMS = 3
"""Problems of a file that the question names."""
MOST_LOSSES = 9
"""Things that could not be taken from a file that the question names."""


def offer_recovery(app: Host, path: Path, number: int = 0) -> None:
    """Say what is wrong with a file, show a copy of it and what differs, and ask what to do."""
    problem, found, copies = recovery.examine(path)
    if problem is None:
        app.post_message(OpenSession(path))
        return
    lines = [*_problem_lines(problem), *remedy_lines(problem, found), t("recover.left_alone"), ""]
    if not copies:
        answers = [Answer("leave", t("recover.answer_leave"), safe=True)]
        app.push_screen(Ask(t("recover.title"), "\n".join([*lines, t("recover.nothing_found")]), answers))
        return
    copy = copies[number]
    made = recovery.united(copy.session, found)
    differs = bool(recovery.difference(copy.session, recovery.records_of(made)))
    lines.append(t("recover.offer", number=number + 1, count=len(copies), copy=copy_line(copy)))
    lines += outcome_lines(copy, recovery.between(copy, found), found, MOST_LOSSES)
    lost = bool(recovery.missing(copy, found))
    answers = [
        *([Answer("leave", t("recover.answer_mend"), safe=True)] if lost else []),
        Answer("beside", t("recover.answer_beside")),
        Answer("in_place", t("recover.answer_in_place")),
        *([Answer("look", t("recover.answer_look"))] if differs else []),
        *([Answer("older", t("recover.answer_older"))] if number + 1 < len(copies) else []),
        *([] if lost else [Answer("leave", t("recover.answer_leave"), safe=True)]),
    ]

    def answered(answer: str | None) -> None:
        if answer == "older":
            offer_recovery(app, path, number + 1)
        elif answer == "look":
            offer_recovery(app, path, number)
            _show_difference(app, copy, made, path)
        elif answer in ("beside", "in_place"):
            _recover(app, path, made, copy if differs else None, in_place=answer == "in_place")

    app.push_screen(Ask(t("recover.title"), "\n".join(lines), answers), answered)


def _problem_lines(problem: SessionFileError) -> list[str]:
    """Return what is wrong. Only the first line names the folder: it can take several lines."""
    named = [one._replace(path=Path(one.path.name)) for one in problem.problems[:MOST_PROBLEMS]]
    return [message_text(problem), *map(problem_text, named)]


def _show_difference(app: Host, copy: recovery.Copy, made: Session, path: Path) -> None:
    """Show how the session that was made of a copy and a file differs from the copy."""
    curriculum = app.live.curriculum if app.live is not None else None
    app.show_differences(Sides(copy.session, made, copy_line(copy), path.name, curriculum))


def _offer_look(app: Host, copy: recovery.Copy, made: Session, target: Path) -> None:
    """Say that the session was made anew, and let it be compared with the copy."""
    answers = [
        Answer("go_on", t("recover.answer_go_on"), safe=True),
        Answer("look", t("recover.answer_look")),
    ]

    def answered(answer: str | None) -> None:
        if answer == "look":
            _show_difference(app, copy, made, target)

    text = "\n".join([t("recover.written", path=target), t("recover.look_text", copy=copy_line(copy))])
    app.push_screen(Ask(t("recover.title"), text, answers), answered)


def _recover(
    app: Host, path: Path, session: Session, differing: recovery.Copy | None, *, in_place: bool
) -> None:
    """Write the recovered session and open it; let it be compared with the `differing` copy."""
    try:
        if in_place:
            recovery.put_in_place(path, session, app.clock.now())
            target = path
        else:
            target = recovery.write_beside(recovery.beside(path), session)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return

    def opened() -> None:
        app.say(t("recover.written", path=target))
        if differing is not None:
            _offer_look(app, differing, session, target)

    app.post_message(OpenSession(target, opened=opened))


def offer_rescue(app: Host) -> None:
    """Offer what an earlier run could not save, where the open session lacks any of it.

    Taking it in is the safe answer: it changes nothing that is there, and is undone by one key.
    """
    live = app.live
    if live is None or live.store.read_only or live.store.rescued is None:
        return
    rescued = recovery.rescue_of(live.store)
    if rescued is None:
        recovery.put_rescue_away(live.store, live.clock.now())
        return
    missing = recovery.lacking(live.book.session, rescued.session)
    lines = difference_lines(recovery.lacking_difference(live.book.session, missing), of_rescue=True)
    text = [t("recover.rescued_text", at=moment_text(rescued.at)), *lines]
    answers = [
        Answer("take", t("recover.rescued_take"), safe=True),
        Answer("leave", t("recover.rescued_leave")),
    ]

    def answered(answer: str | None) -> None:
        if answer == "take":
            app.say(t("recover.rescued_taken", count=live.book.restore.take_over(missing)))
        recovery.put_rescue_away(live.store, live.clock.now())
        _show_again(app)

    app.push_screen(Ask(t("recover.rescued_title"), "\n".join(text), answers), answered)


def offer_deleted(app: Host) -> None:
    """Let one of the last deletions be chosen and bring it back."""
    live = app.open_live
    if not live.book.ledger.permits():
        return
    deleted = live.store.deleted
    if not deleted:
        app.say(t("recover.bring_back_none"))
        return
    people = live.book.session.participants
    texts = [deleted_text(one, live.store.deleted_with(one), live.curriculum, people) for one in deleted]
    answers = [
        Answer(str(place), f"{moment_text(one.at)} {texts[place]}") for place, one in enumerate(deleted)
    ]
    answers.append(Answer("cancel", t("recover.bring_back_cancel"), safe=True))

    def answered(answer: str | None) -> None:
        if answer is None or not answer.isdigit():
            return
        chosen = deleted[int(answer)]
        answers = [
            Answer("back", t("recover.bring_back_this")),
            Answer("erase", t("recover.erase_this")),
            Answer("cancel", t("recover.bring_back_cancel"), safe=True),
        ]
        question = Ask(texts[int(answer)], t("recover.erase_text"), answers)
        app.push_screen(question, lambda answer: decided(chosen, answer))

    def decided(chosen: Deleted, answer: str | None) -> None:
        if answer == "erase":
            start_worker(app.screen, partial(_erase, app, live.store, chosen))
        elif answer == "back":
            _bring_back(app, live, chosen)
        _show_again(app)

    title, text = t("recover.bring_back"), t("recover.bring_back_text")
    app.push_screen(Ask(title, text, answers, begin="0"), answered)


def _bring_back(app: Host, live: LiveSession, chosen: Deleted) -> None:
    try:
        if bring_back(live, chosen):
            app.say(t("recover.brought_back"))
    except InputError as error:
        app.say(message_text(error), failed=True)


async def _erase(app: Host, store: Store, chosen: Deleted) -> None:
    """Erase a deleted record for good, and show what is not reached."""
    try:
        erased = erase_records(store, (chosen.address, *store.deleted_with(chosen)))
        report = await asyncio.to_thread(erased.finish)
    except StoreError as error:
        app.say(message_text(error), failed=True)
        return
    read = Answer("read", t("recover.erase_read"), safe=True)
    app.push_screen(Ask(t("recover.erase_report"), report, [read]))


def _show_again(app: Host) -> None:
    """Let the page below show what came back."""
    page = app.screen
    if isinstance(page, SessionScreen):
        page.show_entries()
        page.after_change()
