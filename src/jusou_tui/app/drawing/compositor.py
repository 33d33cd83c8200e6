"""A page's compositor: of what changed it asks the widgets that are seen there, for those lines alone."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class BandCompositor(Compositor):
    """Textual's compositor, which asks every widget in the same container, each for all of its lines."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield of each widget that is seen in `crop` its region, the part in those lines, and that part."""
        if crop is None:
            yield from super()._get_renders(crop)
            return
        open_cells = _OpenCells(crop)
        for widget, (region, clip) in self.visible_widgets.items():  # the foremost first
            seen = region.intersection(clip)
            if open_cells.take(seen.intersection(crop)):
                band = seen.intersection(Region(seen.x, crop.y, seen.width, crop.height))
                yield region, band, widget.render_lines(band.translate((-region.x, -region.y)))


class _OpenCells:
    """The cells of a region that no widget stands on yet: for each line a bit for each cell."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._lines = [(1 << region.width) - 1] * region.height

    def take(self, part: Region) -> bool:
        """Let a widget stand on a part of the region. Return whether any cell of that was open."""
        if not part:
            return False
        cells = ((1 << part.width) - 1) << (part.x - self._region.x)
        found = False
        for line in range(part.y - self._region.y, part.bottom - self._region.y):
            found = found or bool(self._lines[line] & cells)
            self._lines[line] &= ~cells
        return found
