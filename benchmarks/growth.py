"""How the work of a key grows with the notes of a session, the rows of a sheet, the rows of a meeting.

Each is done at three sizes, in the program without a terminal, on a page of 80x24, the cyclic garbage
collector off. Printed are the exponent (0: it costs the same at any size; 1: twice as much costs twice as
long; the slope through the points on double logarithmic axes), and at the largest size the processor time of
all that follows from the key, and of the longest step of the event loop in it: while that lasts no key acts.

    python benchmarks/growth.py
"""

from __future__ import annotations

import asyncio
import gc
import math
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from common import SIZE, Figure, folder, main, meeting
from jusou_tui.app.main import JusouApp
from jusou_tui.app.start import Start
from jusou_tui.curriculum.load import load
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import Session
from large_plan import large_curriculum

NOTES = (2_500, 5_000, 10_000)
ROWS = (50, 100, 200)
"""The last is the most that a sheet takes."""
ACTIVITIES = (125, 250, 500)
TIMES = 5
COMMITTED = "窓口と訪問先をつなぐ人"[:10]
"""Ten characters that an input method commits at once."""
WORKSHEET = "step2-preparation"
MOST_STEP = 50.0
"""Milliseconds that one step of the event loop may last."""
MOST_IN_ALL = 150.0
"""Milliseconds for all that follows from a key."""
LINEAR = 1.25
"""An exponent of 1, with room for the noise and for notes that the processor's caches do not hold."""

Act = Callable[[Pilot[int]], Awaitable[None]]


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor: all that something takes, and its longest step."""

    total: float
    step: float


def measure() -> list[Figure]:
    """Return the costs at the largest sizes, and how they grow."""
    with folder() as place:
        return [
            *_figures("notes", NOTES, [_of_notes(place / f"notes-{count}", count) for count in NOTES]),
            *_figures("rows", ROWS, [_of_rows(place / f"rows-{count}", count) for count in ROWS]),
            *_figures(
                "activities",
                ACTIVITIES,
                [_of_activities(place / f"activities-{count}", count) for count in ACTIVITIES],
            ),
        ]


def _figures(things: str, sizes: tuple[int, ...], costs: list[Mapping[str, Cost]]) -> Iterator[Figure]:
    for name in costs[0]:
        at = f"{name}, {sizes[-1]:,} {things}"
        largest = costs[-1][name]
        exponent = _slope(sizes, [cost[name].total for cost in costs])
        yield Figure(at, largest.total, None, MOST_IN_ALL, "ms")
        yield Figure("  its longest step", largest.step, None, MOST_STEP, "ms")
        yield Figure("  its exponent", exponent, None, LINEAR, "")


def _slope(sizes: tuple[int, ...], totals: list[float]) -> float:
    """Return the exponent of the power of the size that the totals follow best."""
    fit = statistics.linear_regression([math.log(size) for size in sizes], [math.log(one) for one in totals])
    return fit.slope


def _of_notes(place: Path, count: int) -> dict[str, Cost]:
    path = meeting(place, "running", count)
    session = read(path)
    gc.disable()
    query = _median([_timed(lambda: _change_and_list(session)) for _ in range(TIMES)])
    gc.enable()
    on_run = asyncio.run(
        _costs(path, {"a note added": _file_note, "undo": _keys("ctrl+z"), "a tick of the run page": _tick})
    )
    on_notes = asyncio.run(
        _costs(
            path,
            {
                "opening the notes": _keys("f3"),
                "going to the search": _keys("ctrl+f"),
                "a key of the search": _type("窓"),
                "leaving the search": _keys("backspace", "escape"),
                "leaving the notes": _back,
            },
        )
    )
    del on_notes["going to the search"]
    return {"notes_of": query} | on_run | on_notes


def _change_and_list(session: Session) -> None:
    """Change a note and list those of its step: the first time their order has to be found."""
    key, note = next(reversed(session.notes.items()))
    session.notes[key] = note.model_copy(update={"private": not note.private})
    notes_of(session, "step1")


def _of_rows(place: Path, count: int) -> dict[str, Cost]:
    path = meeting(place, "paused")
    live = LiveSession.open(path)
    worksheet = live.curriculum.worksheet(WORKSHEET)
    assert worksheet is not None
    sheet = live.book.sheets.add(WORKSHEET, step="step1")
    for number in range(count - len(live.book.session.sheets[sheet].rows)):
        live.book.sheets.add_row(
            sheet,
            {
                "tasks/task": f"窓口の用語をそろえる {number}",
                "tasks/owner": "見本 花子",
                "tasks/due": "12/24",
            },
            worksheet=worksheet,
        )
    row = list(live.book.session.sheets[sheet].rows)[count // 2]
    live.book.set_view(sheet=sheet, cell=f"{row}:tasks/task")
    live.close()
    return asyncio.run(
        _costs(
            path,
            {
                "opening a sheet": _show_sheet,
                "a key in a sheet": _type("窓"),
                "ten characters": _type(COMMITTED),
                "the next cell": _keys("tab"),
                "the cell below": _keys("down"),
                "leaving the sheet": _back,
            },
        )
    )


def _of_activities(place: Path, count: int) -> dict[str, Cost]:
    source = place / "large.toml"
    source.parent.mkdir()
    source.write_text(large_curriculum(count), encoding="utf-8")
    live = LiveSession.create(load(source), source, place, "2026年度 第1回")
    now = datetime.now().astimezone().replace(microsecond=0)
    live.book.meetings.set("step1", date=now.date(), start=now, booked_end=now + timedelta(minutes=count))
    live.book.set_view(screen="run", step="step1")
    controls.go_on(live.current)
    live.close()
    return asyncio.run(
        _costs(
            live.store.path,
            {
                "opening the schedule": _keys("f2"),
                "a minute more": _keys("f8"),
                "a minute less": _keys("f7"),
                "a tick of the schedule": _tick,
                "the row below": _keys("down"),
                "leaving the schedule": _back,
                "a tick of the run page": _tick,
            },
        )
    )


async def _costs(path: Path, acts: Mapping[str, Act]) -> dict[str, Cost]:
    """Open a session, do all `acts` in turn several times over, and return what each costs."""
    live = LiveSession.open(path)
    app = JusouApp(Start("session", path.parent), live=live)
    found: dict[str, list[Cost]] = {name: [] for name in acts}
    try:
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause(0.6)  # what comes behind the first frame has come
            gc.collect()
            gc.disable()
            for number in range(TIMES + 1):
                for name, act in acts.items():
                    await asyncio.sleep(0.1)  # what was saved meanwhile has been shown
                    cost = await _followed(pilot, act)
                    if number:
                        found[name].append(cost)
            gc.enable()
    finally:
        live.close()
    return {name: _median(costs) for name, costs in found.items()}


async def _followed(pilot: Pilot[int], act: Act) -> Cost:
    """Do something, and wait for all that follows from it."""
    steps: list[float] = []
    run = asyncio.Handle._run  # noqa: SLF001 - where every step passes

    def timed(handle: asyncio.Handle) -> None:
        begun = time.thread_time()
        run(handle)
        steps.append(time.thread_time() - begun)

    asyncio.Handle._run = timed  # type: ignore[method-assign, assignment] # noqa: SLF001
    try:
        await act(pilot)
        await pilot.pause()
        await pilot.pause()
    finally:
        asyncio.Handle._run = run  # type: ignore[method-assign] # noqa: SLF001
    return Cost(sum(steps) * 1000, max(steps) * 1000)


def _timed(job: Callable[[], object]) -> Cost:
    begun = time.thread_time()
    job()
    spent = (time.thread_time() - begun) * 1000
    return Cost(spent, spent)


def _median(costs: list[Cost]) -> Cost:
    return Cost(statistics.median(one.total for one in costs), statistics.median(one.step for one in costs))


def _keys(*keys: str) -> Act:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press(*keys)

    return act


def _type(text: str) -> Act:
    """Return what types as an input method commits: all characters at once."""

    async def act(pilot: Pilot[int]) -> None:
        for character in text:
            pilot.app.post_message(events.Key(character, character))
        await pilot.pause()

    return act


async def _file_note(pilot: Pilot[int]) -> None:
    await _type("窓")(pilot)
    await pilot.press("enter")


async def _tick(pilot: Pilot[int]) -> None:
    await _later(pilot, _app(pilot).heartbeat.now)


async def _back(pilot: Pilot[int]) -> None:
    await _later(pilot, _app(pilot).back)


async def _show_sheet(pilot: Pilot[int]) -> None:
    await _later(pilot, lambda: _app(pilot).show_page("sheet"))


async def _later(pilot: Pilot[int], job: Callable[[], object]) -> None:
    """Do something in a step of the event loop of its own, where it is counted."""
    pilot.app.call_later(job)
    await pilot.pause()


def _app(pilot: Pilot[int]) -> JusouApp:
    if not isinstance(pilot.app, JusouApp):
        raise TypeError(pilot.app)
    return pilot.app


if __name__ == "__main__":
    raise SystemExit(main(measure))
