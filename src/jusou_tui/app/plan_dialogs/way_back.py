"""What the page says about going back: that a mistaken key was taken back, and what else it can be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.live.controls import Way, WaysBack
from jusou_tui.live.session import MeetingView
from jusou_tui.wording import t

WAYS: Mapping[str, Way] = MappingProxyType({"goes_on": "goes_on", "again": "again", "mistake": "mistake"})
_LABELS: Mapping[Way, str] = MappingProxyType(
    {"goes_on": "app.back_goes_on", "again": "app.back_again", "mistake": "app.back_mistake"}
)


def title(meeting: MeetingView, found: WaysBack) -> str:
    """Return the question's title."""
    return t("app.back_title", label=_label(meeting, found.row))


def choices(found: WaysBack) -> list[MenuChoice]:
    """Return what going back can mean, with ids of `WAYS`."""
    return [MenuChoice(way, t(_LABELS[way])) for way in found.ways]


def taken_back(meeting: MeetingView, found: WaysBack) -> str:
    """Return the sentence after a key that was pressed by mistake was taken back."""
    return t("app.back_taken", label=_label(meeting, found.row))


def _label(meeting: MeetingView, key: str) -> str:
    row = meeting.schedule().row(key)
    return row.label if row is not None else ""
