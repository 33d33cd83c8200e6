"""The rest of a key's sequence that arrives after its Esc was taken for a key: it types nothing.

Over a slow line the bytes of one sequence may come in parts. A bracket or an O that follows an Esc waits for
what comes in the same burst; where that does not end a sequence, all of it is text.
"""

from __future__ import annotations

import re

from textual import events

AFTER_ESCAPE = 1.0
"""Seconds within which the rest of a sequence may follow its Esc."""
BURST = 0.05
"""Seconds within which the characters of one part follow one another; nobody types so fast."""
_BEGIN = ("[", "O")
_MIDDLE = re.compile(r"[0-9;:<=>?]")
_END = re.compile(r"[A-DFHIMORZcmntuy~]")
_END_OF_THREE = re.compile(r"[A-DFHMP-S]")
"""What follows `Esc O`: F1 to F4 and, of some terminals, the arrows, Home, End and Enter."""


class CutSequence:
    """Is shown every key once, and says which to pass on."""

    def __init__(self) -> None:
        self._escape: float | None = None
        self._held: list[events.Key] = []

    def take(self, event: events.Key) -> list[events.Key]:
        """Return the keys to pass on now, in order; [] where the key waits or belongs to a sequence."""
        if self._held:
            return self._go_on(event)
        after_escape = self._escape is not None and event.time - self._escape < AFTER_ESCAPE
        self._escape = event.time if event.key == "escape" else None
        if not (after_escape and event.character in _BEGIN):
            return [event]
        self._held = [event]
        return []

    def release(self) -> list[events.Key]:
        """Return the keys that waited: nothing followed them."""
        held, self._held = self._held, []
        return held

    def _go_on(self, event: events.Key) -> list[events.Key]:
        typed = event.character or ""
        is_burst = event.time - self._held[-1].time < BURST
        of_three = self._held[0].character == "O"
        if is_burst and not of_three and _MIDDLE.fullmatch(typed):
            self._held.append(event)
            return []
        held = self.release()
        return [] if is_burst and (_END_OF_THREE if of_three else _END).fullmatch(typed) else [*held, event]
