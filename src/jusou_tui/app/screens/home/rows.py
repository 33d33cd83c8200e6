"""What the home page lists: sessions, their copies, curricula and what there is to practise with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, TypedDict

from jusou_tui import paths
from jusou_tui.app.meeting_text.rehearsal_mark import mark_text
from jusou_tui.curriculum import library
from jusou_tui.files import exists, is_folder
from jusou_tui.live.beginning.demo import EXAMPLE
from jusou_tui.live.tour.stage import was_taken
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
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text, t

SHIPPED_ORDER = ("team-building", "community-building", "trial")
"""The ids of the curricula that ship, in the order of the list; a town's own ones come after them."""

INKS: dict[State, str] = {"ahead": "muted", "running": "now", "held": "decided"}
"""The ground of each state of a session's meeting."""

Kind = Literal["session", "copy", "copies", "curriculum", "example", "tour"]


@dataclass(frozen=True)
class HomeEntry:
    """An entry of the list: what it opens, its title and detail.

    A session has a `state` in a word on the ground `ink`, its `town`, and `when` its meeting is or was, in
    `detail` the folder where it lies further down. `rehearsal`: the title of one, else None. `above`: the
    heading of its section, on the first entry there; `air`: below a blank line. A copy stands `below` the key
    of its session, with the session's file as `original`; the row of all further copies has them as `others`.
    """

    key: str
    kind: Kind
    path: Path
    title: str
    detail: str
    is_broken: bool = False
    rehearsal: str | None = None
    state: str = ""
    ink: str = "muted"
    town: str = ""
    when: str = ""
    is_today: bool = False
    above: str = ""
    air: bool = False
    below: str = ""
    original: Path | None = None
    others: tuple[Path, ...] = ()
    short_title: str = ""

    @property
    def can_be_deleted(self) -> bool:
        """Whether it is a session's file or a copy of one."""
        return self.kind in {"session", "copy"}


@dataclass(frozen=True)
class Section:
    """Entries below a heading; "" for none."""

    heading: str
    entries: tuple[HomeEntry, ...]


def sections(folder: Path, today: date) -> list[Section]:
    """Return the entries for a folder of sessions: sessions, the newest first, curricula, what to practise.

    The tour is the first entry where there is no session and it was never taken, else one to practise with.
    Reads the folder, and the one of rehearsals. `today`: the day it is here.
    """
    curricula = sorted(library.available(), key=_curriculum_order)
    known = {entry.id: entry for entry in curricula}
    found = list_sessions(folder, today) if is_folder(folder) else []
    sessions = [one for one in found if not (one.demo or one.rehearsal)]
    below = rehearsals_folder(folder)
    found += list_sessions(below, today) if below != folder else []
    practised = [one for one in found if one.rehearsal or (one.demo and not _is_shipped_example(one.path))]
    is_first = not found and not was_taken()
    examples = [_example()] if is_first else [_example(), _tour()]
    listed = [
        Section("", (_tour(),) if is_first else ()),
        Section(t("app.home_sessions") if sessions else "", tuple(_sessions(sessions, known, today, folder))),
        Section(t("app.home_curricula"), tuple(_curricula(curricula))),
        Section(t("app.home_try"), (*_sessions(practised, known, today, folder), *examples)),
    ]
    return [section for section in listed if section.heading or section.entries]


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


def listed(found: Iterable[Section], finds: Callable[..., bool]) -> list[HomeEntry]:
    """Return the entries that `finds` lets through by their texts, each section's first with its heading.

    A session and its copies stay together.
    """
    entries: list[HomeEntry] = []
    for section in found:
        wanted = {one.below or one.key for one in section.entries if finds(*_searched(one))}
        kept = [one for one in section.entries if (one.below or one.key) in wanted]
        for number, one in enumerate(kept):
            is_first = number == 0 and bool(section.heading)
            entries.append(replace(one, above=section.heading, air=bool(entries)) if is_first else one)
    return entries


def _searched(one: HomeEntry) -> tuple[str, ...]:
    """Return the texts in which the search looks; a curriculum is found by the name of its file as well."""
    name = one.path.stem if one.kind == "curriculum" else ""
    return one.title, one.detail, one.state, one.town, one.when, name


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


def _curricula(entries: Iterable[library.CurriculumFile]) -> list[HomeEntry]:
    return [
        HomeEntry(
            f"curriculum-{number}",
            "curriculum",
            one.path,
            *curriculum_lines(one),
            one.problem is not None,
            short_title=one.short_title,
        )
        for number, one in enumerate(entries)
    ]


def _example() -> HomeEntry:
    return HomeEntry(EXAMPLE, "example", Path(), t("app.home_example"), t("app.home_example_help"))


def _tour() -> HomeEntry:
    return HomeEntry("tour", "tour", Path(), t("tour.home"), t("tour.home_help"))


def _curriculum_order(entry: library.CurriculumFile) -> tuple[bool, int]:
    """Return what curricula are sorted by: those that ship in their order, broken ones at the end."""
    order = SHIPPED_ORDER
    return entry.problem is not None, order.index(entry.id) if entry.id in order else len(order)


def _is_shipped_example(path: Path) -> bool:
    """Return whether a session is the shipped example itself, which practice opens a copy of."""
    example = paths.shipped("sessions") / EXAMPLE
    return exists(example) and exists(path) and path.samefile(example)


def curriculum_lines(entry: library.CurriculumFile) -> tuple[str, str]:
    """Return a curriculum's two texts: its title, then its purpose, or what is wrong with it."""
    detail = clean_line(entry.purpose) if entry.problem is None else message_text(entry.problem)
    return entry.title or entry.path.name, detail


def session_lines(summary: Summary, curricula: Mapping[str, library.CurriculumFile]) -> tuple[str, str]:
    """Return a session's title, and its curriculum or what is wrong with its file."""
    if summary.problem is not None:
        return summary.path.name, message_text(summary.problem)
    curriculum = curricula.get(summary.curriculum)
    name = (curriculum.short_title or curriculum.title) if curriculum else summary.curriculum
    return "  ".join(part for part in (mark_text(summary.speed), summary.title) if part), name
