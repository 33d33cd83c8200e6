"""The starting file for a curriculum of one's own."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum import rules
from jusou_tui.curriculum.load import parse
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.schema import json_schema
from jusou_tui.curriculum.starter import curriculum_id, starting_file
from jusou_tui.timekeeping.plan.schedule import plan
from make import NOW


def started(name: str = "架空町の集まり") -> Curriculum:
    return parse(starting_file(name, curriculum_id(name)).encode(), Path("my-town.toml"))


def test_it_loads_and_carries_the_name() -> None:
    made = started("架空町の集まり")
    assert made.programme.title == made.programme.short_title == "架空町の集まり"
    assert made.id == "my-curriculum"
    assert started("Mihon City 2027").id == "mihon-city-2027"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Mihon City", "mihon-city"),
        ("ＭＩＨＯＮ－２", "mihon-2"),
        ("2027年度", "c-2027"),
        ("架空町", "my-curriculum"),
        ("../../etc/x", "etc-x"),
        ("Café", "cafe"),
        ("x" * 100, "x" * 64),
        ("", "my-curriculum"),
    ],
)
def test_names_become_ascii_ids(name: str, slug: str) -> None:
    assert curriculum_id(name) == slug


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_name_gives_a_file_that_loads(name: str) -> None:
    made = started(name)
    assert made.id == curriculum_id(name)
    assert made.programme.title.strip()


def test_its_meetings_fit_their_lengths_and_its_sheets_can_be_followed() -> None:
    made = started()
    for step in (step for step in made.steps if step.kind == "meeting"):
        assert step.length is not None
        assert step.length.minutes is not None
        schedule = plan(step, participants=8, cases=0, start=NOW)
        assert step.length.minutes[0] <= schedule.minutes <= step.length.minutes[1]
        assert schedule.end == NOW + timedelta(minutes=schedule.minutes)
    assert rules.never_filled(made) == set()
    assert rules.places_not_kept(made) == []
    for variant in made.variants:
        assert rules.read_too_early(made, variant.left_out(step.id for step in made.steps)) == [], variant.id


def test_what_is_commented_out_is_valid_too() -> None:
    opened = re.sub(r"^#(?=[a-z\[{])", "", starting_file("x", "x"), flags=re.MULTILINE)
    opened = opened.replace("duration = { minutes = 15 }", "duration = { minutes = 15, per_case = 5 }", 1)
    made = parse(opened.encode(), Path("x.toml"))
    assert made.references
    assert made.steps[1].activities[1].pin == "14:00"


def test_every_key_of_the_format_is_shown_or_named() -> None:
    schema = json_schema()
    every = {key for model in (schema, *schema["$defs"].values()) for key in model["properties"]}
    text = starting_file("x", "x")
    assert {key for key in every if not re.search(rf"\b{key}\b", text)} == set()


def test_each_line_is_short_enough_to_read_and_the_invented_is_plain() -> None:
    text = starting_file("x", "x")
    assert max(map(len, text.splitlines())) <= 110
    assert all("example.com" in link for link in re.findall(r"https?://\S+", text))
    assert tomllib.loads(text)["schema"] == 1
