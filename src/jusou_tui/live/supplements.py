"""What the curriculum of an open session brings besides: read when something of it is to be shown."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from jusou_tui.errors import JusouError
from jusou_tui.files import read_file
from jusou_tui.paths import supplement_beside
from jusou_tui.session.curriculum import source_of
from jusou_tui.toml import limits

if TYPE_CHECKING:  # its models load when they are used
    from jusou_tui.curriculum.supplement import Card, Prompt, Supplement
    from jusou_tui.session.storage.store import Store


class Supplements:
    """The supplement of a session's curriculum; one that cannot be read brings nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def whole(self) -> Supplement:
        """All of it."""
        from jusou_tui.session.curriculum import supplement_of

        return supplement_of(self._store.book.session, self._store.path)

    def cards(self, step: str, activity: str) -> tuple[Card, ...]:
        """Return the cards for an activity."""
        return self.whole.cards_in(step, activity) if self._names(step, activity) else ()

    def prompts(self, step: str, activity: str) -> tuple[Prompt, ...]:
        """Return the prompts for an activity."""
        return self.whole.prompts_in(step, activity) if self._names(step, activity) else ()

    def _names(self, step: str, activity: str) -> bool:
        """Whether anything may be for an activity: most have nothing, and need no models loaded."""
        quoted = (f"{mark}{place}{mark}" for place in (step, f"{step}/{activity}") for mark in "\"'")
        return any(place.encode() in self._bytes for place in quoted)

    @cached_property
    def _bytes(self) -> bytes:
        with suppress(JusouError, OSError):
            path = source_of(self._store.book.session, self._store.path)
            return read_file(supplement_beside(path), limits.CURRICULUM_BYTES)
        return b""
