"""Signals given: in words, as a flash, by bell, window title and desktop notice. Each can be turned off."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jusou_tui.app.readings import Standing
from jusou_tui.messages import t
from jusou_tui.text.clean import clean_line
from jusou_tui.timekeeping.countdown import Countdown, timer_countdown
from jusou_tui.timekeeping.signals import due, overtime

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jusou_tui.app.app import JusouApp

FLASH_SECONDS = 2.0
TITLE_SECONDS = 10.0
_TERMINALS_9 = frozenset({"iTerm.app", "WezTerm", "ghostty"})
_TERMINALS_777 = ("rxvt", "foot")


@dataclass(frozen=True)
class Alert:
    """A signal in words. `loud`: with bell, flash, title and notice too. `hint`: meant for beginners."""

    sentence: str
    loud: bool = True
    hint: bool = False


def alert(before: Standing | None, standing: Standing) -> Alert | None:
    """Return what became due between two looks, the weightiest: the activity's, else a turn's, a timer's."""
    if before is None:
        return None
    if standing.progress.timer is not None and _over(_timer(before), _timer(standing)):
        return Alert(t("timekeeping.timer_over"))
    if standing.state != "running":
        return None
    return _of_activity(before, standing) or _of_parts(before, standing)


def _of_activity(before: Standing, standing: Standing) -> Alert | None:
    if standing.countdown is None:
        return None
    if minutes := overtime(before.countdown, standing.countdown):
        return Alert(t("timekeeping.overtime", minutes=minutes))
    signals = due(before.countdown, standing.countdown)
    if not signals:
        return None
    words = {"soon": "app.signal_soon", "last_minute": "app.signal_minute", "over": "app.signal_over"}
    return Alert(t(words[signals[-1]]))


def _of_parts(before: Standing, standing: Standing) -> Alert | None:
    """Return the signals of a turn and of a part, and the hint that nothing is left to do here."""
    turn, last = standing.turn_countdown, before.turn_countdown
    if turn is not None and (signals := due(last, turn)):
        word = "timekeeping.turn_over" if signals[-1] == "over" else "timekeeping.turn_soon"
        return Alert(t(word), loud=signals[-1] == "over")
    if _over(before.segment_countdown, standing.segment_countdown):
        return Alert(t("timekeeping.part_over"), loud=False)
    round_over = standing.round is not None and standing.round.finished
    was_over = before.round is None or before.round.finished
    if round_over and not was_over and standing.row is not None:
        last_part = standing.segment_index == len(standing.row.segments) - 1
        return Alert(t("timekeeping.hint_next"), loud=False, hint=True) if last_part else None
    return None


def _timer(standing: Standing) -> Countdown | None:
    return timer_countdown(standing.progress)


def _over(before: Countdown | None, after: Countdown | None) -> bool:
    return after is not None and "over" in due(before, after)


def give(app: JusouApp, told: Alert) -> None:
    """Give a signal as this machine's settings want it."""
    from jusou_tui.app.settings import load

    settings = load()
    if told.hint and not settings.hints:
        return
    app.say(told.sentence)
    if not told.loud:
        return
    if settings.bell:
        app.bell()
    if settings.screen_flash:
        page = app.screen
        page.add_class("-flash")
        page.set_timer(FLASH_SECONDS, lambda: page.remove_class("-flash"))
    if settings.title_flash:
        write(app, f"\x1b[22;2t\x1b]2;{clean_line(told.sentence)}\x07")
        app.set_timer(TITLE_SECONDS, lambda: write(app, "\x1b[23;2t"))
    if settings.desktop_notice and (sequence := notice(told.sentence, os.environ)):
        write(app, sequence)


def notice(sentence: str, environment: Mapping[str, str]) -> str:
    """Return the sequence for a notice on the desktop, "" where the terminal is not known to take one."""
    kind = _notice_kind(environment)
    text = clean_line(sentence).replace(";", ",")
    if kind == "9":
        return f"\x1b]9;{text}\x07"
    return f"\x1b]777;notify;jusou;{text}\x07" if kind == "777" else ""


def _notice_kind(environment: Mapping[str, str]) -> Literal["9", "777", ""]:
    if environment.get("TMUX") or environment.get("STY"):
        return ""
    if environment.get("TERM_PROGRAM", "") in _TERMINALS_9 or environment.get("KITTY_WINDOW_ID"):
        return "9"
    return "777" if environment.get("TERM", "").startswith(_TERMINALS_777) else ""


def write(app: JusouApp, sequence: str) -> None:
    """Write a sequence that moves nothing on the page; a program without a terminal writes nothing."""
    driver = app._driver  # noqa: SLF001 - Textual has no other way to a terminal's title
    if driver is not None and not app.is_headless:
        driver.write(sequence)
