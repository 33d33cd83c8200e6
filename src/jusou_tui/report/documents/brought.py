"""What the curriculum of a product brings besides: examples, cards, prompts."""

from __future__ import annotations

from contextlib import suppress

from jusou_tui.curriculum.supplement import NOTHING, Supplement, supplement_of
from jusou_tui.errors import JusouError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.session import curriculum as of_session


def supplement_for(wish: Wish) -> Supplement:
    """Return it, nothing where there is none or it cannot be read: `jusou check` says what is wrong."""
    if wish.session is not None:
        return of_session.supplement_of(wish.session, wish.path)
    with suppress(JusouError):
        return supplement_of(wish.path)
    return NOTHING
