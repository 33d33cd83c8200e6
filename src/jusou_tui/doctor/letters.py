"""How high a terminal's letters are when a video call has made the picture small.

A call may leave 640x360 points of a shared window. Tried with JPEG at quality 30 and 4:2:0: letters of 15
points (80x24, the window filling the screen) were read, letters of 9 (120x40) were not.
"""

from __future__ import annotations

CALL_WIDTH, CALL_HEIGHT = 640, 360
READ, NOT_READ = 15, 9
"""Heights in points that were tried, and what came of it."""
LEAST = 14
"""The height from which on letters count as legible: that of 80x25, a terminal's usual size besides 80x24."""


def letter_points(columns: int, rows: int) -> int:
    """Return the height of a letter in points after a call; cells are twice as high as wide."""
    return round(min(CALL_HEIGHT / max(rows, 1), 2 * CALL_WIDTH / max(columns, 1)))
