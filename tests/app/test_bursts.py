"""Keys that come in one read do the same as one by one: whatever the script, the session holds the same."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from app.stage import LOOKS, app_of, make_live, stage, still_clock
from jusou_tui.app.terminal import key_order
from jusou_tui.app.terminal.terminal_input import TerminalInput
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.chunks import render
from proof import first_quick

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+down": "\x1b[1;5B",
    **{f"f{number}": f"\x1bO{final}" for number, final in zip((1, 2, 3, 4), "PQRS", strict=True)},
    **{
        f"f{number}": f"\x1b[{code}~"
        for number, code in zip((5, 6, 7, 8, 9, 10), (15, 17, 18, 19, 20, 21), strict=True)
    },
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "bdefjklnortuwz"},
}
TEXTS = ("あ", "会議", "メモ。", "x", "12/10", "　")
DIGITS = ("1", "2", "3", " ")
BEHIND_ESCAPE = frozenset({"\r", "\t", "\x7f", "x", *DIGITS, "12/10"})
"""What together with an Esc before it is a letter with Alt, or another key."""
ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


def is_one_way(script: Sequence[str]) -> bool:
    """Return whether a script has no keys that mean something else when they come in one read.

    That is an Esc with a letter, which is Alt, and a digit with a letter, which is text over any question.
    """
    for one, other in pairwise(script):
        if one == "\x1b" and other in BEHIND_ESCAPE:
            return False
        if {one, other} & set(DIGITS) and {one, other} & set(TEXTS):
            return False
    return True


KEY = st.one_of(
    st.sampled_from([*KEYS.values()]), st.sampled_from(TEXTS), st.sampled_from(DIGITS), st.just("\r")
)
SCRIPTS = st.lists(KEY, min_size=2, max_size=12).filter(is_one_way)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until all keys have had their effect."""
    app = app_of(pilot)
    for _ in range(3):
        await pilot.pause()
    for _ in range(LOOKS):
        if not app.keys_in_order.is_busy:
            await drained(pilot)
            await pilot.pause()
            if not app.keys_in_order.is_busy:  # a key may have lain in the app's queue until now
                return
        await pilot.pause()
    raise AssertionError("keys keep their effect for ever")


async def drained(pilot: Pilot[int]) -> None:
    """Wait until the queues through which keys pass are empty: `pause` may end where a processor is short."""
    found: list[bool] = []
    for _ in range(LOOKS):
        seen: asyncio.Queue[bool] = asyncio.Queue()
        going = key_order.Round(app_of(pilot).keys_in_order._queues(), seen.put_nowait)
        going.go_on()
        while seen.empty() and going.is_alive:
            await pilot.pause(0.01)
        going.stop()
        found.append(not seen.empty() and seen.get_nowait())
        if found[-2:] == [True, True]:
            return
    raise AssertionError("keys have no end")


async def send(pilot: Pilot[int], came: TerminalInput, data: str) -> None:
    """Bring bytes as the terminal does in one read, and what waits for more."""
    for event in (*came.feed(data.encode(), 0.0), *came.close()):
        pilot.app.post_message(event)
    await settle(pilot)


async def outcome(place: Path, script: Sequence[str], *, at_once: bool) -> str:
    """Return the session's file after a script, ids by the order in which they appear."""
    live = begun(place)
    async with stage(live) as pilot:
        came = TerminalInput()
        for part in ["".join(script)] if at_once else script:
            await send(pilot, came, part)
        assert pilot.app.is_running
        assert pilot.app._exception is None
        app_of(pilot).keep_typed()
        session = live.book.session
        session.view = session.view.model_copy(update={"saves": {}, "seen": None})
        text = render(session).decode()
    live.store.path.unlink()
    return normal(text)


def begun(place: Path) -> LiveSession:
    live = make_live(place, still_clock())
    live.book.notes.add("前のメモ", step="step1")
    live.book.todos.add("名札を用意する", step="step1")
    controls.go_on(live.current)
    return live


def normal(text: str) -> str:
    places: dict[str, str] = {}
    lines = [line for line in text.splitlines() if not line.startswith(("created", "saves", "seen"))]
    return ULID.sub(lambda one: places.setdefault(one[0], f"id-{len(places)}"), "\n".join(lines))


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no key overtake another one because this machine is busy."""
    monkeypatch.setattr(key_order, "MOST_SECONDS", 20.0)


async def check(folder: Path, script: Sequence[str]) -> None:
    names = {value: name for name, value in KEYS.items()}
    one_by_one = await outcome(folder, script, at_once=False)
    assert await outcome(folder, script, at_once=True) == one_by_one, [names.get(one, one) for one in script]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(script=SCRIPTS)
async def test_any_script_of_keys_does_the_same_in_one_read_as_one_by_one(
    place: Path, script: list[str]
) -> None:
    await check(place, script)


KNOWN = (
    ("あ", "\r", "会議", "\r"),
    (KEYS["ctrl+d"], "1", "1"),
    (KEYS["ctrl+d"], "2", "3", "\r"),
    (KEYS["ctrl+d"], "\r", "\r", "\r"),
    (KEYS["f2"], KEYS["insert"], "1", "2"),
    (KEYS["f3"], "\x1b", "\x1b", "\x1b"),
    (KEYS["f9"], KEYS["f9"], "あ", KEYS["f12"]),
    (KEYS["f4"], "あ", "\r", "会議", KEYS["f4"]),
    (KEYS["ctrl+k"], KEYS["ctrl+k"], "あ", "\r", KEYS["ctrl+z"]),
    (KEYS["ctrl+w"], " ", "\r", "あ", "\r"),
    (KEYS["ctrl+w"], KEYS["insert"], "だれか", "\x1b", "\x1b"),
    (KEYS["f1"], KEYS["f1"], KEYS["f1"], "\x1b", "\x1b"),
    ("\x10", "シート", "\r", "\r"),
)


@pytest.mark.parametrize("script", first_quick([(one,) for one in KNOWN]))
async def test_a_script_that_keys_overtook_in_does_the_same_in_one_read(
    place: Path, script: tuple[str, ...]
) -> None:
    await check(place, script)


async def test_statements_and_their_enters_in_one_write_are_as_many_notes(place: Path) -> None:
    live = begun(place)
    statements = [f"{number}つめの意見" for number in "一二三四五"]
    async with stage(live) as pilot:
        await send(pilot, TerminalInput(), "".join(f"{one}\r" for one in statements))
        texts = [note.text.strip() for note in live.book.session.notes.values()]
    assert texts[1:] == statements
