"""The lock beside the file."""

import json
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jusou_tui.session.storage.lock import (
    HEARTBEAT,
    STALE,
    HeldElsewhere,
    SessionLock,
    holder_path,
    read_holder,
)
from jusou_tui.wording import message_text, use
from session.samples import UTC_START, Clock

HOLD = """
import sys
from pathlib import Path
from jusou_tui.session.storage.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a session would lie."""
    return tmp_path / "見本.session.toml"


def hold(path: Path) -> "subprocess.Popen[bytes]":
    """Start a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def note_of_another_machine(path: Path, seen: datetime) -> None:
    """Write a holder's note as a shared folder brings it."""
    facts = {
        "who": "例野",
        "host": "よその\x1b[2J機械",
        "pid": 1,
        "since": seen.isoformat(),
        "seen": seen.isoformat(),
    }
    holder_path(path).write_text(json.dumps(facts), encoding="utf-8")


@pytest.mark.proof
def test_another_process_is_told_who_holds_it(path: Path) -> None:
    with hold(path) as process:
        with pytest.raises(HeldElsewhere) as caught:
            SessionLock(path).take()
        assert caught.value.holder is not None
        assert caught.value.holder.pid == process.pid
        for language in ("ja", "en"):
            use(language)
            assert caught.value.holder.who in message_text(caught.value)
        process.communicate()


@pytest.mark.proof
def test_a_process_that_died_holds_nothing(path: Path) -> None:
    with hold(path) as process:
        process.kill()
        process.wait()
        assert read_holder(path) is not None
        lock = SessionLock(path)
        lock.take()
        lock.release()


def test_letting_go_takes_the_note_away_and_lets_the_next_one_in(path: Path) -> None:
    first, second = SessionLock(path), SessionLock(path)
    first.take()
    with pytest.raises(HeldElsewhere):
        second.take()
    first.release()
    first.release()
    assert read_holder(path) is None
    second.take()
    second.release()


def test_a_living_holder_on_another_machine_is_respected_unless_taken_over(path: Path) -> None:
    note_of_another_machine(path, UTC_START - STALE / 2)
    with pytest.raises(HeldElsewhere) as caught:
        SessionLock(path, Clock(UTC_START)).take()
    assert "\x1b" not in message_text(caught.value)
    lock = SessionLock(path, Clock(UTC_START))
    lock.take(over=True)
    lock.release()


def test_a_holder_on_another_machine_without_a_sign_of_life_is_gone(path: Path) -> None:
    note_of_another_machine(path, UTC_START - STALE)
    lock = SessionLock(path, Clock(UTC_START))
    lock.take()
    holder = read_holder(path)
    lock.release()
    assert holder is not None
    assert holder.host == socket.gethostname()


@pytest.mark.parametrize("minutes", [-9, 9])
def test_a_clock_that_is_minutes_off_makes_no_living_holder_look_gone(path: Path, minutes: int) -> None:
    note_of_another_machine(path, UTC_START + timedelta(minutes=minutes) - HEARTBEAT)
    with pytest.raises(HeldElsewhere) as caught:
        SessionLock(path, Clock(UTC_START)).take()
    assert caught.value.may_take_over


def test_a_clock_that_is_put_back_does_not_end_the_heartbeat(path: Path) -> None:
    clock = Clock(UTC_START)
    lock = SessionLock(path, clock)
    lock.take()
    clock.advance(-3600)
    lock.heartbeat()
    holder = read_holder(path)
    lock.release()
    assert holder is not None
    assert holder.seen == UTC_START.replace(microsecond=0) - timedelta(hours=1)


@pytest.mark.parametrize("host", ["よその機械", socket.gethostname()])
def test_the_note_of_who_took_over_stays(path: Path, host: str) -> None:
    clock = Clock(UTC_START)
    lock = SessionLock(path, clock)
    lock.take()
    facts = {"who": "例野", "host": host, "pid": os.getpid(), "since": UTC_START.isoformat()}
    note = json.dumps({**facts, "seen": UTC_START.isoformat()})
    holder_path(path).write_text(note, encoding="utf-8")
    clock.advance(HEARTBEAT.total_seconds())
    lock.heartbeat()
    assert holder_path(path).read_text(encoding="utf-8") == note
    lock.release()
    assert holder_path(path).read_text(encoding="utf-8") == note


def test_the_sign_of_life_is_renewed_in_time(path: Path) -> None:
    clock = Clock(UTC_START)
    lock = SessionLock(path, clock)
    lock.take()
    clock.advance(HEARTBEAT.total_seconds() - 1)
    lock.heartbeat()
    first = read_holder(path)
    clock.advance(2)
    lock.heartbeat()
    second = read_holder(path)
    lock.release()
    assert first is not None
    assert second is not None
    assert first.since == second.since == UTC_START.replace(microsecond=0)
    assert second.seen - first.seen == HEARTBEAT + timedelta(seconds=1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 4096,
        '{"who": 1}',
        '{"who":"a","host":"b","pid":1,"since":"2026","seen":"x"}',
        '{"who":"a","host":"b","pid":Infinity,"since":"2026-12-10T13:30Z","seen":"2026-12-10T13:30Z"}',
        '{"who":"a","host":"b","pid":1,"since":"0001-01-01T00:00+23:00","seen":"2026-12-10T13:30Z"}',
        '{"who":"a","host":"b","pid":1,"since":"2026-12-10T13:30","seen":"2026-12-10T13:30Z"}',
    ],
    ids=range(9),
)
def test_a_broken_note_is_no_holder(path: Path, text: str) -> None:
    holder_path(path).write_text(text)
    assert read_holder(path) is None
    lock = SessionLock(path, lambda: datetime.now(UTC))
    lock.take()
    lock.release()
