"""Plain mode without a terminal: typed lines and a still clock in, what was printed out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fake_clock import FakeClock
from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.program import Begin, Program
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session

BEGIN = datetime(2026, 12, 10, 13, 30).astimezone()
SOURCE = paths.shipped("curricula") / "team-building.toml"
TEAM = ("見本 花子", "例野 一郎", "雛形 健")


class Paper:
    """What is printed, a line each; `bells` counts the bells."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.bells = 0

    def line(self, text: str) -> None:
        """Keep a line."""
        assert text == text.strip("\n")
        assert text.isprintable() or "\u3000" in text
        self.lines.append(text)

    def ring(self) -> None:
        """Count a bell."""
        self.bells += 1

    def post(self, job: Callable[[], None]) -> None:
        """Do it at once: nothing here has a thread."""
        job()


class Typist:
    """Types lines into plain mode, with a clock that goes only when it is told to."""

    def __init__(self, begin: Begin, clock: FakeClock | None = None) -> None:
        self.clock = clock or FakeClock(BEGIN)
        self.paper = Paper()
        self.program = Program(begin, self.paper, self.clock)
        self.program.start()

    def type(self, *lines: str) -> list[str]:
        """Type lines, three seconds apart; return what was printed since the first one."""
        before = len(self.paper.lines)
        for line in lines:
            self.program.take(line)
            self.wait(3)
        return self.paper.lines[before:]

    def wait(self, seconds: float, every: float = 1.0) -> list[str]:
        """Let time pass, by default a look each second as at a terminal; return what was printed."""
        before = len(self.paper.lines)
        while seconds > 0:
            self.clock.advance(min(seconds, every))
            self.program.pass_time()
            seconds -= every
        return self.paper.lines[before:]

    def close(self) -> Session:
        """Close; return what is in the file."""
        live = self.live
        assert self.program.close() == 0
        return read(live.store.path)

    @property
    def live(self) -> LiveSession:
        """The open session."""
        live = self.program._partner.live
        assert live is not None
        return live


def make_session(folder: Path, clock: FakeClock, team: tuple[str, ...] = TEAM) -> Path:
    """Return the file of a session whose Step1 is set up for 13:30 to 16:30 and has not begun."""
    live = LiveSession.create(load(SOURCE), SOURCE, folder, "2026年度 第1回", clock)
    for name in team:
        live.book.people.add(name, "見本市")
    live.book.meetings.set("step1", date=BEGIN.date(), start=BEGIN, booked_end=BEGIN.replace(hour=16))
    live.book.set_view(screen="run", step="step1")
    live.close()
    return live.store.path


def resumed(folder: Path, team: tuple[str, ...] = TEAM) -> Typist:
    """Return somebody who goes on with such a session."""
    clock = FakeClock(BEGIN)
    path = make_session(folder, clock, team)
    return Typist(Begin(folder, path), clock)
