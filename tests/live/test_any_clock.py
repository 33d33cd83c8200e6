"""Any clock: sleep, a dead program, a stepped clock, another zone, a change of time, midnight, a new year.

Each state of a meeting goes through each of them; the session is opened again by the same fake clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.stage import BEGIN, CURRICULUM, STEP, TEAM, reopen
from fake_clock import FakeClock
from jusou_tui import wording
from jusou_tui.app.meeting_text.agenda_rows import agenda_row
from jusou_tui.app.meeting_text.top_line import right_pieces
from jusou_tui.app.screens.run import headline
from jusou_tui.curriculum.load import load
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording.values import date_text, lateness_text, length_text, time_text

BERLIN, TOKYO, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo"), ZoneInfo("UTC")
STATES = ("before", "running", "paused", "overtime", "between", "after")
RUNS = ("running", "overtime", "between")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


def desk_at(place: Path, begin: datetime, minutes: int = 180) -> LiveSession:
    """A meeting planned for `begin`, looked at ten minutes before."""
    clock = FakeClock(begin)
    clock.advance(-600)
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, place, "第1回", clock)
    for name in TEAM:
        live.book.people.add(name)
    begins, ends = FakeClock(begin), FakeClock(begin)
    ends.advance(minutes * 60)
    live.book.meetings.set(STEP, date=begin.date(), start=begins.now(), booked_end=ends.now())
    live.book.set_view(screen="run", step=STEP)
    return live


def in_state(place: Path, state: str, begin: datetime = BEGIN) -> LiveSession:
    """A meeting in one of its states, with a sign of life."""
    live = desk_at(place, begin)
    if state != "before":
        live.clock.advance(600)
        controls.go_on(live.current)
        live.clock.advance({"overtime": 20 * MINUTE, "between": 15 * MINUTE}.get(state, 5 * MINUTE))
        live.continuity.watch.read()
    if state == "paused":
        controls.toggle_pause(live.current)
        live.clock.advance(60)
    if state == "between":
        controls.go_on(live.current)
    if state == "after":
        for _ in range(4):
            live.clock.advance(10)
            controls.go_on(live.current)
    live.continuity.heartbeat(force=True)
    live.continuity.watch.read()
    return live


def left(live: LiveSession) -> float | None:
    found = live.current.snapshot().countdown
    return None if found is None else found.remaining


def top(snapshot: MeetingSnapshot) -> str:
    """The right of the top line."""
    return " ".join(text for text, _ in right_pieces(snapshot, short=False))


GAPS = [
    (30.0, None, None),
    (MINUTE, "1分", True),
    (12 * MINUTE, "12分", False),
    (2 * HOUR, "2時間", False),
    (9 * HOUR + 5 * MINUTE, "9時間5分", False),
    (7 * DAY, "7日", False),
    (7 * DAY + 3 * HOUR, "7日3時間", False),
]


@pytest.mark.proof  # a property, tried in every state
@pytest.mark.parametrize("dead", [False, True], ids=["asleep", "dead"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("away", GAPS, ids=lambda away: away[1] or "30 s")
def test_case_06_and_23_every_state_comes_back_from_every_gap(
    place: Path, state: str, away: tuple[float, str | None, bool | None], dead: bool
) -> None:
    seconds, said, counts = away
    live = in_state(place, state)
    before = live.current.snapshot()
    if dead:
        live.close()
    live.clock.advance(seconds, slept=not dead)
    if dead:
        live = LiveSession.open(live.store.path, live.clock)
    else:
        look = live.continuity.watch.read()
        assert (look.gap_seconds, look.stepped_seconds) == (seconds if seconds > 30 else 0.0, 0.0)
    gap, now = live.continuity.open_gap(live.current.snapshot()), live.current.snapshot()
    assert now.state == before.state
    assert now.row == before.row
    if state not in RUNS or said is None:
        assert gap is None
        wanted = None if before.countdown is None else before.countdown.remaining
        assert left(live) == (wanted if state == "paused" or wanted is None else wanted - seconds)
        return
    assert gap is not None
    assert (length_text(gap.seconds), gap.count_by_default) == (said, counts)
    live.continuity.answer_gap(live.current.snapshot(), gap.seconds, counted=False)
    assert live.continuity.open_gap(live.current.snapshot()) is None
    assert before.countdown is not None
    assert left(live) == pytest.approx(before.countdown.remaining)
    left_out = live.current.snapshot()
    live.book.undo()
    live.continuity.answer_gap(live.current.snapshot(), gap.seconds, counted=True)
    assert left(live) == pytest.approx(before.countdown.remaining - seconds)
    for found in (
        left_out,
        live.current.snapshot(),
    ):  # whatever the answer, nothing can be expected to be over by now
        assert found.forecast.end >= found.now
        assert found.schedule.start == before.schedule.start
    live.close()


@pytest.mark.parametrize(("language", "late"), [("ja", "6日23時間遅れ"), ("en", "6 d 23 h late")])
@pytest.mark.parametrize("state", RUNS)
def test_case_23_after_a_week_the_page_tells_days_and_today(
    place: Path, state: str, language: str, late: str
) -> None:
    wording.use(language)
    live = in_state(place, state)
    live.close()
    live.clock.advance(7 * DAY)
    again = LiveSession.open(live.store.path, live.clock)
    again.continuity.answer_gap(
        again.current.snapshot(), again.continuity.open_gap(again.current.snapshot()).seconds, counted=False
    )
    snapshot = again.current.snapshot()
    assert late in top(snapshot)
    assert (snapshot.forecast.end.date(), snapshot.forecast.end_day) == (snapshot.now.date(), 0)
    assert {row.day for row in snapshot.forecast.rows if row.state == "next"} == {7}
    coming = next(row for row in snapshot.forecast.rows if row.state == "next")
    day = time_text(coming.start, day=7)
    assert day.endswith("（+7日）" if language == "ja" else "(+7 d)")
    assert agenda_row(coming, compact=True).cells[1] == day
    controls.go_on(again.current)
    assert again.current.snapshot().forecast.row(coming.row.key).state == "now"
    assert again.current.schedule().start.date() == BEGIN.date()
    again.close()


@pytest.mark.proof  # a property, tried in every state
@pytest.mark.parametrize("dead", [False, True], ids=["alive", "dead"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("seconds", [HOUR, -HOUR, 3.5, -3.5, 30 * DAY, -30 * DAY])
def test_case_05_every_state_stands_a_clock_that_is_stepped(
    place: Path, state: str, seconds: float, dead: bool
) -> None:
    live = in_state(place, state)
    before = live.current.snapshot()
    if dead:
        live.close()
    live.clock.step(seconds)
    if dead:
        live = LiveSession.open(live.store.path, live.clock)
        if seconds > 0:  # a machine that was put forward cannot be told from time that has passed
            gap = live.continuity.open_gap(live.current.snapshot())
            assert (gap is not None) == (state in RUNS and seconds >= MINUTE)
            if gap is not None:
                live.continuity.answer_gap(live.current.snapshot(), gap.seconds, counted=False)
    else:
        look = live.continuity.watch.read()
        assert (look.gap_seconds, look.stepped_seconds) == (0.0, pytest.approx(seconds))
        live.continuity.step_clock(live.current.snapshot(), look.stepped_seconds)
        assert live.continuity.open_gap(live.current.snapshot()) is None
    small = abs(seconds) < 5 and dead
    now = live.current.snapshot()
    assert now.state == before.state
    if before.countdown is not None:
        assert left(live) == pytest.approx(before.countdown.remaining, abs=4 if small else 1e-3)
        written = [event.kind for _, event in live.current.events]
        live.continuity.heartbeat(force=True)
        again = reopen(live)
        assert [event.kind for _, event in again.current.events] == written  # it is put right once
        assert left(again) == pytest.approx(left(live), abs=1e-3)
        live = again
        live.clock.advance(10)
        wanted = before.countdown.remaining - (0 if state == "paused" else 10)
        assert left(live) == pytest.approx(wanted, abs=4 if small else 1e-3)
    live.close()


@pytest.mark.parametrize("state", ["running", "paused"])
@pytest.mark.parametrize("seconds", [HOUR, -HOUR])
def test_case_05_a_program_that_dies_right_behind_a_step_has_put_it_right_once(
    place: Path, state: str, seconds: float
) -> None:
    live = in_state(place, state)
    before = left(live)
    started = live.current.snapshot().progress.started
    live.clock.step(seconds)
    live.continuity.step_clock(live.current.snapshot(), live.continuity.watch.read().stepped_seconds)
    again = reopen(live)
    assert [event.kind for _, event in again.current.events].count("clock") == 1
    assert left(again) == pytest.approx(before, abs=1e-3)
    assert again.current.snapshot().progress.started == started + timedelta(seconds=seconds)
    assert again.continuity.open_gap(again.current.snapshot()) is None
    again.close()


def test_case_07_a_clock_that_was_years_behind_until_it_was_set_moves_the_whole_meeting(place: Path) -> None:
    live = desk_at(place, BEGIN)
    wrong = -6 * 365 * DAY
    live.clock.advance(600)
    live.clock.step(wrong)
    live.continuity.watch.read()
    controls.go_on(live.current)
    live.clock.advance(5 * MINUTE)
    live.continuity.watch.read()
    live.clock.step(-wrong)
    live.continuity.step_clock(live.current.snapshot(), live.continuity.watch.read().stepped_seconds)
    snapshot = live.current.snapshot()
    assert snapshot.schedule.start == BEGIN
    assert (snapshot.forecast.behind_minutes, left(live)) == (0, 10 * MINUTE)
    live.close()


STARTS = [
    (timedelta(minutes=-20), "予定どおり", 10),
    (timedelta(minutes=20), "10分遅れ", 10),
    (timedelta(hours=-11), "予定どおり", 10),
    (timedelta(hours=11), "10時間50分遅れ", 10),
    (timedelta(hours=-13), "予定どおり", 10),
    (timedelta(hours=13), "予定どおり", 11),
    (timedelta(days=-3), "予定どおり", 7),
    (timedelta(days=7), "予定どおり", 17),
]
"""When somebody begins, how that is told, and on which day the guest comes who is pinned to 15:00."""


@pytest.mark.parametrize(("off", "said", "day"), STARTS)
def test_case_22_however_early_or_late_it_starts_the_right_day_is_chosen(
    place: Path, off: timedelta, said: str, day: int
) -> None:
    begin = datetime(2026, 12, 10, 13, 30, tzinfo=TOKYO)
    live = desk_at(place, begin)
    live.book.meetings.set(STEP, pins={"reflection": begin.replace(hour=15, minute=0)})
    pressed = begin + off
    live.clock.advance((pressed - live.clock.now()).total_seconds())
    controls.go_on(live.current)
    snapshot = live.current.snapshot()
    assert snapshot.progress.started == pressed
    assert said in top(snapshot)
    assert snapshot.schedule.row("reflection").start == datetime(2026, 12, day, 15, 0, tzinfo=TOKYO)
    # Half a day and more from its time it is held on another day, or at another time of it: the plan moves.
    is_near = abs(off) < timedelta(hours=12)
    assert snapshot.schedule.start == (begin if is_near else pressed)
    assert snapshot.schedule.booked_end == (begin + timedelta(hours=3) if is_near else None)
    assert lateness_text(reopen(live).current.snapshot().forecast.behind_minutes) == said


@pytest.mark.parametrize(
    ("day", "offsets"),
    [((2026, 3, 29), (1, 2)), ((2026, 10, 25), (2, 1))],
    ids=["an hour is left out", "an hour comes twice"],
)
@pytest.mark.parametrize("state", STATES)
def test_case_04_every_state_goes_through_the_change_of_time(
    place: Path, day: tuple[int, int, int], offsets: tuple[int, int], state: str
) -> None:
    change = datetime(*day, 1, 0, tzinfo=UTC_ZONE)
    begin = (change - timedelta(minutes=10)).astimezone(BERLIN)
    live = in_state(place, state, begin)
    before = live.current.snapshot()
    live.clock.advance(HOUR)
    assert live.continuity.watch.read().stepped_seconds == 0
    snapshot = live.current.snapshot()
    hours = snapshot.now.utcoffset() // timedelta(hours=1)
    assert hours == offsets[1]
    wanted = None if before.countdown is None else before.countdown.remaining
    assert left(live) == (wanted if state == "paused" or wanted is None else wanted - HOUR)
    shown = f"{snapshot.forecast.end:%H:%M}"
    assert shown == f"{snapshot.forecast.end.astimezone(BERLIN):%H:%M}"  # as the clock on the same line
    again = reopen(live)
    assert f"{again.current.snapshot().forecast.end:%H:%M}" == shown
    assert {row.end.utcoffset() for row in again.current.snapshot().forecast.rows if row.state == "next"} <= {
        timedelta(hours=offsets[1])
    }
    again.close()


def test_case_04_a_pin_behind_the_change_of_time_is_where_the_clock_shows_it(place: Path) -> None:
    begin = datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN)
    live = desk_at(place, begin)
    live.book.meetings.set(STEP, pins={"reflection": datetime(2026, 3, 29, 5, 0, tzinfo=BERLIN)})
    again = reopen(live)
    assert f"{again.current.schedule().row('reflection').start:%H:%M}" == "05:00"
    assert again.current.schedule().row("reflection").start == datetime(2026, 3, 29, 3, 0, tzinfo=UTC_ZONE)
    again.close()


@pytest.mark.parametrize("zone", ["America/New_York", "UTC", "Pacific/Kiritimati", "Asia/Kathmandu"])
@pytest.mark.parametrize("state", STATES)
def test_case_07_a_laptop_in_another_zone_shows_one_time_everywhere_and_the_same_meeting(
    place: Path, state: str, zone: str
) -> None:
    live = in_state(place, state, datetime(2026, 12, 10, 13, 30, tzinfo=TOKYO))
    live.book.meetings.set(STEP, pins={"reflection": datetime(2026, 12, 10, 16, 0, tzinfo=TOKYO)})
    before = live.current.snapshot()
    live.close()
    there = FakeClock(live.clock.now().astimezone(ZoneInfo(zone)))
    again = LiveSession.open(live.store.path, there)
    now = again.current.snapshot()
    assert (now.state, left(again)) == (before.state, left(live))
    assert (now.forecast.end, now.forecast.behind_minutes) == (
        before.forecast.end,
        before.forecast.behind_minutes,
    )
    for one, other in zip(before.forecast.rows, now.forecast.rows, strict=True):
        assert (one.state, one.start, one.end) == (other.state, other.start, other.end)
    local = now.forecast.end.astimezone(ZoneInfo(zone))
    assert f"{now.forecast.end:%H:%M}" == f"{local:%H:%M}"
    again.close()


@pytest.mark.parametrize("state", STATES)
def test_case_01_a_meeting_over_new_year_tells_its_dates_and_days(place: Path, state: str) -> None:
    begin = datetime(2026, 12, 31, 23, 40, tzinfo=TOKYO)
    live = in_state(place, state, begin)
    snapshot = live.current.snapshot()
    if state == "before":
        assert "2026年12月31日（木） 23:40" in headline.state(live.current, snapshot, 60)[0][1][0]
        assert "（+1日）" in top(snapshot)
    if state != "after":
        assert snapshot.forecast.end.year == 2027
    live.clock.advance(30 * MINUTE)
    later = live.current.snapshot()
    assert (later.now.year, later.state) == (2027, snapshot.state)
    assert date_text(later.now.date()) == "2027年1月1日（金）"
    if state not in {"before", "after"}:
        assert "（+1日）" not in top(later)
        assert {row.day for row in later.forecast.rows if row.state == "next"} == {1}
        assert snapshot.progress.elapsed + (0 if state == "paused" else 1800) == later.progress.elapsed
    live.close()


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        ((2026, 12, 31), "2026年12月31日（木）", "Thu"),
        ((2027, 1, 1), "2027年1月1日（金）", "Fri"),
        ((2028, 2, 29), "2028年2月29日（火）", "Tue"),
        ((2027, 1, 3), "2027年1月3日（日）", "Sun"),
    ],
)
def test_case_01_dates_are_said_with_their_day_of_the_week(
    day: tuple[int, int, int], ja: str, en: str
) -> None:
    wording.use("ja")
    assert date_text(datetime(*day, tzinfo=TOKYO).date()) == ja
    wording.use("en")
    assert en in date_text(datetime(*day, tzinfo=TOKYO).date())
