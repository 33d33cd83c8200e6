"""What the home page lists: sessions, conflict copies, curricula and what there is to practise with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from jusou_tui import paths
from jusou_tui.app.meeting_text.rehearsal_mark import mark_text
from jusou_tui.compare.conflict_copies import conflict_copies
from jusou_tui.curriculum import library
from jusou_tui.live.beginning.demo import EXAMPLE
from jusou_tui.paths import rehearsals_folder
from jusou_tui.report.sessions import meeting_text
from jusou_tui.session.library import Summary, list_sessions
from jusou_tui.text.terminal import cell_width, clean_line, cut
from jusou_tui.wording import message_text, t

SHIPPED_ORDER = ("team-building", "community-building", "trial")
"""The ids of the curricula that ship, in the order of the list; a town's own ones come after them."""

Kind = Literal["session", "copy", "curriculum", "example"]


@dataclass(frozen=True)
class HomeEntry:
    """An entry of the list: what it opens, and its two lines. `rehearsal`: the title of one, else None."""

    key: str
    kind: Kind
    path: Path
    title: str
    detail: str
    is_broken: bool = False
    rehearsal: str | None = None


@dataclass(frozen=True)
class Section:
    """Entries below a heading; "" for none."""

    heading: str
    entries: tuple[HomeEntry, ...]


def sections(folder: Path, cells: int, today: date) -> list[Section]:
    """Return the entries for a folder of sessions: sessions, the newest first, curricula, what to practise.

    Reads the folder, and the one of rehearsals. `cells`: the width of a line. `today`: the day it is here.
    """
    curricula = sorted(library.available(), key=_curriculum_order)
    known = {entry.id: entry for entry in curricula}
    found = list_sessions(folder, today) if folder.is_dir() else []
    sessions = [one for one in found if not (one.demo or one.rehearsal)]
    below = rehearsals_folder(folder)
    found += list_sessions(below, today) if below != folder else []
    practised = [one for one in found if one.rehearsal or (one.demo and not _is_shipped_example(one.path))]
    listed = [
        Section(
            t("app.home_sessions") if sessions else "", (*_sessions(sessions, known, today), *_copies(folder))
        ),
        Section(t("app.home_curricula"), tuple(_curricula(curricula, cells))),
        Section(t("app.home_try"), (*_sessions(practised, known, today, len(sessions)), _example())),
    ]
    return [section for section in listed if section.heading or section.entries]


def _sessions(
    summaries: Iterable[Summary],
    curricula: Mapping[str, library.CurriculumFile],
    today: date,
    first: int = 0,
) -> list[HomeEntry]:
    return [
        HomeEntry(
            f"session-{number}",
            "session",
            one.path,
            *session_lines(one, curricula, today),
            one.problem is not None,
            one.title if one.rehearsal else None,
        )
        for number, one in enumerate(summaries, first)
    ]


def _copies(folder: Path) -> list[HomeEntry]:
    return [
        HomeEntry(
            f"copy-{number}",
            "copy",
            one.copy,
            t("compare.home_copy", name=one.copy.name),
            t("compare.home_copy_text", name=one.original.name),
        )
        for number, one in enumerate(conflict_copies(folder))
    ]


def _curricula(entries: Iterable[library.CurriculumFile], cells: int) -> list[HomeEntry]:
    return [
        HomeEntry(
            f"curriculum-{number}",
            "curriculum",
            one.path,
            *curriculum_lines(one, cells),
            one.problem is not None,
        )
        for number, one in enumerate(entries)
    ]


def _example() -> HomeEntry:
    return HomeEntry(EXAMPLE, "example", Path(), t("app.home_example"), t("app.home_example_help"))


def _curriculum_order(entry: library.CurriculumFile) -> tuple[bool, int]:
    """Return what curricula are sorted by: those that ship in their order, broken ones at the end."""
    order = SHIPPED_ORDER
    return entry.problem is not None, order.index(entry.id) if entry.id in order else len(order)


def _is_shipped_example(path: Path) -> bool:
    """Return whether a session is the shipped example itself, which practice opens a copy of."""
    example = paths.shipped("sessions") / EXAMPLE
    return example.exists() and path.exists() and path.samefile(example)


def curriculum_lines(entry: library.CurriculumFile, cells: int) -> tuple[str, str]:
    """Return a curriculum's two lines: its title, then its purpose and id, or what is wrong with it."""
    if entry.problem is not None:
        return entry.title or entry.path.name, message_text(entry.problem)
    ending = t("app.home_curriculum", id=entry.id)
    purpose = cut(clean_line(entry.purpose), max(cells - cell_width(ending) - 2, 0))
    return entry.title or entry.path.name, f"{purpose}  {ending}".lstrip()


def session_lines(
    summary: Summary, curricula: Mapping[str, library.CurriculumFile], today: date
) -> tuple[str, str]:
    """Return a session's two lines: its title, then its curriculum, and when its meeting is or was."""
    if summary.problem is not None:
        return summary.path.name, message_text(summary.problem)
    title = "  ".join(
        part for part in (mark_text(summary.speed), summary.title, summary.organisation) if part
    )
    curriculum = curricula.get(summary.curriculum)
    name = (curriculum.short_title or curriculum.title) if curriculum else summary.curriculum
    meeting = meeting_text(summary, curriculum.meetings if curriculum else None, today)
    state = t("app.home_finished") if summary.finished else "" if meeting else t("app.home_open")
    return title, "  ".join(part for part in (name, meeting, state) if part)
