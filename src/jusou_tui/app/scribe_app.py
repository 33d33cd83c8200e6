"""A second note-taker's program: her own copy, notes and sheets, and the facilitator's clock to look at."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from jusou_tui.app.main import JusouApp
from jusou_tui.app.start import Start
from jusou_tui.app.widgets.entry_bar import Entry
from jusou_tui.compare import side_copy
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.named import of_session
from jusou_tui.errors import InputError
from jusou_tui.live import entries
from jusou_tui.live.meeting import Standing
from jusou_tui.live.session import Desk
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import EventKind
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock

SHEETS = ("sheet", "sheets")


class ScribeDesk(Desk):
    """A desk on which the time belongs to somebody else: no key writes an event or changes the plan."""

    following: side_copy.Following
    keeps_time = False

    def _add(self, kind: EventKind, standing: Standing, **facts: object) -> bool:  # noqa: ARG002
        return False

    def adjust(self, minutes: int) -> bool:  # noqa: ARG002
        """Leave the time as it is."""
        return False

    def answer_gap(self, seconds: float, *, counted: bool) -> None:
        """Ask nothing about time without a program."""

    def open_gap(self) -> None:
        """Ask nothing about time without a program."""

    def step_clock(self, seconds: float) -> None:
        """Leave the facilitator's clock alone."""

    def sign_of_life(self, *, force: bool = False) -> None:
        """Give no sign: only the facilitator's program keeps the time."""

    def follow(self, found: side_copy.Found) -> None:
        """Take in what the facilitator wrote since. Raises StoreError where the copy cannot be written."""
        self.following.take(found)
        theirs = found.session
        if theirs.view.step and theirs.view.step != self.view.step:
            self.book.set_view(step=theirs.view.step)
        self.store.flush()
        self.following.keep()


def open_copy(source: Path, mine: Path, name: str, clock: Clock | None = None) -> ScribeDesk:
    """Open a copy, made from `source` where there is none yet, with `name` as who writes.

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
        desk = ScribeDesk(store, curriculum, clock)
        desk.following = side_copy.Following(source, mine, store.book)
        writer = side_copy.author(store.book, name)
        drafted = entries.drafted(desk)
        if not drafted.text.strip():
            entries.keep_draft(desk, Entry(author=writer))
    except BaseException:
        store.close()
        raise
    return desk


class ScribeApp(JusouApp):
    """The program with one page, over which sheets may lie."""

    def _made(self, page: str) -> Screen[None]:  # noqa: ARG002
        from jusou_tui.app.screens.scribe.screen import ScribeScreen

        return ScribeScreen()

    def _lay_over(self, name: str | None) -> None:
        """Begin with the notes."""

    def _only(self, page: str) -> None:  # noqa: ARG002
        """Return to the notes: there is no other page."""
        self._to_the_notes()

    def show_page(self, name: str) -> None:
        """Lay sheets over the notes; of every other page there is none."""
        if name in SHEETS:
            super().show_page(name)
        else:
            self._to_the_notes()

    def show_home(self) -> None:
        """Return to the notes: the copy stays open until the program is left."""
        self._to_the_notes()

    def back(self) -> None:
        """Return to the notes from a page that lies over them."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def _to_the_notes(self) -> None:
        from jusou_tui.app.screens.scribe.screen import ScribeScreen

        while not isinstance(self.screen, ScribeScreen) and len(self.screen_stack) > 1:
            self.pop_screen()


def launch(source: Path, mine: Path, name: str) -> int:
    """Run the program on a copy until it is left; return the exit status. Raises JusouError."""
    desk = open_copy(source, mine, name)
    try:
        app = ScribeApp(Start("session", mine.parent, path=mine), desk=desk)
        return app.run() or app.return_code or 0
    finally:
        desk.close()
