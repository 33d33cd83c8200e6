"""How long steps, periods and activities take, as a curriculum says it."""

from __future__ import annotations

from jusou_tui.curriculum.model import Duration, Length
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text, list_text, minutes_text


def number_range_text(low: int, high: int) -> str:
    """Return `3`, or `3〜5` where the numbers differ."""
    return str(low) if low == high else t("common.number_range", low=low, high=high)


def document_length_text(length: Length) -> str:
    """Return how long a step or a period takes, `2〜4週間`, as reports say it."""
    if length.minutes is not None:
        return minutes_text(number_range_text(*length.minutes))
    if length.weeks is not None:
        return t("report.weeks", weeks=number_range_text(*length.weeks))
    return t("report.months", months=number_range_text(*(length.months or (0, 0))))


def step_length_text(length: Length | None) -> str:
    """Return how long a step takes, `2〜4週間`, as pages say it; "" for None."""
    if length is None:
        return ""
    for span, one, several in (
        (length.minutes, "common.minutes", "programme.minutes_span"),
        (length.weeks, "programme.weeks", "programme.weeks_span"),
        (length.months, "programme.months", "programme.months_span"),
    ):
        if span is not None:
            low, high = span
            return t(one, count=low, minutes=low) if low == high else t(several, low=low, high=high)
    return ""


def planned_length_text(duration: Duration) -> str:
    """Return how long an activity takes: its minutes, and what each participant and case adds."""
    parts = []
    if duration.minutes is not None:
        parts.append(minutes_text(number_range_text(duration.lowest, duration.highest)))
    if duration.base or duration.per_participant:
        each = t("report.per_participant", length=exact_length_text(round(duration.per_participant * 60)))
        base = minutes_text(f"{duration.base:g}")
        people = t("report.base_and_each", base=base, each=each) if duration.base else each
        parts.append(t("report.at_least", minutes=people) if duration.minutes is not None else people)
    if duration.per_case:
        each = t("report.per_case", minutes=f"{duration.per_case:g}")
        parts = [t("report.base_and_each", base=list_text(parts), each=each) if parts else each]
    return list_text(parts)
