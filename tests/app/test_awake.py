"""A machine stays awake while a meeting runs: not in a long pause, not in a rehearsal, not behind the end."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from app.stage import app_of, live_of, make_live, press, said, stage, still_clock
from cli.calling import spawn
from fake_clock import FakeClock
from jusou_tui.live import awake
from jusou_tui.live.awake import Awake
from jusou_tui.wording import t

GENEROUS = 20.0


class FakeMachine:
    """Says whether it is held awake; `refuses` to be."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses
        self.begun = 0
        self.holds: list[threading.Event] = []

    def hold(self, released: threading.Event, failed: Callable[[], object]) -> None:
        self.begun += 1
        self.holds.append(released)
        if self.refuses:
            failed()

    @property
    def is_awake(self) -> bool:
        return any(not released.is_set() for released in self.holds)


def settle(one: Awake) -> None:
    if one._thread is not None:
        one._thread.join(GENEROUS)


def test_it_is_held_once_and_let_go() -> None:
    machine = FakeMachine()
    one = Awake(lambda: None, machine.hold, {})
    for wanted in (False, True, True):
        one.want(wanted)
        settle(one)
    assert (machine.begun, machine.is_awake) == (1, True)
    one.close()
    assert not machine.is_awake
    one.want(True)
    settle(one)
    assert (machine.begun, machine.is_awake) == (2, True)


def test_that_it_cannot_be_had_is_said_once_and_not_tried_again() -> None:
    said: list[str] = []
    machine = FakeMachine(refuses=True)
    one = Awake(lambda: said.append("sleeps"), machine.hold, {})
    for wanted in (True, False, True):
        one.want(wanted)
        settle(one)
    assert (machine.begun, said) == (1, ["sleeps"])


def test_over_ssh_it_cannot_be_had_and_nothing_is_held_where_nobody_wants_it() -> None:
    said: list[str] = []
    one = Awake(lambda: said.append("sleeps"), None, {"SSH_CONNECTION": "invented"})
    one.want(True)
    settle(one)
    assert said == ["sleeps"]

    machine = FakeMachine()
    Awake(lambda: None, machine.hold, {"JUSOU_AWAKE": "0"}).want(True)
    assert machine.begun == 0


def test_a_library_that_breaks_is_no_more_than_a_machine_that_may_sleep(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "wakepy", None)
    said: list[str] = []
    awake.keep_awake(threading.Event(), lambda: said.append("sleeps"))
    assert said == ["sleeps"]


@pytest.mark.parametrize(("refuses", "can"), [(False, True), (True, False)])
def test_whether_it_can_be_had_is_found_by_trying(
    monkeypatch: pytest.MonkeyPatch, refuses: bool, can: bool
) -> None:
    fake = FakeMachine(refuses=refuses)
    monkeypatch.setattr(awake, "keep_awake", fake.hold)
    assert awake.can_stay_awake({}) is can
    assert not fake.is_awake
    assert not awake.can_stay_awake({"SSH_CONNECTION": "invented"})


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    """Hold a fake machine awake."""
    fake = FakeMachine()
    monkeypatch.setattr(awake, "keep_awake", fake.hold)
    monkeypatch.delitem(os.environ, "JUSOU_AWAKE")
    monkeypatch.delitem(os.environ, "SSH_CONNECTION", raising=False)
    return fake


async def test_a_meeting_keeps_the_machine_awake_but_for_long_pauses(
    place: Path, machine: FakeMachine
) -> None:
    clock = still_clock()
    async with stage(make_live(place, clock), clock=clock) as pilot:
        heartbeat = app_of(pilot).heartbeat

        def look() -> bool:
            heartbeat.now()
            settle(heartbeat._awake)  # type: ignore[attr-defined]
            return machine.is_awake

        assert not look()
        await press(pilot, "f9")
        assert look()
        clock.advance(60)
        await press(pilot, "f6")
        assert look()
        pass_by(clock, 599, look)
        assert machine.is_awake
        pass_by(clock, 2, look)
        assert not machine.is_awake
        clock.advance(60)
        await press(pilot, "f6")
        assert look()
    assert not machine.is_awake


def pass_by(clock: FakeClock, seconds: int, look: Callable[[], bool]) -> None:
    """Let time pass in looks, as a program that is awake sees it."""
    while seconds > 0:
        clock.advance(min(seconds, 20))
        seconds -= 20
        look()


async def test_a_rehearsal_lets_the_machine_sleep(place: Path, machine: FakeMachine) -> None:
    clock = still_clock()
    live = make_live(place, clock)
    live.book.set_meta(rehearsal=True)
    async with stage(live, clock=clock) as pilot:
        await press(pilot, "f9")
        assert live_of(pilot).under_way().snapshot().state == "running"
        assert machine.begun == 0


async def test_that_the_machine_may_sleep_is_said(place: Path, machine: FakeMachine) -> None:
    machine.refuses = True
    clock = still_clock()
    async with stage(make_live(place, clock), clock=clock) as pilot:
        await press(pilot, "f9")
        settle(app_of(pilot).heartbeat._awake)  # type: ignore[attr-defined]
        await pilot.pause()
        assert t("app.may_sleep") in said(pilot)


@pytest.mark.proof
def test_the_library_costs_nothing_before_a_meeting_runs() -> None:
    script = "import sys, jusou_tui.app.main, jusou_tui.app.heartbeat; print('wakepy' in sys.modules)"
    assert spawn(script=script).out == "False\n"
