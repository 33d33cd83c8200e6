"""The trial: fifteen minutes for three people, and one of everything that the format can say."""

import re
import tomllib
from typing import Any

import pytest

from curriculum import rules
from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.schema import json_schema

PATH = paths.shipped("curricula") / "trial.toml"


@pytest.fixture(scope="module")
def trial() -> Curriculum:
    return load(PATH)


def keys_written(value: Any) -> set[str]:
    """Return every `Model.key` of the schema that stands in the file."""
    schema = json_schema()
    models = {"Curriculum": schema, **schema["$defs"]}
    found: set[str] = set()

    def walk(entry: Any, model: str) -> None:
        for key, inner in entry.items():
            found.add(f"{model}.{key}")
            named = re.search(r"#/\$defs/(\w+)", str(models[model]["properties"][key]))
            for table in inner if isinstance(inner, list) else [inner]:
                if named and isinstance(table, dict):
                    walk(table, named[1])

    walk(value, "Curriculum")
    return found


def test_the_meeting_takes_15_minutes_for_three_people_and_one_case(trial: Curriculum) -> None:
    meeting = trial.step("meeting")
    assert meeting is not None
    assert rules.planned(meeting, 3, 1) == [4, 4, 5, 2]


def test_timed_segments_fill_the_opening(trial: Curriculum) -> None:
    meeting = trial.step("meeting")
    assert meeting is not None
    opening = meeting.activities[0]
    welcome, film, turns = opening.segments
    assert welcome.seconds
    assert film.clip
    assert turns.seconds_per_participant
    assert welcome.seconds + film.clip.seconds + 3 * turns.seconds_per_participant == 4 * 60


def test_every_key_of_the_format_is_used() -> None:
    schema = json_schema()
    models = {"Curriculum": schema, **schema["$defs"]}
    every = {f"{name}.{key}" for name, model in models.items() for key in model["properties"]}
    assert every - keys_written(tomllib.loads(PATH.read_text(encoding="utf-8"))) == set()


def test_every_kind_of_step_and_every_layout_is_shown(trial: Curriculum) -> None:
    assert {step.kind for step in trial.steps} == {"preparation", "meeting", "fieldwork"}
    assert {worksheet.layout for worksheet in trial.worksheets} == {"form", "grid", "table", "zones", "memo"}


def test_sheets_can_be_followed_from_step_to_step(trial: Curriculum) -> None:
    assert rules.never_filled(trial) == set()
    assert rules.places_not_kept(trial) == []
    assert rules.unused_references(trial) == set()
    for variant in trial.variants:
        assert rules.read_too_early(trial, variant.without) == [], variant.id


def test_leaving_the_visit_out_takes_its_report_away(trial: Curriculum) -> None:
    left = [f"{step.id}/{activity.id}" for step, activity in rules.activities(trial, ["visit"])]
    assert "report/results" not in left
    assert "visit/walk" not in left
    assert "report/cheers" in left


def test_nothing_in_it_is_real() -> None:
    text = PATH.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://([^/\"]+)", text)) == {"example.com"}
    assert "架空" in text
