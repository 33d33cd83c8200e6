"""Minutes to plan that come of past runs, fair to how many people and cases they were for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.history.past import Learning, Sample, Size, learn, sample
from jusou_tui.timekeeping.plan.schedule import plan
from jusou_tui.toml import limits

EIGHT = Size(8)
FREE = make.activity(id="free", title="話す", duration={"minutes": [20, 40], "plan": 30})
FIXED = make.activity(id="fixed", duration={"minutes": 10})
CLOCK = make.activity(id="clock", duration={"minutes": [5, 50]}, until="18:00")


def ran(taken: float, *, activity: str = "free", version: str = "1.0", **sizes: Any) -> Sample:
    return Sample("sample", version, {("step1", activity): taken}, sizes)


def learned(curriculum: Curriculum, *samples: Sample, size: Size = EIGHT, **meeting: Any) -> Learning:
    step = curriculum.steps[0]
    schedule = plan(
        step,
        participants=size.participants,
        cases=size.chosen or 0,
        start=make.NOW,
        meeting=Meeting(**meeting),
    )
    return learn(samples, curriculum, step, schedule, size)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [((33.2, 35.0, 90.0), 35), ((90.0,), 40), ((2.0,), 20), ((30.0,), None), ((), None)],
)
def test_the_median_counts_and_stays_within_the_range(taken: tuple[float, ...], expected: int | None) -> None:
    found = learned(make.curriculum(make.step(FREE)), *(ran(one) for one in taken))
    assert found.minutes.get("free") == expected


def test_what_stays_as_it_is_is_counted_by_its_reason() -> None:
    new = make.activity(id="new", duration={"minutes": [5, 10]})
    right = make.activity(id="right", duration={"minutes": [20, 40]})
    curriculum = make.curriculum(make.step(FREE, FIXED, CLOCK, new, right))
    found = learned(
        curriculum,
        ran(25.0),
        ran(99.0, activity="fixed"),
        ran(9.0, activity="clock"),
        ran(99.0, activity="right"),
    )
    assert [(one.activity, one.label, one.before, one.after, one.runs) for one in found.lessons] == [
        ("free", "話す", 30, 25, 1)
    ]
    assert (found.right, found.fixed, found.unknown) == (1, 2, 1)


def test_runs_of_the_same_version_count_and_others_only_where_there_are_none() -> None:
    curriculum = make.curriculum(make.step(FREE))
    assert learned(curriculum, ran(25.0), ran(40.0, version="0.9")).minutes == {"free": 25}
    assert learned(curriculum, ran(40.0, version="0.9")).minutes == {"free": 40}
    other = Sample("another", "1.0", {("step1", "free"): 25.0})
    assert learned(curriculum, other) == Learning(unknown=1)


def test_what_depends_on_people_is_learned_as_a_share_of_what_was_planned_for_them() -> None:
    each = make.activity(id="free", duration={"minutes": [5, 60], "plan": 5, "per_participant": 2})
    curriculum = make.curriculum(make.step(each))
    # Planned for 20 people: 40 minutes; it took 50, a quarter more. For 8 people that is 20 of 16.
    found = learned(curriculum, ran(50.0, step1=Size(20)), size=Size(8))
    assert found.minutes == {"free": 20}


def test_what_depends_on_cases_is_learned_so_too() -> None:
    each = make.activity(id="free", duration={"minutes": [10, 20], "plan": 10, "per_case": 10})
    curriculum = make.curriculum(make.step(each))
    found = learned(curriculum, ran(36.0, step1=Size(8, 2)), size=Size(8, 4))
    assert found.minutes == {"free": 60}


def test_a_plan_that_was_changed_by_hand_is_compared_with_what_was_learned() -> None:
    found = learned(make.curriculum(make.step(FREE)), ran(25.0), minutes={"free": 38})
    assert [(one.before, one.after) for one in found.lessons] == [(38, 25)]
    assert learned(make.curriculum(make.step(FREE)), ran(25.0), minutes={"free": 25}).right == 1


def test_a_further_meeting_of_a_step_learns_from_the_step() -> None:
    curriculum = make.curriculum(make.step(FREE))
    again = curriculum.steps[0].model_copy(update={"id": "step1-2"})
    schedule = plan(again, participants=8, cases=0, start=make.NOW)
    assert learn([ran(25.0)], curriculum, again, schedule, Size(8)).minutes == {"free": 25}


@given(
    taken=st.lists(st.floats(0.1, 500, allow_nan=False), min_size=1, max_size=8),
    people=st.integers(1, 40),
    then=st.integers(1, 40),
    low=st.integers(1, 40),
    more=st.integers(1, 40),
)
def test_whatever_runs_took_the_plan_stays_within_the_range_for_its_people(
    taken: list[float], people: int, then: int, low: int, more: int
) -> None:
    duration = {"minutes": [low, low + more], "per_participant": 1.5}
    curriculum = make.curriculum(make.step(make.activity(id="free", duration=duration)))
    found = learned(curriculum, *(ran(one, step1=Size(then)) for one in taken), size=Size(people))
    least, most = max(low, -(-people * 3 // 2)), max(low + more, -(-people * 3 // 2))
    for lesson in found.lessons:
        assert least <= lesson.after <= most
        assert lesson.after != lesson.before


def test_a_file_that_would_cost_too_much_is_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "much.session.toml"
    file.write_text("schema = 1\r\n" + "[t]\n" * (limits.SESSION_TABLES + 2) + "[end]\n", encoding="utf-8")
    monkeypatch.setattr(tomllib, "loads", lambda _: pytest.fail("it was parsed"))
    assert sample(str(file)) is False
