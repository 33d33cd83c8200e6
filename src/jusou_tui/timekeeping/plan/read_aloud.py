"""The texts of a plan that are read aloud, and how long each takes."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.timekeeping.plan.schedule import Row, Schedule

LONGEST_SHARE = 0.3
"""A text that takes more of its slot leaves too little for what the slot is for."""


class ReadAloud(NamedTuple):
    """The text of a row and the seconds that reading it takes."""

    row: Row
    seconds: int

    @property
    def is_long(self) -> bool:
        """Whether it takes too much of its slot; a row that is not timed has none."""
        return 0 < self.row.minutes * 60 * LONGEST_SHARE < self.seconds


def read_aloud(schedule: Schedule) -> tuple[ReadAloud, ...]:
    """Return the texts of a plan that are read aloud, in order."""
    texts = (
        (row, row.activity.read_aloud or "") for row in schedule.rows if row.activity and not row.skipped
    )
    return tuple(ReadAloud(row, seconds) for row, text in texts if (seconds := reading_seconds(text)))
