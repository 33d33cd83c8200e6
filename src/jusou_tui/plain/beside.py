"""What goes on beside the conversation: the machine is kept awake, shared screens can follow the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread

from jusou_tui.errors import system_words
from jusou_tui.live.audience import draw_curtain, give_seats
from jusou_tui.live.awake import Awake, seconds_wanted
from jusou_tui.live.elsewhere.screen_link import Beside, ScreenLink, look_beside
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.program import Surface
from jusou_tui.wording import t


class Keeper:
    """Looks after the open session beside the conversation."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._live: LiveSession | None = None
        self._awake = Awake(self._later(lambda: surface.line(t("app.may_sleep"))))

    def opened(self, live: LiveSession) -> None:
        """Look after a session from now on."""
        self._live = live
        live.at_closing(self._awake.close)
        if live.keeps_time and not live.store.read_only:
            Thread(target=self._look_beside, args=(live,), daemon=True).start()

    def look(self) -> None:
        """Keep the machine awake while the meeting wants that."""
        live = self._live
        if live is None:
            return
        meta = live.book.meta
        counts = live.keeps_time and not live.store.read_only and not (meta.rehearsal or meta.demo)
        self._awake.want(counts and seconds_wanted(live.under_way().snapshot()) > 0)

    def closing(self) -> None:
        """Look after nothing any more: the session is being closed."""
        self._live = None

    def _later(self, job: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._surface.post(job)

    def _look_beside(self, live: LiveSession) -> None:
        beside = look_beside(live.store.path)
        self._surface.post(partial(self._link, live, beside))

    def _link(self, live: LiveSession, beside: Beside) -> None:
        """Let shared screens in other programs follow the session."""
        if self._live is not live:
            return

        def draw(drawn: bool) -> None:
            self._surface.post(partial(draw_curtain, live, drawn))

        def watched(is_open: bool) -> None:
            self._surface.post(partial(self._watched, live, is_open))

        def failed(error: Exception) -> None:
            reason = system_words(error) if isinstance(error, OSError) else type(error).__name__
            sentence = t("session.screen_not_served", reason=reason)
            self._surface.post(partial(self._surface.line, sentence))

        link = ScreenLink(live, beside, draw, failed, watched=watched)
        live.at_closing(link.close)

    def _watched(self, live: LiveSession, is_open: bool) -> None:
        """Say that a shared screen was opened or closed; with one people have seats."""
        meeting = live.under_way()
        if is_open and meeting.is_under_way:
            give_seats(meeting)
        self._surface.line(t("plain.screen_opened" if is_open else "plain.screen_closed"))
