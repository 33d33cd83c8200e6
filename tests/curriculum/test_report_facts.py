"""Each exact fact of the report, in `report_facts.toml`, is in the shipped curricula; readings are cited."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Activity, Curriculum, Step, Worksheet

FACTS: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "report_facts.toml").read_text(encoding="utf-8")
)
NAMES = ("team-building", "community-building")
FILES = {name: paths.shipped("curricula") / f"{name}.toml" for name in NAMES}
CURRICULA: dict[str, Curriculum] = {name: load(file) for name, file in FILES.items()}
TEXT = "".join(file.read_text(encoding="utf-8") for file in FILES.values())


def place(fact: dict[str, Any]) -> str:
    return f"{fact['curriculum']}-{fact.get('step', '')}-{fact.get('order', '')}"


def step_of(fact: dict[str, Any]) -> Step:
    found = CURRICULA[fact["curriculum"]].step(fact["step"])
    assert found is not None
    return found


def headings(sheet: Worksheet) -> list[str]:
    sides = [block.side for block in sheet.blocks if block.side]
    found = [*(entry for block in sheet.blocks for entry in (*block.columns, *block.rows)), *sides]
    return [heading.title for heading in found]


@pytest.mark.parametrize("fact", FACTS["programmes"], ids=place)
def test_a_programme_has_its_title_ways_of_use_and_effects(fact: dict[str, Any]) -> None:
    programme = CURRICULA[fact["curriculum"]].programme
    assert programme.title == fact["title"]
    assert [way.title for way in programme.ways_of_use] == fact["ways_of_use"]
    assert len(programme.effects) == fact["effects"]
    assert set(FACTS["cited"]["terms"]) <= {term.term for term in programme.glossary}


@pytest.mark.parametrize("fact", FACTS["steps"], ids=place)
def test_a_step_has_its_title_and_length(fact: dict[str, Any]) -> None:
    step = step_of(fact)
    assert (step.title, step.length is not None) == (fact["title"], True)
    assert step.length is not None
    for unit in ("minutes", "weeks", "months"):
        assert getattr(step.length, unit) == (tuple(fact[unit]) if unit in fact else None)


def minutes_of(activity: Activity) -> object:
    """Return the minutes as the report has them: a number, or a range as a list."""
    minutes = activity.duration.minutes if activity.duration else None
    return list(minutes) if isinstance(minutes, tuple) else minutes


@pytest.mark.parametrize("fact", FACTS["activities"], ids=place)
def test_an_activity_has_its_title_form_time_slides_and_references(fact: dict[str, Any]) -> None:
    curriculum, activity = CURRICULA[fact["curriculum"]], step_of(fact).activities[fact["order"] - 1]
    assert activity.title == fact["title"]
    assert activity.form in fact.get("forms", [None])
    assert minutes_of(activity) == fact.get("minutes")
    assert (activity.duration.per_case if activity.duration else 0) == fact.get("per_case", 0)
    if "seconds_each" in fact:
        rounds = {part.seconds_per_participant for part in activity.segments if part.is_round}
        assert rounds == {fact["seconds_each"]}
    assert (list(activity.slides.pages) if activity.slides else None) == fact.get("slides")
    references = [curriculum.reference(name) for name in activity.references]
    assert [one.title for one in references if one] == fact.get("references", [])


@pytest.mark.parametrize("fact", FACTS["references"], ids=lambda fact: fact["title"])
def test_a_reference_has_its_addresses_pages_and_time_codes(fact: dict[str, Any]) -> None:
    found = [one for each in CURRICULA.values() for one in each.references if one.title == fact["title"]]
    assert found
    for one in found:
        assert (one.url, one.video, one.pages) == tuple(fact.get(key) for key in ("url", "video", "pages"))
        assert [[clip.start, clip.end, clip.url] for clip in one.clips] == [
            [start, end, url] for start, end, _, url in fact.get("clips", [])
        ]
    parts = [part.clip for each in CURRICULA.values() for step in each.steps for activity in step.activities
             for part in activity.segments if part.clip]  # fmt: skip
    for start, end, seconds, url in fact.get("clips", []):
        lengths = {clip.seconds for clip in parts if (clip.start, clip.end, clip.url) == (start, end, url)}
        assert lengths == {seconds}


@pytest.mark.parametrize("fact", FACTS["worksheets"], ids=lambda fact: fact["title"])
def test_a_worksheet_has_its_headings_rows_and_care(fact: dict[str, Any]) -> None:
    for name in fact["curricula"]:
        sheets = [sheet for sheet in CURRICULA[name].worksheets if sheet.title == fact["title"]]
        assert any(set(fact["headings"]) <= set(headings(sheet)) for sheet in sheets)
        if "rows" in fact:
            assert [row[1] for block in sheets[0].blocks for row in block.default_rows] == fact["rows"]
        if "sensitive" in fact:
            assert sheets[0].sensitive is fact["sensitive"]


@pytest.mark.parametrize("kind", ["readings", "survey", "beyond"])
def test_what_was_read_and_heard_is_cited_where_it_is_used(kind: str) -> None:
    assert [one for one in FACTS["cited"][kind] if not re.search(rf"\b{one}\b", TEXT)] == []
