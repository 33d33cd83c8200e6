"""What the benchmarks share: figures with their limits, an app in a pseudo-terminal, invented sessions."""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from jusou_tui.live import controls

ROOT = Path(__file__).resolve().parent.parent
JUSOU = (sys.executable, "-c", "import sys; from jusou_tui.__main__ import main; sys.exit(main())")
"""What the installed command does."""

BLANK = (sys.executable, "-c", "from textual.app import App; App().run()")
"""A blank Textual app."""

SIZE = (80, 24)
LAST_ROW = f"\x1b[{SIZE[1]};1H".encode()
"""A frame is painted row by row: this moves to the last one."""

_ASKED = b"\x1b[?2026$p"
_ANSWER = b"\x1b[?2026;2$y"
"""Whether the terminal paints a frame at once; today's do."""


@dataclass(frozen=True)
class Figure:
    """One line of the table. With a `reference` the limit is a ratio to it, without one a figure."""

    name: str
    measured: float
    reference: float | None
    limit: float
    unit: str

    @property
    def ratio(self) -> float | None:
        """How many times the reference was taken."""
        return None if not self.reference else self.measured / self.reference

    @property
    def over(self) -> bool:
        """Whether the limit is exceeded."""
        return (self.measured if self.ratio is None else self.ratio) > self.limit

    def cells(self) -> list[str]:
        """Return name, measured, reference, ratio, limit and `ok` or `OVER`."""
        times = "" if self.ratio is None else "x"
        return [
            self.name,
            f"{self.measured:.4g} {self.unit}",
            "-" if self.reference is None else f"{self.reference:.4g} {self.unit}",
            "-" if self.ratio is None else f"{self.ratio:.2f}x",
            f"{self.limit:g}{times}" if times else f"{self.limit:g} {self.unit}",
            "OVER" if self.over else "ok",
        ]


def main(measure: Callable[[], Sequence[Figure]]) -> int:
    """Measure and print a line a figure, with --json one document. Return 1 where one is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    as_json = parser.parse_args().json
    figures = measure()
    if as_json:
        print(json.dumps([asdict(figure) for figure in figures]))
    else:
        for figure in figures:
            widths = (44, 12, 12, 8, 8, 4)
            cells = (cell.ljust(width) for cell, width in zip(figure.cells(), widths, strict=True))
            print("  ".join(cells).rstrip())
    return int(any(figure.over for figure in figures))


@contextmanager
def folder() -> Iterator[Path]:
    """Give an empty folder for sessions and the program's own files, and point the program at it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ |= {"JUSOU_AWAKE": "0"}  # as on a desktop: without the notice that it cannot be had
        os.environ |= {"JUSOU_STATE": str(place / "state"), "JUSOU_SESSIONS": str(place)}
        yield place


def environment() -> dict[str, str]:
    """Return the environment of what is measured: this source, a modern terminal, compiled modules kept."""
    made = os.environ | {
        "PYTHONPATH": str(ROOT / "src"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
    }
    made.pop("PYTHONDONTWRITEBYTECODE", None)
    made.pop("PYTHONUNBUFFERED", None)
    return made


class Terminal:
    """A process in a pseudo-terminal of 80x24 that answers as today's terminals do."""

    def __init__(self, command: Sequence[str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=environment(),
            start_new_session=True,
        )
        os.close(theirs)
        self.said = b""

    @property
    def descriptor(self) -> int:
        """What `select` may wait for."""
        return self._ours

    def read(self, seconds: float) -> bytes:
        """Return what comes within so many seconds, b"" where nothing does or the process is gone."""
        if not select.select([self._ours], [], [], max(seconds, 0.0))[0]:
            return b""
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return b""
        if _ASKED in data:
            os.write(self._ours, _ANSWER)
        self.said += data
        return data

    def until(self, *marks: bytes, seconds: float = 20.0) -> float:
        """Read until all marks have come. Return the seconds since the start. Raises TimeoutError."""
        while not all(mark in self.said for mark in marks):
            if time.perf_counter() - self._begun > seconds:
                raise TimeoutError(self.said[-400:].decode(errors="replace"))
            self.read(0.2)
        return time.perf_counter() - self._begun

    def drain(self, seconds: float) -> int:
        """Read for so many seconds. Return the bytes that came."""
        end, counted = time.perf_counter() + seconds, 0
        while (left := end - time.perf_counter()) > 0:
            counted += len(self.read(left))
        return counted

    def key(self, character: str, seconds: float = 2.0) -> float:
        """Type a character. Return the seconds until it is painted. Raises TimeoutError."""
        wanted, self.said = character.encode(), b""
        begun = time.perf_counter()
        os.write(self._ours, wanted)
        while wanted not in self.said:
            if time.perf_counter() - begun > seconds:
                raise TimeoutError(character)
            self.read(0.05)
        return time.perf_counter() - begun

    def send(self, keys: bytes) -> None:
        """Type without waiting."""
        os.write(self._ours, keys)

    def processor_seconds_in_all(self) -> float:
        """Return the processor time of the process so far, that of threads which have ended included.

        The number of its clock is what the system's `clock_getcpuclockid` makes of a process id.
        """
        return time.clock_gettime(~self._process.pid << 3 | 2)

    def processor_seconds(self) -> float:
        """Return the processor time so far of all the process's threads that run still."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def stop(self) -> int:
        """End the process. Return the most memory it held, in bytes."""
        self._process.terminate()
        end = time.perf_counter() + 5.0
        while time.perf_counter() < end:
            self.read(0.05)
            pid, _, usage = os.wait4(self._process.pid, os.WNOHANG)
            if pid:
                break
        else:
            self._process.kill()
            _, _, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = 0
        os.close(self._ours)
        return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


TEXT = "庁内の用語がそろっていないので、用語集を作る。\n窓口と訪問先で見えたことを持ち寄る。\n"
BYTES_OF_A_NOTE = 262
LONG_TURN = 600.0


def sample(notes: int) -> bytes:
    """Return the file of an invented session with so many notes."""
    from jusou_tui.session.format.chunks import render
    from jusou_tui.session.model.ids import new_id
    from jusou_tui.session.model.records import Meta, Note, Session

    start = datetime(2026, 12, 10, 4, 30, tzinfo=UTC)
    meta = Meta(
        id=new_id(start),
        title="見本",
        created=start,
        curriculum="team-building",
        curriculum_version="1.0",
        curriculum_digest="sha256:00",
    )
    records = {}
    for number in range(notes):
        at = start + timedelta(seconds=number)
        records[new_id(at)] = Note(at=at, text=TEXT, step="step1", activity="opening")
    return render(Session(session=meta, notes=records))


def meeting(place: Path, state: str, notes: int = 0) -> Path:
    """Write an invented meeting of Step1 into `place` and return its file.

    `state`: `running` (in a round: the activity, the segment and the turn count down), `paused` (the same,
    paused) or `before`. With `notes` notes in it. Turns are long: no signal falls into what is measured.
    """
    from jusou_tui.curriculum.load import load
    from jusou_tui.live.session import LiveSession

    source = ROOT / "curricula" / "team-building.toml"
    inside = place / state
    live = LiveSession.create(load(source), source, inside, "2026年度 第1回")
    for name in ("見本 花子", "例野 一郎", "雛形 健", "仮名 太郎"):
        live.book.people.add(name, "見本市")
    now = datetime.now().astimezone().replace(microsecond=0)
    start = now if state != "before" else now + timedelta(days=1)
    live.book.meetings.set("step1", date=start.date(), start=start, booked_end=start + timedelta(hours=3))
    live.book.set_view(screen="run", step="step1")
    for _ in range(notes):
        live.book.notes.add(TEXT, step="step1", activity="opening")
    if state != "before":
        controls.go_on(live.current)
        _to_a_round(live)
    if state == "paused":
        controls.toggle_pause(live.current)
    path = live.store.path
    live.close()
    return path


def many_sessions(place: Path, count: int) -> Path:
    """Write so many invented sessions into a folder, changed a second after one another; return the folder.

    Each is a copy of the shipped example as a session of its own, with its number as its title.
    """
    text = (ROOT / "sessions" / "mihon.session.toml").read_text("utf-8")
    head, _, rest = text.replace("demo = true\n", "").partition('id = "')
    identifier, title = rest[:26], "2026年度 第1回"
    place.mkdir(parents=True)
    begun = time.time() - count
    for number in range(count):
        own = f'{head}id = "{identifier[:-5]}{number:05}{rest[26:]}'.replace(title, f"第{number:05}号", 1)
        path = place / f"{number:05}.session.toml"
        path.write_text(own, "utf-8")
        os.utime(path, (begun + number, begun + number))
    return place


def _to_a_round(live: object) -> None:
    """Go on to the first activity and segment in which each person has a turn."""
    from jusou_tui.live.session import LiveSession

    if not isinstance(live, LiveSession):
        raise TypeError(live)
    for row in live.current.schedule().rows:
        rounds = [number for number, segment in enumerate(row.segments) if segment.is_round]
        if rounds:
            if live.current.snapshot().progress.activity != row.key:
                controls.start(live.current, row.key)
            for _ in range(rounds[0]):
                controls.advance(live.current)
            live.book.events.add(
                "adjust",
                live.current.step.id,
                activity=row.key,
                segment=row.segments[rounds[0]].key,
                seconds=LONG_TURN,
            )
            return
    raise LookupError("no round")
