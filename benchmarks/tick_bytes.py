"""Bytes and CPU a second of the countdown, against Textual's own `Digits` at 1 Hz, in the same run.

Each app runs in a pseudo-terminal of 80x24 with a whole page around its digits; what arrives there and the
process's CPU time are counted over the same seconds. Prints one line a figure: value, reference, ratio.

    python benchmarks/tick_bytes.py [SECONDS]
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Digits

from jusou_tui.app import themes
from jusou_tui.app.widgets.bar import TimeBar
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.entry_list import Entry, EntryList
from jusou_tui.app.widgets.key_bar import KeyBar, KeyHint
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.prompt_card import PromptCard, PromptRow
from jusou_tui.app.widgets.status_line import TopLine

SECONDS = 20
WARM_UP = 2.0
START = 42 * 60 + 17
MOST_BYTES = 1.0
MOST_CPU = 2.0


@dataclass(frozen=True)
class Figures:
    """What an app cost: bytes and CPU seconds, both a second."""

    bytes_per_second: float
    cpu_per_second: float


def said(passed: int) -> str:
    """Return what the countdown shows after so many seconds."""
    minutes, rest = divmod(START - passed, 60)
    return f"{minutes:02}:{rest:02}"


class Page(App[None]):
    """An app that ticks and tells its CPU time at both ends of the window on descriptor 3."""

    def __init__(self, ticking: bool, seconds: int) -> None:
        super().__init__()
        self.ticking = ticking
        self.seconds = seconds
        self.passed = 0

    def on_mount(self) -> None:
        """Start, and set the window's ends."""
        self.begin()
        self.tick()
        self.set_timer(WARM_UP, self.mark)
        self.set_timer(WARM_UP + self.seconds, self.mark)
        self.set_timer(WARM_UP + self.seconds + 0.5, self.exit)
        if self.ticking:
            self.set_interval(1.0, self.tick)

    def begin(self) -> None:
        """Fill the page."""

    def tick(self) -> None:
        """Show one second less."""
        self.passed += 1
        self.show(said(self.passed))

    def show(self, text: str) -> None:
        """Show the time."""
        raise NotImplementedError

    def mark(self) -> None:
        """Tell the CPU time."""
        os.write(3, f"{time.process_time()}\n".encode())


class Reference(Page):
    """Nothing but Textual's digits."""

    CSS = "Digits { width: auto; }"

    def compose(self) -> ComposeResult:
        """Yield the digits."""
        yield Digits(said(0))

    def show(self, text: str) -> None:
        """Show the time."""
        self.query_one(Digits).update(text)


class Ours(Page):
    """A page as the run screen has it, the field with the focus."""

    def __init__(self, ticking: bool, seconds: int) -> None:
        super().__init__(ticking, seconds)
        themes.install(self)

    def compose(self) -> ComposeResult:
        """Yield the page."""
        yield TopLine()
        yield BigTime()
        yield TimeBar()
        yield PromptCard()
        yield EntryList()
        yield NoteArea()
        yield KeyBar()

    def begin(self) -> None:
        """Fill the page."""
        self.query_one(TopLine).show("Step1", "見本", [("14:07", "clock")])
        self.query_one(PromptCard).show([PromptRow("問い", "何が聞こえましたか。", "strong")], None)
        self.query_one(EntryList).show([Entry("1", "14:02", "", "", "例野", "見本のメモ")])
        self.query_one(KeyBar).show([KeyHint("F9", "次へ", "next", primary=True)])
        self.query_one(NoteArea).focus()

    def show(self, text: str) -> None:
        """Show the time, and how much of it is gone."""
        self.query_one(BigTime).show(text, "running")
        self.query_one(TimeBar).show(self.passed / START, "running")


def child(kind: str, seconds: int) -> None:
    """Run an app: reference, running or paused."""
    (Reference if kind == "reference" else Ours)(kind != "paused", seconds).run()


def measure(kind: str, seconds: int) -> Figures:
    """Run one app in a pseudo-terminal and count what it sends between its two marks."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    marks, marked = os.pipe()
    source = str(Path(__file__).parent.parent / "src")
    environment = os.environ | {
        "PYTHONPATH": source,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    command = f'exec 3>&{marked}; exec "$0" "$1" --child {kind} {seconds}'
    process = subprocess.Popen(
        ["sh", "-c", command, sys.executable, __file__],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        pass_fds=[marked],
        start_new_session=True,
    )
    os.close(theirs)
    os.close(marked)
    counted, told = 0, b""
    while told.count(b"\n") < 2:
        ready, _, _ = select.select([ours, marks], [], [], WARM_UP + seconds + 30)
        if not ready:
            process.kill()
            raise TimeoutError(kind)
        if ours in ready:
            data = os.read(ours, 65536)
            counted += len(data) if told.count(b"\n") == 1 else 0
        if marks in ready:
            said = os.read(marks, 1024)
            if not said:
                raise RuntimeError(kind)
            told += said
    while select.select([ours], [], [], 0.5)[0]:
        try:
            if not os.read(ours, 65536):
                break
        except OSError:
            break
    process.wait(timeout=10)
    os.close(ours)
    os.close(marks)
    before, after = (float(line) for line in told.decode().split())
    return Figures(counted / seconds, (after - before) / seconds)


def main() -> None:
    """Measure and print."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    reference, running, paused = (measure(kind, seconds) for kind in ("reference", "running", "paused"))
    ratio = running.bytes_per_second / reference.bytes_per_second
    print(
        f"bytes/s running   {running.bytes_per_second:8.0f}  Digits {reference.bytes_per_second:8.0f}"
        f"  {ratio:5.2f}x  (at most {MOST_BYTES:.0f}x)"
    )
    print(f"bytes/s paused    {paused.bytes_per_second:8.0f}  (at most 0)")
    ratio = running.cpu_per_second / reference.cpu_per_second
    print(
        f"CPU ms/s running  {running.cpu_per_second * 1e3:8.1f}  Digits {reference.cpu_per_second * 1e3:8.1f}"
        f"  {ratio:5.2f}x  (at most {MOST_CPU:.0f}x)"
    )


if __name__ == "__main__":
    if "--child" in sys.argv:
        child(sys.argv[2], int(sys.argv[3]))
    else:
        main()
