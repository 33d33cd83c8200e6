"""A second note-taker's copy of a session: her own notes and sheets, the facilitator's time to look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jusou_tui.compare import scribe_copy
from jusou_tui.errors import InputError
from jusou_tui.files import exists
from jusou_tui.live import entries
from jusou_tui.live.beginning.curriculum_in_use import curriculum_in_use
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class ScribeSession:
    """A copy that is open (`live.keeps_time` is False), and what it follows of the facilitator's file."""

    live: LiveSession
    following: scribe_copy.ScribeSync

    def follow(self, found: scribe_copy.FacilitatorState) -> None:
        """Take in what the facilitator wrote since. Raises StoreError where the copy cannot be written."""
        self.following.absorb(found)
        theirs = found.session
        if theirs.view.step and theirs.view.step != self.live.view.step:
            self.live.book.set_view(step=theirs.view.step)
        self.live.store.flush()
        self.following.write_base()


def open_copy(source: Path, mine: Path, name: str, clock: Clock | None = None) -> ScribeSession:
    """Open a copy, made from `source` where there is none yet, with `name` as the author of what is typed.

    Raises JusouError where the session, its curriculum or the copy cannot be used.
    """
    clock = clock or SystemClock()
    scribe_copy.known_author(read(mine if exists(mine) else source), name)
    if exists(mine):
        if exists(source) and read(source).session.id != read(mine).session.id:
            raise InputError("compare.scribe_other", mine=mine, source=source)
        store = Store.open(mine, now=clock.now)
    else:
        store = Store.create(mine, scribe_copy.start_copy(source, mine), now=clock.now)
    try:
        near = source if exists(source) else mine
        curriculum, _, fault = curriculum_in_use(store, near)
        live = LiveSession(store, curriculum, clock, keeps_time=False)
        live.curriculum_fault = fault
        following = scribe_copy.ScribeSync(source, mine, store.book)
        live.writer = scribe_copy.scribe_author(store.book, name)
        if not entries.drafted(live).text.strip():
            entries.keep_draft(live.current, entries.begun(live))
    except BaseException:
        store.close()
        raise
    return ScribeSession(live, following)
