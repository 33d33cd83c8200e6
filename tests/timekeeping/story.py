"""Builders for timekeeping: a step with activities, and a story of what happened in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jusou_tui.curriculum.model import Activity, Segment, Step
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.plan.schedule import Schedule, plan
from jusou_tui.timekeeping.running.progress import Progress, progress

TOKYO = ZoneInfo("Asia/Tokyo")
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 12, 10, 13, 30, tzinfo=TOKYO)


def activity(key: str, minutes: int | None = 10, **changed: Any) -> Activity:
    """An activity of so many minutes."""
    duration = None if minutes is None else {"minutes": minutes}
    return Activity.model_validate({"id": key, "title": f"内容 {key}", "duration": duration, **changed})


def step(*activities: Activity, **changed: Any) -> Step:
    """A meeting with these activities."""
    return Step(id="step1", kind="meeting", title="見本", label="Step1", activities=activities, **changed)


def segment(key: str, **changed: Any) -> Segment:
    """A segment, untimed unless told."""
    return Segment.model_validate({"id": key, "title": f"区切り {key}", **changed})


def planned(*activities: Activity, start: datetime = START, **options: Any) -> Schedule:
    """The plan of these activities for 8 people without cases."""
    given = {"participants": 8, "cases": 0, **options}
    return plan(step(*activities), start=start, **given)


def abc(**options: Any) -> Schedule:
    """Three activities, a 10, b 20 and c 30 minutes long."""
    return planned(activity("a", 10), activity("b", 20), activity("c", 30), **options)


def clock(instant: datetime) -> str:
    """What the clocks show: `13:05`."""
    return f"{instant:%H:%M}"


class Story:
    """Events as they are written one after the other, while time passes."""

    def __init__(self, start: datetime = START) -> None:
        self.zone = start.tzinfo
        self.wall = start.astimezone(UTC)
        self.events: list[tuple[str, Event]] = []

    @property
    def now(self) -> datetime:
        """The wall time."""
        return self.wall.astimezone(self.zone)

    def wait(self, seconds: float = 0, *, minutes: float = 0) -> Story:
        """Let time pass."""
        self.wall += timedelta(seconds=seconds + 60 * minutes)
        return self

    def do(self, kind: str, activity: str | None = None, **facts: Any) -> str:
        """Write an event now; return its id."""
        key = f"{len(self.events) + 1:026d}"
        given = {"at": self.now, "step": "step1", "kind": kind, "activity": activity, **facts}
        self.events.append((key, Event.model_validate(given)))
        return key

    def then(self, kind: str, activity: str | None = None, **facts: Any) -> Story:
        """Write an event now, and go on telling."""
        self.do(kind, activity, **facts)
        return self

    @property
    def progress(self) -> Progress:
        """Where the meeting is now."""
        return progress(self.events, self.now)
