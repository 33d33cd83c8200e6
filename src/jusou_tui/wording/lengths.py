"""Lengths of time and lateness as texts."""

from __future__ import annotations

from jusou_tui.wording import t

_LONGEST_IN_MINUTES = 120


def minutes_text(minutes: object) -> str:
    """Return `15分`; `minutes` may be a range that is a text already, `10-15`."""
    return t("common.minutes", minutes=minutes)


def length_text(seconds: float) -> str:
    """Return a length in its largest units: `40秒`, `5分`, `2時間10分`, `3日4時間`. Fractions are cut off."""
    if seconds < 60:  # noqa: PLR2004
        return t("common.seconds", seconds=int(seconds))
    minutes = int(seconds // 60)
    if minutes < 60:  # noqa: PLR2004
        return minutes_text(minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 24:  # noqa: PLR2004
        message_id = "common.length_hours" if minutes else "common.length_whole_hours"
        return t(message_id, hours=hours, minutes=minutes)
    days, hours = divmod(hours, 24)
    return t("common.length_days" if hours else "common.length_whole_days", days=days, hours=hours)


def long_minutes_text(minutes: int) -> str:
    """Return minutes below two hours as `95分`, from there on in hours or days."""
    return minutes_text(minutes) if minutes < _LONGEST_IN_MINUTES else length_text(minutes * 60.0)


def exact_length_text(seconds: int) -> str:
    """Return a length to the second: `45秒`, `1分`, `1分30秒`."""
    minutes, rest = divmod(seconds, 60)
    if not minutes or not rest:
        return length_text(seconds)
    return t("common.length_exact", minutes=minutes, seconds=rest)


def rough_length_text(seconds: int) -> str:
    """Return a length rounded up to ten seconds, `約40秒`, from a minute on to half a minute, `約1分半`."""
    tens = -(-seconds // 10) * 10
    if tens < 60:  # noqa: PLR2004
        return t("common.rough_length", length=length_text(tens))
    minutes, half = divmod(-(-seconds // 30), 2)
    return t("common.rough_length_half" if half else "common.rough_length_minutes", minutes=minutes)


def clock_length_text(seconds: float) -> str:
    """Return minutes and seconds, `1:05`; minutes run on beyond 60."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def lateness_text(minutes: int) -> str:
    """Return `6分遅れ`, below 0 `3分早い`, for 0 `予定どおり`."""
    if not minutes:
        return t("common.on_time")
    return t("common.behind" if minutes > 0 else "common.ahead", length=long_minutes_text(abs(minutes)))


def difference_text(minutes: int | None) -> str:
    """Return `+5分`, `-3分`, `0分`, "" for None."""
    if minutes is None:
        return ""
    return minutes_text(f"{minutes:+d}" if minutes else 0)
