"""A session that is only read: whether its file is kept up to date, by a machine with the same time."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.timekeeping.clock.instants import seconds_between, whole_minutes
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

STALE_SECONDS = 90.0
"""Three heartbeats have failed to come: the writing program writes one every half a minute."""
OFF_SECONDS = 120.0
"""What two clocks may differ, and what a shared folder may take, before it is reported."""
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


class Staleness(NamedTuple):
    """Why the times of a session that is looked at are not to be trusted.

    still: nothing came `since` then. ahead: the writing machine's clock, by so many `minutes`. behind: that
    clock, or what is written takes so long to come; from the looker's side both look the same.
    """

    kind: Literal["still", "ahead", "behind"]
    since: datetime
    minutes: int


def staleness(
    written: datetime | None, taken: datetime | None, now: datetime, *, running: bool
) -> Staleness | None:
    """Return what is doubtful about a session's file at `now` by the looker's clock, None where nothing is.

    `written`: the latest instant in the file, by the writer's clock. `taken`: when the last change was seen,
    None where none came since it was opened. Only a `running` meeting must have heartbeats.
    """
    if running and taken is not None and seconds_between(taken, now) >= STALE_SECONDS:
        return Staleness("still", taken, whole_minutes(seconds_between(taken, now)))
    if written is None:
        return None
    reached = now if taken is None else taken
    behind = seconds_between(written, reached)
    if -behind >= OFF_SECONDS:
        return Staleness("ahead", reached, whole_minutes(-behind))
    if not running:
        return None
    if taken is None:
        return Staleness("still", written, whole_minutes(behind)) if behind >= STALE_SECONDS else None
    return Staleness("behind", taken, whole_minutes(behind)) if behind >= OFF_SECONDS else None


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
