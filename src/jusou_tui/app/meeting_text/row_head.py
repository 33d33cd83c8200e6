"""A row of the agenda as a heading, and when it is expected."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Drawn, Piece, hanging, width_of
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.terminal import wrap
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.values import length_text, minutes_text, time_range_text

ROW_STATES = {
    "done": ("app.look_done", "chip-muted"),
    "now": ("common.state_now", "chip-now"),
    "next": ("common.state_next", "chip-digits"),
    "skipped": ("app.look_skipped", "chip-muted"),
}
SHORTEST_WAIT = 60.0
"""Seconds below which the time until a row begins is not shown."""


def row_heading(snapshot: MeetingSnapshot, cells: int, *, lines: int, row: Row | None = None) -> Drawn:
    """Return number, form and title of `row` (usually what runs), the title on at most so many lines."""
    row = row or snapshot.row
    if row is None:
        title = t("app.head_finished") if snapshot.state == "finished" else t("app.head_before")
        return [[(title, "strong")]]
    # A row that is left out on the way keeps its number: the count a facilitator has in mind stays.
    rows = [entry for entry in snapshot.schedule.rows if not entry.skipped or entry.key == row.key]
    place = next((number for number, entry in enumerate(rows, 1) if entry.key == row.key), 0)
    front: list[Piece] = [(f" {place}/{len(rows)} ", "chip-digits")]
    if row.form:
        front.append((f" {row.form} ", "strong-digits"))
    front.append((" ", ""))
    wrapped = wrap(row.title, max(cells - width_of(front), 10))
    if len(wrapped) > lines:
        wrapped = [*wrapped[: lines - 1], "".join(wrapped[lines - 1 :])]
    return hanging(front, wrapped, "strong")


def row_time(snapshot: MeetingSnapshot, row: Row) -> list[Piece]:
    """Return the state of a row in a word, its times, its minutes, and how long it is until then."""
    entry = snapshot.forecast.row(row.key)
    if entry is None:
        return []
    word, ink = ROW_STATES[entry.state]
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
