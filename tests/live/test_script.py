"""The script in docs/architecture.md drives a session from its start to its finish."""

from __future__ import annotations

import re
import time
from datetime import datetime
from pathlib import Path

import pytest

from fake_clock import FakeClock
from jusou_tui.live import session
from jusou_tui.session.format.read import read

PAGE = Path(__file__).parents[2] / "docs" / "architecture.md"


def script() -> str:
    """Return the Python under the page's heading."""
    section = PAGE.read_text(encoding="utf-8").partition("## Driving a session from a script")[2]
    found = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_script_of_the_architecture_page_runs_a_meeting_to_its_end(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = FakeClock(datetime(2026, 12, 10, 13, 30).astimezone())
    monkeypatch.setattr(session, "SystemClock", lambda: clock)
    monkeypatch.setattr(time, "sleep", clock.advance)
    exec(compile(script(), str(PAGE), "exec"), {})
    (path,) = place.glob("*.session.toml")
    kept = read(path)
    kinds = [event.kind for event in kept.events.values()]
    assert kinds[0] == "start"
    assert kinds[-1] == "finish"
    assert [note.kind for note in kept.notes.values()] == ["decision"]
    assert str(path.name) in capsys.readouterr().out
