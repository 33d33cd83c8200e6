"""What the saving thread notices of a session's file, handed on in the program's own thread."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from jusou_tui.live.session import LiveSession
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.storage.store import Status


class FileListener:
    """Listens from its making until `stop`. `later` calls something in the program's thread.

    `saved` is called when saving went well or failed, `news` with what another program did to the file,
    `merged` when another program's changes came in.
    """

    def __init__(
        self,
        live: LiveSession,
        later: Callable[..., object],
        *,
        saved: Callable[[], None],
        news: Callable[[Status], None],
        merged: Callable[[], None],
    ) -> None:
        self._later = later
        self._saved = saved
        self._news = news
        self._merged = merged
        self._stops = live.store.subscribe(self._take_status), live.book.subscribe(self._take_change)

    def stop(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()

    def _take_status(self, status: Status) -> None:
        if status.kind != "saving":
            self._soon(self._saved)
        if status.is_external:
            self._soon(self._news, status)

    def _take_change(self, change: BookChange) -> None:
        if change.origin == "merge":
            self._soon(self._merged)

    def _soon(self, call: Callable[..., None], *arguments: object) -> None:
        with suppress(RuntimeError):  # no program above the page any more, or its event loop is closed
            self._later(call, *arguments)
