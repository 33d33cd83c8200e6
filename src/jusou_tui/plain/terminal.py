"""The one place of plain mode that touches the terminal: whole lines in, whole lines out, and nothing else.

The terminal stays as it is: it echoes what is typed and edits the line itself. What comes by itself while
somebody types begins on a line of its own; what was typed so far stays in the terminal's line.
"""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import TextIO

from jusou_tui.plain.beside import Keeper
from jusou_tui.plain.program import Begin, Program
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.clock import Clock, pace_of

BELL = "\a"
KEYS = 0
"""The file descriptor that is read."""
BLOCK = 65536
SHORTEST, LONGEST = 0.05, 10.0
"""Real seconds between two looks at the clock."""
WAIT_SECONDS = 0.2 if sys.platform == "win32" else LONGEST
"""Real seconds of one wait: on Windows no signal is heard meanwhile."""
INTERRUPT_SECONDS = 1.0
"""How long after a read without data Ctrl+C is waited for."""
SAVE_SECONDS = 8.0
"""How long leaving waits for the last save when the system asks for the end."""
_ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK", "SIGQUIT")


class End:
    """Nothing more will be typed."""


class Interrupt:
    """Ctrl+C was pressed."""


Job = Callable[[], None]
Item = str | End | Interrupt | int | Job


class LineSplitter:
    """Makes lines of blocks of bytes. A line ends with LF, CR or both; what is no character is U+FFFD."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = ""
        self._after_return = False

    def take(self, data: bytes) -> list[str]:
        """Return the lines that are whole with this block."""
        text = self._decoder.decode(data)
        if self._after_return and text:
            self._after_return = False
            text = text.removeprefix("\n")
        self._after_return = self._after_return or text.endswith("\r")
        *lines, self._rest = (self._rest + text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
        return lines

    def end(self) -> list[str]:
        """Return the last line, where it did not end."""
        rest = self._rest + self._decoder.decode(b"", final=True)
        self._rest = ""
        return [rest] if rest else []


class Terminal:
    """Prints lines, and collects what is typed, what is to be done and what the system wants in a queue."""

    def __init__(self, shown: TextIO, typed: TextIO) -> None:
        self.is_gone = False
        self._shown = shown
        self._typed = typed
        self.items: SimpleQueue[Item] = SimpleQueue()
        self._interrupts: SimpleQueue[None] = SimpleQueue()
        self._is_windows_console = sys.platform == "win32" and typed.isatty()
        self._begins_anew = False
        if isinstance(shown, io.TextIOWrapper):
            shown.reconfigure(errors="replace")

    def line(self, text: str) -> None:
        """Print a line."""
        shown = clean_line(text)
        self._write(f"\n{shown}\n" if self._begins_anew else f"{shown}\n")
        self._begins_anew = False

    def ring(self) -> None:
        """Ring the bell of a terminal."""
        if self._shown.isatty():
            self._write(BELL)

    def post(self, job: Job) -> None:
        """Do something in the program's own thread, soon."""
        self.items.put(job)

    @contextmanager
    def by_itself(self) -> Iterator[None]:
        """What is printed inside comes while somebody may be typing: its first line begins a new one."""
        self._begins_anew = self._typed.isatty() and self._shown.isatty()
        try:
            yield
        finally:
            self._begins_anew = False

    def read(self) -> None:
        """Put every typed line into the queue until there is no more. In a thread."""
        splitter = LineSplitter(self._typed.encoding or "utf-8")
        while (data := self._block()) or self._was_interrupted():
            for line in splitter.take(data):
                self.items.put(line)
        for line in splitter.end():
            self.items.put(line)
        self.items.put(End())

    def next_item(self, seconds: float) -> Item | None:
        """Return what comes next within so many seconds, None where nothing does."""
        while seconds > 0:
            with suppress(Empty):
                return self.items.get(timeout=min(seconds, WAIT_SECONDS))
            seconds -= WAIT_SECONDS
        return None

    def lines_left(self) -> Iterator[str]:
        """Yield the lines that were typed and are not taken yet."""
        with suppress(Empty):
            while True:
                item = self.items.get_nowait()
                if isinstance(item, str):
                    yield item

    def interrupt(self) -> None:
        """Note that Ctrl+C was pressed. For the handler of its signal."""
        self.items.put(Interrupt())
        self._interrupts.put(None)

    def _was_interrupted(self) -> bool:
        """Return whether a read without data was Ctrl+C and not the end: a Windows console says neither."""
        if self._is_windows_console:
            with suppress(Empty):
                self._interrupts.get(timeout=INTERRUPT_SECONDS)
                return True
        return False

    def _block(self) -> bytes:
        try:
            if sys.platform == "win32" and self._is_windows_console:
                return self._typed.buffer.raw.read(BLOCK) or b""  # the console's own encoding is another one
            return os.read(KEYS, BLOCK)  # past Python's buffer, whose lock a thread that waits would hold
        except OSError:
            return b""

    def _write(self, text: str) -> None:
        try:
            self._shown.write(text)
            self._shown.flush()
        except (OSError, ValueError):
            self.is_gone = True


def run(begin: Begin, clock: Clock | None = None) -> int:
    """Run plain mode until somebody leaves; return the exit status.

    Raises JusouError where the session or the curriculum cannot be opened.
    """
    terminal = Terminal(sys.stdout, sys.stdin)
    keeper = Keeper(terminal)
    program = Program(begin, terminal, clock, keeper.opened)
    _hear_signals(terminal)
    threading.Thread(target=terminal.read, name="lines", daemon=True).start()
    status = 0
    try:
        program.start()
        status = _drive(program, terminal, keeper)
    finally:
        keeper.closing()
        closed = program.close()
    return status or closed


def _drive(program: Program, terminal: Terminal, keeper: Keeper) -> int:
    """Hand lines and time to the program; return the exit status: 0, or that of a signal."""
    while not (program.is_over or terminal.is_gone):
        with terminal.by_itself():
            seconds = program.pass_time()
        keeper.look()
        pace = pace_of(program.clock)
        item = terminal.next_item(min(LONGEST, max(SHORTEST, seconds / pace)) if pace else LONGEST)
        if isinstance(item, str):
            program.take(item)
        elif isinstance(item, Interrupt):
            program.interrupted()
        elif isinstance(item, End):
            return 0
        elif isinstance(item, int):
            leave_after(SAVE_SECONDS, 128 + item)
            _take_rest(program, terminal)
            return 128 + item
        elif item is not None:
            with terminal.by_itself():
                item()
    if terminal.is_gone:
        _take_rest(program, terminal)
    return 0


def _take_rest(program: Program, terminal: Terminal) -> None:
    """Take what was typed already: it is kept, whoever can read what comes of it."""
    for line in terminal.lines_left():
        program.take(line)


def _hear_signals(terminal: Terminal) -> None:
    """Let the signals of the system come in order with what is typed: none cuts a save short."""
    if threading.current_thread() is not threading.main_thread():
        return
    signal.signal(signal.SIGINT, lambda _number, _frame: terminal.interrupt())
    for name in _ENDING:
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda got, _frame: terminal.items.put(got))


def leave_after(seconds: float, status: int) -> None:
    """Leave then, whatever a dead disk or terminal holds up."""
    guard = threading.Timer(seconds, os._exit, args=(status,))
    guard.daemon = True
    guard.start()
