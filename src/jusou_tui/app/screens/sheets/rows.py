"""The sheets of a programme as lines of a list: those for now first, then by step."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.live.session import MeetingView
from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheets import Listed
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled

STATES = {
    "none": ("sheet.state_none", "muted"),
    "empty": ("sheet.state_empty", "muted"),
    "begun": ("sheet.state_begun", "decided"),
}
PURPOSES = {"fill": "sheet.purpose_fill", "read": "sheet.purpose_read"}
NOW = "now "
"""Begins the key of a sheet in the first group, where it is listed a second time."""


@dataclass(frozen=True)
class SheetLine:
    """A sheet. `heading` is shown above it where a group begins; `tag` sets a sensitive one apart.

    `air`: a blank line stands above the heading.
    """

    key: str
    heading: str
    state: str
    state_style: str
    name: str
    tag: str = ""
    air: bool = False


def listed_sheets(meeting: MeetingView) -> dict[str, Listed]:
    """Return all sheets by their keys in the list; those of the current activity come first, too."""
    now = {f"{NOW}{one.key}": one for one in sheets.of_activity(meeting)}
    return {**now, **{one.key: one for one in sheets.listed(meeting)}}


def sheet_lines(listed: dict[str, Listed]) -> list[SheetLine]:
    """Return the lines of listed sheets, a heading above the first one of each group."""
    lines: list[SheetLine] = []
    group = ""
    for key, one in listed.items():
        heading = t("sheet.at_hand") if key.startswith(NOW) else one.step or t("sheet.elsewhere")
        begins = heading != group
        lines.append(_line(key, one, heading if begins else "", air=begins and bool(lines)))
        group = heading
    return lines


def _line(key: str, one: Listed, heading: str, *, air: bool) -> SheetLine:
    state, style = STATES[one.state]
    name = f"{one.name}  {one.title}".rstrip()
    if one.purpose in PURPOSES:
        name = labelled(t(PURPOSES[one.purpose]), name)
    tag = t("sheet.sensitive") if one.sensitive else ""
    return SheetLine(key, heading, t(state), style, name, tag, air)
