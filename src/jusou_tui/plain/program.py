"""Plain mode without its terminal: lines and time in, lines out. Opens and closes the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from jusou_tui.curriculum.load import load
from jusou_tui.errors import JusouError
from jusou_tui.live.beginning.new_run import NewRun
from jusou_tui.live.meeting_words.saved import saved_text
from jusou_tui.live.session import LiveSession
from jusou_tui.live.steps import open_at_due
from jusou_tui.plain.acts import ACTS
from jusou_tui.plain.choosing import Chooser, which_curriculum, which_session
from jusou_tui.plain.setup_talk import SetupTalk
from jusou_tui.plain.talk import Talk
from jusou_tui.session.storage.store import Status
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock
from jusou_tui.wording import message_text, t


@dataclass(frozen=True)
class Begin:
    """Where to begin: with the session of a `path`, else with a new one of a `curriculum` in a `folder`.

    `look`: read only. `take_over`: from another machine. `curriculum` None: it is asked for. `home`: it is
    asked which session of the folder to go on with, or whether to begin a new one.
    """

    folder: Path
    path: Path | None = None
    curriculum: Path | None = None
    look: bool = False
    take_over: bool = False
    home: bool = False


class Surface(Protocol):
    """What the program prints on, and how it is called back in its own thread."""

    def line(self, text: str) -> None:
        """Print a line."""

    def ring(self) -> None:
        """Ring the bell."""

    def post(self, job: Callable[[], None]) -> None:
        """Call something in the program's own thread, soon."""


class Partner(Protocol):
    """Who the lines are for at the moment: the choice of a curriculum, the set-up, the open session."""

    is_over: bool

    @property
    def live(self) -> LiveSession | None:
        """The session, where there is one already."""

    def begin(self) -> None:
        """Say what this is about."""

    def take(self, line: str) -> None:
        """Take a typed line."""

    def pass_time(self) -> float:
        """Look at the clock; return how many seconds the next look can wait."""

    def interrupted(self) -> None:
        """Take Ctrl+C."""


class Program:
    """Takes lines and the passing of time until somebody leaves.

    `opened`: called with each session that is opened, to look after it beside the conversation.
    """

    def __init__(
        self,
        begin: Begin,
        surface: Surface,
        clock: Clock | None = None,
        opened: Callable[[LiveSession], None] = lambda _: None,
    ) -> None:
        self._begin = begin
        self._surface = surface
        self._given = clock
        self.clock: Clock = clock or SystemClock()
        self._opened = opened
        self._talk: Talk | None = None
        self._held: list[str] | None = None
        self._partner = self._first()

    @property
    def is_over(self) -> bool:
        """Whether somebody asked to leave."""
        return self._partner.is_over

    def start(self) -> None:
        """Say where one is."""
        self._partner.begin()

    def take(self, line: str) -> None:
        """Take a typed line. What came of it is printed when it is on the disk."""
        self._held = []
        try:
            self._partner.take(line)
        finally:
            held, self._held = self._held, None
            for text in held:
                self._surface.line(text)
        if isinstance(self._partner, Talk) and self._partner.setup_wanted:
            self._partner.setup_wanted = False
            self._change(self._setup_of(self._partner.live))
        self._leave_setup()

    def pass_time(self) -> float:
        """Look at the clock; return how many of the session's seconds the next look can wait.

        A meeting goes on while the set-up is gone through once more.
        """
        behind = self._behind
        return self._partner.pass_time() if behind is None else behind.look_on()

    def interrupted(self) -> None:
        """Take Ctrl+C."""
        self._partner.interrupted()
        self._leave_setup()

    def close(self) -> int:
        """Save, close the session and say so; return the exit status."""
        live = self._partner.live
        is_saved = live is not None and not live.store.read_only
        title = clean_line(live.book.meta.title) if live is not None and is_saved else ""
        closed = t("app.session_closed", title=title) if title else t("plain.ended")
        sentence = saved_text(live, "--plain") or closed
        try:
            if live is not None:
                live.close()
        except JusouError as error:
            self._surface.line(message_text(error))
            return 2
        self._surface.line(sentence)
        return 0

    def _line(self, text: str) -> None:
        """Print a line, while something typed is dealt with behind that."""
        if self._held is None:
            self._surface.line(text)
        else:
            self._held.append(text)

    def _first(self) -> Partner:
        """Open what to begin with. Raises JusouError where that is not possible."""
        begin = self._begin
        if begin.path is not None:
            return self._open(begin.path)
        if begin.home:
            return self._ask_session()
        return self._ask_curriculum() if begin.curriculum is None else self._new_run(begin.curriculum)

    def _open(self, path: Path) -> Partner:
        """Open a session, where it is due or at its set-up. Raises JusouError."""
        begin = self._begin
        live = LiveSession.open(path, self._given, look=begin.look, take_over=begin.take_over)
        self.clock = live.clock
        open_at_due(live)
        if live.needs_setup:
            return self._setup_of(live)
        return self._talk_of(live)

    def _new_run(self, source: Path) -> SetupTalk:
        run = NewRun(load(source), source, self._begin.folder)
        return SetupTalk(self.clock, None, run, self._line, self._ready)

    def _setup_of(self, live: LiveSession) -> SetupTalk:
        return SetupTalk(live.clock, live, None, self._line, self._ready)

    @property
    def _behind(self) -> Talk | None:
        """The conversation that waits while the set-up is gone through once more."""
        return None if self._talk is self._partner else self._talk

    def _leave_setup(self) -> None:
        """Where somebody leaves the program from such a set-up, let the conversation ask whether to."""
        behind = self._behind
        if behind is not None and self._partner.is_over:
            self._partner = behind
            behind.interrupted()

    def _ready(self, live: LiveSession) -> None:
        self.clock = live.clock
        self._change(self._talk_of(live))

    def _change(self, partner: Partner) -> None:
        self._partner = partner
        partner.begin()

    def _talk_of(self, live: LiveSession) -> Talk:
        """Return the one conversation about a session."""
        if self._talk is None:
            self._talk = Talk(live, ACTS, self._line, self._surface.ring)
            live.store.subscribe(lambda status: self._surface.post(partial(self._note, status)))
            self._opened(live)
        return self._talk

    def _note(self, status: Status) -> None:
        """Say what another program did to the file, or that saving fails."""
        if status.is_external:
            self._line(t(status.message_id, **status.facts))
        elif self._talk is not None:
            self._talk.note_saving()

    def _ask_curriculum(self) -> Chooser:
        return Chooser(self._line, which_curriculum(lambda source: self._change(self._new_run(source))))

    def _ask_session(self) -> Chooser:
        def chosen(path: Path) -> None:
            self._change(self._open(path))

        def begin_new() -> None:
            self._change(self._ask_curriculum())

        today = self.clock.now().date()
        return Chooser(self._line, which_session(self._begin.folder, today, chosen, begin_new))
