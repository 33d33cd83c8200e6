"""Titles read without models say what the models say, and nothing about what is broken."""

from pathlib import Path

import pytest

from example_session import CURRICULUM
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.titles import Titles, titles


def test_titles_are_those_of_the_models() -> None:
    found, curriculum = titles(CURRICULUM), load(CURRICULUM)
    assert found is not None
    assert found.programme == curriculum.programme.short_title
    assert found.steps == {step.id: step.label for step in curriculum.steps}
    assert found.activities == {
        (step.id, activity.id): activity.label for step in curriculum.steps for activity in step.activities
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"programme = 1",
        b"[programme]\nshort_title = 5",
        b"a = " + b"[" * 5000,
        b"a." * 5000 + b"a = 1",
        b'[programme]\nshort_title = "x',
    ],
)
def test_what_is_no_curriculum_has_no_titles(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    assert titles(path) is None


def test_a_file_that_is_not_there_has_no_titles(tmp_path: Path) -> None:
    assert titles(tmp_path / "x.toml") is None


def test_what_is_not_as_it_should_be_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text(
        '[programme]\nshort_title = "集まり"\n[[steps]]\nid = "step1"\n'
        'activities = [1, {id = "a"}, {id = 2}]\n'
        '[[steps]]\nlabel = "?"\n',
        encoding="utf-8",
    )
    found = titles(path)
    assert found is not None
    assert (found.steps, found.activities) == ({"step1": "step1"}, {("step1", "a"): "a"})


def test_a_further_meeting_has_the_title_of_its_step_and_its_number() -> None:
    named = Titles("例", {"step1": "Step1", "extra-2": "追加"}, {("step1", "opening"): "始まり"})
    assert named.step("step1-2") == "Step1 (2)"
    assert named.activity("step1-2", "opening") == "始まり"
    assert named.step("extra-2") == "追加"
    assert named.step("gone-2") == "gone-2"
