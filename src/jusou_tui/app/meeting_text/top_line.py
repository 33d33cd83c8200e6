"""The top line of a page of a meeting: what is left, when it ends, how late it is, what time it is."""

from __future__ import annotations

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.meeting_text.clock_face import countdown_text
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.countdown import Phase
from jusou_tui.wording import t
from jusou_tui.wording.values import inline, lateness_text, time_text

_PHASES: dict[Phase, str] = {
    "idle": "common.time_left",
    "untimed": "app.phase_untimed",
    "running": "common.time_left",
    "soon": "app.phase_soon",
    "last_minute": "app.phase_last_minute",
    "over": "common.overtime",
}

_INKS = {"soon": "chip-soon", "last_minute": "chip-soon", "over": "chip-over"}


def phase_word(snapshot: MeetingSnapshot) -> Piece | None:
    """Return the phase of what runs in a word, with its chip's style; None where nothing runs."""
    if snapshot.countdown is None or not snapshot.is_under_way:
        return None
    if snapshot.state == "paused":
        return t("app.state_paused"), "chip-now"
    phase = snapshot.countdown.phase
    return inline(t(_PHASES[phase])), _INKS.get(phase, "chip-digits")


def time_left(snapshot: MeetingSnapshot) -> Piece | None:
    """Return what is left in a few cells, for pages without big digits; None where nothing runs."""
    found = phase_word(snapshot)
    if found is None or snapshot.countdown is None:
        return None
    word, ink = found
    return f" {word} {countdown_text(snapshot.countdown.remaining)} ", ink


def right_pieces(snapshot: MeetingSnapshot, *, short: bool, plain: bool = False) -> list[Piece]:
    """Return the right of the top line: when it ends, how late, the clock; `plain`: the clock alone."""
    clock = [(time_text(snapshot.now), "clock")]
    if plain or snapshot.state == "finished":
        return clock
    late = snapshot.forecast.late_minutes
    chip = "late" if late > 0 else "early" if late < 0 else "muted"
    ends = t("app.ends_short") if short else t("app.ends")
    return [
        (ends, "muted"),
        (time_text(snapshot.forecast.end, day=snapshot.forecast.end_day), "strong"),
        (lateness_text(late), chip),
        *clock,
    ]
