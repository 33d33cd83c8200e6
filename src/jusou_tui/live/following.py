"""A session that is only read: whether its file is kept up to date, by a machine with the same time."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.timekeeping.running.gaps import Staleness, staleness
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

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


def staleness_of(meeting: MeetingView) -> Staleness | None:
    """Return why the times of a session that is only read cannot be trusted; None where they can.

    A rehearsal's times are always trusted.
    """
    if not meeting.live.store.read_only or meeting.book.meta.rehearsal:
        return None
    heard = meeting.live.store.follower.last_update
    running = meeting.snapshot().state == "running"
    return staleness(heard.written, heard.received, meeting.live.clock.now(), running=running)


def staleness_mark(live: LiveSession, found: Staleness | None) -> str:
    """Return the mark for a page's top line, "" where times can be trusted."""
    if found is None:
        return ""
    return t(_MARKS[found.kind], time=time_text(live.here(found.since)), minutes=found.minutes)


def staleness_text(live: LiveSession, found: Staleness) -> str:
    """Return the reason as a sentence."""
    return t(_SENTENCES[found.kind], time=time_text(live.here(found.since)), minutes=found.minutes)
