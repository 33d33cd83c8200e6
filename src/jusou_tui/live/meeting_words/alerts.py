"""Which alerts became due between two snapshots of a meeting, with their texts, and the window's title."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.live.double_press import DOUBLE_PRESS_SECONDS
from jusou_tui.live.meeting_words.controls import Controls
from jusou_tui.live.meeting_words.segments import segment_words
from jusou_tui.live.planning import rounds
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.text.seconds import face
from jusou_tui.text.terminal import cut
from jusou_tui.timekeeping.running.countdown import Countdown, thresholds, timer_countdown
from jusou_tui.timekeeping.running.time_signals import (
    cues_due,
    is_row_done,
    overtime_due,
    part_signal_due,
    signals_due,
)
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text

if TYPE_CHECKING:  # who opens no settings needs none
    from jusou_tui.settings import Settings

TITLE_CELLS = 24
"""Of a part's title in a sentence: it must stay on one line of a small page."""
Moment = Literal[
    "soon", "last_minute", "over", "overtime", "cue", "timer", "turn", "turn_soon", "part", "round", "hint"
]
SILENT: frozenset[Moment] = frozenset({"turn_soon", "part", "round", "hint"})
"""Moments of which only the text is shown: no bell, flash, title or notice."""


SETTING_OF: dict[Moment, str] = {
    "soon": "fifth_left",
    "last_minute": "last_minute",
    "over": "time_up",
    "overtime": "overtime",
    "cue": "cues",
    "turn": "turns",
    "turn_soon": "turns",
    "part": "turns",
    "round": "hints",
    "hint": "hints",
}
"""Which setting turns a moment off; the timer, which somebody has just set, is always delivered."""


class Alert(NamedTuple):
    """One alert: its sentence, the `short` one for where a hint follows, and what a flash shows large.

    `word` names it in a word or two, `figure` is a sign ("!"). What the big digits count has neither: a
    figure in a flash would stand still beside them.
    """

    moment: Moment
    sentence: str
    word: str = ""
    figure: str = ""
    short: str = ""

    @property
    def audible(self) -> bool:
        """Whether bell, flash, title and notice go with it."""
        return self.moment not in SILENT


class AlertBatch(NamedTuple):
    """The alerts that are due at once, the weightiest first, and the window's title where it changed.

    `run` identifies the run of the activity, in which a hint is shown once. `about`: what the first one is
    about, one of `subjects`. A `title` of "" restores the terminal's own, None leaves the title as it is.
    """

    alerts: tuple[Alert, ...] = ()
    title: str | None = None
    run: str = ""
    about: str = ""


def joined_sentence(alerts: Iterable[Alert]) -> str:
    """Return all sentences as one text."""
    parts = tuple(alerts)
    hinted = any(one.moment == "hint" for one in parts)
    sentences = [one.short if hinted and one.short else one.sentence for one in parts]
    return (
        reduce(lambda one, other: t("timekeeping.both", one=one, other=other), sentences) if sentences else ""
    )


def is_wanted(settings: Settings, moment: Moment) -> bool:
    """Return whether the settings want alerts of a moment at all."""
    key = SETTING_OF.get(moment)
    return key is None or bool(getattr(settings, key))


def alerts_between(
    before: MeetingSnapshot | None, snapshot: MeetingSnapshot, controls: Controls
) -> AlertBatch | None:
    """Return what became due between two snapshots; None where nothing did and the title is unchanged.

    `controls`: what the sentences advise to press or type.
    """
    title = title_of(snapshot)
    changed = title if before is None or title_of(before) != title else None
    alerts = () if before is None else tuple(_due(before, snapshot, controls))
    if changed is None and not alerts:
        return None
    about = _subject(alerts[0].moment, snapshot) if alerts else ""
    return AlertBatch(alerts, changed, run_of(snapshot), about)


def hint_at_the_end(snapshot: MeetingSnapshot, controls: Controls) -> str:
    """Return the hint for who asks for the next part where there is none, else ""."""
    if not snapshot.is_under_way or snapshot.row is None:
        return ""
    if len(snapshot.row.segments) < 2:  # noqa: PLR2004 - a way has two
        return t("timekeeping.hint_no_parts", key=controls.go_on)
    has_turn = snapshot.round is not None and snapshot.round.current is not None
    just_came = snapshot.progress.segment_elapsed < DOUBLE_PRESS_SECONDS
    if has_turn or just_came or snapshot.segment_index < len(snapshot.row.segments) - 1:
        return ""
    return t("timekeeping.both", one=t("timekeeping.hint_parts"), other=_move_on(snapshot, controls))


def round_is_over(snapshot: MeetingSnapshot, controls: Controls) -> str:
    """Return that a round is over with which an activity ends, and how to go on; "" where that is not so."""
    if snapshot.round is None or not snapshot.round.finished or not _done(snapshot):
        return ""
    return t("timekeeping.both", one=t("timekeeping.hint_round"), other=_move_on(snapshot, controls))


def title_of(snapshot: MeetingSnapshot) -> str:
    """Return what the window's title says of a meeting under way: whole minutes, so it changes with those."""
    left, row = snapshot.countdown, snapshot.row
    if left is None or row is None or not snapshot.is_under_way:
        return ""
    if snapshot.state == "paused":
        return t("timekeeping.title_paused", label=row.label)
    if left.phase == "untimed":
        return row.label
    shown = face(left.remaining)
    if shown.over or (shown.minutes, shown.seconds) == (0, 0):
        word = "timekeeping.title_over" if shown.minutes else "timekeeping.title_up"
        return t(word, minutes=shown.minutes, label=row.label)
    return t("timekeeping.title_left", minutes=shown.minutes + (shown.seconds > 0), label=row.label)


def _due(before: MeetingSnapshot, snapshot: MeetingSnapshot, controls: Controls) -> list[Alert]:
    timer = snapshot.progress.timer is not None and _over(_timer(before), _timer(snapshot))
    over = [Alert("timer", t("timekeeping.timer_over"), t("common.timer"), "!")] if timer else []
    if snapshot.state != "running":
        # A pause does not hold the time of what ends by the clock.
        until = snapshot.row is not None and snapshot.row.ends_at is not None
        return [*_of_activity(before, snapshot), *over] if until else over
    found = [*_of_activity(before, snapshot), *_cues(before, snapshot), *over]
    found += [*_of_turn(before, snapshot, controls), *_of_part(before, snapshot)]
    return [*found, *_of_round(before, snapshot, controls), *_hints(before, snapshot, controls)]


def _of_activity(before: MeetingSnapshot, snapshot: MeetingSnapshot) -> list[Alert]:
    left = snapshot.countdown
    if left is None:
        return []
    if minutes := overtime_due(before.countdown, left):
        return [Alert("overtime", t("timekeeping.overtime", minutes=minutes))]
    signals = signals_due(before.countdown, left)
    if not signals:
        return []
    if signals[-1] == "over":
        return [Alert("over", t("app.signal_over"), short=t("timekeeping.time_up"))]
    soon = signals[-1] == "soon"
    return [Alert(signals[-1], t("app.signal_soon" if soon else "app.signal_minute"))]


def _cues(before: MeetingSnapshot, snapshot: MeetingSnapshot) -> list[Alert]:
    """Return the cues that came, the last of them first."""
    activity = snapshot.row.activity if snapshot.row else None
    if activity is None:
        return []
    came = cues_due(before.progress, snapshot.progress, activity.cues)
    return [
        Alert("cue", t("timekeeping.cue", minutes=cue.after, text=cue.text), t("app.prompt_cue"), "!")
        for cue in reversed(came)
    ]


def _of_turn(before: MeetingSnapshot, snapshot: MeetingSnapshot, controls: Controls) -> list[Alert]:
    turn, last = snapshot.turn_countdown, before.turn_countdown
    if turn is None or not (signals := signals_due(last, turn)):
        return []
    if signals[-1] == "over":
        return [
            Alert(
                "turn", t("timekeeping.turn_over", key=controls.more_time), t("timekeeping.label_turn"), "!"
            )
        ]
    return [Alert("turn_soon", t("timekeeping.turn_soon"))]


def _of_part(before: MeetingSnapshot, snapshot: MeetingSnapshot) -> list[Alert]:
    """Return the quiet signals of a timed part, with what comes behind it. A round's are its turns'."""
    left, row, segment = snapshot.segment_countdown, snapshot.row, snapshot.segment
    if left is None or snapshot.countdown is None or row is None or segment is None or segment.is_round:
        return []
    signal = part_signal_due(before.segment_countdown, left, snapshot.countdown)
    if signal is None:
        return []
    part = t("timekeeping.alone" if segment.alone else "timekeeping.this_part")
    length = exact_length_text(round(thresholds(left.budget, part=True)["soon"]))
    word = "timekeeping.part_over" if signal == "over" else "timekeeping.part_soon"
    sentence = t(word, part=part, length=length)
    if snapshot.segment_index + 1 < len(row.segments):
        following = row.segments[snapshot.segment_index + 1]
        title = cut(segment_words(following).title, TITLE_CELLS)
        coming = t("timekeeping.part_next", title=title)
        sentence = t("timekeeping.both", one=sentence, other=coming)
    return [Alert("part", sentence)]


def _of_round(before: MeetingSnapshot, snapshot: MeetingSnapshot, controls: Controls) -> list[Alert]:
    """Return that the time will not do for all who are left in a round, where that came about."""
    if snapshot.row is None or snapshot.round is None:
        return []
    began = snapshot.progress.segment_started
    if _place(before) != _place(snapshot) and (began is None or began <= before.now):
        return []  # another step was in view meanwhile
    earlier = rounds.short_by(before) if _place(before) == _place(snapshot) else 0
    short = rounds.short_by(snapshot)
    if not short >= rounds.A_MINUTE > earlier:
        return []
    facts = {"people": snapshot.round.left, "minutes": short // rounds.A_MINUTE}
    return [Alert("round", t("timekeeping.round_short", **facts, key=controls.share_out))]


def _hints(before: MeetingSnapshot, snapshot: MeetingSnapshot, controls: Controls) -> list[Alert]:
    """Return the hint that nothing is left to do, where that came about while one stayed at the last part."""
    same = run_of(before) == run_of(snapshot) and before.segment == snapshot.segment
    if not same or not _done(snapshot) or _done(before):
        return []
    return [Alert("hint", round_is_over(snapshot, controls) or _move_on(snapshot, controls))]


def _move_on(snapshot: MeetingSnapshot, controls: Controls) -> str:
    hint = "timekeeping.hint_next" if snapshot.next_row is not None else "timekeeping.hint_end"
    return t(hint, key=controls.go_on)


def _done(snapshot: MeetingSnapshot) -> bool:
    if snapshot.row is None or snapshot.countdown is None:
        return False
    key = snapshot.segment.key if snapshot.segment else None
    return is_row_done(snapshot.row, key, snapshot.segment_countdown, snapshot.round, snapshot.countdown)


def run_of(snapshot: MeetingSnapshot) -> str:
    """Return what identifies the run of the activity in a snapshot, "" where none runs."""
    run = snapshot.progress.run
    return f"{run.activity} {run.started.isoformat()}" if run is not None else ""


def subjects(snapshot: MeetingSnapshot) -> frozenset[str]:
    """Return what goes on, as far as something can be said about it: what was said of others is out of date.

    The run of the activity, before and after its time is up; its part; the turn.
    """
    return frozenset({run_of(snapshot), *(_subject(moment, snapshot) for moment in ("soon", "part", "turn"))})


def _subject(moment: Moment, snapshot: MeetingSnapshot) -> str:
    """Return what an alert of a moment is about: one of `subjects`."""
    run, place = run_of(snapshot), " ".join(str(part) for part in _place(snapshot))
    if moment in {"soon", "last_minute", "over", "overtime"}:
        return f"{run} time {_is_up(snapshot.countdown)}"
    if moment == "part":
        return f"{place} part {_is_up(snapshot.segment_countdown)}"
    if moment in {"turn", "turn_soon"}:
        who = snapshot.round.current if snapshot.round is not None else None
        return f"{place} turn {who} {_is_up(snapshot.turn_countdown)}"
    return run


def _is_up(left: Countdown | None) -> bool:
    return left is not None and left.remaining <= 0


def _place(snapshot: MeetingSnapshot) -> tuple[object, ...]:
    """Return what identifies one run through one part of an activity."""
    segment = snapshot.segment.key if snapshot.segment else None
    return (snapshot.progress.activity, segment, snapshot.progress.segment_started)


def _timer(snapshot: MeetingSnapshot) -> Countdown | None:
    return timer_countdown(snapshot.progress)


def _over(before: Countdown | None, after: Countdown | None) -> bool:
    return after is not None and "over" in signals_due(before, after)
