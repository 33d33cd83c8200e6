"""What minutes want to know, asked once on a terminal before they are written, and kept in the session."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError, JusouError, StoreError
from jusou_tui.text.terminal import clean
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import labelled

if TYPE_CHECKING:  # imported where it is used
    from collections.abc import Iterator

    from jusou_tui.report.documents.kinds import Wish
    from jusou_tui.report.documents.minutes.questions import Changes, Question


def can_ask() -> bool:
    """Return whether somebody is there to answer: questions go to standard error."""
    return bool(sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty())


def asked(wish: Wish) -> Wish:
    """Ask for each field of the minutes that is open; an empty line leaves it open. Return the wish with it.

    What was answered is kept in the session's file, also where asking is broken off. Where another program
    has the file open, or it cannot be written, it is in the minutes alone, and that is said.
    """
    from jusou_tui.report.documents.minutes.document import step_for
    from jusou_tui.report.documents.minutes.questions import with_changes

    if wish.session is None:
        return wish
    wish = wish._replace(step=step_for(wish))
    answers: list[Changes] = []
    try:
        for changes in _answers(wish):
            answers.append(changes)
            wish = wish._replace(session=with_changes(wish.session, changes) if wish.session else None)
    finally:
        if answers:
            _keep(wish, answers)
    return wish


def _answers(wish: Wish) -> Iterator[Changes]:
    """Yield what each answer changes; what one answer opens (why an item is closed) is asked as well."""
    from jusou_tui.report.documents.minutes.making import minutes_of
    from jusou_tui.report.documents.minutes.questions import open_questions, with_changes

    session, step = wish.session, wish.step
    if session is None or step is None:
        return
    seen: set[str] = set()
    while True:
        minutes = minutes_of(session, wish.curriculum, step, wish.now)
        left = [one for one in open_questions(session, minutes) if one.topic not in seen]
        if not left:
            return
        if not seen:
            say(t("minutes.asking"), err=True)
        question = left[0]
        seen.add(question.topic)
        if question.topic == "closed_items":
            for item in minutes.items:
                say(clean(f"  {item.number}  {item.title}"), err=True)
        changes = _answer(wish._replace(session=session), question)
        if changes is not None:
            session = with_changes(session, changes)
            yield changes


def _answer(wish: Wish, question: Question) -> Changes | None:
    """Return what an answer changes, None where it is left open; ask again what cannot be read."""
    from jusou_tui.report.documents.minutes.making import minutes_of
    from jusou_tui.report.documents.minutes.questions import read_answer, with_changes
    from jusou_tui.report.documents.minutes.texts import next_text

    session, step = wish.session, wish.step or ""
    if session is None:
        return None
    say(t(question.hint), err=True)
    while typed := _line(labelled(t(question.label), "")):
        minutes = minutes_of(session, wish.curriculum, step, wish.now)
        try:
            changes = read_answer(session, wish.curriculum, minutes, question.topic, typed)
        except InputError as error:
            say(message_text(error), err=True)
            continue
        if question.topic == "next":
            after = minutes_of(with_changes(session, changes), wish.curriculum, step, wish.now)
            say(f"  {next_text(after.next)}", err=True)
        return changes
    return None


def _line(prompt: str) -> str:
    """Return a typed line, "" at the end of input."""
    say(prompt, err=True, nl=False)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _keep(wish: Wish, answers: list[Changes]) -> None:
    """Write the answers into the session's file, or say why that is not possible."""
    from jusou_tui.session.storage.store import Store

    try:
        store = Store.open(wish.path, now=lambda: wish.now)
    except JusouError as error:
        say(message_text(error), err=True)
        say(t("minutes.not_kept"), err=True)
        return
    try:
        for changes in answers:
            store.book.meetings.set(changes.step, **changes.fields)
        store.close()
    except StoreError as error:
        say(message_text(error), err=True)
        say(t("minutes.not_kept"), err=True)
        with suppress(StoreError):
            store.close()
