"""Signals in words: what became due between two looks at the meeting, and what the window's title says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Literal

from jusou_tui.app.meeting_text.segments import segment_words
from jusou_tui.live import rounds
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.width import cut
from jusou_tui.timekeeping.running.countdown import Countdown, face, thresholds, timer_countdown
from jusou_tui.timekeeping.running.progress import DOUBLE_PRESS_SECONDS
from jusou_tui.timekeeping.running.time_signals import (
    cues_due,
    is_row_done,
    overtime_due,
    part_signal_due,
    signals_due,
)
from jusou_tui.wording import t
from jusou_tui.wording.lengths import exact_length_text

A_MINUTE = 60
TITLE_CELLS = 24
"""Of a part's title in a sentence: it must stay on one line of a small page."""
Moment = Literal[
    "soon", "last_minute", "over", "overtime", "cue", "timer", "turn", "turn_soon", "part", "round", "hint"
]
QUIET: frozenset[Moment] = frozenset({"turn_soon", "part", "round", "hint"})
"""What is said in words only: no bell, flash, title or notice."""


@dataclass(frozen=True)
class Told:
    """One thing to tell: a sentence, the `short` one for where a hint follows, and what a flash shows large.

    `word` names it in a word or two, `figure` in digits ("+5", "0:00", "!"), `unit` stands behind those.
    """

    moment: Moment
    sentence: str
    word: str = ""
    figure: str = ""
    unit: str = ""
    short: str = ""

    @property
    def loud(self) -> bool:
        """Whether bell, flash, title and notice go with it."""
        return self.moment not in QUIET


@dataclass(frozen=True)
class Alert:
    """What is to be told at once, the weightiest first, and the window's title where it changed.

    `run` names the run of the activity, in which a hint is given once. "" as title gives the old one back.
    """

    told: tuple[Told, ...] = ()
    title: str | None = None
    run: str = ""

    @property
    def sentence(self) -> str:
        """All of it as one text."""
        return sentence_of(self.told)


def sentence_of(told: Iterable[Told]) -> str:
    """Return all sentences as one text."""
    parts = tuple(told)
    hinted = any(one.moment == "hint" for one in parts)
    sentences = [one.short if hinted and one.short else one.sentence for one in parts]
    return (
        reduce(lambda one, other: t("timekeeping.both", one=one, other=other), sentences) if sentences else ""
    )


def alert(before: MeetingSnapshot | None, standing: MeetingSnapshot) -> Alert | None:
    """Return what became due between two looks, None where nothing did and the title stays as it is."""
    title = title_of(standing)
    changed = title if before is None or title_of(before) != title else None
    told = () if before is None else tuple(_due(before, standing))
    return None if changed is None and not told else Alert(told, changed, _run(standing))


def at_the_end(standing: MeetingSnapshot) -> Alert | None:
    """Return what to say to who wants the next part and has gone through all, None where there is one."""
    if standing.state != "running" or standing.row is None or len(standing.row.segments) < 2:  # noqa: PLR2004 - a way has two
        return None
    has_turn = standing.round is not None and standing.round.current is not None
    just_came = standing.progress.segment_elapsed < DOUBLE_PRESS_SECONDS
    if has_turn or just_came or standing.segment_index < len(standing.row.segments) - 1:
        return None
    sentence = f"{t('timekeeping.hint_parts')} {_move_on(standing)}"
    return Alert((Told("hint", sentence),), run=_run(standing))


def title_of(standing: MeetingSnapshot) -> str:
    """Return what the window's title says of a meeting under way: whole minutes, so it changes with those."""
    left, row = standing.countdown, standing.row
    if left is None or row is None or standing.state not in ("running", "paused"):
        return ""
    if standing.state == "paused":
        return t("timekeeping.title_paused", label=row.label)
    if left.phase == "untimed":
        return row.label
    shown = face(left.remaining)
    if shown.over or (shown.minutes, shown.seconds) == (0, 0):
        word = "timekeeping.title_over" if shown.minutes else "timekeeping.title_up"
        return t(word, minutes=shown.minutes, label=row.label)
    return t("timekeeping.title_left", minutes=shown.minutes + (shown.seconds > 0), label=row.label)


def _due(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    timer = standing.progress.timer is not None and _over(_timer(before), _timer(standing))
    over = [Told("timer", t("timekeeping.timer_over"), t("common.timer"), "0:00")] if timer else []
    if standing.state != "running":
        # A pause does not hold the time of what ends by the clock.
        until = standing.row is not None and standing.row.ends_at is not None
        return [*_of_activity(before, standing), *over] if until else over
    found = [*_of_activity(before, standing), *_cues(before, standing), *over]
    found += [*_of_turn(before, standing), *_of_part(before, standing), *_of_round(before, standing)]
    return [*found, *_hints(before, standing)]


def _of_activity(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    left = standing.countdown
    if left is None:
        return []
    if minutes := overtime_due(before.countdown, left):
        words = t("timekeeping.overtime", minutes=minutes), t("common.overtime")
        return [Told("overtime", *words, f"+{minutes}", t("timekeeping.unit_minutes"))]
    signals = signals_due(before.countdown, left)
    if not signals:
        return []
    if signals[-1] == "over":
        return [
            Told(
                "over",
                t("app.signal_over"),
                t("timekeeping.label_over"),
                "0:00",
                short=t("timekeeping.time_up"),
            )
        ]
    soon = signals[-1] == "soon"
    words = t("app.signal_soon" if soon else "app.signal_minute"), t("timekeeping.label_left")
    return [Told(signals[-1], *words, *_figure(left.remaining))]


def _figure(remaining: float) -> tuple[str, str]:
    """Return a time for a flash and its unit; whole minutes look like no stopped clock."""
    left = face(remaining)
    if left.seconds or left.minutes <= 1:  # a 1 alone is a mere stroke
        return str(left), ""
    return str(left.minutes), t("timekeeping.unit_minutes")


def _cues(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    """Return the cues that came, the last of them first."""
    activity = standing.row.activity if standing.row else None
    if activity is None:
        return []
    came = cues_due(before.progress, standing.progress, activity.cues)
    return [
        Told("cue", t("timekeeping.cue", minutes=cue.after, text=cue.text), t("app.prompt_cue"), "!")
        for cue in reversed(came)
    ]


def _of_turn(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    turn, last = standing.turn_countdown, before.turn_countdown
    if turn is None or not (signals := signals_due(last, turn)):
        return []
    if signals[-1] == "over":
        return [Told("turn", t("timekeeping.turn_over"), t("timekeeping.label_turn"), "!")]
    return [Told("turn_soon", t("timekeeping.turn_soon"))]


def _of_part(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    """Return the quiet signals of a timed part, with what comes behind it. A round's are its turns'."""
    left, row, segment = standing.segment_countdown, standing.row, standing.segment
    if left is None or standing.countdown is None or row is None or segment is None or segment.is_round:
        return []
    signal = part_signal_due(before.segment_countdown, left, standing.countdown)
    if signal is None:
        return []
    part = t("timekeeping.alone" if segment.alone else "timekeeping.this_part")
    length = exact_length_text(round(thresholds(left.budget, part=True)["soon"]))
    word = "timekeeping.part_over" if signal == "over" else "timekeeping.part_soon"
    sentence = t(word, part=part, length=length)
    if standing.segment_index + 1 < len(row.segments):
        following = row.segments[standing.segment_index + 1]
        title = cut(segment_words(following).title, TITLE_CELLS)
        next_told = t("timekeeping.part_next", title=title)
        sentence = t("timekeeping.both", one=sentence, other=next_told)
    return [Told("part", sentence)]


def _of_round(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    """Return that the time will not do for all who are left in a round, where that came about."""
    if standing.row is None or standing.round is None:
        return []
    began = standing.progress.segment_started
    if _place(before) != _place(standing) and (began is None or began <= before.now):
        return []  # another step was in view meanwhile
    earlier = rounds.short_by(before) if _place(before) == _place(standing) else 0
    short = rounds.short_by(standing)
    if not short >= A_MINUTE > earlier:
        return []
    facts = {"people": standing.round.left, "minutes": short // A_MINUTE}
    return [Told("round", t("timekeeping.round_short", **facts))]


def _hints(before: MeetingSnapshot, standing: MeetingSnapshot) -> list[Told]:
    """Return the hint that nothing is left to do, where that came about while one stayed at the last part."""
    same = _run(before) == _run(standing) and before.segment == standing.segment
    if not same or not _done(standing) or _done(before):
        return []
    spoken = standing.round is not None and standing.round.finished
    reason = f"{t('timekeeping.hint_round')} " if spoken else ""
    return [Told("hint", f"{reason}{_move_on(standing)}")]


def _move_on(standing: MeetingSnapshot) -> str:
    return t("timekeeping.hint_next") if standing.next_row is not None else t("timekeeping.hint_end")


def _done(standing: MeetingSnapshot) -> bool:
    if standing.row is None or standing.countdown is None:
        return False
    key = standing.segment.key if standing.segment else None
    return is_row_done(standing.row, key, standing.segment_countdown, standing.round, standing.countdown)


def _run(standing: MeetingSnapshot) -> str:
    run = standing.progress.run
    return f"{run.activity} {run.started.isoformat()}" if run is not None else ""


def _place(standing: MeetingSnapshot) -> tuple[object, ...]:
    """Return what tells one run through one part of an activity from another."""
    segment = standing.segment.key if standing.segment else None
    return (standing.progress.activity, segment, standing.progress.segment_started)


def _timer(standing: MeetingSnapshot) -> Countdown | None:
    return timer_countdown(standing.progress)


def _over(before: Countdown | None, after: Countdown | None) -> bool:
    return after is not None and "over" in signals_due(before, after)
