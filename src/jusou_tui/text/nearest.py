"""The known name that a mistyped one probably means."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the most similar of `known`, None where none has a similarity of at least `cutoff` (0 to 1)."""
    import difflib

    return next(iter(difflib.get_close_matches(name[:80], list(known), n=1, cutoff=cutoff)), None)
