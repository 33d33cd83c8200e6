"""The heading of a row, and its state and times: pieces for a line."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Drawn, Piece, hanging, width_of
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.terminal import wrap
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.values import form_label, length_text, minutes_text, time_range_text

ROW_STATES = {
    "done": ("common.done", "chip-muted"),
    "now": ("common.state_now", "chip-now"),
    "next": ("common.state_next", "chip-digits"),
    "skipped": ("app.look_skipped", "chip-muted"),
}
SHORTEST_WAIT = 60.0
"""Seconds below which the time until a row begins is not shown."""


def row_heading(snapshot: MeetingSnapshot, cells: int, *, lines: int, row: Row | None = None) -> Drawn:
    """Return number, form and title of `row` (usually what runs), the title on at most so many lines.

    A title that needs more lines gives way to the short one. A break has its name alone: it is no activity.
    """
    row = row or snapshot.row
    if row is None:
        return _heading_of_none(snapshot)
    if row.kind == "break":
        return [[(f" {row.label} ", "chip-now")]]
    place, count = snapshot.schedule.number_of(row)
    front: list[Piece] = [(f" {place}/{count} ", "chip-digits")]
    if row.form:
        front.append((f" {form_label(row.form)} ", "strong-digits"))
    front.append((" ", ""))
    room = max(cells - width_of(front), 10)
    wrapped = wrap(row.title, room)
    if len(wrapped) > lines:
        wrapped = wrap(row.label, room)
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], "".join(wrapped[lines - 1 :])]
    return hanging(front, wrapped, "strong")


def _heading_of_none(snapshot: MeetingSnapshot) -> Drawn:
    """Return the heading where nothing runs."""
    if snapshot.state == "finished":
        return [[(t("app.head_finished"), "strong")]]
    chip: Piece = (f" {t('app.state_before')} ", "chip-muted")
    return [[chip, *([] if snapshot.is_another_day else [(f"  {t('app.head_before')}", "strong")])]]


def row_time(snapshot: MeetingSnapshot, row: Row, *, parked: bool = False) -> list[Piece]:
    """Return the state of a row in a word, its times, its minutes, and how long it is until then.

    Of one that is left out, or `parked` for a later meeting, the word alone: it has no times.
    """
    entry = snapshot.forecast.row(row.key)
    if entry is None:
        return []
    word, ink = ROW_STATES[entry.state]
    if entry.state == "skipped":
        return [(f" {t('timekeeping.parked_row' if parked else word)} ", ink)]
    pieces: list[Piece] = [
        (f" {t(word)} ", ink),
        (f"  {time_range_text(entry.start, entry.end, day=entry.day)}", ""),
    ]
    pieces.append((f"  {minutes_text(entry.expected_minutes)}", ""))
    if entry.expected_minutes != row.minutes:
        pieces.append((f"  {t('app.planned_minutes', minutes=row.minutes)}", "muted"))
    wait = seconds_between(snapshot.now, entry.start)
    if entry.state == "next" and wait >= SHORTEST_WAIT:
        pieces.append((f"  {t('app.begins_in', length=length_text(wait))}", "muted"))
    return pieces
