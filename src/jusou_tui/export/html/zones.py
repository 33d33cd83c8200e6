"""Zones of a sheet: ellipses in each other while they are empty, frames that grow where they hold entries."""

from __future__ import annotations

from jusou_tui.export.html.markup import inline
from jusou_tui.report.documents.model import Zone, Zones
from jusou_tui.report.documents.zone_titles import numbered

_KINDS_OF_LINE = 4
_TWO = (
    '<svg viewBox="0 0 100 60" preserveAspectRatio="none" aria-hidden="true">'
    '<ellipse cx="34.5" cy="30" rx="33.5" ry="29" fill="none" stroke="#000" stroke-width="5"'
    ' vector-effect="non-scaling-stroke"/>'
    '<ellipse cx="65.5" cy="30" rx="33.5" ry="29" fill="none" stroke="#000" stroke-width="3"'
    ' stroke-dasharray="14 8" vector-effect="non-scaling-stroke"/></svg>'
)


def zones(block: Zones) -> str:
    """Return the zones. What is read first is the innermost one, or the first of two that overlap."""
    filled = " filled" if any(zone.entries for zone in block.zones) else ""
    room = f" h{block.lines}" if block.lines else ""
    if block.overlap:
        inside = "".join(_zone(number, zone, "") for number, zone in enumerate(block.zones, 1))
        return f'<div class="zones overlap{filled}{room}">{_TWO}{inside}</div>'
    inside = ""
    for number, zone in enumerate(block.zones, 1):
        inside = _zone(number, zone, inside)
    note = f'<p class="sticky">{inline(block.note)}</p>' if block.note and not filled else ""
    return f'<div class="zones nested{filled}{room}">{inside}{note}</div>'


def _zone(number: int, zone: Zone, inside: str) -> str:
    """Return a zone with what lies in it; that comes first, as it is the first to be read."""
    hint = f"<p>{inline(zone.hint)}</p>" if zone.hint else ""
    entries = "".join(f"<li>{inline(entry)}</li>" for entry in zone.entries)
    own = f"<ul>{entries}</ul>" if entries else ""
    label = f'<div class="label"><h3>{inline(numbered(number, zone.title))}</h3>{hint}{own}</div>'
    line = min(number, _KINDS_OF_LINE)
    return f'<div class="zone line{line}">{inside}{label}</div>'
