"""In a language other than the contents', cards and reports say once which one those are in."""

from collections.abc import Iterator

import pytest

from jusou_tui import paths, wording
from jusou_tui.curriculum.load import load
from jusou_tui.live.meeting_words.prompts import activity_prompts
from jusou_tui.report.blocks import Pairs
from jusou_tui.report.curriculum import curriculum_blocks, step_blocks

CURRICULUM = load(paths.shipped("curricula") / "team-building.toml")
STEP = next(step for step in CURRICULUM.steps if step.id == "step1")


@pytest.fixture
def english() -> Iterator[None]:
    wording.use("en")
    yield
    wording.use("ja")


def marks() -> list[int]:
    """Return how often each says it: the card of an activity, a step's report, the whole curriculum's."""
    card = [row.note for row in activity_prompts(CURRICULUM, STEP.activities[0], ())]
    reports = (step_blocks(CURRICULUM, STEP, 1), curriculum_blocks(CURRICULUM))
    facts = [[text for one in found if isinstance(one, Pairs) for _, text in one.rows] for found in reports]
    assert "in Japanese" not in card[1:]
    return [texts.count("in Japanese") for texts in (card, *facts)]


@pytest.mark.usefixtures("english")
def test_contents_in_japanese_are_marked_once_in_english() -> None:
    assert marks() == [1, 1, 1]


def test_nothing_is_marked_in_the_contents_own_language() -> None:
    assert marks() == [0, 0, 0]
