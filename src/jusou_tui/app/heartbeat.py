"""The heartbeat of an open meeting, whatever page is open: the time, signals, sleep, a stepped clock."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from jusou_tui.app.alerts import WORDLESS
from jusou_tui.app.meeting_text.clock_face import next_change
from jusou_tui.app.meeting_text.room import room_mark
from jusou_tui.app.shell.behind import page_in_sight
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.keys import CONTROLS
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.ticker import Ticker
from jusou_tui.errors import system_words
from jusou_tui.live.audience import draw_curtain, give_seats
from jusou_tui.live.awake import Awake, seconds_wanted
from jusou_tui.live.meeting_words import alerts, questions
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.running.gaps import Gap
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.app.shell.dialogs import Ask
    from jusou_tui.live.elsewhere.screen_link import Beside, ScreenLink

MOST_SECONDS = 10.0
LINK_SECONDS = 1.0
"""Seconds after which an open session can be followed: behind its first frame."""


class Heartbeat:
    """Looks at the clock just behind each change of what is shown, and hands the page one snapshot.

    The time that is kept is that of the meeting under way, whichever step the page is about. Begins with the
    first page that asks for it, and rests when no session is open.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._ticker = Ticker(host, self._tick, lambda: host.clock)
        self._live: LiveSession | None = None
        self._last: MeetingSnapshot | None = None
        self._question: Ask | None = None
        self._link_to_screens: ScreenLink | None = None
        self._awake = Awake(self._say_it_may_sleep)

    @property
    def is_screen_open(self) -> bool:
        """Whether a shared screen in another program follows the session."""
        return self._link_to_screens is not None and self._link_to_screens.is_watched

    def now(self) -> None:
        """Look at once; the next look follows from it."""
        self._ticker.now()

    def _tick(self) -> float | None:
        """Take one look; return the seconds until the next one, None where there is nothing to keep."""
        live = self._host.live
        opened = live is not self._live
        if opened:
            self._live, self._last, self._question = live, None, None
        if live is None:
            return None
        if opened:
            live.at_closing(self._awake.close)
        if opened and live.keeps_time and not live.store.read_only:
            self._host.set_timer(LINK_SECONDS, lambda: self._begin_link(live))
        kept = live.under_way()
        lost = self._question is not None and self._is_lost(self._question)
        if lost:
            self._question = None
        if opened or lost:
            self._ask(kept, live.continuity.open_gap(kept.snapshot()))
        self._notice_the_clock(kept)
        snapshot = kept.snapshot()
        shown = snapshot if kept is live.current else live.current.snapshot()
        if self._question is None:  # alerts of the time in question wait until it counts
            self._deliver_alerts(live, snapshot)
        self._show(shown)
        if snapshot.state == "running" and self._question is None:
            live.continuity.heartbeat()
        return min(
            next_change(shown),
            next_change(snapshot),
            self._longest(snapshot),
            self._stay_awake(live, snapshot),
        )

    @staticmethod
    def _longest(snapshot: MeetingSnapshot) -> float:
        """Return the seconds until the next look at the latest: a meeting that runs wants heartbeats."""
        return MOST_SECONDS if snapshot.state == "running" else float("inf")

    def _stay_awake(self, live: LiveSession, snapshot: MeetingSnapshot) -> float:
        """Keep the machine awake while a meeting runs; return the seconds until that may end."""
        meta = live.book.meta
        counts = live.keeps_time and not live.store.read_only and not (meta.rehearsal or meta.demo)
        seconds = seconds_wanted(snapshot) if counts else 0.0
        self._awake.want(seconds > 0)
        return seconds or float("inf")

    def _say_it_may_sleep(self) -> None:
        with suppress(RuntimeError):  # the program's event loop is closed by now
            self._host.call_later(self._host.say, t("app.may_sleep"))

    def _deliver_alerts(self, live: LiveSession, snapshot: MeetingSnapshot) -> None:
        """Deliver the alerts that became due since the last look."""
        before, self._last = self._last, snapshot
        self._host.notices.keep_of(alerts.subjects(snapshot))
        if before is not None and alerts.run_of(snapshot) != alerts.run_of(before):
            self._host.notifier.end_flash()
        if live.keeps_time and (batch := alerts.alerts_between(before, snapshot, CONTROLS)):
            wordless = any(page.has_class(WORDLESS) for page in self._host.screen_stack)
            self._host.notifier.deliver(batch, wordless=wordless)

    def _notice_the_clock(self, meeting: MeetingView) -> None:
        look = meeting.live.continuity.watch.read()
        if look.stepped_seconds:
            meeting.live.continuity.step_clock(meeting.snapshot(), look.stepped_seconds)
        if look.gap_seconds:
            self._ask(meeting, meeting.live.continuity.open_gap(meeting.snapshot()))

    def _show(self, snapshot: MeetingSnapshot) -> None:
        """Let the page in sight show the time, also dimmed below dialogs; others look when they come back.

        Textual paints all of a page for a change on one below a dialog, so other pages below get nothing.
        """
        page = page_in_sight(self._host.screen_stack)  # none while the program ends
        if isinstance(page, SessionScreen) and page.is_whole:
            mark = room_mark(page.live.view.audience, is_open=self.is_screen_open)
            for line in page.top_lines:
                line.mark_room(mark)
            page.show_time(snapshot)

    def _begin_link(self, live: LiveSession) -> None:
        """Look what shared screens left beside the session, in a thread; then let them follow it."""
        if self._host.live is not live:
            return
        from jusou_tui.live.elsewhere.screen_link import look_beside

        def look() -> None:
            beside = look_beside(live.store.path)
            with suppress(RuntimeError):  # the program's event loop is closed by now
                self._host.call_later(self._link, live, beside)

        Thread(target=look, daemon=True).start()

    def _link(self, live: LiveSession, beside: Beside) -> None:
        """Let shared screens in other programs follow the session from now on."""
        if self._host.live is not live:
            return
        from jusou_tui.live.elsewhere.screen_link import ScreenLink

        def draw(drawn: bool) -> None:
            with suppress(RuntimeError):  # the program's event loop is closed by now
                self._host.call_later(self._draw_curtain, live, drawn)

        def watched(is_open: bool) -> None:
            with suppress(RuntimeError):
                self._host.call_later(self._screen_opened, live, is_open)

        def failed(error: Exception) -> None:
            reason = system_words(error) if isinstance(error, OSError) else type(error).__name__
            with suppress(RuntimeError):
                self._host.call_later(self._host.say, t("session.screen_not_served", reason=reason))

        link = self._link_to_screens = ScreenLink(live, beside, draw, failed, watched=watched)

        def close() -> None:
            if self._link_to_screens is link:
                self._link_to_screens = None
            link.close()

        live.at_closing(close)

    def _draw_curtain(self, live: LiveSession, drawn: bool) -> None:
        """Draw the curtain as a shared screen asks for, or take it away, and show that it is."""
        draw_curtain(live, drawn)
        self.now()

    def _screen_opened(self, live: LiveSession, is_open: bool) -> None:
        """Show that a shared screen was opened, or the last one closed; with one people have seats."""
        if self._host.live is not live:
            return
        meeting = live.under_way()
        if is_open and meeting.is_under_way:
            give_seats(meeting)
        self.now()

    def _is_lost(self, question: Ask) -> bool:
        """Return whether a question went with the pages below it before it was answered."""
        return question.is_mounted and question not in self._host.screen_stack

    def _ask(self, meeting: MeetingView, gap: Gap | None) -> None:
        """Ask once whether the time without the program counts; no heartbeat until it is answered."""
        if gap is None or self._question is not None:
            return
        from jusou_tui.app.plan_dialogs import confirm

        confirmation = confirm.asked(questions.whether_gap_counts(meeting, gap))
        asked = confirmation.dialog

        def answered(answer: str | None) -> None:
            self._question = None
            if confirmation.take(answer):
                self.now()

        self._question = asked
        self._host.call_later(self._host.push_screen, asked, answered)
