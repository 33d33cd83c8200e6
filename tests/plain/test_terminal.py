"""Lines on a terminal: where what comes by itself begins, and what is done in the program's own thread."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from fake_clock import FakeClock
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.beside import Keeper
from jusou_tui.plain.terminal import BELL, Terminal
from plain.plain_stage import BEGIN, make_session

LONGEST = 20.0


class Stream(StringIO):
    """What is printed, on a terminal or elsewhere."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(params=[True, False], ids=["terminal", "pipe"])
def printed(request: pytest.FixtureRequest) -> Stream:
    return Stream(terminal=request.param)


def test_what_comes_by_itself_begins_a_line_of_its_own_where_somebody_may_be_typing(printed: Stream) -> None:
    terminal = Terminal(printed, printed)
    terminal.line("答え")
    with terminal.by_itself():
        terminal.line("知らせ")
        terminal.line("続き")
    with terminal.by_itself():
        pass
    terminal.line("答え\x1b[2J")
    between = "\n" if printed.isatty() else ""
    assert printed.getvalue() == f"答え\n{between}知らせ\n続き\n答え\n"


def test_the_bell_is_for_terminals(printed: Stream) -> None:
    Terminal(printed, printed).ring()
    assert printed.getvalue() == (BELL if printed.isatty() else "")


def test_a_terminal_that_is_gone_ends_the_program_and_raises_nothing(printed: Stream) -> None:
    terminal = Terminal(printed, printed)
    printed.close()
    terminal.line("だれも見ない")
    assert terminal.is_gone


def test_shared_screens_can_follow_the_session_as_long_as_it_is_open(place: Path, printed: Stream) -> None:
    terminal = Terminal(printed, printed)
    clock = FakeClock(BEGIN)
    live = LiveSession.open(make_session(place, clock), clock)
    keeper = Keeper(terminal)
    keeper.opened(live)
    job = terminal.items.get(timeout=LONGEST)
    assert callable(job)
    job()
    keeper.look()
    keeper.closing()
    live.close()
    assert printed.getvalue() == ""
