"""What the home page says of a session and of a curriculum, and in which order curricula stand."""

from __future__ import annotations

from pathlib import Path

from jusou_tui import paths
from jusou_tui.app.shell import rehearsal_mark
from jusou_tui.curriculum import library
from jusou_tui.live.demo import EXAMPLE
from jusou_tui.session.library import Summary
from jusou_tui.text.clean import clean_line
from jusou_tui.text.width import cell_width, cut
from jusou_tui.wording import message_text, t
from jusou_tui.wording.dates import date_text
from jusou_tui.wording.times import time_text

IN_ORDER = ("team-building", "community-building", "trial")
"""The curricula that ship, as one does them; one's own stand behind them."""


def place(entry: library.Entry) -> tuple[bool, int]:
    """Return what curricula are sorted by: those that ship as one does them, broken ones at the end."""
    return entry.problem is not None, IN_ORDER.index(entry.id) if entry.id in IN_ORDER else len(IN_ORDER)


def ships(path: Path) -> bool:
    """Return whether a session is the example itself, of which the practice opens a copy."""
    example = paths.shipped("sessions") / EXAMPLE
    return example.exists() and path.exists() and path.samefile(example)


def curriculum_lines(entry: library.Entry, cells: int) -> tuple[str, str]:
    """Return a curriculum's two lines: its title, then what it is for and its id, or what is wrong."""
    if entry.problem is not None:
        return entry.title or entry.path.name, message_text(entry.problem)
    ending = t("app.home_curriculum", id=entry.id)
    purpose = cut(clean_line(entry.purpose), max(cells - cell_width(ending) - 2, 0))
    return entry.title or entry.path.name, f"{purpose}  {ending}".lstrip()


def session_lines(summary: Summary, titles: dict[str, str]) -> tuple[str, str]:
    """Return a session's two lines: its title, then what it is and how far it is."""
    if summary.problem is not None:
        return summary.path.name, message_text(summary.problem)
    mark = rehearsal_mark.said_mark(summary.speed or 1.0) if summary.rehearsal else ""
    title = "  ".join(part for part in (mark, summary.title, summary.organisation) if part)
    changed = summary.changed.astimezone()
    state = t("app.home_finished") if summary.finished else t("app.home_open")
    second = "  ".join(
        [
            titles.get(summary.curriculum, summary.curriculum),
            state,
            f"{date_text(changed.date())} {time_text(changed)}",
        ]
    )
    return title, second
