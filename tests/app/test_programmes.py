"""Both programmes from their first meeting to the last: by the live session, and by keys on the real page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from app.stage import live_of, shown, stage, still_clock, wait
from cli.calling import call
from fake_clock import FakeClock
from jusou_tui import paths
from jusou_tui.curriculum.library import available
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.report.session.session import session_blocks

pytestmark = pytest.mark.proof

TEAM = (
    "見本 花子",
    "例野 一郎",
    "雛形 健",
    "仮名 太郎",
    "架空 まり",
    "試作 ゆき",
    "例題 しのぶ",
    "手本 大輔",
)
RUNS = [
    (path.stem, variant.id)
    for path in [entry.path for entry in available([paths.shipped("curricula")])]
    for variant in load(path).variants
]
ON_SCREEN = [
    ("team-building", "standard"),
    ("community-building", "standard"),
    ("community-building", "without-step4"),
]
THREE_WEEKS = timedelta(days=21).total_seconds()


def begin(folder: Path, name: str, variant: str, clock: FakeClock, people: int = len(TEAM)) -> LiveSession:
    """Return a run of a programme with a team."""
    source = paths.shipped("curricula") / f"{name}.toml"
    live = LiveSession.create(load(source), source, folder, f"{name} {variant}", clock)
    live.book.set_meta(variant=variant)
    for member in TEAM[:people]:
        live.book.people.add(member, "見本市")
    return live


def meetings(live: LiveSession) -> list[Step]:
    """Return the meetings of a run, in order."""
    return [step for step in live.curriculum.steps if step.kind == "meeting" and step.id not in live.left_out]


def gather(live: LiveSession, step: Step) -> None:
    """Set a meeting up for three weeks from now, and let them pass."""
    assert isinstance(live.clock, FakeClock)
    live.clock.advance(THREE_WEEKS)
    start = live.clock.now().replace(second=0, microsecond=0)
    live.book.meetings.set(step.id, date=start.date(), start=start)
    live.book.set_view(screen="run", step=step.id, activity=None)


def wanted(curriculum: Curriculum, step: Step, left_out: tuple[str, ...]) -> list[str]:
    """Return the activities of a meeting that do not fall away."""
    found = curriculum.step(step.id)
    assert found is not None
    return [activity.id for activity in found.activities if activity.needs_step not in left_out]


def started(live: LiveSession) -> list[str | None]:
    return [event.activity for _, event in live.current.events if event.kind == "start"]


@pytest.mark.parametrize(("name", "variant"), RUNS)
def test_every_meeting_goes_from_its_first_activity_to_its_last(place: Path, name: str, variant: str) -> None:
    clock = still_clock()
    live = begin(place, name, variant, clock)
    assert meetings(live)
    for step in meetings(live):
        gather(live, step)
        planned = live.current.schedule()
        assert controls.go_on(live.current)
        for row in planned.rows:
            snapshot = live.current.snapshot()
            assert snapshot.row is not None
            assert snapshot.row.key == row.key
            presses = 0
            while controls.advance(live.current):
                clock.advance(2)
                presses += 1
                assert presses < 200, row.key
            snapshot = live.current.snapshot()
            assert snapshot.segment_index == max(len(row.segments) - 1, 0)
            assert snapshot.round is None or snapshot.round.current is None
            clock.advance((row.end - clock.now()).total_seconds())
            assert controls.go_on(live.current)
        assert started(live) == wanted(live.curriculum, step, live.left_out)
        assert live.current.snapshot().state == "finished"
        assert live.current.snapshot().forecast.behind_minutes == 0
    live.close()


async def hit(pilot: Pilot[int], *keys: str) -> None:
    """Press keys as `press` does, and wait for the page alone, which is drawn where it is looked at."""
    clock = live_of(pilot).clock
    assert isinstance(clock, FakeClock)
    for key in keys:
        clock.advance(1.0)
        pilot.app.post_message(events.Key(key, None))
        await settled(pilot)


async def typed(pilot: Pilot[int], text: str) -> None:
    """Type as an IME commits, and file it with Enter."""
    for character in text:
        pilot.app.post_message(events.Key(_character_to_key(character), character))
    await settled(pilot)
    await hit(pilot, "enter")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until every widget has dealt with its messages, and with those that they led to."""
    await pilot._wait_for_screen()


@pytest.mark.parametrize(("name", "variant"), ON_SCREEN)
async def test_a_programme_is_run_by_keys_on_the_page(place: Path, name: str, variant: str) -> None:
    clock = still_clock()
    live = begin(place, name, variant, clock, people=2)
    said: list[str] = []
    sizes = [(80, 24), (120, 40)]
    left = live.left_out
    held = meetings(live)
    for step in held if variant == "standard" else held[1:]:
        gather(live, step)
        path = live.store.path
        async with stage(live, size=sizes[len(said) % 2]) as pilot:
            assert "F9" in shown(pilot)
            await hit(pilot, "f9")
            for row in live.current.schedule().rows:
                snapshot = live.current.snapshot()
                assert snapshot.row is not None
                assert snapshot.row.key == row.key
                assert any(told[:6] in shown(pilot) for told in (row.title, row.label))
                before = -1
                while len(live.current.events) != before:
                    before = len(live.current.events)
                    await hit(pilot, "f5")
                said.append(f"{step.label}の{row.key}で決めたこと")
                await typed(pilot, said[-1])
                await wait(pilot, row.minutes * 60)
                await hit(pilot, "f9")
            assert live.current.snapshot().state == "finished"
            assert started(live) == wanted(live.curriculum, step, left)
        live = LiveSession.open(path, clock)
    texts = [note.text.strip() for note in live.book.session.notes.values()]
    assert texts == said
    assert session_blocks(live.book.session, live.curriculum)
    out = "".join(call("show", str(live.store.path)).out.split())
    assert [text for text in said if text not in out] == []
    live.close()
