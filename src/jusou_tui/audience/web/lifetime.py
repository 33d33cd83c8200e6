"""How long the network is served: one meeting."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.audience.watching import Sight

LEFT_AFTER = 60.0
"""Seconds without a sign of the facilitator's program after which, at the end, it has been left."""
LONGEST_END = 30 * 60.0
"""Seconds for which the end of a meeting is shown."""
LONGEST_SILENCE = 12 * 60 * 60.0
"""Seconds without a sign after which a meeting that nobody finished is over, too."""


@dataclass(slots=True)
class Lifetime:
    """Whether the meeting that is shared is over, end page included.

    It is once it was finished and its program was left, the end has been shown for half an hour, another
    meeting came into sight, or a meeting that had begun was given up. Finishing may be taken back meanwhile.
    """

    step: str = ""
    """The meeting that has begun; a curtain hides which one is in sight."""
    finished_since: float | None = None

    def is_over(self, sight: Sight, now: float) -> bool:
        """Look at the newest sight, by the monotonic clock."""
        view, age = sight.view, sight.reception.age
        if self.step and view.step not in {"", self.step}:
            return True
        if view.state == "before":
            return self.finished_since is not None
        self.step = view.step or self.step
        if view.state != "finished":
            self.finished_since = None
            return bool(self.step) and age > LONGEST_SILENCE
        if self.finished_since is None:
            self.finished_since = now
        return age > LEFT_AFTER or now - self.finished_since > LONGEST_END
