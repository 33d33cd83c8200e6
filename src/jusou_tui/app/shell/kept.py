"""What every page of an open session listens to: how saving goes, what others wrote; and what returns."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property

from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.errors import StoreError
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.book.history import Change
from jusou_tui.session.storage.store import Status
from jusou_tui.wording import message_text, t
from jusou_tui.wording.times import time_text


class KeptScreen(JusouScreen):
    """A page that listens to its session's file."""

    _listening: tuple[Callable[[], None], ...] = ()

    @cached_property
    def live(self) -> LiveSession:
        """The session this page was opened for; what comes in late finds it closed, not gone."""
        return self.host.open_live

    @property
    def meeting(self) -> MeetingView:
        """The step in view."""
        return self.live.current

    def on_mount(self) -> None:
        """Show the keys and how saving goes, from now on too."""
        super().on_mount()
        if not self._listening:  # Textual calls this for each class of the page
            store, book = self.live.store, self.live.book
            stops = store.subscribe(self._saved_elsewhere), book.subscribe(self._changed_elsewhere)
            self._listening = stops
        if self.live.store.read_only:
            self.live.book.ledger.on_refused = lambda: self.host.say(t("recover.looking"))
        self.show_saved()

    def on_unmount(self) -> None:
        """Listen no more."""
        for stop in self._listening:
            stop()
        self._listening = ()

    def _saved_elsewhere(self, status: Status) -> None:
        """The saving thread tells; the page shows."""
        if status.kind != "saving":
            self._soon(self._in_sight, self.show_saved)
        if status.is_external:
            self._soon(self._tell_news, status)

    def _soon(self, show: Callable[..., None], *arguments: object) -> None:
        """Let the app's thread show something. A page that just leaves, or an app that ended, shows nothing.

        By way of the app: Textual paints all of a page when one below it only hears of something.
        """
        with suppress(RuntimeError):  # no app above the page any more, or its event loop is closed
            self.app.call_later(show, *arguments)

    def _in_sight(self, show: Callable[[], None]) -> None:
        """Show something on the page in sight; one that lies below shows it when it comes back."""
        if self.is_whole and self.is_active:
            show()

    @property
    def is_whole(self) -> bool:
        """Whether all of the page is there: not before it is composed, nor while the program ends."""
        return self.is_mounted and any(isinstance(part, KeyBar) for part in self.children)

    def _tell_news(self, status: Status) -> None:
        """Say what another program did to the file; one page says it, the topmost."""
        pages = [page for page in self.app.screen_stack if isinstance(page, KeptScreen)]
        if pages and pages[-1] is self:
            self.host.say(t(status.message_id, **status.facts))

    def _changed_elsewhere(self, change: Change) -> None:
        """Another program's change came in, in the saving thread; the screen shows it."""
        if change.origin == "merge":
            self._soon(self._in_sight, self.take_incoming)

    def take_incoming(self) -> None:
        """Show what another program wrote."""
        self.show_entries()
        self.after_change()

    def show_saved(self) -> None:
        """Show when it was saved, or that it fails and what is done about it."""
        status = self.live.store.status
        bar = self.query_one(KeyBar)
        if status.kind == "failing":
            bar.message(t(status.message_id, **status.facts), "failed")
        elif self.live.store.read_only:
            bar.message(t(status.message_id, **status.facts), "good")
        elif status.kind == "saved":
            at = self.live.clock.now() if self.live.book.meta.rehearsal else status.at
            bar.message(t("app.saved", time=time_text(at)), "quiet")

    def show_entries(self) -> None:
        """Show the notes again; pages without a list have nothing to do."""

    def after_change(self) -> None:
        """Show what a key changed; pages that show no time have nothing to do."""

    def action_save(self) -> None:
        """Save now. It is saved all the time; who presses Ctrl+S wants to see it."""
        if self.live.store.read_only:
            self.host.say(t("recover.looking"))
            return
        try:
            self.live.save()
            self.host.say(t("app.saved_now", path=self.live.store.path))
        except StoreError as error:
            self.host.say(message_text(error), failed=True)

    def action_bring_back(self) -> None:
        """Choose from the last deletions what to bring back."""
        self.host.show_dialog("bring_back", self.after_change)

    def action_conflicts(self) -> None:
        """Choose between what two people changed differently."""
        self.host.show_dialog("conflicts")
