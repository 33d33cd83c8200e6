"""Comparing and joining from the pages: two sessions, a copy and its original, now and the last meeting."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui.app.screens.compare.screen import DiffScreen, Sides
from jusou_tui.app.shell.host import Host
from jusou_tui.app.widgets.dialog import Answer, Ask
from jusou_tui.compare.conflict_copies import conflict_copies
from jusou_tui.compare.diff import diff
from jusou_tui.compare.join import join_files
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import JusouError, SessionFileError
from jusou_tui.report.differences.changes import summary
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage import backups
from jusou_tui.text.names import unique
from jusou_tui.wording import message_text, t

_STAMP = "%Y%m%dT%H%M%S"


def compare_next(app: Host, first: Path | None, second: Path) -> Path | None:
    """Show what differs between two files. Return the file to compare the next one with, None: begin anew.

    A conflict copy is compared with its original at once.
    """
    made = next((one for one in conflict_copies(second.parent) if one.copy == second), None)
    if made is not None:
        first = made.original
    if first is None or first == second:
        app.say(t("compare.home_first", name=second.name))
        return second
    try:
        old, new = read(first), read(second)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return None
    show(app, Sides(old, new, first.name, second.name, _curriculum(new, second), _curriculum(old, first)))
    return None


def show(app: Host, sides: Sides) -> None:
    """Lay the page of differences over the page at hand."""
    app.push_screen(DiffScreen(sides))


def offer_to_join(app: Host, copy: Path, done: Callable[[], None]) -> None:
    """Say how a conflict copy differs from its original and offer to join them."""
    made = next((one for one in conflict_copies(copy.parent) if one.copy == copy), None)
    if made is None:
        done()
        return
    try:
        old, new = read(made.original), read(copy)
    except SessionFileError as error:
        app.say(message_text(error), failed=True)
        return
    told = summary(diff(old, new))
    answers = (
        Answer("join", t("compare.join_yes"), "1", primary=True),
        Answer("look", t("compare.join_look"), "2"),
        Answer("leave", t("compare.join_no"), "3", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer == "look":
            show(app, Sides(old, new, made.original.name, copy.name, _curriculum(new, made.original)))
        elif answer == "join":
            _join(app, made.original, copy)
            done()

    text = t("compare.join_text", original=made.original.name, copy=copy.name, summary=told)
    app.push_screen(Ask(t("compare.join_title"), text, answers), answered)


def _join(app: Host, original: Path, copy: Path) -> None:
    """Join a copy into its original and put the copy away under a name that no list shows."""
    try:
        merged = join_files(original, [copy], original)
        away = unique(copy.with_name(f"{copy.name}.joined"))
        copy.rename(away)
    except JusouError as error:
        app.say(message_text(error), failed=True)
        return
    except OSError as error:
        app.say(t("compare.join_kept", name=copy.name, reason=error.strerror or ""), failed=True)
        return
    if merged.conflicts:
        app.say(t("compare.join_conflicts", count=merged.conflicts, name=away.name))
    else:
        app.say(t("compare.join_done", name=away.name))


def show_since_last_meeting(app: Host) -> None:
    """Show what changed since the last meeting, by the timed copies of this computer."""
    desk = app.open_desk
    held = _state_after_last_meeting(desk.book.session)
    if held is None:
        app.say(t("compare.since_none"))
        return
    at, before = held
    name = t("compare.since_name", at=f"{at:%Y-%m-%d %H:%M}")
    show(app, Sides(before, desk.book.session, name, t("common.now"), desk.curriculum))


def _state_after_last_meeting(session: Session) -> tuple[datetime, Session] | None:
    """Return the first copy kept after the last meeting's end; where none was, the last one before."""
    ends = [event.at for event in session.events.values() if event.kind == "finish"]
    found = []
    for path in backups.copies_of(session.session.id):
        with suppress(ValueError):
            found.append((datetime.strptime(path.name[:15], _STAMP).astimezone(), path))
    if not ends or not found:
        return None
    behind = sorted(pair for pair in found if pair[0] >= max(ends))
    at, path = behind[0] if behind else max(found)
    try:
        return at, read(path)
    except SessionFileError:
        return None


def _curriculum(session: Session, path: Path) -> Curriculum | None:
    """Return a session's curriculum, None where there is none to be found."""
    meta = session.session
    named = (
        [Path(meta.curriculum_path), path.parent / Path(meta.curriculum_path).name]
        if meta.curriculum_path
        else []
    )
    with suppress(JusouError):
        source = next((one for one in named if one.is_file()), None)
        return load(source or library.find(meta.curriculum))
    return None
