"""The facilitator's real program, a screen that follows it, and SIGKILL."""

from __future__ import annotations

import signal
import sys
from datetime import datetime
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import terminal

from app.stage import CURRICULUM, STEP, curriculum
from jusou_tui.audience.following import RoomFollower
from jusou_tui.audience.reception import STILL_SECONDS
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.beside import LIVE, hidden_path
from jusou_tui.timekeeping.clock.clock import SystemClock
from jusou_tui.timekeeping.clock.instants import after, local


class HastenedClock(SystemClock):
    """This machine's clock, so many seconds later."""

    later = 0.0

    def now(self) -> datetime:
        now = super().now()
        return local(after(now, self.later), now.tzinfo)

    def boot(self) -> float:
        return super().boot() + self.later


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a session whose meeting runs."""
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    live = LiveSession.create(curriculum(), CURRICULUM, tmp_path / "sessions", "第1回")
    live.book.people.add("見本 花子", "見本市")
    live.book.set_view(screen="run", step=STEP)
    controls.go_on(live.current)
    live.close()
    return live.store.path


def is_heard(follower: RoomFollower, path: Path) -> bool:
    return hidden_path(path, LIVE).exists() and follower.take_in()


def test_a_screen_follows_the_real_program_until_it_is_killed_and_again_when_it_comes_back(
    path: Path,
) -> None:
    clock = HastenedClock()
    with terminal(path.parent.parent, "resume", str(path)) as program:
        program.see("F1")
        follower = RoomFollower(path, clock)
        program.wait(lambda: is_heard(follower, path), "the note beside the file")
        first = follower.view().activity
        program.type("\x1b[20~")  # F9
        program.wait(lambda: bool(follower.take_in()) and follower.view().activity != first)
        follower.request_curtain(True)
        assert follower.view().curtain
        program.wait(lambda: read(path).view.audience.curtain)
        assert follower.reception().still_since is None
        program.signal(signal.SIGKILL)
        program.end()
    follower.take_in()
    clock.later = STILL_SECONDS + follower.lag + 1
    assert follower.reception().still_since is not None
    assert follower.view().curtain
    with terminal(path.parent.parent, "resume", str(path)) as program:
        program.see("F1")
        program.wait(lambda: not follower.take_in() and follower.reception().still_since is None)
        assert follower.view().curtain
    follower.close()
