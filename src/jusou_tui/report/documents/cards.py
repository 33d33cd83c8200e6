"""Cards of what other towns did, and prompts to begin with: to be cut out of paper, or as slides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from jusou_tui.curriculum.supplement import Card, Prompt
from jusou_tui.errors import InputError
from jusou_tui.report.blocks import ReportHeading
from jusou_tui.report.cards import card_place
from jusou_tui.report.documents.brought import supplement_for
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import (
    Deck,
    Document,
    Grid,
    GridCell,
    GridRow,
    Made,
    Section,
    Slide,
    Words,
)
from jusou_tui.session.programme.run_steps import base_of
from jusou_tui.wording import t

T = TypeVar("T")
_ACROSS = 2
_CARD_LINES, _PROMPT_LINES = 9, 5


def make(wish: Wish) -> Made:
    """Return the cards and prompts of the wish's step, or of all.

    Raises InputError where there are none, CurriculumError where they cannot be read.
    """
    curriculum = wish.curriculum
    if curriculum is None:
        raise InputError("export.needs_curriculum")
    whole = supplement_for(wish)
    if wish.step is None:
        cards, prompts = whole.cards, whole.prompts
    else:
        step = base_of(curriculum, wish.step)[0]
        cards, prompts = whole.cards_in(step), whole.prompts_in(step)
    if wish.sizes or wish.phases:
        cards = tuple(card for card in cards if _is_wanted(wish, card))
        if not cards:
            raise InputError("supplement.no_such_cards")
    if not cards and not prompts:
        raise InputError("supplement.no_cards")
    title = t("supplement.cards_title")
    footer = curriculum.programme.short_title
    if wish.ending == ".pptx":
        slides = (Slide("title", title, below=(footer,)), *_slides(cards, prompts))
        return Made(Deck(title, slides, footer, curriculum.language))
    sections = []
    if cards:
        grid = _grid(cards, _card, _CARD_LINES, title)
        sections.append(Section((ReportHeading(title), Words(t("supplement.cut_out")), grid)))
    if prompts:
        heading = t("supplement.prompts_title")
        grid = _grid(prompts, _prompt, _PROMPT_LINES, heading)
        sections.append(Section((ReportHeading(heading, 2 if cards else 1), grid)))
    return Made(Document(title, tuple(sections), footer, curriculum.language, title))


def _is_wanted(wish: Wish, card: Card) -> bool:
    """Return whether a card is of a size and a phase that are asked for."""
    fits = not wish.phases or not wish.phases.isdisjoint(card.phases)
    return fits and (not wish.sizes or card.size in wish.sizes)


def _grid(found: Sequence[T], cell: Callable[[T], GridCell], lines: int, about: str) -> Grid:
    """Return cards side by side, each as high as `lines`; a card is not parted between two pages."""
    rows = []
    for first in range(0, len(found), _ACROSS):
        cells = [cell(one) for one in found[first : first + _ACROSS]]
        cells += [GridCell()] * (_ACROSS - len(cells))
        rows.append(GridRow(tuple(cells), lines=lines))
    return Grid((1,) * _ACROSS, tuple(rows), about=about)


def _card(card: Card) -> GridCell:
    title = Words(card.title, strong=True, size="large")
    return GridCell((title, Words(card_place(card)), Words(card.text)))


def _prompt(prompt: Prompt) -> GridCell:
    return GridCell((Words(prompt.label), Words(prompt.text, strong=True, size="large")))


def _slides(cards: Sequence[Card], prompts: Sequence[Prompt]) -> Iterator[Slide]:
    """Yield a slide for each prompt and each card."""
    for number, prompt in enumerate(prompts, 1):
        title = f"{t('supplement.prompts_title')} {number}/{len(prompts)}"
        yield Slide("question", title, label=prompt.label, lead=prompt.text)
    for card in cards:
        lines = tuple(line for line in card.text.split("\n") if line.strip())
        yield Slide(
            "points", card.title, t("supplement.cards_label"), points=lines, below=(card_place(card),)
        )
