"""The plan of one run as a curriculum: what it says, and that it is a valid file that plans the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui import paths
from jusou_tui.curriculum.library import available, free_id, save, text_of
from jusou_tui.curriculum.load import load, parse
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Insert, Session
from jusou_tui.session.programme.new_run import new_session
from jusou_tui.timekeeping.history.curriculum_from_run import curriculum_from_run
from jusou_tui.timekeeping.plan.schedule import Schedule, plan
from timekeeping.warnings_ahead import long_stretches

START = datetime(2026, 12, 10, 13, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
SHIPPED = {source.id: load(source.path) for source in available([paths.shipped("curricula")])}
PEOPLE = 8


def run(curriculum: Curriculum, step: str = "step1", **meeting: Any) -> SessionBook:
    session = new_session("第1回", "見本市", curriculum, "sha256:0", None, "standard", START)
    book = SessionBook(session, lambda: START)
    for number in range(PEOPLE):
        book.people.add(f"見本 {number}")
    book.meetings.set(step, **{"start": START, **meeting})
    return book


def made(curriculum: Curriculum, session: Session) -> Curriculum:
    return curriculum_from_run(curriculum, session, "my-plan", "架空町の行い方")


def planned(curriculum: Curriculum, step: str = "step1", **options: Any) -> Schedule:
    found = curriculum.step(step)
    assert found is not None
    cases = found.cases[0] if found.cases else 0
    return plan(found, participants=PEOPLE, cases=cases, start=START, **options)


def same(curriculum: Curriculum, book: SessionBook, step: str = "step1") -> Curriculum:
    """Return the saved plan, once it is known to be valid and to have the times of the run's plan."""
    found = made(curriculum, book.session)
    assert parse(text_of(found).encode(), Path("my-plan.toml")) == found
    before = [
        row
        for row in planned(curriculum, step, meeting=meeting_of(book.session, step)).rows
        if not row.skipped
    ]
    after = planned(found, step).rows
    assert [(row.title, row.start, row.end) for row in after] == [
        (row.title, row.start, row.end) for row in before
    ]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_without_changes_only_the_names_differ(name: str) -> None:
    curriculum = SHIPPED[name]
    session = new_session("第1回", "", curriculum, "sha256:0", None, "standard", START)
    found = made(curriculum, session)
    assert (found.id, found.version, found.programme.title) == ("my-plan", "1.0", "架空町の行い方")
    assert (found.steps, found.worksheets) == (curriculum.steps, curriculum.worksheets)
    assert parse(text_of(found).encode(), Path("x.toml")) == found


def test_minutes_order_skips_breaks_and_clock_times_are_in_it() -> None:
    curriculum = SHIPPED["team-building"]
    step = curriculum.step("step1")
    assert step is not None
    ids = [activity.id for activity in step.activities]
    book = run(
        curriculum,
        minutes={ids[1]: 40},
        skipped=(ids[3],),
        inserts={
            "01": Insert(title="休憩", minutes=10, after=ids[1]),
            "02": Insert(title="来賓のあいさつ", minutes=5, after=ids[0], kind="other"),
            "03": Insert(title="つづき", minutes=15, after="01", kind="other", of=ids[1]),
        },
        pins={ids[2]: START + timedelta(minutes=95)},
    )
    found = same(curriculum, book).step("step1")
    assert found is not None
    assert [activity.id for activity in found.activities] == [
        ids[0],
        "added-1",
        ids[1],
        "break-1",
        f"{ids[1]}-2",
        ids[2],
    ]
    assert found.activities[3].is_break
    assert found.activities[4].what == step.activities[1].what
    assert found.activities[5].pin == "15:05"


def test_a_break_of_a_curriculum_is_a_break() -> None:
    curriculum = SHIPPED["team-building"]
    book = run(curriculum, inserts={"01": Insert(title="休憩", minutes=10, after="understanding")})
    before = planned(curriculum, meeting=meeting_of(book.session, "step1"))
    after = planned(made(curriculum, book.session))
    assert [row.kind for row in after.rows] == [row.kind for row in before.rows]
    assert "break" in [row.kind for row in after.rows]
    assert len(long_stretches(after)) == len(long_stretches(before))


def test_what_was_skipped_by_an_event_is_left_out_and_no_sheet_names_it() -> None:
    curriculum = SHIPPED["team-building"]
    book = run(curriculum)
    named = [place for sheet in curriculum.worksheets for place in (*sheet.filled_in, *sheet.read_in)]
    step, _, activity = next(place for place in named if "/" in place).partition("/")
    book.meetings.set(step, start=START)
    book.events.add("skip", step, activity=activity)
    found = same_but_skipped(curriculum, book, step, activity)
    assert f"{step}/{activity}" not in [
        place for sheet in found.worksheets for place in (*sheet.filled_in, *sheet.read_in)
    ]


def same_but_skipped(curriculum: Curriculum, book: SessionBook, step: str, activity: str) -> Curriculum:
    found = made(curriculum, book.session)
    assert parse(text_of(found).encode(), Path("x.toml")) == found
    rest = found.step(step)
    assert rest is not None
    assert rest.activity(activity) is None
    return found


def test_what_is_given_while_it_runs_is_not_in_it() -> None:
    curriculum = SHIPPED["team-building"]
    book = run(curriculum)
    book.events.add("start", "step1", START, activity="opening")
    book.events.add("adjust", "step1", START, activity="opening", minutes=30)
    assert made(curriculum, book.session).steps == curriculum.steps


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_plan_of_a_run_is_a_valid_curriculum_with_the_same_times(data: st.DataObject) -> None:
    curriculum = SHIPPED[data.draw(st.sampled_from(["team-building", "community-building"]))]
    meetings = [step for step in curriculum.steps if step.kind == "meeting"]
    step = data.draw(st.sampled_from(meetings))
    ids = [activity.id for activity in step.activities]
    minutes = data.draw(st.dictionaries(st.sampled_from(ids), st.integers(0, 45)))
    skipped = data.draw(st.sets(st.sampled_from(ids)))
    order = data.draw(st.permutations(ids))
    insert = st.builds(
        Insert,
        title=st.sampled_from(["休憩", "あいさつ"]),
        minutes=st.integers(0, 30),
        after=st.sampled_from([None, *ids]),
        kind=st.sampled_from(["break", "other"]),
    )
    inserts = data.draw(st.dictionaries(st.sampled_from(["01", "02", "03"]), insert))
    pins = data.draw(
        st.dictionaries(st.sampled_from(ids), st.integers(0, 240).map(lambda m: START + timedelta(minutes=m)))
    )
    book = run(
        curriculum,
        step.id,
        minutes=minutes,
        skipped=tuple(skipped),
        order=tuple(order),
        inserts=inserts,
        pins=pins,
    )
    same(curriculum, book, step.id)


def test_a_saved_plan_is_never_written_over_another_file(place: Path) -> None:
    curriculum = SHIPPED["team-building"]
    found = made(curriculum, run(curriculum).session)
    folder = paths.user_curricula()
    path = save(found, folder)
    assert load(path) == found
    before = path.read_bytes()
    with pytest.raises(InputError):
        save(found, folder)
    assert path.read_bytes() == before
    assert free_id("my-plan") == "my-plan-2"
    assert free_id("team-building") == "team-building-2"
    assert free_id("another") == "another"


def test_a_row_that_ends_by_the_clock_still_does() -> None:
    curriculum = SHIPPED["team-building"]
    book = run(curriculum, ends={"opening": START + timedelta(minutes=20)})
    found = same(curriculum, book).step("step1")
    assert found is not None
    assert found.activities[0].until == "13:50"
    late = planned(made(curriculum, book.session)).rows[0]
    assert late.until


def test_how_short_rows_may_get_stays_in_the_plan() -> None:
    trial = SHIPPED["trial"]
    book = run(trial, "meeting", minutes={"closing": 5})
    found = made(trial, book.session)
    assert parse(text_of(found).encode(), Path("my-plan.toml")) == found
    assert found.shortest_share == 75
    meeting = found.step("meeting")
    closing = meeting.activity("closing") if meeting else None
    assert closing is not None
    assert closing.duration is not None
    assert (closing.duration.minutes, closing.duration.shortest_share) == (5, 100)
