"""A page's compositor: for what changed it asks the widgets that are there, and for those lines alone."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class BandCompositor(Compositor):
    """Textual's compositor, which asks every widget in the same container, each for all of its lines."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield the region of each widget in `crop`, the part of it in those lines, and that part's lines."""
        if crop is None:
            yield from super()._get_renders(crop)
            return
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen.overlaps(crop):
                band = seen.intersection(Region(seen.x, crop.y, seen.width, crop.height))
                yield region, band, widget.render_lines(band.translate((-region.x, -region.y)))
