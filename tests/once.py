"""What many tests would do again for the same result is done once a process: it halves their time.

Neither hides anything: both are keyed by all that the result depends on, and both results are never changed.
"""

from __future__ import annotations

from functools import lru_cache

from textual.css.stylesheet import Stylesheet

from jusou_tui.curriculum import load

MOST_CURRICULA = 32


def parse_styles_once() -> None:
    """Let every app of a process share the rules that were parsed from the same style sheet."""
    parse = Stylesheet._parse_rules
    known: dict[object, list] = {}

    def shared(self: Stylesheet, css: str, *facts: object, **named: object) -> list:
        key = (css, facts, tuple(named.items()), tuple(self._variables.items()))
        if key not in known:
            known[key] = parse(self, css, *facts, **named)  # type: ignore[arg-type]
        return known[key]

    Stylesheet._parse_rules = shared  # type: ignore[assignment,method-assign]


def check_curricula_once() -> None:
    """Let a curriculum that was found good be that for as long as its bytes are the same."""
    load.parse = lru_cache(MOST_CURRICULA)(load.parse)
