"""What past runs took: the median and the spread, and minutes to plan that come of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import make
from jusou_tui.report.stats import groups, learned, spread, stats_document
from jusou_tui.session.chunks import render
from jusou_tui.session.ids import encode
from jusou_tui.session.records import Event, Insert, Meeting
from jusou_tui.timekeeping.past import FEW, Past, Sample, past, sample


def write(folder: Path, name: str, minutes: dict[str, float], *, finish: bool = True, **meta: Any) -> Path:
    """Write a run whose activities took so many minutes."""
    events, at, number = {}, make.NOW, 1
    for activity, taken in minutes.items():
        key = encode(int(at.timestamp() * 1000), number)
        events[key] = Event(at=at, step="step1", kind="start", activity=activity)
        at += timedelta(minutes=taken)
        number += 1
    if finish:
        key = encode(int(at.timestamp() * 1000), number)
        events[key] = Event(at=at, step="step1", kind="finish")
    rest = Insert(title="続き", minutes=5, kind="other", of="opening")
    tables: dict[str, Any] = {"events": events, "meetings": {"step1": Meeting(inserts={"more": rest})}}
    path = folder / f"{name}.session.toml"
    path.write_bytes(render(make.session(meta=meta, **tables)))
    return path


def test_a_run_tells_the_minutes_of_what_was_gone_through_to_its_end(tmp_path: Path) -> None:
    found = sample(str(write(tmp_path, "a", {"opening": 12, "talk": 33.5})))
    assert found == Sample("sample", "1.0", {("step1", "opening"): 12.0, ("step1", "talk"): 33.5})
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
    found = past(tmp_path)
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
    assert len(past(tmp_path).samples) == 1


def test_many_files_are_read_by_several_processes_with_the_same_figures(tmp_path: Path) -> None:
    for number in range(FEW + 5):
        write(tmp_path, f"run-{number:03}", {"opening": 10 + number % 7})
    found = past(tmp_path)
    assert len(found.samples) == FEW + 5
    (group,) = groups(found.samples)
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
    assert [(group.version, group.runs) for group in groups(samples)] == [("1.0", 2), ("1.1", 1)]
    document = stats_document(Past(tuple(samples)), {})
    assert document["sessions"] == 3


def test_what_is_learned_stays_within_the_range_and_names_only_what_changes() -> None:
    free = make.activity(id="free", duration={"minutes": [20, 40], "plan": 30})
    fixed = make.activity(id="fixed", duration={"minutes": 10})
    step = make.step(free, fixed)
    curriculum = make.curriculum(step)

    def plan(*taken: float, version: str = "1.0") -> dict[str, int]:
        keys = (("step1", "free"), ("step1", "fixed"))
        samples = [Sample("sample", version, dict.fromkeys(keys, one)) for one in taken]
        other = Sample("another", "1.0", {("step1", "free"): 39.0})
        return learned([*samples, other], curriculum, step, participants=8, cases=0)

    assert plan(33.2, 35.0, 90.0) == {"free": 35}
    assert plan(90.0) == {"free": 40}
    assert plan(2.0) == {"free": 20}
    assert plan(30.0) == {}
    assert plan() == {}
    assert plan(25.0, version="0.9") == {"free": 25}
