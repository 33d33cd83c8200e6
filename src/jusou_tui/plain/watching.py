"""What comes by itself: signals, the question about time without the program, a clock that was set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from jusou_tui.live.elsewhere.following import staleness_mark, staleness_of, staleness_text
from jusou_tui.live.meeting_words import alerts
from jusou_tui.live.meeting_words.controls import Controls
from jusou_tui.live.meeting_words.questions import whether_gap_counts
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.plain import commands, standing
from jusou_tui.plain.asking import Asked, Numbered, numbered
from jusou_tui.settings import load
from jusou_tui.timekeeping.running.gaps import Gap
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

LOOK_SECONDS = 1.0
"""Seconds between two looks at a meeting that runs."""
REST_SECONDS = 10.0


class Listener(Protocol):
    """The conversation that hears what became due."""

    live: LiveSession

    @property
    def asked(self) -> Asked | None:
        """The question that is open."""

    def ask(self, asked: Asked) -> None:
        """Ask a question."""

    def say(self, text: str) -> None:
        """Print a text."""

    def say_standing(self) -> None:
        """Say where the meeting stands."""


class Watch:
    """Looks at the clock for a conversation, and says what became due since the last look."""

    def __init__(self, talk: Listener, ring: Callable[[], None]) -> None:
        self._talk = talk
        self._ring = ring
        self._last: MeetingSnapshot | None = None
        self._hinted = ""
        self._gap: Gap | None = None
        self._asks = False
        self._doubt = ""

    def begin(self) -> bool:
        """Begin to look; return whether time without the program is to be asked about first."""
        kept = self._talk.live.under_way()
        self._gap = kept.live.continuity.open_gap(kept.snapshot())
        return self._gap is not None

    def look(self, *, asks: bool = True) -> float:
        """Say what became due; return how many of the session's seconds the next look can wait.

        `asks`: whether a question can be asked now.
        """
        live = self._talk.live
        kept = live.under_way()
        self._notice_doubt()
        self._notice_clock(kept)
        if self._gap is not None:
            if asks and not self._asks:
                self._ask(kept, self._gap)
            return LOOK_SECONDS
        snapshot = kept.snapshot()
        before, self._last = self._last, snapshot
        if live.keeps_time and before is not None:
            batch = alerts.alerts_between(before, snapshot, controls())
            if batch is not None and batch.alerts:
                self._announce(batch, snapshot)
        if snapshot.state == "running":
            live.continuity.heartbeat()
        return LOOK_SECONDS if snapshot.is_under_way else REST_SECONDS

    def noticed(self) -> None:
        """Count everything up to now as said."""
        if self._gap is None:
            self._last = self._talk.live.under_way().snapshot()

    def _notice_doubt(self) -> None:
        """Say once why the times of a session that is only read cannot be trusted."""
        live = self._talk.live
        found = staleness_of(live.current)
        mark = staleness_mark(live, found)
        if mark != self._doubt:
            self._doubt = mark
            if found is not None:
                self._talk.say(staleness_text(live, found))

    def _notice_clock(self, meeting: MeetingView) -> None:
        continuity = meeting.live.continuity
        look = continuity.watch.read()
        if look.stepped_seconds:
            continuity.step_clock(meeting.snapshot(), look.stepped_seconds)
        if look.gap_seconds and self._gap is None:
            self._gap = continuity.open_gap(meeting.snapshot())

    def _ask(self, meeting: MeetingView, gap: Gap) -> None:
        """Ask whether time without the program counts; no signals until that is answered."""
        if self._talk.asked is not None:  # the other one is answered first
            return

        def answered(_: bool) -> None:
            self._gap, self._asks = None, False
            self._talk.say_standing()

        self._asks = True
        question = whether_gap_counts(meeting, gap)
        found = numbered(question, answered)
        self._talk.ask(Numbered(found.text, found.answers, lasting=True))

    def _announce(self, batch: alerts.AlertBatch, snapshot: MeetingSnapshot) -> None:
        """Say the alerts that the settings want, a hint once in a run, with what is left of the activity."""
        settings = load()
        wanted = [one for one in batch.alerts if alerts.is_wanted(settings, one.moment)]
        wanted = [one for one in wanted if one.moment != "hint" or batch.run != self._hinted]
        if not wanted:
            return
        if any(one.moment == "hint" for one in wanted):
            self._hinted = batch.run
        text = alerts.joined_sentence(wanted)
        if any(one.moment == "soon" for one in wanted) and snapshot.countdown is not None:
            left = t("plain.sentence", text=standing.left_text(snapshot.countdown))
            text = t("timekeeping.both", one=text, other=left)
        self._talk.say(t("plain.entry", time=time_text(snapshot.now), text=text))
        if settings.bell and any(one.audible for one in wanted):
            self._ring()


def controls() -> Controls:
    """Return what sentences about a meeting advise to type."""
    return Controls(commands.shown("next"), commands.shown("more"), commands.shown("share"))
