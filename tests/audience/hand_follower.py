"""A follower whose views are made by hand, for tests of the shared screen's programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from jusou_tui.audience.view import AudienceView, DayPart, Reception, TimeLeft

NOW = datetime(2026, 12, 10, 14, 43, 12).astimezone()
VIEW = AudienceView(
    state="running",
    now=NOW,
    organisation="見本市",
    title="つなぐ窓口の会 第1回",
    number=3,
    total=5,
    form="dialogue",
    activity="わがまちの連携を振り返る",
    time=TimeLeft(36 * 60 + 48, 3600, goes=True),
    ends=NOW + timedelta(minutes=36, seconds=48),
    meeting_end=datetime(2026, 12, 10, 16, 0).astimezone(),
    questions=("「困ったな」「助かったな」と感じた連携は、どんな場面でしたか。",),
    doing=("思い出した場面を一人ずつ付箋に書きます。",),
    following="付箋を見せ合い、似たものを近くに集めます。",
    coming=DayPart("次回に向けた準備", datetime(2026, 12, 10, 15, 20).astimezone(), 30, "coming"),
)


def at_once(job: Callable[[], None]) -> None:
    """Run what would run aside."""
    job()


class HandFollower:
    """Shows `shown`, from `began` on by `clock` where one is given; remembers what it is asked for."""

    def __init__(self, shown: AudienceView = VIEW, *, clock: object = None) -> None:
        self.shown = shown
        self.still: Reception = Reception()
        self.asked: list[bool] = []
        self.news = False
        self.looks = 0
        self.clock = clock
        self.began = self._boot()

    def _boot(self) -> float:
        return self.clock.boot() if self.clock is not None else 0.0  # type: ignore[attr-defined]

    def take_in(self) -> bool:
        self.looks += 1
        news, self.news = self.news, False
        return news

    def view(self) -> AudienceView:
        passed = self._boot() - self.began
        view = replace(self.shown, now=self.shown.now + timedelta(seconds=passed))
        if view.time is not None and view.time.goes:
            view = replace(view, time=replace(view.time, seconds=max(0.0, view.time.seconds - passed)))
        if view.curtain:
            return AudienceView(
                state="running", now=view.now, title=view.title, curtain=True, message=view.message
            )
        return view

    def reception(self) -> Reception:
        return self.still

    def next_look(self) -> float:
        return 0.25

    def request_curtain(self, drawn: bool) -> None:
        self.asked.append(drawn)
        self.shown = replace(self.shown, curtain=drawn)

    def close(self) -> None:
        """Nothing is open."""
