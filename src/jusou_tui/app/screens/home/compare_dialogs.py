"""Comparing from the list of sessions: two of them, or a conflict copy with its original, and joining it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.compare import sides
from jusou_tui.compare.conflict_copies import ConflictCopy
from jusou_tui.errors import JusouError, SessionFileError
from jusou_tui.report.differences.changes import summary
from jusou_tui.wording import message_text, t


def compare_next(app: Host, first: Path | None, second: Path) -> Path | None:
    """Show what differs between two files. Return the file to compare the next one with, None: begin anew.

    A conflict copy is compared with its original at once.
    """
    if (copy := sides.conflict_copy_at(second)) is not None:
        first = copy.original
    if first is None or first == second:
        app.say(t("compare.home_first", name=second.name))
        return second
    try:
        app.show_differences(sides.sides_of_files(first, second))
    except JusouError as error:
        app.say(message_text(error), failed=True)
    return None


def offer_to_join(app: Host, path: Path, done: Callable[[], None]) -> None:
    """Say how a conflict copy differs from its original and offer to join them."""
    copy = sides.conflict_copy_at(path)
    if copy is None:
        done()
        return
    try:
        compared = sides.sides_of_files(copy.original, path)
    except SessionFileError as error:
        app.say(message_text(error), failed=True)
        return
    answers = (
        Answer("join", t("compare.join_yes"), "1", primary=True),
        Answer("look", t("compare.join_look"), "2"),
        Answer("leave", t("compare.join_no"), "3", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer == "look":
            app.show_differences(compared)
        elif answer == "join":
            _join(app, copy)
            done()

    question = t(
        "compare.join_text",
        original=compared.old_name,
        copy=compared.new_name,
        summary=summary(compared.changes()),
    )
    app.push_screen(Ask(t("compare.join_title"), question, answers), answered)


def _join(app: Host, copy: ConflictCopy) -> None:
    try:
        merged, away = sides.join_copy(copy)
    except JusouError as error:
        app.say(message_text(error), failed=True)
    except OSError as error:
        app.say(t("compare.join_kept", name=copy.copy.name, reason=error.strerror or ""), failed=True)
    else:
        if merged.conflicts:
            app.say(t("compare.join_conflicts", count=merged.conflicts, name=away.name))
        else:
            app.say(t("compare.join_done", name=away.name))
