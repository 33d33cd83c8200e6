"""What is said of a card: where it comes from, and whether it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.wording import t
from jusou_tui.wording.values import list_text

if TYPE_CHECKING:  # its models load when cards are shown
    from jusou_tui.curriculum.supplement import Card, Phase, Size

_SIZES: dict[Size, str] = {
    "town": "supplement.size_town",
    "city": "supplement.size_city",
    "core-city": "supplement.size_core_city",
}
_PHASES: dict[Phase, str] = {
    "considering": "supplement.phase_considering",
    "preparing": "supplement.phase_preparing",
    "running": "supplement.phase_running",
}


def card_place(card: Card) -> str:
    """Return the town of a card, its size and how far it was; of an invented one that it is."""
    town = t("supplement.invented", town=card.town) if card.invented else card.town
    tags = (t(_SIZES[card.size]), list_text(t(_PHASES[phase]) for phase in card.phases))
    return t("supplement.card_place", town=town, size=tags[0], phases=tags[1])
