"""Phrases (文節) of Japanese texts, by BudouX's model.

The model is read and used here: BudouX's own module brings a parser of HTML along, three times the time that
the model takes, and a page waits for the first of its lines.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from jusou_tui.files import read_file

_Model = tuple[tuple[int, int, dict[str, int]], ...]

_MODEL_BYTES = 1_000_000
"""More than a model has."""
_PLACES = {
    **{f"UW{number + 1}": (number - 3, number - 2) for number in range(6)},
    **{f"BW{number + 1}": (number - 2, number) for number in range(3)},
    **{f"TW{number + 1}": (number - 3, number) for number in range(4)},
}
"""Which of the characters around a place, from and to, each part of the model weighs."""


@lru_cache(maxsize=1)
def _model() -> tuple[_Model, float]:
    """Return the weights by the characters that they are of, and how much a break needs."""
    package = find_spec("budoux")
    if package is None or package.origin is None:
        raise ModuleNotFoundError(name="budoux")
    parts = json.loads(read_file(Path(package.origin).parent / "models" / "ja.json", _MODEL_BYTES))
    enough = sum(sum(weights.values()) for weights in parts.values()) / 2
    return tuple((*_PLACES[name], weights) for name, weights in parts.items()), enough


def phrases_of(text: str) -> list[str]:
    """Return the phrases of a text; joined they are the text."""
    model, enough = _model()
    size, begin = len(text), 0
    scores = [0] * size
    for first, end, weights in model:
        for place in range(max(1, -first), min(size, size - end + 1)):
            weight = weights.get(text[place + first : place + end])
            if weight is not None:
                scores[place] += weight
    phrases = []
    for place in range(1, size):
        if scores[place] > enough:
            phrases.append(text[begin:place])
            begin = place
    return [*phrases, text[begin:]] if text else []
