"""What the page of read-aloud texts holds: each sentence, prompts, cards, links. Needs no Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.live.meeting_words.links import Link, links
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.live.supplements import Supplements
from jusou_tui.report.cards import card_place
from jusou_tui.session.programme.run_steps import base_of
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
    """A heading, a sentence, the text of a card, or a link; `link` is what Enter copies."""

    kind: Literal["heading", "title", "sentence", "text", "link"]
    text: str
    link: Link | None = None


def aloud_rows(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[AloudRow]:
    """Return what is said in the activity that runs; before the start in all of them, to rehearse.

    That is its text, prompts to begin with and cards to look at, where the curriculum brings some; then its
    links.
    """
    if snapshot.row is not None:
        rows = [snapshot.row]
    else:
        rows = [row for row in snapshot.schedule.rows if not row.skipped]
    found = [one for row in rows for one in _of_row(meeting, row)]
    return found or [AloudRow("heading", t("app.aloud_none"))]


def _of_row(meeting: MeetingView, row: Row) -> list[AloudRow]:
    activity = row.activity
    if activity is None:
        return []
    live = meeting.live
    text = activity.read_aloud or ""
    found = _besides(live.supplements, base_of(live.curriculum, meeting.step.id)[0], activity.id)
    found += [AloudRow("link", link.shown, link) for link in links(live.curriculum, activity)]
    if not text and not found:
        return []
    takes = f"  {rough_length_text(reading_seconds(text))}" if text else ""
    heading = AloudRow("heading", f"{row.label}{takes}")
    return [heading, *(AloudRow("sentence", one) for one in sentences(text)), *found]


def _besides(supplements: Supplements, step: str, activity: str) -> list[AloudRow]:
    """Return the prompts, each group below its name, and the cards, what each is about first."""
    rows: list[AloudRow] = []
    label = ""
    for prompt in supplements.prompts(step, activity):
        if prompt.label != label:
            label = prompt.label
            rows.append(AloudRow("heading", label))
        rows.append(AloudRow("sentence", prompt.text))
    for number, card in enumerate(cards := supplements.cards(step, activity), 1):
        place = t("supplement.card_number", number=number, count=len(cards))
        rows.append(AloudRow("heading", f"{place}  {card_place(card)}"))
        rows += [AloudRow("title", card.title), AloudRow("text", card.text)]
    return rows


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
    if row.kind == "text":
        return [[("  ", ""), (line, "")] for line in wrap(clean(row.text).strip("\n"), room)] + [[]]
    if row.kind == "title":
        return [[("  ", ""), (line, "strong")] for line in wrap(clean_line(row.text), room)]
    lines: Drawn = []
    for line in wrap_phrases(row.text, room):
        lines += [[("  ", ""), (line, "strong")], []]
    return lines
