"""What the page of read-aloud texts holds: each sentence by itself, then the links. Needs no Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.meeting_text.links import Link, links
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.text.terminal import clean, clean_line, wrap, wrap_phrases
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.values import rough_length_text

WIDEST = 66
"""Cells of a line at the most: longer ones are lost when the eyes come back from the room."""
INDENT = 2


@dataclass(frozen=True)
class AloudRow:
    """A heading, a sentence, or a link; `link` is what Enter copies."""

    kind: Literal["heading", "sentence", "link"]
    text: str
    link: Link | None = None


def aloud_rows(curriculum: Curriculum, snapshot: MeetingSnapshot) -> list[AloudRow]:
    """Return the text of the activity that runs and its links; before the start those of all, to rehearse."""
    if snapshot.row is not None:
        rows = [snapshot.row]
    else:
        rows = [row for row in snapshot.schedule.rows if not row.skipped]
    found = [one for row in rows for one in _of_row(curriculum, row)]
    return found or [AloudRow("heading", t("app.aloud_none"))]


def _of_row(curriculum: Curriculum, row: Row) -> list[AloudRow]:
    activity = row.activity
    if activity is None:
        return []
    text = activity.read_aloud or ""
    found = [AloudRow("link", link.shown, link) for link in links(curriculum, activity)]
    if not text and not found:
        return []
    takes = f"  {rough_length_text(reading_seconds(text))}" if text else ""
    heading = AloudRow("heading", f"{row.label}{takes}")
    return [heading, *(AloudRow("sentence", one) for one in sentences(text)), *found]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each by itself."""
    found: list[str] = []
    for line in clean(text).strip("\n").split("\n"):
        found += [one for one in line.replace("。", "。\n").split("\n") if one.strip(" \u3000")]
    return found


def drawn(row: AloudRow, cells: int, *, marked: bool) -> Drawn:
    """Return the lines of a row: sentences bold, with air between the lines."""
    room = max(min(cells, WIDEST) - INDENT, 2)
    if row.kind == "heading":
        return [[(line, "muted")] for line in wrap(clean_line(row.text), room)] + [[]]
    if row.kind == "link":
        ink = "strong-now" if marked else "digits"
        return [
            [("> " if marked and not number else "  ", "strong-now"), (line, ink)]
            for number, line in enumerate(wrap(clean_line(row.text), room))
        ]
    lines: Drawn = []
    for line in wrap_phrases(row.text, room):
        lines += [[("  ", ""), (line, "strong")], []]
    return lines
