"""Which examples of a test are run in the quick loop, and which only with the proofs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def first_then_others(examples: Iterable[Any]) -> list[Any]:
    """Return two rows of examples as parameters: the first alone for the quick loop, then all others."""
    first, *others = examples
    rest = pytest.param(tuple(others), id="others", marks=pytest.mark.proof)
    return [pytest.param((first,), id=str(first)), rest]


def first_quick(examples: Iterable[Any]) -> list[Any]:
    """Return the examples of a test as parameters, of which only the first is run in the quick loop."""
    first, *others = (one if isinstance(one, tuple) else (one,) for one in examples)
    return [pytest.param(*first), *(pytest.param(*one, marks=pytest.mark.proof) for one in others)]
