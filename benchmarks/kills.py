"""A program that is killed in mid-sentence: what is missing from its file afterwards?

`python benchmarks/kills.py [KILLS [SEED]]` types into the real program in a pseudo terminal (every kind of
field, and the keys of the clock), kills it with SIGKILL at a random moment, reads its file, and starts it
again on the same file; 200 times if not told otherwise. What had appeared on the screen more than 250 ms
before the kill must be in the file, in the field that was meant, and the file must always be whole. Exit
status 1 where it is not.

A machine under load may stop any process for a while. How long it did is measured, beside the program and
of the program itself, and that much is allowed on top.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel

from jusou_tui.live import controls

ROOT = Path(__file__).resolve().parent.parent
CEILING = 0.25
SHORTEST, LONGEST = 0.15, 1.6
"""Seconds of use before the kill, from the moment on at which the first keys had appeared."""
FIRST_KEYS = 2
"""Keys of each life that appear however slow the machine is."""
PATIENCE = 20.0
REST = 0.15
"""Seconds without a letter written after which one looks whether the program still works."""
IDLE = 0.015
"""Seconds of processor time in these that a program with nothing to do takes at most: its clock ticks."""
FIRST = 0x3400
"""Where the typed characters come from: rare ideographs, none of which any page shows."""
LETTERS = 6000
MOST_KILLS = 1_000_000
"""Kills of one seed: each has a number of its own."""

SCENES = ("note", "sheet", "clock")
"""What goes on from life to life: notes, cells of a sheet, the keys of the clock."""


@dataclass(frozen=True)
class Place:
    """A field: where in the file its text is kept, the page on which a life begins, the keys into the field.

    Ids stand as `*`: `drafts/note/owner`, `sheets/*/cells/case/person`.
    """

    kept: str
    page: str
    keys: tuple[str, ...] = ()


PALETTE = "\x10"
SETUP = (PALETTE, "準備", "\r")
TAKE_IN = (PALETTE, "名簿を読み込む", "\r")
FIELDS = {
    "owner of a ToDo": Place("drafts/note/owner", "todos", ("\t",)),
    "day of a ToDo": Place("drafts/note/due", "todos", ("\t", "\t")),
    "note of a line": Place("todos/*/note", "checklist"),
    "owner of a line": Place("todos/*/owner", "checklist", ("\r",)),
    "day of a line": Place("drafts/item-step1-*-due/text", "checklist", ("\r", "\t")),
    "name": Place("participants/*/name", "people", ("\r",)),
    "affiliation": Place("participants/*/affiliation", "people", ("\r", "\t")),
    "title": Place("session//title", "run", SETUP),
    "organisation": Place("session//organisation", "run", (*SETUP, "\r")),
    "date": Place("drafts/setup-step1-date/text", "run", (*SETUP, "\r", "\r")),
    "members": Place("participants/*/affiliation", "run", (*SETUP, *("\r",) * 5)),
    "guest": Place("drafts/line-guest-step1/text", "run", ("\x17", "\x1b[2~")),
    "number of cases": Place("drafts/line-cases/text", "people", (PALETTE, "ケースの数", "\r")),
    "list to take in": Place("drafts/people-table/text", "people", TAKE_IN),
    "file to take in": Place("drafts/line-take-in-file/text", "people", (*TAKE_IN, "\t")),
    "conflict": Place("drafts/conflict-*/text", "run", (PALETTE, "食い違い", "\r", "4")),
}
"""Fields whose lives begin with the same file each: nothing but what was typed is in them."""
KEPT = {"note": ("notes/*/text", "drafts/note/text"), "sheet": ("sheets/*/cells/*",)} | {
    scene: (place.kept,) for scene, place in FIELDS.items()
}
"""Where in the file the text of each scene is kept."""
STARTS = ["-c", "import sys; from jusou_tui.__main__ import main; sys.exit(main())"]
MINUTES = (b"\x1b[19~", b"\x1b[18~")
"""The keys that give the activity a minute more, and take it back."""


@dataclass
class Typed:
    """One thing that was done: its mark, and when it had appeared on the screen."""

    mark: str
    seen: float


@dataclass
class Kill:
    """One life of the program: how long it lived, what was done, what was missing though it was old enough.

    `oldest`: the age in seconds of the oldest thing that is not in the file. `stalled`: see above. `reached`:
    something was found in the field that was meant; `elsewhere`: where it was found instead.
    """

    scene: str
    lived: float
    done: int
    missing: int
    oldest: float
    stalled: float
    problem: str = ""
    reached: bool = False
    elsewhere: tuple[str, ...] = ()


class Stalls:
    """Measures for how long this machine let processes wait: one that wakes every 5 ms, and the program.

    Of the program Linux tells how long its threads stood in the queue for a processor.
    """

    def __init__(self) -> None:
        self._gaps: list[tuple[float, float]] = []
        self._queued: list[tuple[float, float]] = []
        self._program = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.is_set():
            begun = time.monotonic()
            time.sleep(0.005)
            end = time.monotonic()
            if end - begun > 0.02:
                self._gaps.append((end, end - begun))
            if self._program:
                self._queued.append((end, queued(self._program)))

    def watch(self, program: int) -> None:
        """Look at another program from now on."""
        self._queued, self._program = [], program

    def since(self, moment: float) -> float:
        """Return the seconds lost since a moment; threads wait side by side, not longer than time passes."""
        self._program = 0
        seen = [(at, queued) for at, queued in self._queued if at >= moment]
        own = min(max(queued for _, queued in seen) - seen[0][1], seen[-1][0] - seen[0][0]) if seen else 0.0
        return own + sum(gap for end, gap in self._gaps if end >= moment)

    def stop(self) -> None:
        """Measure no more."""
        self._over.set()
        self._thread.join()


def queued(program: int, processes: Path = Path("/proc")) -> float:
    """Return the seconds that a program's threads have waited for a processor, as Linux counts them.

    What has ended meanwhile, a thread or the whole program, counts nothing.
    """
    return sum(waited for _, waited in _scheduled(program, processes)) / 1e9


def busy(program: int, processes: Path = Path("/proc")) -> float:
    """Return the seconds that a program's threads have run, or waited for a processor."""
    return sum(ran + waited for ran, waited in _scheduled(program, processes)) / 1e9


def _scheduled(program: int, processes: Path) -> Iterator[tuple[int, int]]:
    tasks = processes / str(program) / "task"
    with suppress(OSError):
        for thread in os.listdir(tasks):  # noqa: PTH208 - Path.iterdir may look again while it is read
            with suppress(OSError):
                ran, waited, *_ = (tasks / thread / "schedstat").read_text().split()
                yield int(ran), int(waited)


class Process(Protocol):
    """What is asked of a process."""

    @property
    def pid(self) -> int:
        """Its id."""

    def poll(self) -> int | None:
        """Return its exit status, None while it lives."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; return its exit status."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""

    def kill(self) -> None:
        """Kill it."""


def started(arguments: Sequence[str], environment: Mapping[str, str], folder: Path, terminal: int) -> Process:
    """Start Python with these arguments in a terminal."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        cwd=folder,
        start_new_session=True,
    )


@dataclass
class Program:
    """The program in a pseudo terminal of 100 columns."""

    folder: Path
    arguments: tuple[str, ...]
    output: bytes = b""
    process: Process = field(init=False)
    _ours: int = field(init=False)

    def __post_init__(self) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
            "TZ": "Asia/Tokyo",
            "JUSOU_LANG": "ja",
            "JUSOU_STATE": str(self.folder / "state"),
            "JUSOU_SESSIONS": str(self.folder / "sessions"),
        }
        self.process = started([*STARTS, *self.arguments], environment, self.folder, theirs)
        os.close(theirs)

    def read(self, seconds: float) -> bytes:
        """Return what the program writes within so many seconds, as soon as there is something."""
        if not select.select([self._ours], [], [], max(0.0, seconds))[0]:
            return b""
        with suppress(OSError):
            data = os.read(self._ours, 65536)
            self.output += data
            return data
        return b""

    def wait(self, *wanted: str) -> float:
        """Read until the output holds all these texts; return when that was. Raises TimeoutError."""
        found, end = b"", time.monotonic() + PATIENCE
        while not all(text.encode() in found for text in wanted):
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"waited in vain for {wanted}: {found[-1500:]!r}")
            found += self.read(0.05)
        return time.monotonic()

    def send(self, data: bytes) -> None:
        """Write as a keyboard does."""
        os.write(self._ours, data)

    def quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has been written for a moment."""
        end = time.monotonic() + PATIENCE
        while self.read(seconds) and time.monotonic() < end:
            pass

    def settle(self) -> None:
        """Read until the program has nothing to do for a moment: what was typed has had its effect."""
        ends, before = time.monotonic() + PATIENCE, busy(self.process.pid)
        while time.monotonic() < ends:
            self.quiet(REST)
            now = busy(self.process.pid)
            if now - before < IDLE:
                return
            before = now

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self.process.send_signal(number)

    def kill(self) -> float:
        """Kill it; return when."""
        moment = time.monotonic()
        self.process.kill()
        self.process.wait()
        return moment

    def hang_up(self) -> None:
        """Close the terminal."""
        with suppress(OSError):
            os.close(self._ours)


@contextmanager
def program(folder: Path, *arguments: str) -> Iterator[Program]:
    """Run the program and make sure that it ends."""
    running = Program(folder, arguments)
    try:
        yield running
    finally:
        running.kill()
        running.hang_up()


def prepare(folder: Path) -> Path:
    """Make the session of an invented town, its meeting under way, with a sheet and a conflict.

    Return its file.
    """
    from jusou_tui import paths
    from jusou_tui.curriculum.load import load
    from jusou_tui.live.session import LiveSession

    os.environ["JUSOU_STATE"] = str(folder / "state")
    source = paths.shipped("curricula") / "team-building.toml"
    curriculum = load(source)
    live = LiveSession.create(curriculum, source, folder / "sessions", "架空町の回")
    for name in ("見本 花子", "例野 一郎"):
        live.book.people.add(name, "架空町")
    live.book.set_view(screen="run", step="step1")
    worksheet = curriculum.worksheet("case-review")
    if worksheet is None:
        raise LookupError("case-review")
    sheet = live.book.sheets.start(worksheet, step="step1")
    live.book.set_view(sheet=sheet)
    controls.go_on(live.current)
    live.book.checklist.add_line("step1", "名札")
    live.book.notes.add("はじめの話", step="step1")
    live.close()
    return live.store.path


def disagree(path: Path) -> None:
    """Make a session's only note one whose text two people changed."""
    from jusou_tui.compare.merge import merge
    from jusou_tui.session.format.chunks import render
    from jusou_tui.session.format.read import read

    base, ours, theirs = read(path), read(path), read(path)
    for side, text in ((ours, "こちらの話\n"), (theirs, "むこうの文\n")):
        for key, note in side.notes.items():
            side.notes[key] = note.model_copy(update={"text": text})
    path.write_bytes(render(merge(ours, theirs, base).session))


def one_kill(path: Path, scene: str, number: int, stalls: Stalls, longest: float) -> Kill:
    """Start the program on the session, use it, kill it at a random moment, look into its file."""
    chance = random.Random(number)
    _begin_on(path, scene)
    before = _marks(path)
    with program(path.parent.parent, "resume", str(path)) as running:
        running.wait("\x1b[?1049h")
        running.wait("F1")
        running.settle()
        if scene == "sheet":
            running.send(b"\r")
            running.settle()
        for key in FIELDS[scene].keys if scene in FIELDS else ():
            running.send(key.encode())
            running.settle()
        stalls.watch(running.process.pid)
        begun = time.monotonic()
        typed = list(_use(running, scene, chance, chance.uniform(SHORTEST, longest), number))
        killed = running.kill()
    problem, found, places = "", before, set[str]()
    try:
        found, places = _marks(path), _places(path, {one.mark for one in typed})
    except Exception as error:  # noqa: BLE001 - whatever it is, the file was not whole
        problem = f"{type(error).__name__}: {error}"
    stalled = stalls.since(killed - 2 * CEILING)
    ages = _ages(typed, before, found, killed)
    late = [age for age in ages if age > CEILING + stalled]
    reached = {place for place in places if any(fnmatch(place, kept) for kept in KEPT.get(scene, ()))}
    return Kill(
        scene,
        lived=killed - begun,
        done=len(typed),
        missing=len(late),
        oldest=max(ages, default=0.0),
        stalled=stalled,
        problem=problem,
        reached=bool(reached),
        elsewhere=() if reached else tuple(sorted(places)),
    )


def _begin_on(path: Path, scene: str) -> None:
    """Let the next life begin on the page of its scene, the note field empty."""
    from jusou_tui.session.storage.store import Store

    page = FIELDS[scene].page if scene in FIELDS else "sheet" if scene == "sheet" else "run"
    store = Store.open(path)
    now = datetime.now().astimezone()  # nobody was away: no question about that lies over the page
    store.book.set_view(screen=page, focus=None, seen=now)
    store.book.drafts.clear("note")
    store.close()


def _use(running: Program, scene: str, chance: random.Random, seconds: float, number: int) -> Iterator[Typed]:
    """Type for so many seconds after the first keys; yield what had appeared on the screen, and when."""
    count, ends = 0, time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if count == FIRST_KEYS:
            ends = time.monotonic() + seconds
        if scene == "clock":
            running.send(MINUTES[count % 2])
            if not running.read(ends - time.monotonic()):
                return
            yield Typed("adjust", time.monotonic())
            running.quiet(0.02)
        else:
            letter = chr(FIRST + (number * 97 + count) % LETTERS)
            running.send(letter.encode())
            seen = _appeared(running, letter, ends)
            if seen is None:
                return
            yield Typed(letter, seen)
            if scene == "note" and chance.random() < 0.1:
                running.send(b"\r")
        count += 1
        running.read(chance.choice((0.0, 0.005, 0.03)))


def _appeared(running: Program, letter: str, ends: float) -> float | None:
    """Return when a letter appeared on the screen, None where the moment of the kill came first."""
    found = b""
    while letter.encode() not in found:
        left = ends - time.monotonic()
        if left <= 0:
            return None
        found += running.read(left)
    return time.monotonic()


def _marks(path: Path) -> list[str]:
    """Return what a session's file holds of what was typed: every letter, and one mark a changed minute."""
    from jusou_tui.session.format.read import read

    session = read(path)
    adjusted = ["adjust" for event in session.events.values() if event.kind == "adjust"]
    text = path.read_text(encoding="utf-8")
    return [letter for letter in text if FIRST <= ord(letter) < FIRST + LETTERS] + adjusted


def _places(path: Path, letters: set[str]) -> set[str]:
    """Return where in a session's file letters are: `table/id/field`, and below it."""
    from jusou_tui.session.format.read import read
    from jusou_tui.session.model.records import entries, fields_of

    found, left = set[str](), list[tuple[str, object]]()
    for (table, key), entry in entries(read(path)).items():
        left.append((f"{table}/{key}", fields_of(entry) if isinstance(entry, BaseModel) else entry))
    while left:
        place, value = left.pop()
        if isinstance(value, dict):
            left += [(f"{place}/{name}", below) for name, below in value.items()]
        elif isinstance(value, str) and letters.intersection(value):
            found.add(place)
    return found


def _ages(typed: list[Typed], before: Iterable[str], found: list[str], killed: float) -> list[float]:
    """Return the ages of what is not in the file."""
    left = list(found)
    for mark in before:
        if mark in left:
            left.remove(mark)
    ages = []
    for one in typed:
        if one.mark in left:
            left.remove(one.mark)
        else:
            ages.append(killed - one.seen)
    return ages


def kills(
    count: int, seed: int, folder: Path, longest: float = LONGEST, scenes: Sequence[str] = SCENES
) -> Iterator[Kill]:
    """Yield so many kills of one session, each after at most `longest` seconds of use."""
    path, stalls = prepare(folder), Stalls()
    if any(scene in FIELDS for scene in scenes):
        disagree(path)
    begin = path.read_bytes()
    try:
        for number in range(count):
            scene = scenes[number % len(scenes)]
            if scene in FIELDS:
                path.write_bytes(begin)
            yield one_kill(path, scene, number + seed * MOST_KILLS, stalls, longest)
    finally:
        stalls.stop()


def main() -> int:
    count, seed = (*map(int, sys.argv[1:3]), *(200, 0)[len(sys.argv) - 1 :])[:2]
    scenes = [*SCENES, *FIELDS]
    sys.path.insert(0, str(ROOT / "src"))
    done: list[Kill] = []
    with tempfile.TemporaryDirectory() as folder:
        for kill in kills(count, seed, Path(folder), scenes=scenes):
            done.append(kill)
            if kill.problem or kill.missing or kill.elsewhere:
                print(kill, flush=True)
    oldest = max(kill.oldest for kill in done)
    for scene in scenes:
        of_scene = [kill for kill in done if kill.scene == scene]
        missing = sum(kill.missing for kill in of_scene)
        typed = sum(kill.done for kill in of_scene)
        reached = sum(kill.reached for kill in of_scene)
        print(
            f"{scene:16} {len(of_scene):4} kills, {typed:6} keys, {missing} missing, {reached} in their field"
        )
    print(
        f"{len(done)} kills: {sum(bool(kill.problem) for kill in done)} unreadable files, "
        f"{sum(kill.missing for kill in done)} keys missing that were older than {CEILING * 1000:.0f} ms; "
        f"the oldest key that was missing: {oldest * 1000:.0f} ms"
    )
    return 1 if any(kill.problem or kill.missing or kill.elsewhere for kill in done) else 0


if __name__ == "__main__":
    sys.exit(main())
