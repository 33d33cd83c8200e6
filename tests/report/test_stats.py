"""What past runs took: the median and the spread, and minutes to plan that come of it."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from jusou_tui.report.blocks import Paragraph, ReportHeading, Table
from jusou_tui.report.stats import stats_blocks, stats_document
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Insert, Meeting
from jusou_tui.timekeeping.history.past import (
    FEW,
    PastRuns,
    Sample,
    Size,
    past_runs,
    runs_by_version,
    sample,
    spread,
)


def write(
    folder: Path,
    name: str,
    minutes: dict[str, float],
    *,
    finish: bool = True,
    step: str = "step1",
    **meta: Any,
) -> Path:
    """Write a run whose activities took so many minutes; an id of its own unless `id` says which."""
    meta.setdefault("id", encode(int(make.NOW.timestamp() * 1000), crc32(name.encode())))
    events, at, number = {}, make.NOW, 1
    for activity, taken in minutes.items():
        key = encode(int(at.timestamp() * 1000), number)
        events[key] = Event(at=at, step=step, kind="start", activity=activity)
        at += timedelta(minutes=taken)
        number += 1
    if finish:
        key = encode(int(at.timestamp() * 1000), number)
        events[key] = Event(at=at, step=step, kind="finish")
    rest = Insert(title="続き", minutes=5, kind="other", of="opening")
    tables: dict[str, Any] = {"events": events, "meetings": {step: Meeting(inserts={"more": rest})}}
    path = folder / f"{name}.session.toml"
    path.write_bytes(render(make.session(meta=meta, **tables)))
    return path


def test_a_run_tells_the_minutes_of_what_was_gone_through_to_its_end(tmp_path: Path) -> None:
    identifier = make.session().session.id
    found = sample(str(write(tmp_path, "a", {"opening": 12, "talk": 33.5}, id=identifier)))
    minutes = {("step1", "opening"): 12.0, ("step1", "talk"): 33.5}
    assert found == Sample("sample", "1.0", minutes, {"step1": Size(0)}, identifier)
    going = sample(str(write(tmp_path, "b", {"opening": 12, "talk": 5}, finish=False)))
    assert isinstance(going, Sample)
    assert set(going.minutes) == {("step1", "opening")}
    parts = sample(str(write(tmp_path, "c", {"opening": 12, "rest": 10, "more": 3})))
    assert isinstance(parts, Sample)
    assert parts.minutes["step1", "opening"] == 15.0


def test_examples_and_rehearsals_are_left_out_and_broken_files_are_named(tmp_path: Path) -> None:
    write(tmp_path, "good", {"opening": 12})
    write(tmp_path, "demo", {"opening": 99}, demo=True)
    write(tmp_path, "rehearsal", {"opening": 99}, rehearsal=True)
    whole = write(tmp_path, "cut", {"opening": 12})
    whole.write_bytes(whole.read_bytes()[:-7])
    (tmp_path / "no.session.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "deep.session.toml").write_bytes(b"a = " + b"[" * 5000 + b"]" * 5000 + b"\n[end]\n")
    (tmp_path / "odd.session.toml").write_bytes(b"session = 5\n[end]\n")
    found = past_runs(tmp_path)
    assert [one.minutes for one in found.samples] == [{("step1", "opening"): 12.0}]
    assert sorted(found.unreadable) == [
        "cut.session.toml",
        "deep.session.toml",
        "no.session.toml",
        "odd.session.toml",
    ]


def test_a_file_that_another_editor_wrote_is_read_too(tmp_path: Path) -> None:
    path = write(tmp_path, "a", {"opening": 12})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(past_runs(tmp_path).samples) == 1


@pytest.mark.proof
def test_many_files_are_read_by_several_processes_with_the_same_figures(tmp_path: Path) -> None:
    for number in range(FEW + 5):
        write(tmp_path, f"run-{number:03}", {"opening": 10 + number % 7})
    found = past_runs(tmp_path)
    assert len(found.samples) == FEW + 5
    (group,) = runs_by_version(found.samples)
    assert group.activities["step1", "opening"].median == 13.0


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        ([10.0], (1, 10.0, 10.0, 10.0, 10.0, 10.0)),
        ([10.0, 20.0], (2, 15.0, 12.5, 17.5, 10.0, 20.0)),
        ([10.0, 12.0, 14.0, 40.0, 11.0], (5, 12.0, 11.0, 14.0, 10.0, 40.0)),
    ],
)
def test_the_spread_has_the_median_and_its_quarters(
    minutes: list[float], expected: tuple[float, ...]
) -> None:
    assert tuple(spread(minutes)) == expected


def test_versions_are_told_apart() -> None:
    samples = [Sample("c", version, {("s", "a"): 10.0}) for version in ("1.0", "1.1", "1.0")]
    found = [(group.versions, group.runs) for group in runs_by_version(samples)]
    assert found == [(("1.0",), 2), (("1.1",), 1)]
    document = stats_document(PastRuns(tuple(samples)), {})
    assert document["sessions"] == 3


def test_versions_that_differ_only_in_texts_are_one() -> None:
    samples = [
        Sample("c", version, {("s", "a"): 10.0}, plan=plan)
        for version, plan in (("1.0", None), ("1.10", "x"), ("1.9", "x"), ("1.0", "x"), ("2.0", "y"))
    ]
    found = [(group.versions, group.runs) for group in runs_by_version(samples)]
    assert found == [(("1.0", "1.9", "1.10"), 4), (("2.0",), 1)]
    document = stats_document(PastRuns(tuple(samples)), {})
    assert [one["version"] for one in document["curricula"]] == ["1.10", "2.0"]
    (title, *_) = [
        block.text for block in stats_blocks(PastRuns(tuple(samples)), {}) if isinstance(block, ReportHeading)
    ]
    assert title == "c 1.0、1.9、1.10（4件）"


def test_a_run_that_lies_there_in_copies_counts_once_with_all_that_happened(tmp_path: Path) -> None:
    whole = write(tmp_path, "会", {"opening": 12, "talk": 30})
    write(tmp_path, "会 (競合コピー)", {"opening": 12, "talk": 30}, finish=False, id=read(whole).session.id)
    write(tmp_path, "別の会", {"opening": 20, "talk": 40})
    found = past_runs(tmp_path)
    assert (len(found.samples), found.copies) == (2, 1)
    (group,) = runs_by_version(found.samples)
    assert (group.runs, group.activities["step1", "talk"].runs) == (2, 2)
    assert group.activities["step1", "talk"].median == 35.0
    assert stats_document(found, {})["copies"] == 1
    texts = [block.text for block in stats_blocks(found, {}) if isinstance(block, Paragraph)]
    assert any("写しが1件" in text for text in texts)


def test_what_one_copy_took_back_is_taken_back_in_the_run(tmp_path: Path) -> None:
    opened = make.book()
    opened.events.add("start", "step1", make.NOW, activity="opening")
    opened.events.add("finish", "step1", make.NOW + timedelta(minutes=10))
    (tmp_path / "a.session.toml").write_bytes(render(opened.session))
    opened.undo()
    opened.events.add("finish", "step1", make.NOW + timedelta(minutes=25))
    (tmp_path / "b.session.toml").write_bytes(render(opened.session))
    (one,) = past_runs(tmp_path).samples
    assert one.minutes == {("step1", "opening"): 25.0}


def test_a_run_tells_for_how_many_people_and_cases_it_was(tmp_path: Path) -> None:
    opened = make.book()
    people = [opened.people.add(name) for name in ("見本 花子", "例野 一郎", "雛形 健")]
    opened.meetings.set("step1", present=(people[0], people[2]), cases=4)
    for step in ("step1", "step2"):
        opened.events.add("start", step, make.NOW, activity="opening")
        opened.events.add("finish", step, make.NOW + timedelta(minutes=10))
    path = tmp_path / "a.session.toml"
    path.write_bytes(render(opened.session))
    found = sample(str(path))
    assert isinstance(found, Sample)
    assert found.sizes == {"step1": Size(2, 4), "step2": Size(3, None)}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_none_one_and_two_runs_are_told_without_a_fault(tmp_path: Path, count: int) -> None:
    for number in range(count):
        write(tmp_path, f"run-{number}", {"opening": 10 + number})
    document = stats_document(past_runs(tmp_path), {})
    assert document["sessions"] == count
    blocks = stats_blocks(past_runs(tmp_path), {})
    assert any(isinstance(block, Table) for block in blocks) is bool(count)


RUN = st.lists(
    st.tuples(
        st.sampled_from(["opening", "talk", "end"]), st.integers(0, 5400), st.integers(0, 600), st.booleans()
    ),
    min_size=1,
    max_size=6,
)
"""Activities one after the other: how many seconds each took, and for how many of them it was paused."""


def by_hand(runs: list[list[tuple[str, int, int, bool]]]) -> dict[str, list[Fraction]]:
    """Return the minutes of each activity over the runs, added up as one would with a pencil."""
    found: dict[str, list[Fraction]] = {}
    for run in runs:
        sums: dict[str, int] = {}
        for activity, seconds, _, _ in run:
            sums[activity] = sums.get(activity, 0) + seconds
        for activity, seconds in sums.items():
            found.setdefault(activity, []).append(Fraction(seconds, 60))
    return found


def at_share(ordered: list[Fraction], share: Fraction) -> Fraction:
    """Return the figure at a share of the way through sorted figures, between two of them if need be."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=st.lists(RUN, min_size=1, max_size=5))
def test_the_figures_are_those_that_one_finds_by_hand(
    tmp_path: Path, runs: list[list[tuple[str, int, int, bool]]]
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    for number, run in enumerate(runs):
        opened = make.book(make.session(meta={"id": encode(number, number)}))
        at = make.NOW
        for activity, seconds, paused, pauses in run:
            opened.events.add("start", "step1", at, activity=activity)
            if pauses:
                opened.events.add("pause", "step1", at)
                at += timedelta(seconds=paused)
                opened.events.add("resume", "step1", at)
            at += timedelta(seconds=seconds)
        opened.events.add("finish", "step1", at)
        (folder / f"{number}.session.toml").write_bytes(render(opened.session))
    (group,) = runs_by_version(past_runs(folder).samples)
    expected = by_hand(runs)
    assert {activity for _, activity in group.activities} == set(expected)
    for (_, activity), spread_ in group.activities.items():
        figures = sorted(expected[activity])
        shares = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4), Fraction(0), Fraction(1))
        by_pencil = [float(at_share(figures, share)) for share in shares]
        assert spread_.runs == len(figures)
        assert list(spread_[1:]) == pytest.approx(by_pencil, abs=0.0501)
