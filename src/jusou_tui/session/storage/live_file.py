"""Small files beside a session by which a shared screen in another program follows it at once.

`.<name>.live` is written by the program that has the session open, as long as a shared screen lays
`.<name>.watch` beside it; what that one asks for is in `.<name>.ask`. None of them holds a name, a path or a
word that somebody typed. They are replaced in one step and not waited for onto the disk; one that cannot be
understood counts as none.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from jusou_tui import files
from jusou_tui.files import read_beginning
from jusou_tui.session.format.filesystem import Stamp, put_note
from jusou_tui.session.model.limits import FASTEST_REHEARSAL
from jusou_tui.session.model.records import View
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from jusou_tui.text.days import FIRST_INSTANT, LAST_INSTANT

NOTE_SECONDS = 4.0
"""Seconds after which a note is written anew although it would say the same."""
_MOST_BYTES = 2048
N = TypeVar("N", bound="LiveNote | CurtainRequest")


class LiveNote(NamedTuple):
    """What the program says that has a session open.

    `session`: its id. `writer`: this opening of the session, a ULID; `counter` rises with each note of it,
    and `seconds` are those since it began, by a clock that nobody can set. `at`: the time by the session's
    clock, which goes `pace` times as fast as the real one, 0 while it is held. `revision`: `revision_of` the
    file that is on the disk. `answered`: the `CurtainRequest` that was done last, "" for none.
    """

    session: str
    writer: str
    counter: int
    at: datetime
    seconds: float
    pace: float
    revision: int
    curtain: bool
    answered: str = ""


class CurtainRequest(NamedTuple):
    """What a shared screen asks for: the `curtain` drawn or not. `at`: when, by the session's clock."""

    session: str
    name: str
    at: datetime
    curtain: bool


def revision_of(view: View) -> int:
    """Return a number that rises with each save of what happened: equal for a session and its file."""
    return sum(view.saves.values())


def write_live(path: Path, note: LiveNote) -> None:
    """Write what a session's program says. Raises OSError."""
    _write(path, LIVE, note._asdict() | {"at": note.at.isoformat()})


def write_ask(path: Path, ask: CurtainRequest) -> None:
    """Write what a shared screen of a session asks for. Raises OSError."""
    _write(path, ASK, ask._asdict() | {"at": ask.at.isoformat()})


def write_watch(path: Path, viewer: str, counter: int) -> None:
    """Write that a shared screen of a session is open. Raises OSError."""
    _write(path, WATCH, {"viewer": viewer, "counter": counter})


def read_live(path: Path) -> LiveNote | None:
    """Return what a session's program says, None where nothing can be understood. Raises OSError."""
    return _read(path, LIVE, _live_note)


def read_ask(path: Path) -> CurtainRequest | None:
    """Return what a shared screen asks for, None where nothing can be understood. Raises OSError."""
    return _read(path, ASK, _ask)


def stamp_of(path: Path, ending: str) -> Stamp | None:
    """Return the stamp of such a file, None where there is none or it cannot be seen."""
    return stamp_at(_place(path, ending))


def stamp_at(place: str) -> Stamp | None:
    """Return the same by the file's path; in few steps, as it is asked for all the while."""
    try:
        facts = os.stat(place)  # noqa: PTH116
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def refresh(path: Path, ending: str) -> None:
    """Let a network drive look anew whether such a file is there."""
    files.refresh(hidden_path(path, ending))


def remove(path: Path, *endings: str) -> None:
    """Remove such files, as far as they are there and can be removed."""
    for ending in endings:
        with suppress(OSError):
            hidden_path(path, ending).unlink()


def new_token() -> str:
    """Return a random mark."""
    return os.urandom(8).hex()


def _write(path: Path, ending: str, facts: Mapping[str, object]) -> None:
    put_note(_place(path, ending), json.dumps(facts).encode(), of=path)


@lru_cache(maxsize=32)
def _place(path: Path, ending: str) -> str:
    """Return the path of such a file."""
    return str(hidden_path(path, ending))


def _read(path: Path, ending: str, made: Callable[[dict[str, object]], N]) -> N | None:
    data = read_beginning(hidden_path(path, ending), _MOST_BYTES)
    try:
        facts = json.loads(data)
        return made(facts) if isinstance(facts, dict) else None
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _live_note(facts: dict[str, object]) -> LiveNote:
    pace = _number(facts["pace"])
    if not 0 <= pace <= FASTEST_REHEARSAL:
        raise ValueError(pace)
    return LiveNote(
        session=_text(facts["session"]),
        writer=_text(facts["writer"]),
        counter=int(_number(facts["counter"])),
        at=_instant(facts["at"]),
        seconds=_number(facts["seconds"]),
        pace=pace,
        revision=int(_number(facts["revision"])),
        curtain=facts["curtain"] is True,
        answered=_text(facts["answered"]),
    )


def _ask(facts: dict[str, object]) -> CurtainRequest:
    return CurtainRequest(
        session=_text(facts["session"]),
        name=_text(facts["name"]),
        at=_instant(facts["at"]),
        curtain=facts["curtain"] is True,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(value)
    return value


def _instant(value: object) -> datetime:
    found = datetime.fromisoformat(_text(value))
    if found.tzinfo is None:
        raise ValueError(found)
    if not FIRST_INSTANT <= found <= LAST_INSTANT:
        raise ValueError(found)
    return found
