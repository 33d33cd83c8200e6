"""Looking on: the mark of a file that stands still, or that a machine with another time writes."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.timekeeping.running.staleness import Staleness, staleness
from jusou_tui.wording import t
from jusou_tui.wording.times import time_text

FOLLOW_SECONDS = 1.0
"""Seconds between two looks."""
_MARKS = {
    "still": "timekeeping.mark_still",
    "ahead": "timekeeping.mark_ahead",
    "behind": "timekeeping.mark_behind",
}
_SENTENCES = {
    "still": "timekeeping.watch_still",
    "ahead": "timekeeping.watch_ahead",
    "behind": "timekeeping.watch_behind",
}


def doubt_of(meeting: MeetingView) -> Staleness | None:
    """Return what is doubtful about the times of a session that is looked at; None where one writes it.

    A rehearsal's time is nobody's: it is not doubted.
    """
    if not meeting.live.store.read_only or meeting.book.meta.rehearsal:
        return None
    heard = meeting.live.store.follower.last_update
    running = meeting.snapshot().state == "running"
    return staleness(heard.written, heard.received, meeting.live.clock.now(), running=running)


def mark(live: LiveSession, found: Staleness | None) -> str:
    """Return the mark of the page, "" without a doubt."""
    if found is None:
        return ""
    return t(_MARKS[found.kind], time=time_text(live.here(found.since)), minutes=found.minutes)


def sentence(live: LiveSession, found: Staleness) -> str:
    """Return the doubt in whole words."""
    return t(_SENTENCES[found.kind], time=time_text(live.here(found.since)), minutes=found.minutes)
