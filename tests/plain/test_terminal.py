"""Lines on a terminal: where what comes by itself begins, and what is done in the program's own thread."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from fake_clock import FakeClock
from jusou_tui.live.session import LiveSession
from jusou_tui.plain.beside import Keeper
from jusou_tui.plain.program import Begin, Program
from jusou_tui.plain.terminal import BELL, End, Interrupt, Terminal, _drive
from jusou_tui.session.format.read import read
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


def test_ctrl_c_is_no_end_of_the_lines_on_a_console_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a read ends without data for Ctrl+C as well as for the end."""
    monkeypatch.setattr("jusou_tui.plain.terminal.INTERRUPT_SECONDS", 0.0)
    terminal = Terminal(Stream(terminal=True), Stream(terminal=True))
    blocks = iter(["一つ目\r\n".encode(), b"", "二つ目\r\n".encode(), b""])
    monkeypatch.setattr(terminal, "_is_windows_console", True)
    monkeypatch.setattr(terminal, "_block", lambda: next(blocks))
    terminal.interrupt()
    terminal.read()
    first, *others, last = [terminal.items.get(timeout=LONGEST) for _ in range(4)]
    assert isinstance(first, Interrupt)
    assert others == ["一つ目", "二つ目"]
    assert isinstance(last, End)


@pytest.mark.parametrize("ends", ["signal", "closed"])
def test_lines_that_were_typed_before_the_terminal_went_away_are_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    monkeypatch.setattr("jusou_tui.plain.terminal.leave_after", lambda *_: None)
    shown = Stream(terminal=False)
    terminal = Terminal(shown, shown)
    clock = FakeClock(BEGIN)
    path = make_session(place, clock)
    program = Program(Begin(place, path), terminal, clock)
    program.start()
    if ends == "signal":
        terminal.items.put(15)
    for line in ("一つ目", "二つ目"):
        terminal.items.put(line)
    if ends == "closed":
        shown.close()
        terminal.line("だれも見ない")
    assert _drive(program, terminal, Keeper(terminal)) == (143 if ends == "signal" else 0)
    program.close()
    assert [note.text.strip() for note in read(path).notes.values()] == ["一つ目", "二つ目"]


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
