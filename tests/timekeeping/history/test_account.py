"""A meeting's account adds up: from the planned start over what was lost and won to the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Insert
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.timekeeping.history.account import Account, account
from jusou_tui.timekeeping.history.meeting_record import meeting_record
from jusou_tui.wording import t

KEYS = ("opening", "talk", "work", "end")
PLANNED = dict(zip(KEYS, (10, 20, 30, 40), strict=True))
STEP = make.step(
    *(make.activity(id=key, title=key, duration={"minutes": minutes}) for key, minutes in PLANNED.items())
)
CURRICULUM = make.curriculum(STEP)


def meeting(**changes: Any) -> SessionBook:
    opened = make.book()
    opened.meetings.set("step1", start=make.NOW, **changes)
    return opened


def told(opened: SessionBook, step: str = "step1") -> Account:
    chosen = step_of(CURRICULUM, step)
    assert chosen is not None
    held = meeting_record(opened.session, CURRICULUM, chosen)
    assert held is not None
    found = account(held)
    assert found is not None
    return found


def happen(opened: SessionBook, *events: tuple[str, float, str | None], step: str = "step1") -> None:
    for kind, minutes, activity in events:
        at = make.NOW + timedelta(minutes=minutes)
        opened.events.add(kind, step, at, activity=activity)  # type: ignore[arg-type]


def rest_of(found: Account) -> int:
    """Return what the figures leave over of the meeting; nothing."""
    return found.late_end - (found.late_start + found.lost - found.won + found.paused + found.idle)


def figures(found: Account) -> dict[str, tuple[int, int | None, int | None]]:
    return {row.key: (row.planned, row.actual, row.difference) for row in found.rows}


def test_a_meeting_as_planned_has_nothing_lost_and_nothing_won() -> None:
    opened = meeting()
    happen(
        opened, ("start", 0, "opening"), ("start", 10, "talk"), ("start", 30, "work"), ("start", 60, "end")
    )
    happen(opened, ("finish", 100, None))
    found = told(opened)
    assert (
        found.late_start,
        found.lost,
        found.won,
        found.paused,
        found.idle,
        rest_of(found),
        found.late_end,
    ) == ((0,) * 7)


def test_an_activity_gone_through_twice_counts_both_times() -> None:
    opened = meeting()
    happen(
        opened,
        ("start", 0, "opening"),
        ("start", 10, "talk"),
        ("start", 15, "opening"),
        ("start", 20, "talk"),
    )
    happen(opened, ("start", 30, "work"), ("start", 60, "end"), ("finish", 100, None))
    found = told(opened)
    row = found.rows[0]
    assert (row.actual, row.runs, row.difference) == (15, 2, 5)
    assert rest_of(found) == 0


def test_what_the_plan_left_out_is_not_won_and_what_was_skipped_is() -> None:
    opened = meeting(skipped=("talk",))
    happen(opened, ("start", 0, "opening"), ("skip", 5, "work"), ("start", 10, "end"), ("finish", 50, None))
    found = told(opened)
    assert figures(found) == {"opening": (10, 10, 0), "work": (30, None, -30), "end": (40, 40, 0)}
    assert (found.won, found.late_end, rest_of(found)) == (30, -30, 0)


def test_a_break_that_was_put_in_on_the_way_is_marked() -> None:
    opened = meeting(inserts={"planned-break": Insert(title="休憩", minutes=5, after="opening")})
    happen(opened, ("start", 0, "opening"))
    opened.ledger._now = lambda: make.NOW + timedelta(minutes=10)
    key = opened.ledger.fresh_id()
    inserts = {
        **meeting_of(opened.session, "step1").inserts,
        key: Insert(title="休憩", minutes=5, after="talk"),
    }
    opened.meetings.set("step1", inserts=inserts)
    happen(opened, ("start", 10, "planned-break"), ("start", 15, "talk"), ("start", 35, key))
    happen(opened, ("start", 42, "work"), ("start", 72, "end"), ("finish", 112, None))
    found = told(opened)
    assert [(row.key, row.kind, row.added) for row in found.rows if row.kind == "break"] == [
        ("planned-break", "break", False),
        (key, "break", True),
    ]
    assert figures(found)[key] == (5, 7, 2)
    assert (found.lost, found.late_end, rest_of(found)) == (2, 2, 0)


def test_what_has_left_the_agenda_since_keeps_its_time() -> None:
    opened = meeting()
    happen(opened, ("start", 0, "opening"), ("start", 10, "old"), ("start", 17, "talk"), ("finish", 37, None))
    found = told(opened)
    gone = found.rows[-1]
    assert (gone.key, gone.kind, gone.planned, gone.actual, gone.difference) == ("old", "gone", 0, 7, 7)
    assert gone.title == gone.label == t("common.gone_activity")
    assert rest_of(found) == 0


def test_pauses_and_gaps_that_do_not_count_are_in_no_activity() -> None:
    opened = meeting()
    happen(opened, ("start", 0, "opening"), ("pause", 4, None), ("resume", 7, None))
    at = make.NOW + timedelta(minutes=12)
    opened.events.add("gap", "step1", at, seconds=120.0, counted=False)
    happen(opened, ("start", 15, "talk"), ("start", 35, "work"), ("start", 65, "end"), ("finish", 105, None))
    found = told(opened)
    assert (found.rows[0].actual, found.paused, found.late_end, rest_of(found)) == (10, 5, 5, 0)


def test_a_meeting_that_was_ended_and_taken_up_again_had_time_between() -> None:
    opened = meeting()
    happen(
        opened, ("start", 0, "opening"), ("start", 10, "talk"), ("start", 30, "work"), ("finish", 60, None)
    )
    happen(opened, ("start", 68, "end"), ("finish", 108, None))
    found = told(opened)
    assert (found.idle, found.late_end, rest_of(found)) == (8, 8, 0)


def test_time_that_the_plan_keeps_free_and_that_was_used_is_won() -> None:
    opened = meeting(pins={"work": make.NOW + timedelta(minutes=45)})
    happen(
        opened, ("start", 0, "opening"), ("start", 10, "talk"), ("start", 30, "work"), ("start", 60, "end")
    )
    happen(opened, ("finish", 100, None))
    found = told(opened)
    assert (found.idle, found.late_end, rest_of(found)) == (-15, -15, 0)


def test_a_meeting_that_runs_is_told_so_far_and_what_is_to_come_is_not_won() -> None:
    opened = meeting()
    happen(opened, ("start", 2, "opening"), ("start", 15, "talk"))
    opened.set_view(seen=make.NOW + timedelta(minutes=20))
    found = told(opened)
    assert found.so_far
    assert figures(found) == {
        "opening": (10, 13, 3),
        "talk": (20, 5, 0),
        "work": (30, None, None),
        "end": (40, None, None),
    }
    assert (found.late_start, found.lost, found.won, rest_of(found)) == (2, 3, 0, 0)


def test_two_meetings_of_a_step_have_an_account_each() -> None:
    opened = meeting()
    opened.meetings.set("step1-2", start=make.NOW + timedelta(days=7))
    happen(opened, ("start", 0, "opening"), ("finish", 12, None))
    week = 7 * 24 * 60
    happen(opened, ("start", week + 1, "talk"), ("finish", week + 31, None), step="step1-2")
    assert figures(told(opened))["opening"] == (10, 12, 2)
    again = told(opened, "step1-2")
    assert figures(again)["talk"] == (20, 30, 10)
    assert figures(again)["opening"] == (10, None, -10)
    assert again.late_start == 1


PIECE = st.tuples(st.sampled_from(KEYS), st.integers(0, 4000), st.integers(0, 900), st.integers(0, 600))
"""A run: the activity, its seconds, a pause in it, and for how long the meeting was over behind it."""
PIECES = st.lists(PIECE, min_size=1, max_size=9)


@given(
    pieces=PIECES,
    late=st.integers(-1800, 1800),
    pin=st.none() | st.integers(20, 200),
    skipped=st.sets(st.sampled_from(KEYS)),
)
def test_the_account_adds_up_whatever_the_seconds(
    pieces: list[tuple[str, int, int, int]], late: int, pin: int | None, skipped: set[str]
) -> None:
    pins = {} if pin is None else {"work": make.NOW + timedelta(minutes=pin)}
    opened = meeting(pins=pins)
    at = make.NOW + timedelta(seconds=late)
    exact: dict[str, int] = {}
    paused = 0
    for key in skipped:
        opened.events.add("skip", "step1", at, activity=key)
    for number, (key, seconds, pause, wait) in enumerate(pieces):
        opened.events.add("start", "step1", at, activity=key)
        at += timedelta(seconds=seconds)
        exact[key] = exact.get(key, 0) + seconds
        if pause:
            opened.events.add("pause", "step1", at)
            at += timedelta(seconds=pause)
            opened.events.add("resume", "step1", at)
            paused += pause
        if wait and number < len(pieces) - 1:
            opened.events.add("finish", "step1", at)
            at += timedelta(seconds=wait)
    opened.events.add("finish", "step1", at)
    found = told(opened)
    assert rest_of(found) == 0
    assert found.lost - found.won == sum(row.difference or 0 for row in found.rows)
    # A minute for the clocks of each run, and half a minute for what stood still in it.
    assert abs(found.paused - paused / 60) <= 1.5 * len(pieces)
    runs = [key for key, *_ in pieces]
    for row in found.rows:
        assert row.actual is None or abs(row.actual - exact.get(row.key, 0) / 60) <= 1.5 * runs.count(row.key)


def test_equal_times_are_equal_minutes() -> None:
    opened = meeting()
    for key, begins, ends in (("opening", 40, 115), ("talk", 125, 175), ("work", 181, 239)):
        opened.events.add("start", "step1", make.NOW + timedelta(seconds=begins), activity=key)
        opened.events.add("finish", "step1", make.NOW + timedelta(seconds=ends))
    found = [(row.key, row.actual) for row in told(opened).rows if row.actual is not None]
    assert found == [("opening", 1), ("talk", 0), ("work", 0)]


@pytest.mark.parametrize(("seconds", "shown"), [(-1, -1), (0, 0), (59, 0), (60, 1), (-60, -1), (-61, -2)])
def test_the_start_is_compared_as_the_clocks_show_it(seconds: int, shown: int) -> None:
    opened = meeting()
    happen(opened, ("start", seconds / 60, "opening"), ("finish", 200, None))
    assert told(opened).late_start == shown
