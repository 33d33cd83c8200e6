"""What the curriculum of a product brings besides: examples, cards, prompts."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.curriculum.supplement import NOTHING, Supplement, supplement_of
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import LeftOut
from jusou_tui.session.curriculum import source_of


class Examples(NamedTuple):
    """A supplement for its examples, and what is to be said where it cannot be read."""

    supplement: Supplement
    left_out: tuple[LeftOut, ...] = ()


def supplement_for(wish: Wish) -> Supplement:
    """Return it, nothing where there is none. Raises CurriculumError where it has mistakes."""
    try:
        path = wish.path if wish.session is None else source_of(wish.session, wish.path)
    except InputError:  # the session's curriculum is not where it was
        return NOTHING
    return supplement_of(path)


def examples_for(wish: Wish) -> Examples:
    """Return the examples that the wish asks for; without them a document can be had all the same."""
    if not wish.examples:
        return Examples(NOTHING)
    try:
        return Examples(supplement_for(wish))
    except CurriculumError as error:
        return Examples(NOTHING, (LeftOut("supplement.left_out_examples", name=error.path.name),))
