"""What a countdown shows, as every skin shows it."""

from __future__ import annotations

from jusou_tui.text.seconds import face
from jusou_tui.wording import t

_LONGEST_IN_MINUTES = 100
"""From so many minutes on hours and minutes are counted, not minutes and seconds."""


def countdown_digits(seconds: float, *, of_turn: bool = False) -> tuple[str, str]:
    """Return what a huge number shows for so many seconds left, and its unit: each figure once.

    `36:48`, of a turn `0:42`; from 100 minutes on hours and minutes, `1:42` with 時間.
    """
    shown = face(max(0.0, seconds))
    if shown.minutes >= _LONGEST_IN_MINUTES:
        hours, minutes = divmod(shown.minutes + (shown.seconds > 0), 60)
        return f"{hours}:{minutes:02d}", t("audience.hours")
    return (str(shown) if of_turn else f"{shown.minutes:02d}:{shown.seconds:02d}"), ""
