"""Signals given: in words, as a flash, by bell, window title and desktop notice. Each can be turned off."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jusou_tui.app import turns
from jusou_tui.app.pages import segment_words
from jusou_tui.app.readings import Standing
from jusou_tui.app.words import said_exactly
from jusou_tui.messages import t
from jusou_tui.text.clean import clean_line
from jusou_tui.text.width import cut
from jusou_tui.timekeeping.countdown import Countdown, thresholds, timer_countdown
from jusou_tui.timekeeping.signals import due, overtime, part_due

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jusou_tui.app.app import JusouApp

FLASH_SECONDS = 2.0
TITLE_SECONDS = 10.0
A_MINUTE = 60
TITLE_CELLS = 24
"""Of a part's title in a sentence: it must stay on one line of a small page."""
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
    whole, part = _of_activity(before, standing), _of_part(before, standing)
    if whole is not None and part is not None:  # the end of a part, as the activity has another word
        return Alert(t("timekeeping.both", one=whole.sentence, other=part.sentence))
    return whole or _of_turn(before, standing) or part or _of_round(before, standing)


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


def _of_turn(before: Standing, standing: Standing) -> Alert | None:
    turn, last = standing.turn_countdown, before.turn_countdown
    if turn is None or not (signals := due(last, turn)):
        return None
    word = "timekeeping.turn_over" if signals[-1] == "over" else "timekeeping.turn_soon"
    return Alert(t(word), loud=signals[-1] == "over")


def _of_part(before: Standing, standing: Standing) -> Alert | None:
    """Return the quiet signals of a timed part, with what comes behind it. A round's are its turns'."""
    left, row, segment = standing.segment_countdown, standing.row, standing.segment
    if left is None or standing.countdown is None or row is None or segment is None or segment.is_round:
        return None
    signal = part_due(before.segment_countdown, left, standing.countdown)
    if signal is None:
        return None
    part = t("timekeeping.alone" if segment.alone else "timekeeping.this_part")
    length = said_exactly(round(thresholds(left.budget, part=True)["soon"]))
    word = "timekeeping.part_over" if signal == "over" else "timekeeping.part_soon"
    sentence = t(word, part=part, length=length)
    if standing.segment_index + 1 < len(row.segments):
        following = row.segments[standing.segment_index + 1]
        title = cut(segment_words(following).title, TITLE_CELLS)
        next_told = t("timekeeping.part_next", title=title)
        sentence = t("timekeeping.both", one=sentence, other=next_told)
    return Alert(sentence, loud=False)


def _of_round(before: Standing, standing: Standing) -> Alert | None:
    """Return the hints of a round: that the time will not do for all, that all have spoken."""
    if standing.row is None or standing.round is None:
        return None
    earlier = turns.short_by(before) if _place(before) == _place(standing) else 0
    if (short := turns.short_by(standing)) >= A_MINUTE > earlier:
        facts = {"people": standing.round.left, "minutes": short // A_MINUTE}
        return Alert(t("timekeeping.round_short", **facts), loud=False, hint=True)
    was_over = before.round is None or before.round.finished
    if standing.round.finished and not was_over:
        last_part = standing.segment_index == len(standing.row.segments) - 1
        return Alert(t("timekeeping.hint_next"), loud=False, hint=True) if last_part else None
    return None


def _place(standing: Standing) -> tuple[object, ...]:
    """Return what tells one run through one part of an activity from another."""
    segment = standing.segment.key if standing.segment else None
    return (standing.progress.activity, segment, standing.progress.segment_started)


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
