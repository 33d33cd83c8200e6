"""How long the network is served: one meeting."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.audience.watching import Sight

LEFT_AFTER = 60.0
"""Seconds without a sign of the facilitator's program after which, at the end, it has been left."""
LONGEST_END = 30 * 60.0
"""Seconds for which the end of a meeting is shown."""


@dataclass(slots=True)
class Lifetime:
    """Whether the meeting that is shared is over, end page included.

    It is once it was finished and its program was left, another meeting came into sight, or the end has been
    shown for half an hour. Finishing may be taken back meanwhile.
    """

    step: str = ""
    finished_since: float | None = None

    def is_over(self, sight: Sight, now: float) -> bool:
        """Look at the newest sight, by the monotonic clock."""
        if self.finished_since is None:
            self.step = sight.view.step
            self.finished_since = now if sight.view.state == "finished" else None
            return False
        if sight.view.step != self.step or sight.view.state == "before":
            return True
        if sight.view.state != "finished":
            self.finished_since = None
            return False
        return sight.reception.age > LEFT_AFTER or now - self.finished_since > LONGEST_END
