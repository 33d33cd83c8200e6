"""Cards and prompts as a document to cut up and as slides."""

from datetime import UTC, datetime

import pytest

from jusou_tui.curriculum.library import find
from jusou_tui.curriculum.load import load
from jusou_tui.errors import InputError
from jusou_tui.report.documents.cards import make
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import Deck, Document, Grid, Words


def wish(name: str = "team-building", step: str | None = None, ending: str = ".docx") -> Wish:
    path = find(name)
    return Wish(None, load(path), path, datetime(2026, 12, 1, tzinfo=UTC), step=step, ending=ending)


def test_each_card_says_town_size_and_phase_and_whether_it_is_invented() -> None:
    document = make(wish(step="step3")).product
    assert isinstance(document, Document)
    (section,) = document.sections
    (grid,) = [block for block in section.blocks if isinstance(block, Grid)]
    cells = [cell for row in grid.rows for cell in row.cells if cell.blocks]

    assert len(cells) == 11
    texts = [[block.text for block in cell.blocks if isinstance(block, Words)] for cell in cells]
    assert texts[0][:2] == ["現場を見に行く", "香川県高松市  中核市など、実施中"]
    assert texts[-1][1] == "架空村（架空）  町・村、検討中、準備中"


def test_a_deck_has_a_slide_for_each_prompt_and_card() -> None:
    deck = make(wish(ending=".pptx")).product
    assert isinstance(deck, Deck)

    kinds = [slide.kind for slide in deck.slides]
    assert (kinds.count("question"), kinds.count("points")) == (10, 11)


def test_only_cards_of_a_size_and_a_phase_are_chosen() -> None:
    document = make(wish(step="step3")._replace(sizes=frozenset({"town"}))).product
    assert isinstance(document, Document)
    (grid,) = [block for block in document.sections[0].blocks if isinstance(block, Grid)]
    places = [cell.blocks[1] for row in grid.rows for cell in row.cells if cell.blocks]

    assert places
    assert all("町・村" in one.text for one in places if isinstance(one, Words))


def test_a_step_without_cards_is_refused() -> None:
    with pytest.raises(InputError):
        make(wish(step="step2"))
