"""A second note-taker's copy of a session: her own notes and sheets, the facilitator's time to look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jusou_tui.compare import side_copy
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.named import of_session
from jusou_tui.errors import InputError
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock


@dataclass(frozen=True, slots=True)
class ScribeSession:
    """A copy that is open (`live.keeps_time` is False), and what it follows of the facilitator's file."""

    live: LiveSession
    following: side_copy.Following

    def follow(self, found: side_copy.Found) -> None:
        """Take in what the facilitator wrote since. Raises StoreError where the copy cannot be written."""
        self.following.take(found)
        theirs = found.session
        if theirs.view.step and theirs.view.step != self.live.view.step:
            self.live.book.set_view(step=theirs.view.step)
        self.live.store.flush()
        self.following.keep()


def open_copy(source: Path, mine: Path, name: str, clock: Clock | None = None) -> ScribeSession:
    """Open a copy, made from `source` where there is none yet, with `name` as the author of what is typed.

    Raises JusouError where the session, its curriculum or the copy cannot be used.
    """
    clock = clock or SystemClock()
    if mine.exists():
        if source.exists() and read(source).session.id != read(mine).session.id:
            raise InputError("compare.scribe_other", mine=mine, source=source)
        store = Store.open(mine, now=clock.now)
    else:
        store = Store.create(mine, side_copy.begin(source, mine), now=clock.now)
    try:
        meta = store.book.meta
        near = source if source.exists() else mine
        curriculum = load(of_session(meta.curriculum, meta.curriculum_path, near))
        live = LiveSession(store, curriculum, clock, keeps_time=False)
        following = side_copy.Following(source, mine, store.book)
        writer = side_copy.author(store.book, name)
        if not entries.drafted(live).text.strip():
            entries.keep_draft(live.current, Entry(author=writer))
    except BaseException:
        store.close()
        raise
    return ScribeSession(live, following)
