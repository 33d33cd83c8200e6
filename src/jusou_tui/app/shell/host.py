"""What pages and their helpers ask of the program: `Host`, and the messages that they post to it.

app/main.py implements the one and handles the others; nothing below imports it. What a key does goes by a
direct call: keys typed ahead wait in the program's queue, and must meet the page that the key before them
opened. Another session is asked for by a message: nothing of the page that asks is needed any more.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, runtime_checkable

from textual.dom import DOMNode
from textual.message import Message

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.timer import Timer

    from jusou_tui.app.alerts.notifier import Notifier
    from jusou_tui.app.shell.notices import Notices
    from jusou_tui.app.start import FirstFrame, Start
    from jusou_tui.app.terminal.key_times import KeyTimes
    from jusou_tui.compare.sides import Sides
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.errors import JusouError
    from jusou_tui.live.session import LiveSession
    from jusou_tui.timekeeping.clock.clock import Clock

Result = TypeVar("Result")


class OpenSession(Message):
    """Open a session file and show it: to go on, to `look` on, or to `take_over` from another machine.

    `opened` is called once it is open and shown; not where it could not be opened.
    """

    def __init__(
        self,
        path: Path,
        look: bool = False,
        take_over: bool = False,
        opened: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.path = path
        self.look = look
        self.take_over = take_over
        self.opened = opened


class BeginSession(Message):
    """Show the set-up of a new session of the curriculum that was read from `source`.

    `clock`: the one of a rehearsal, None for the one in use. `message`: a notice shown with the page.
    """

    def __init__(
        self, source: Path, curriculum: Curriculum, clock: Clock | None = None, message: str = ""
    ) -> None:
        super().__init__()
        self.source = source
        self.curriculum = curriculum
        self.clock = clock
        self.message = message


class CannotBegin(Message):
    """Leave the program: what it was started with cannot be read. The terminal shows why."""

    def __init__(self, error: JusouError | OSError) -> None:
        super().__init__()
        self.error = error


@runtime_checkable
class KeepsTyped(Protocol):
    """A page or a dialog with fields of the open session."""

    is_mounted: bool

    def keep_typed(self) -> None:
        """Keep what is typed in the fields, also where the message about it is still on its way."""


@runtime_checkable
class MarksFile(Protocol):
    """A page on which a session or a curriculum is marked."""

    @property
    def marked_file(self) -> Path | None:
        """Its file, None where nothing is marked that can be read."""


class PlanPage(Protocol):
    """A page of an open session from which the plan can be changed."""

    @property
    def host(self) -> Host:
        """The program, which shows the dialogs and says sentences."""

    def after_change(self) -> None:
        """Show what a dialog changed."""

    def act(self, done: bool) -> None:
        """Show the change where one was made; else say why a press was not counted, where it was not."""


class Timekeeper(Protocol):
    """What keeps the time of the open session."""

    @property
    def is_screen_open(self) -> bool:
        """Whether a shared screen in another program follows the session."""

    def now(self) -> None:
        """Look at the clock at once and let the page show it."""


class Guide(Protocol):
    """The tour."""

    @property
    def is_on(self) -> bool:
        """Whether it goes on."""

    @property
    def lines(self) -> int:
        """How many lines of a page it takes, 0 where it does not go on."""

    def begin(self) -> None:
        """Begin it in the open session."""

    def show(self) -> None:
        """Look at what was done, and show what to do now on the page in sight."""


class HoldsKeys(Protocol):
    """What lets keys have their effect in the order in which they came."""

    def hold(self, seconds: float, passing: frozenset[str] = frozenset()) -> None:
        """Let all keys wait until `release`, so many seconds at most: a page is about to show its rows.

        A key of `passing` does not wait where none has come before it, nor where it waits already.
        """

    def release(self) -> None:
        """Let the keys have their effect that came meanwhile."""


class Host(Protocol):
    """The program, as far as a page or its helper may know it."""

    clock: Clock
    """The clock of the open session, else the one that the next session gets."""
    curriculum: Curriculum | None
    """The curriculum of the session that is being set up, None with an open session."""
    live: LiveSession | None
    """The open session."""
    start: Start
    """Where the program began."""
    first_frame: FirstFrame
    came_from: Path | None
    """The file of the session that was open last, None before there was one."""
    notifier: Notifier
    notices: Notices
    key_times: KeyTimes
    control: Callable[[str, PlanPage], None]
    """Does what a key of time says on another page than the meeting's own; app/plan_dialogs/going_on.py."""

    @property
    def keys_in_order(self) -> HoldsKeys:
        """What holds keys back."""

    @property
    def tour(self) -> Guide:
        """The tour, which goes on or not."""

    @property
    def open_live(self) -> LiveSession:
        """The open session. Raises RuntimeError where there is none."""

    @property
    def heartbeat(self) -> Timekeeper:
        """What keeps the time of the open session."""

    def show_page(self, name: str, step: str | None = None) -> None:
        """Lay a page over the one in sight by its name in app/navigation.py, of a `step` if given."""

    def show_dialog(self, name: str, closed: Callable[[], None] | None = None) -> None:
        """Lay a dialog over the page, by its name in app/navigation.py; `closed` is called when it goes."""

    def show_differences(self, sides: Sides) -> None:
        """Lay the page of differences over the page in view."""

    def show_home(self) -> None:
        """Close the session and show the home page."""

    def show_setup(self) -> None:
        """Show the set-up of the open session, else of the curriculum that was chosen."""

    def show_session(self) -> None:
        """Show the open session where it was left."""

    def show_programme(self) -> None:
        """Show the steps of the programme."""

    def leave_session(self) -> None:
        """Close the session, after a question where its meeting runs, show the home page and say so."""

    def show_step(self, step: str) -> None:
        """Show the page of a step: of a meeting its running, else its checklist."""

    def back(self) -> None:
        """Return to the page one came from; from the first one leave the session."""

    def say(self, text: str, *, failed: bool = False) -> None:
        """Show a notice, alone; it ends with its page and its activity, what `failed` stays."""

    @property
    def screen(self) -> Screen[Any]:
        """The page or dialog on top."""

    @property
    def size(self) -> Size:
        """The window's size in cells."""

    def push_screen(
        self, screen: Screen[Result], callback: Callable[[Result | None], None] | None = None
    ) -> Awaitable[None]:
        """Lay a page or a dialog over the one in sight; `callback` gets what it is dismissed with."""

    def post_message(self, message: Message) -> bool:
        """Post a message of this module."""

    @property
    def screen_stack(self) -> Sequence[Screen[Any]]:
        """The pages and dialogs, the one on top last."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something in `delay` real seconds."""

    def call_later(self, callback: Callable[..., Any], *arguments: object) -> bool:
        """Call something when the messages that wait have been handled."""

    def call_after_refresh(self, callback: Callable[..., Any], *arguments: object) -> bool:
        """Call something when the page has been painted."""


def host_of(node: DOMNode) -> Host:
    """Return the program that a page or a widget belongs to."""
    return cast("Host", node.app)
