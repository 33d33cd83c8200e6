"""How long the texts to read aloud take, against the slots they stand in."""

from __future__ import annotations

from jusou_tui.messages import t
from jusou_tui.report.blocks import Block, Heading, Item, Paragraph
from jusou_tui.text.reading import reading_seconds
from jusou_tui.timekeeping.schedule import Row, Schedule

LONGEST_SHARE = 0.3
"""A text that takes more of its slot leaves too little for what the slot is for."""


def _rows(schedule: Schedule) -> list[tuple[Row, int]]:
    texts = (
        (row, row.activity.read_aloud or "") for row in schedule.rows if row.activity and not row.skipped
    )
    return [(row, seconds) for row, text in texts if (seconds := reading_seconds(text))]


def is_long(row: Row, seconds: int) -> bool:
    """Return whether a text takes too much of its slot."""
    return seconds > row.minutes * 60 * LONGEST_SHARE


def reading_blocks(schedule: Schedule) -> list[Block]:
    """Return how long each text takes, those that take too long with a word."""
    blocks: list[Block] = [Heading(t("timekeeping.reading_title"), 3)]
    rows = _rows(schedule)
    if not rows:
        return [*blocks, Paragraph(t("timekeeping.reading_none"))]
    for row, seconds in rows:
        long = is_long(row, seconds)
        word = "timekeeping.reading_long" if long else "timekeeping.reading_row"
        time = f"{seconds // 60}:{seconds % 60:02d}"
        said = t(word, label=row.label, time=time, minutes=row.minutes)
        blocks.append(Item(said, style="warning" if long else "plain"))
    return blocks


def reading_document(schedule: Schedule) -> list[dict[str, object]]:
    """Return the same as plain data."""
    return [
        {"activity": row.key, "seconds": seconds, "minutes": row.minutes, "long": is_long(row, seconds)}
        for row, seconds in _rows(schedule)
    ]
