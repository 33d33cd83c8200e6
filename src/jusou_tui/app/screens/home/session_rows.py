"""What the home page lists of sessions: each with its copies, as far as they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypedDict

from jusou_tui import paths
from jusou_tui.app.screens.home.rows import HomeEntry, Section, being_read, laid_out
from jusou_tui.curriculum import library
from jusou_tui.files import exists
from jusou_tui.live.beginning.demo import EXAMPLE
from jusou_tui.live.meeting_words.rehearsal_mark import mark_text
from jusou_tui.paths import rehearsals_folder
from jusou_tui.report.sessions import (
    STATES,
    MeetingInSight,
    conflicts_text,
    copy_text,
    meeting_in_sight,
    shown_copies,
)
from jusou_tui.session.library import Summary, list_sessions
from jusou_tui.session.programme.days import State
from jusou_tui.text.file_names import name_below
from jusou_tui.wording import message_text, t

INKS: dict[State, str] = {"ahead": "muted", "running": "now", "held": "decided"}
"""The ground of each state of a session's meeting."""


def sections(folder: Path, today: date) -> list[Section]:
    """Return the entries for a folder of sessions: sessions, the newest first, curricula, what to practise.

    The tour is the first entry where there is no session and it was never taken, else one to practise with.
    Reads the folder, and the one of rehearsals. `today`: the day it is here.
    """
    return sections_of(list_all(folder, today), library.available(), folder, today)


def list_all(folder: Path, today: date) -> list[Summary]:
    """Return the sessions of a folder, then those of its folder of rehearsals."""
    below = rehearsals_folder(folder)
    return [one for place in dict.fromkeys((folder, below)) for one in list_sessions(place, today)]


def sections_of(
    found: Sequence[Summary],
    curricula: Sequence[library.CurriculumFile],
    folder: Path,
    today: date,
    *,
    more: bool = False,
) -> list[Section]:
    """Return the entries for sessions and curricula that were found; `more`: other sessions are to come."""
    known = {entry.id: entry for entry in curricula}
    sessions = [one for one in found if not (one.demo or one.rehearsal)]
    practised = [one for one in found if one.rehearsal or (one.demo and not _is_shipped_example(one.path))]
    listed = list(_sessions(sessions, known, today, folder))
    return laid_out(
        [*listed, being_read()] if more else listed,
        curricula,
        list(_sessions(practised, known, today, folder)),
        is_first=not found,
    )


def _sessions(
    summaries: Iterable[Summary],
    curricula: Mapping[str, library.CurriculumFile],
    today: date,
    folder: Path,
) -> Iterator[HomeEntry]:
    in_sight = [(one, _in_sight(one, curricula, today)) for one in summaries]
    in_sight.sort(key=lambda pair: _today_first(pair[0], pair[1], today))
    titles = Counter(one.title for one, _ in in_sight)
    for one, found in in_sight:
        key = f"session:{one.path}"
        title, detail = session_lines(one, curricula)
        if one.problem is None:
            detail = _distinguishing(one, folder, shares_title=titles[one.title] > 1)
        yield HomeEntry(
            key,
            "session",
            one.path,
            title,
            detail,
            one.problem is not None,
            one.title if one.rehearsal else None,
            **(_columns(one, found, today) if one.problem is None else {}),
        )
        yield from _copies(one, key, folder)


def _distinguishing(one: Summary, folder: Path, *, shares_title: bool) -> str:
    """Return what is good to know of a session: folder, file where titles are equal, open conflicts."""
    name = one.path.name if shares_title else ""
    found = (_folder_below(one.path, folder), name, conflicts_text(one.conflicts))
    return "  ".join(part for part in found if part)


def _folder_below(path: Path, folder: Path) -> str:
    """Return in which folder of the listed one a session lies, "" for that one or its rehearsals."""
    if path.parent in {folder, rehearsals_folder(folder)}:
        return ""
    return t("app.home_folder_below", folder=name_below(path.parent, folder))


class _Columns(TypedDict, total=False):
    state: str
    ink: str
    town: str
    when: str
    is_today: bool


def _columns(one: Summary, found: MeetingInSight | None, today: date) -> _Columns:
    """Return state, town and time of a session's meeting."""
    state: State = "held" if one.finished else found.state if found else "ahead"
    is_today = found is not None and found.day == today and state != "held"
    when = found.text if found is not None else ""
    return _Columns(
        state=t(STATES[state]), ink=INKS[state], town=one.organisation, when=when, is_today=is_today
    )


def _in_sight(
    one: Summary, curricula: Mapping[str, library.CurriculumFile], today: date
) -> MeetingInSight | None:
    curriculum = curricula.get(one.curriculum)
    return meeting_in_sight(one, curriculum.meetings if curriculum else None, today)


def _today_first(one: Summary, found: MeetingInSight | None, today: date) -> int:
    """Return the place in the order: what runs, what is of today, what is to come, then the rest."""
    if one.finished or (found is not None and found.state == "held"):
        return 3
    if found is None:
        return 2
    return 0 if found.state == "running" else 1 if found.day == today else 2


def _copies(one: Summary, session: str, folder: Path) -> Iterator[HomeEntry]:
    """Yield the copies of a session that is listed under a key."""
    shown = shown_copies(one)
    for copy in shown:
        title = copy_text(copy, folder)
        yield HomeEntry(f"copy:{copy}", "copy", copy, title, "", below=session, original=one.path)
    if others := one.copies[len(shown) :]:
        title = t("compare.home_copies", count=len(others))
        yield HomeEntry(
            f"copies:{one.path}",
            "copies",
            one.path,
            title,
            "",
            below=session,
            original=one.path,
            others=others,
        )


def _is_shipped_example(path: Path) -> bool:
    """Return whether a session is the shipped example itself, which practice opens a copy of."""
    example = paths.shipped("sessions") / EXAMPLE
    return exists(example) and exists(path) and path.samefile(example)


def session_lines(summary: Summary, curricula: Mapping[str, library.CurriculumFile]) -> tuple[str, str]:
    """Return a session's title, and its curriculum or what is wrong with its file."""
    if summary.problem is not None:
        return summary.path.name, message_text(summary.problem)
    curriculum = curricula.get(summary.curriculum)
    name = (curriculum.short_title or curriculum.title) if curriculum else summary.curriculum
    return "  ".join(part for part in (mark_text(summary.speed), summary.title) if part), name
