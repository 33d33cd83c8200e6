"""The words beside the big digits: the state of the meeting, what is done now, what comes next."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Drawn, Piece, hanging
from jusou_tui.app.meeting_text.prompts import materials
from jusou_tui.app.meeting_text.segments import SegmentWords, segment_words
from jusou_tui.app.meeting_text.top_line import phase_word
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.width import CUT, cell_width, cut, wrap
from jusou_tui.wording import t
from jusou_tui.wording.values import date_text, list_text, minutes_text, time_range_text, time_text

LEAST_TITLE = 6
"""Cells of a title below which it cannot be recognised."""


def state(meeting: MeetingView, snapshot: MeetingSnapshot, cells: int) -> list[Piece]:
    """Return the state in a word, since when and until when it runs, the planned minutes if they fit."""
    found, row = phase_word(snapshot), snapshot.row
    if found is not None and row is not None:
        word, ink = found
        chip = (f" {word} ", ink)
        expected = snapshot.forecast.row(row.key) or row
        planned = time_range_text(expected.start, expected.end)
        changed = snapshot.progress.adjustment
        minutes = minutes_text(row.minutes) + (f" {changed:+d}" if changed else "")
        whole = f"  {planned}  {minutes}"
        return [chip, (whole if cell_width(chip[0] + whole) <= cells else f" {planned}", "")]
    if snapshot.state == "finished":
        return [(f" {t('common.finished')} ", "chip-muted")]
    known = meeting.record.start is not None
    waiting = snapshot.schedule.start > snapshot.now
    word = t("app.until_start") if known and waiting else t("app.state_before")
    chip = (f" {word} ", "chip-muted")
    if not known:
        return [chip]
    start = snapshot.schedule.start
    whole = f"  {date_text(start.date())} {time_text(start)}"
    short = f" {start.month}/{start.day} {time_text(start)}"
    return [chip, (whole if cell_width(chip[0] + whole) <= cells else short, "")]


def now(snapshot: MeetingSnapshot, cells: int, *, lines: int) -> Drawn:
    """Return what is to be done now, in at most so many lines."""
    if snapshot.segment is None or snapshot.state == "finished":
        return [[]]
    front = f"{t('app.now')}  "
    wrapped = _in_lines(segment_words(snapshot.segment), max(cells - cell_width(front), 10), lines)
    return hanging([(front, "muted")], wrapped)


def _in_lines(words: SegmentWords, cells: int, lines: int) -> list[str]:
    """Return a segment's words in so many lines; where they do not fit the title is cut, not its time."""
    wrapped = wrap(words.whole, cells)
    if len(wrapped) <= lines:
        return wrapped
    above = wrap(words.title, cells)[: lines - 1]
    rest = words.title[len("".join(above)) :].lstrip()
    room = cells - cell_width(words.bracketed_time)
    if room >= max(cell_width(f"{words.front}{CUT}"), LEAST_TITLE) or not words.time:
        return [*above, cut(rest, room) + words.bracketed_time]
    return [*above, f"{words.front}{words.bracketed_time}" if words.front else words.time]


def following(live: LiveSession, snapshot: MeetingSnapshot, cells: int, *, lines: int) -> Drawn:
    """Return what comes next: how long, its title, and what it needs."""
    if snapshot.state == "finished":
        return []
    front = f"{t('app.then')}  "
    if snapshot.next_row is None:
        return [[(front, "muted"), (t("app.then_end"), "")]]
    row = snapshot.next_row
    minutes = max(0, row.minutes + snapshot.progress.pending.get(row.key, 0))
    text = f"{minutes_text(minutes)}  {row.label}" if minutes else row.label
    found = hanging([(front, "muted")], wrap(text, max(cells - cell_width(front), 10))[:lines])
    needed = materials(live.curriculum, row.activity) if row.activity else ()
    if needed and len(found) < lines:
        found.append([(f"{t('app.materials')}  ", "muted"), (list_text(needed), "")])
    return found
