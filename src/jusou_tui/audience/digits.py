"""What a countdown shows, as every skin shows it."""

from __future__ import annotations

from math import ceil

from jusou_tui.wording import t

_LONGEST_IN_MINUTES = 100 * 60
"""From so many seconds on hours and minutes are counted, not minutes and seconds."""


def countdown_digits(seconds: float, *, of_turn: bool = False) -> tuple[str, str]:
    """Return what a huge number shows for so many seconds left, and its unit: each figure once.

    `36:48`, of a turn `0:42`; from 100 minutes on hours and minutes, `1:42` with 時間.
    """
    whole = max(0, ceil(round(seconds, 3)))
    if whole >= _LONGEST_IN_MINUTES:
        hours, minutes = divmod(ceil(whole / 60), 60)
        return f"{hours}:{minutes:02d}", t("audience.hours")
    minutes, left = divmod(whole, 60)
    return (f"{minutes}:{left:02d}" if of_turn else f"{minutes:02d}:{left:02d}"), ""
