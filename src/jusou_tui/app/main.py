"""The program: the open session, which page is shown, signals of the system, the crash report."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from textual import events, on
from textual.binding import BindingType
from textual.notifications import SeverityLevel
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from jusou_tui.app import navigation, theme
from jusou_tui.app.alerts.notifier import Notifier
from jusou_tui.app.drawing.scrollbar import use_whole_cells
from jusou_tui.app.opening import Opening
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, CURTAIN, bindings
from jusou_tui.app.shell.host import BeginSession, CannotBegin, KeepsTyped, OpenSession, PlanPage
from jusou_tui.app.shell.notices import Notices, run_under_way
from jusou_tui.app.shell.screen import LEAVING, JusouScreen, ignores, is_command
from jusou_tui.app.start import GOES_OUT_SECONDS, FirstFrame, FirstSession, Start, settle
from jusou_tui.app.stylesheet import WarmStylesheet
from jusou_tui.app.terminal.driver import driver_class
from jusou_tui.app.terminal.faults import end_by_fault, hand_over_faults
from jusou_tui.app.terminal.foreign_bytes import ForeignBytes
from jusou_tui.app.terminal.key_order import KeysInOrder
from jusou_tui.app.terminal.key_times import KeyTimes
from jusou_tui.app.terminal.os_signals import GRACE_SECONDS, SAVE_SECONDS, leave_on_signals
from jusou_tui.app.tour import TourGuide
from jusou_tui.app.typed_over import TypedOverDialog
from jusou_tui.app.unused_keys import is_unused, page_of_curtain
from jusou_tui.app.widgets.ime import CursorApp
from jusou_tui.errors import JusouError, StoreError
from jusou_tui.text.terminal import clean
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock, real_clock
from jusou_tui.wording import message_text, t

if TYPE_CHECKING:  # a tenth of a start; a new session needs it at its first key
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

    from jusou_tui.app.heartbeat import Heartbeat
    from jusou_tui.compare.sides import Sides
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.live.session import LiveSession

FIRST = "first"
HOLD_SECONDS = 3600.0
"""So long keys wait at most for the session to be opened: a network drive takes its time."""

OF_SESSION = frozenset({"programme", "run"})
"""Pages under which others of the open session lie."""


class JusouApp(CursorApp):
    """jusou on a terminal."""

    TITLE = "jusou"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = {navigation.command_source}
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_COMMANDS)
    CSS_PATH = Path(__file__).with_name("main.tcss")
    DEFAULT_MODE = FIRST

    def __init__(
        self,
        start: Start,
        live: LiveSession | None = None,
        curriculum: Curriculum | None = None,
        clock: Clock | None = None,
        opening: Opening[FirstSession] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class())
        self.stylesheet = WarmStylesheet(variables=self.theme_variables)
        self.start = start
        self.clock: Clock = clock or (live.clock if live else SystemClock())
        self.live = live
        self.curriculum = curriculum
        self._opening = opening
        self.came_from: Path | None = None
        self.first_frame = FirstFrame(self.call_later)
        self.notifier = Notifier(self)
        self.notices = Notices(self, lambda: run_under_way(self.live))
        self.tour = TourGuide(self, lambda: self.live)
        self.control: Callable[[str, PlanPage], None] = navigation.control
        self.key_times = KeyTimes()
        self.keys_in_order = KeysInOrder(self, self._take_key, self._marked_rows)
        self._typed_over = TypedOverDialog(self, self.keys_in_order.text_behind)
        self.refusal: JusouError | OSError | None = None
        self.crash_report: Path | None = None
        self._steps_left: WeakKeyDictionary[Screen[object], str] = WeakKeyDictionary()
        self._visits = 0
        self._left_at = live.view.screen if live is not None else None
        theme.install(self)
        use_whole_cells()
        # The first screen is the one to begin with: a blank one below it would be styled and painted too.
        self.add_mode(FIRST, lambda: self._make_base(self._first_page))

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes act in the order in which they came."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.keys_in_order.take(event)
        else:
            await super().on_event(event)

    @on(ForeignBytes)
    def _say_foreign_bytes(self, came: ForeignBytes) -> None:
        """Say what is wrong with the terminal."""
        encoding = came.encoding
        self.say(
            t("app.foreign_bytes", encoding=encoding) if encoding else t("app.foreign_noise"), failed=True
        )

    async def _take_key(self, event: events.Event) -> None:
        """Let a key or a paste act: none where the window is too small, nor a second Esc."""
        if isinstance(event, events.Key) and ignores(self.screen, event):
            return
        is_second_escape = self.key_times.is_second_escape(event, self.clock)
        self.key_times.note(event, self.clock)
        if not is_second_escape and not self._typed_over.takes(event):
            await super().on_event(event)

    @on(events.Key)
    async def _take_unused(self, event: events.Key) -> None:
        """Draw the curtain under a dialog; say of a key without use on the page that it does nothing here."""
        if (page := page_of_curtain(self.screen_stack, event.key)) is not None:
            await page.run_action(CURTAIN.action)
        elif is_unused(self.screen, event.key):
            self.say(t("app.key_unused", key=keys.shown(event.key)))

    def _marked_rows(self) -> Widget | None:
        """Return what shows the marked row of the page in sight."""
        page = self.screen
        rows = page.marked_rows if isinstance(page, JusouScreen) and page.is_mounted else None
        return rows if isinstance(rows, Widget) else None

    @on(events.Mount)
    def _begin(self) -> None:
        """Handle signals of the system from now on; open the session behind the first frame."""
        leave_on_signals(self)
        if not self.is_headless:
            hand_over_faults(self._handle_exception, asyncio.get_running_loop())
        if self._opening is None:
            self.first_frame.then(self._settle)
            self._begin_on_page(self._left_at)
            self._ask_and_say_first()
        else:
            self.keys_in_order.hold(HOLD_SECONDS, passing=LEAVING)
            self.first_frame.then(partial(self._opening.begin, lambda: self.call_later(self._take_opened)))

    def _take_opened(self) -> None:
        """Show the session that was opened; leave where it cannot be, or ask about what is left of it."""
        if self._exit or self._opening is None:
            return
        try:
            self.live, damaged = self._opening.opened()
        except (JusouError, OSError) as error:
            self._refuse(CannotBegin(error))
            return
        if self.live is None:
            self._begin_with_damaged(damaged)
            return
        self.clock, left_at = self.live.clock, self.live.view.screen
        self._show_base(self._first_page)
        self.screen.call_after_refresh(self._settle)
        self._begin_on_page(left_at)
        # Behind the questions that a page asks when it is mounted, in whose queue they are.
        self.screen.call_after_refresh(self.call_later, self._release_keys)

    def _begin_with_damaged(self, path: Path | None) -> None:
        """Show the home page and ask about a session's file; home would let earlier keys go before that."""
        self.start = self.start._replace(kind="home", damaged=path)
        text = self.keys_in_order.forget()
        self._show_base(self._first_page)
        self.screen.call_after_refresh(self._settle)
        self._ask_and_say_first()
        if text:
            self.call_after_refresh(self.call_later, self._typed_over.write, text)

    def _release_keys(self) -> None:
        """Let keys act that came before the session was open; they answer no question, unseen as it is."""
        if isinstance(self.screen, ModalScreen):
            if text := self.keys_in_order.forget():
                self._typed_over.write(text)
        else:
            self.keys_in_order.release()
        self.keys_in_order.when_done(self._ask_and_say_first)

    def _settle(self) -> None:
        """Load what the next keys need, now that the page stands."""
        if settle():
            self.refresh()
        navigation.load_ahead()

    def _begin_on_page(self, left_at: str | None) -> None:
        """Show again the page that lay over the first one, and begin the tour."""
        self._restore_overlay(left_at)
        if self.start.tour:
            self.tour.begin()

    def _ask_and_say_first(self) -> None:
        """Ask and say on the first page what there is to be asked and said about the session."""
        if self.live is not None or self.start.damaged is not None:
            from jusou_tui.app import sessions

            sessions.ask_and_say_first(self)

    @on(events.Ready)
    def _await_first_frame(self) -> None:
        """The first page is laid out; it stands once it is painted, too, and has gone out to the terminal."""
        out = partial(self.set_timer, GOES_OUT_SECONDS, self.first_frame.stands)
        self.call_after_refresh(self.first_frame.stands if self.is_headless else out)

    def show_home(self) -> None:
        """Close what is open and show the home screen."""
        closed, tour = self.live.book.meta if self.live is not None else None, self.tour.is_on
        self.tour.end()
        failed = self.close_session()
        self.clock = real_clock(self.clock)
        self._show_base("home")
        if failed is not None:
            self.say(message_text(failed), failed=True)
        elif tour:
            self.say(t("tour.over"))
        elif closed is not None and closed.rehearsal:
            self.say(t("timekeeping.rehearsal_left"))
        elif closed is not None:
            self.say(t("app.session_closed", title=closed.title))

    def leave_session(self) -> None:
        """Close the session, after a question where its meeting runs, show the home page and say so."""
        from jusou_tui.app import sessions

        sessions.leave_session(self)

    def show_setup(self) -> None:
        """Show the set-up: of the open session over its page, else of a new one of the chosen curriculum."""
        if isinstance(self.screen_stack[0], JusouScreen) and self.screen_stack[0].PAGE in OF_SESSION:
            self.show_page("setup")
        else:
            self._show_base("setup")

    def show_session(self) -> None:
        """Show the open session where it was left."""
        if self.open_live.needs_setup:
            self._show_base("setup")
            return
        left_at = self.open_live.view.screen
        self._show_base(navigation.page_of(self.open_live))
        self._restore_overlay(left_at)

    def show_programme(self) -> None:
        """Show the steps of the programme over the page in sight, or go back to them."""
        if self._page_at(0) == "programme":
            self._close_down_to(1)
        else:
            self.show_page("programme")

    def show_step(self, step: str) -> None:
        """Show the page of a meeting, or of a step that is a list to work through."""
        if self.open_live.meeting(step).step.kind == "meeting":
            self.open_live.book.set_view(screen="run", step=step)
            self._show_base("run")
        else:
            self.show_page("checklist", step=step)

    def back(self) -> None:
        """Return to the page one came from, and to its step; from the first one leave the session."""
        if len(self.screen_stack) == 1:
            self.leave_session()
            return
        self.notices.outdate()
        self.pop_screen()
        self._return_to_step()

    def show_page(self, name: str, step: str | None = None) -> None:
        """Lay the schedule, the notes, ... over the page in sight, of a `step` where one is named.

        A page that lies in the stack already goes with all above it, so that ways never lead in a circle.
        """
        self.notices.outdate()
        places = [place for place in range(1, len(self.screen_stack)) if self._page_at(place) == name]
        if places:
            self._close_down_to(places[0])
        elif name == "sheets" and self._page_at(-1) == "sheet":
            self._close_down_to(len(self.screen_stack) - 1)
        if self.live is not None:
            self._steps_left[self.screen] = self.live.current.step.id
            if step is not None:
                self.live.book.set_view(step=step)
        self.push_screen(navigation.page(name, self.start.folder))

    def _page_at(self, place: int) -> str:
        """The name of the page at a place of the stack, "" where it has none."""
        page = self.screen_stack[place]
        return page.PAGE if isinstance(page, JusouScreen) else ""

    def _close_down_to(self, count: int) -> None:
        """Close the pages above the first `count` ones."""
        while len(self.screen_stack) > count:
            self.pop_screen()
        self._return_to_step()

    def _return_to_step(self) -> None:
        """Put the step in view again that was when the page now in sight was left."""
        step = self._steps_left.pop(self.screen, None)
        if step is not None and self.live is not None and self.live.current.step.id != step:
            self.live.book.set_view(step=step)

    def show_dialog(self, name: str, closed: Callable[[], None] | None = None) -> None:
        """Lay a dialog over the page; `closed` is called when it goes."""
        navigation.show_dialog(self, name, closed or (lambda: None))

    def show_differences(self, sides: Sides) -> None:
        """Lay the page of differences over the page in view."""
        self.notices.outdate()
        self.push_screen(navigation.differences(sides))

    @on(BeginSession)
    def _begin_session(self, wanted: BeginSession) -> None:
        from jusou_tui.app import sessions

        sessions.begin_session(self, wanted)

    @on(CannotBegin)
    def _refuse(self, refused: CannotBegin) -> None:
        """Leave; whoever started the program says why."""
        self.refusal = refused.error
        self.exit(2)

    @on(OpenSession)
    def _open_session(self, wanted: OpenSession) -> None:
        from jusou_tui.app import sessions

        sessions.open_session(self, wanted)

    @cached_property
    def heartbeat(self) -> Heartbeat:
        """What keeps the time of the open session, on every page of it."""
        from jusou_tui.app.heartbeat import Heartbeat

        return Heartbeat(self)

    @property
    def open_live(self) -> LiveSession:
        """The open session; only screens of a session ask for it."""
        if self.live is None:
            raise RuntimeError("no session is open")
        return self.live

    def close_session(self) -> StoreError | None:
        """Save and close the session with what is typed in its fields; return why that failed, else None."""
        if self.is_running:
            self.keep_typed()
        self.notifier.title.restore()
        live, self.live = self.live, None
        self.came_from = live.store.path if live is not None else self.came_from
        try:
            if live is not None:
                live.close()
        except StoreError as error:
            return error
        return None

    def save_now(self) -> None:
        """Put the open session on disk with what is typed in its fields; the key bar shows a failure."""
        if self.live is not None:
            self.keep_typed()
            with suppress(StoreError):
                self.live.save()

    def keep_typed(self) -> None:
        """Let the topmost page, and the dialogs over it, keep what is typed in their fields."""
        for page in reversed(self.screen_stack):
            if isinstance(page, KeepsTyped) and page.is_mounted:
                page.keep_typed()
                if isinstance(page, JusouScreen):
                    return

    def say(self, sentence: str, *, failed: bool = False, about: str = "") -> None:
        """Show a notice; it replaces the one before. `about`: its subject, with which it goes."""
        self.notify(clean(sentence), severity="error" if failed else "information", about=about)

    def notify(
        self,
        message: str,
        *,
        title: str = "",  # noqa: ARG002 - the signature is Textual's
        severity: SeverityLevel = "information",
        timeout: float | None = None,  # noqa: ARG002
        markup: bool = True,  # noqa: ARG002
        about: str = "",
    ) -> None:
        """Show a notice in its place on the page, in lines broken between phrases."""
        self.notices.say(message, failed=severity == "error", about=about)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; where it is a command, what the one before it said goes first."""
        if isinstance(action, str) and is_command(self.screen, action):
            self.notices.outdate()
        return await super().run_action(action, default_namespace, namespaces)

    def action_guide(self) -> None:
        """Show the commands of this page, or what a dialog is for; on the page that shows them, go back."""
        from jusou_tui.app.shell.help_screen import turn_guide

        turn_guide(self)

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        from jusou_tui.app.shell.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_show_dialog(self, name: str) -> None:
        """Lay a dialog or a page of the machine over a page that has no session of its own."""
        self.show_dialog(name)

    def action_switch_theme(self) -> None:
        """Change between the dark and the light page."""
        self.theme = theme.other(self.theme)

    def action_leave(self) -> None:
        """Save and leave, after a question where a meeting runs; in the tour skip or leave that."""
        from jusou_tui.app import sessions

        if self.tour.is_on:
            self.tour.leave()
        else:
            sessions.leave_program(self, self._leave)

    def _leave(self) -> None:
        """Save and leave; the terminal then shows that it was saved, or why it was not."""
        from jusou_tui.live.meeting_words.saved import saved_text

        sentence = saved_text(self.live)
        failed = self.close_session()
        self.exit(0 if failed is None else 2, message=message_text(failed) if failed else sentence)

    def action_help_quit(self) -> None:
        """Ctrl+C: say how to leave; never kill."""
        self.say(t("app.no_kill"))

    @property
    def _first_page(self) -> str:
        return navigation.first_page(self.start, self.live)

    def _make_base(self, page: str) -> Screen[None]:
        return navigation.base(page, self.start.folder)

    def _show_base(self, page: str) -> None:
        """Show a page alone, in a mode of its own: what was open before goes with its mode."""
        self.notices.outdate()
        before = self.current_mode
        self._visits += 1
        mode = f"{page}-{self._visits}"
        self.add_mode(mode, lambda: self._make_base(page))
        self.switch_mode(mode)
        self.remove_mode(before)

    def _restore_overlay(self, name: str | None) -> None:
        """Show the page that lay over the base when the session was left."""
        if name == "sheet" and self.open_live.book.sheets.get(self.open_live.view.sheet or "") is None:
            name = "sheets"  # nothing was written in it, or it is gone
        if name is not None and navigation.is_overlay(name):
            self.show_page(name)

    def _handle_exception(self, error: Exception) -> None:
        """Save, leave a report without local variables, which hold people's words, and end with status 2.

        What fails while the program leaves is no fault: a page that was being made has no session any more.
        """
        if self._exit and self.live is None:
            self._close_messages_no_wait()
            return

        def close() -> None:
            live, self.live = self.live, None
            if live is not None:
                live.close()

        def sentence(report: Path | None) -> str:
            return clean(t("app.crashed", path=report) if report else t("app.crashed_unreported"))

        rescue = (self.keep_typed, close, self.notifier.title.restore)
        report = end_by_fault(self, error, rescue, sentence, SAVE_SECONDS + GRACE_SECONDS)
        self.crash_report = report or self.crash_report
