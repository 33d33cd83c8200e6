"""Hostile and broken files: whatever is in a curriculum or a session, reading it ends in a clear error.

`python benchmarks/fuzz.py [INPUTS] [--seed S] [--from N]` reads so many inputs (100,000 if not given): files
of the project changed at random, and TOML made at random. Input N of seed S is always the same, so a run goes
on with `--from` and a fault can be looked at again. Each must end in a value or in an error whose sentences
hold no control characters, within a second; what is read as a session must be written and read back equal.
Exit status 1 where one does not, or where the process took more than 500 MB.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KINDS = ("session", "curriculum", "supplement")
MOST_SECONDS = 1.0
MOST_MEGABYTES = 500
SMALL = 16_000
"""Bytes of a file of which whole copies are changed often; of larger ones mostly pieces."""

HOSTILE = [
    b"[" * 600,
    b"x = " + b"[" * 600,
    b"x = " + b"{a=" * 200,
    b"a." * 5000 + b"b = 1",
    b"[" + b"a . " * 3000 + b"b]",
    b"'a'.\"b\"." * 500 + b"c = 1",
    b"n = " + b"9" * 5000,
    b"n = 0x" + b"f" * 5000,
    b"n = 1e" + b"9" * 400,
    b"n = nan",
    b"n = -inf",
    b'"""',
    b"'''",
    b'"' * 7,
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b[2J\x1b]0;x\x07",
    "\u202e\u2066\u200b\ufeff\u2028".encode(),
    b'x = "\\ud800"',
    b'x = "\\u001b[2J\\u009b31m"',
    b'"\\u001b]0;x" = 1',
    b"d = 2026-13-45",
    b"d = 2026-12-10T13:30:00+99:99",
    b"d = 0001-01-01T00:00:00.000+23:59",
    b"d = 9999-12-31T23:59:59.999-23:59",
    b"schema = 999999999999999999999999",
    b"schema = true",
    b"schema = -1",
    b"[end]",
    b"[[end]]",
    b"[end.end]",
    b"end = 1",
    b"[[notes]]",
    b"[notes.01M9F3E9C80000000000000003]",
    b"[events]",
    b'curriculum = "../../../../etc/passwd"',
    b'id = "..\\\\..\\\\x"',
    b"\r",
    b"\r\n",
    b"#",
    b"=",
    b"\\",
    "あ".encode() * 3000,
    b"a" * 9000,
]
VALUES = [
    b"true",
    b"-1",
    b"0",
    b"99999999999999999999",
    b"1.5",
    b"nan",
    b"[]",
    b"{}",
    b'""',
    b'"x"',
    b"[1, 2]",
    b"[[1]]",
    b"{ a = 1 }",
    b"2026-12-10",
    b"13:30:00",
    b"2026-12-10T13:30:00",
    b"2026-12-10T13:30:00+09:00",
    b"[5, 1]",
    b"1e308",
    b'"""\n"""',
]


@dataclass
class Tally:
    """What came out of it so far."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_input: int = 0


def corpus() -> list[tuple[str, bytes]]:
    """Return the files to change: each curriculum, supplement and session that ships."""
    files = [*sorted((ROOT / "curricula").glob("*.toml")), *sorted((ROOT / "sessions").glob("*.toml"))]
    return [(kind_of(file), file.read_bytes()) for file in files]


def kind_of(file: Path) -> str:
    """Return which of `KINDS` a file of the project is."""
    ending = file.name.split(".")[-2]
    return ending if ending in KINDS else "curriculum"


def make(number: int, seed: int, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return input `number`: what it is read as, and its bytes."""
    chance = random.Random(f"{seed}-{number}")
    kind = chance.choice(KINDS)
    data = chance.choice([data for name, data in files if name == kind])
    if chance.random() < 0.1:
        return kind, b"\n".join(_random_lines(chance))
    if len(data) > SMALL and chance.random() < 0.97:
        data = _piece(chance, data, kind)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = _changed(chance, data, files)
    if chance.random() < 0.85:  # most faults lie behind the encoding
        data = data.decode(errors="ignore").encode()
    return kind, data


def _piece(chance: random.Random, data: bytes, kind: str) -> bytes:
    """Return the top of a large file and a few of its later tables."""
    tables = data.split(b"\n[")
    chosen = sorted(chance.sample(range(1, len(tables)), min(len(tables) - 1, chance.randint(1, 12))))
    end = b"\n[end]\n" if kind == "session" else b"\n"
    return b"\n[".join([*tables[:2], *(tables[place] for place in chosen)]) + end


def _changed(chance: random.Random, data: bytes, files: list[tuple[str, bytes]]) -> bytes:
    place = chance.randint(0, len(data))
    way = chance.randint(0, 9)
    if way == 0:
        return data[:place]
    if way == 1:
        return data[:place] + bytes([chance.randint(0, 255)]) + data[place + 1 :]
    if way == 2:
        return data[:place] + chance.choice(HOSTILE) + data[place:]
    if way == 3:
        return data[:place] + data[place + chance.randint(1, 80) :]
    if way == 4:
        other = chance.choice(files)[1]
        begin = chance.randint(0, len(other))
        return data[:place] + other[begin : begin + chance.randint(1, 2000)] + data[place:]
    return _changed_line(chance, data, way)


def _changed_line(chance: random.Random, data: bytes, way: int) -> bytes:
    """Change a whole line: double it, move it, give its key another value or another name."""
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    name, equals, value = lines[place].partition(b" = ")
    if way == 5:
        lines.insert(place, lines[place])
    elif way == 6:
        lines.insert(chance.randrange(len(lines)), lines.pop(place))
    elif way == 7:
        lines.insert(place, chance.choice(HOSTILE))
    elif way == 8 and equals:
        lines[place] = name + equals + chance.choice(VALUES)
    else:
        lines[place] = chance.choice((name[:-1], name + b"x", name * 2, b'"' + name + b'"')) + equals + value
    return b"\n".join(lines)


def _random_lines(chance: random.Random) -> Iterator[bytes]:
    """Yield lines of TOML with the words of the formats in any order."""
    words = b"schema session id title notes events at kind text step end steps activities x".split()
    for _ in range(chance.randint(0, 30)):
        path = b".".join(chance.choice(words) for _ in range(chance.choice((1, 1, 2, 3, 70))))
        yield chance.choice(
            (
                b"[" + path + b"]",
                b"[[" + path + b"]]",
                path + b" = " + chance.choice(VALUES),
                path + b" = { " + path + b" = " + chance.choice(VALUES) + b" }",
                chance.choice(HOSTILE),
            )
        )


def is_harmless(sentence: str) -> bool:
    """Return whether a sentence has no control, no mark that hides or turns text, no line end."""
    return not any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in sentence)


def outcome(kind: str, data: bytes) -> str:
    """Read one input; return "read" or the first error's id. Raises whatever should not come out of it."""
    from jusou_tui.curriculum import supplement
    from jusou_tui.curriculum.load import parse as parse_curriculum
    from jusou_tui.errors import FileProblems
    from jusou_tui.session.format import read
    from jusou_tui.session.format.chunks import render
    from jusou_tui.wording import message_text, problem_text

    path = Path("input.toml")
    try:
        if kind == "curriculum":
            parse_curriculum(data, path)
            return "read"
        if kind == "supplement":
            supplement.parse(data, path, None)
            return "read"
        session = read.parse(data, path)
    except FileProblems as problems:
        told = [message_text(problems), *(problem_text(problem) for problem in problems.problems)]
        if not problems.problems or not all(map(is_harmless, told)):
            raise AssertionError(f"a sentence with controls, or none: {told!r:.200}") from problems
        return problems.problems[0].message_id
    written = render(session)
    again = read.parse(written, path)
    if again != session and render(again) != written:  # nan equals nothing, not even itself
        raise AssertionError("written and read back it is another session")
    return "read"


def attempt(number: int, seed: int, files: list[tuple[str, bytes]], tally: Tally) -> None:
    """Read one input and note what came of it."""
    kind, data = make(number, seed, files)
    begun = time.process_time()  # a busy machine is not our fault
    try:
        tally.outcomes[f"{kind}: {outcome(kind, data)}"] += 1
    except Exception as error:  # noqa: BLE001 - what must not happen is what is looked for
        tally.faults.append(f"input {number} of seed {seed}: {type(error).__name__}: {error!s:.300}")
    taken = time.process_time() - begun
    if taken > tally.slowest:
        tally.slowest, tally.slowest_input = taken, number
    if taken > MOST_SECONDS:
        tally.faults.append(f"input {number} of seed {seed}: {taken:.2f} s")


def peak_megabytes() -> float:
    """Return the most memory that this process ever held."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024 / (1024 if sys.platform == "darwin" else 1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("inputs", nargs="?", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--from", dest="first", type=int, default=0)
    wanted = parser.parse_args()
    files, tally, begun = corpus(), Tally(), time.perf_counter()
    for number in range(wanted.first, wanted.inputs):
        attempt(number, wanted.seed, files, tally)
        if number % 10_000 == 9_999:
            print(
                f"{number + 1} inputs, {time.perf_counter() - begun:.0f} s, {len(tally.faults)} faults",
                flush=True,
            )
    for name, count in tally.outcomes.most_common():
        print(f"{count:8} {name}")
    print(*tally.faults[:50], sep="\n")
    megabytes, taken = peak_megabytes(), time.perf_counter() - begun
    print(f"{wanted.inputs - wanted.first} inputs in {taken:.0f} s: {len(tally.faults)} faults")
    print(f"slowest {tally.slowest * 1000:.0f} ms (input {tally.slowest_input}), peak {megabytes:.0f} MB")
    return 1 if tally.faults or megabytes > MOST_MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())
