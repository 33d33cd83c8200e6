"""Twelve members of whom six left before the day of the meeting: everything counts six people."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

import make
from cli.calling import call
from fake_clock import FakeClock
from jusou_tui.curriculum.library import save
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Meeting, Participant, Session
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.run_steps import needs
from jusou_tui.timekeeping.history.past import Sample, Size, sample

STAYED = [f"残留 {number}子" for number in range(6)]
LEFT = [f"退任 {number}男" for number in range(6)]
FIVE_EACH = {"minutes": [20, 100], "plan": 25, "per_participant": 5}
"""30 minutes for six people, 60 for twelve."""


def curriculum() -> Curriculum:
    return make.curriculum(make.step(make.activity(id="talk", title="一人ずつ", duration=FIVE_EACH)))


def run(identity: int, *, took: int | None, leaving: int = 1) -> Session:
    """Return a run of twelve of whom six left so many days before the meeting; it `took` so many minutes."""
    left = make.NOW.date() - timedelta(days=leaving)
    people = {
        encode(number, 0): Participant(name=name, rank=number, left=left if name in LEFT else None)
        for number, name in enumerate([*LEFT[:3], *STAYED, *LEFT[3:]], 1)
    }
    events = {}
    if took is not None:
        over = make.NOW + timedelta(minutes=took)
        events = {
            encode(1, 1): Event(at=make.NOW, step="step1", kind="start", activity="talk"),
            encode(2, 1): Event(at=over, step="step1", kind="finish"),
        }
    return make.session(
        meta={"id": encode(identity, 5), "title": f"第{identity}回"},
        participants=people,
        meetings={"step1": Meeting(date=make.NOW.date(), start=make.NOW)},
        events=events,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save(curriculum(), tmp_path)
    (tmp_path / "held.session.toml").write_bytes(render(run(1, took=33)))
    return tmp_path


def test_the_report_and_the_minutes_name_the_six_who_were_there(folder: Path) -> None:
    told = call("show", str(folder / "held.session.toml")).out
    assert "出席 6人" in told
    assert "30分" in told
    assert all(name in told for name in STAYED)
    assert not any(name in told for name in LEFT)
    assert "12人" not in told


def test_the_review_plans_for_six(folder: Path) -> None:
    (told,) = json.loads(call("show", str(folder / "held.session.toml"), "--review", "--json").out)
    (row,) = told["rows"]
    assert (row["planned"], row["actual"]) == (30, 33)


def test_the_figures_of_past_runs_and_what_they_teach_are_for_six(folder: Path) -> None:
    found = sample(str(folder / "held.session.toml"))
    assert isinstance(found, Sample)
    assert found.sizes == {"step1": Size(6)}
    assert json.loads(call("stats", str(folder), "--json").out)["sessions"] == 1
    new = folder / "new" / "new.session.toml"
    new.parent.mkdir()
    told = call(
        "new", "--from", str(folder / "held.session.toml"), "--title", "次", "--learn-from", str(folder),
        "-o", str(new),
    )  # fmt: skip
    assert told.status == 0, told.err
    assert "30→33分" in told.err
    assert len(read(new).participants) == 6


def test_two_runs_compare_as_six_people_each(folder: Path) -> None:
    before = folder / "before.session.toml"
    before.write_bytes(render(run(2, took=33, leaving=40)))
    fewer = run(3, took=35)
    stayed = {key: one for key, one in fewer.participants.items() if one.left is None}
    after = folder / "after.session.toml"
    after.write_bytes(render(fewer.model_copy(update={"participants": stayed})))
    for old in (before, folder / "held.session.toml"):
        changes = json.loads(call("diff", str(old), str(after), "--json").out)
        assert not [one for one in changes if one["table"] == "participants"]
        timing = [one for one in changes if one["table"] == "timing"]
        assert [(one["field"], one["before"], one["after"]) for one in timing] == [("minutes/talk", 33, 35)]


def test_the_plan_counts_six_before_the_day_and_on_it(folder: Path) -> None:
    path = folder / "planned.session.toml"
    path.write_bytes(render(run(4, took=None)))
    for days in (-30, 0):
        live = LiveSession.open(path, FakeClock(make.NOW + timedelta(days=days)))
        try:
            assert len(live.current.present) == 6
            assert [live.name_of(person) for person in live.current.present] == STAYED
            assert [row.minutes for row in live.current.schedule().rows] == [30]
        finally:
            live.close()


def test_who_left_after_the_meeting_was_there(folder: Path) -> None:
    path = folder / "later.session.toml"
    path.write_bytes(render(run(5, took=60, leaving=-1)))
    told = call("show", str(path)).out
    assert "出席 12人" in told
    assert "60分" in told


def test_a_second_meeting_of_the_day_is_without_them_too(folder: Path) -> None:
    steps = [make.step(make.activity(id="talk", duration=FIVE_EACH), id=key) for key in ("step1", "step2")]
    variant = {"id": "standard", "title": "同じ日に", "same_day": ["step1", "step2"]}
    both = make.curriculum(*steps, id="one-day", variants=[variant])
    save(both, folder)
    path = folder / "day.session.toml"
    made = run(6, took=None)
    made.session = made.session.model_copy(update={"curriculum": "one-day"})
    path.write_bytes(render(made))
    live = LiveSession.open(path, FakeClock(make.NOW - timedelta(days=30)))
    try:
        assert [len(live.meeting(key).present) for key in ("step1", "step2")] == [6, 6]
        stages = run_steps.stages(both, live.book.session, make.NOW.date())
        for key in ("step1", "step2"):
            needed = {one.topic: one.facts for one in needs(both, live.book.session, stages, key)}
            assert needed["members"] == {"count": 6}
    finally:
        live.close()
