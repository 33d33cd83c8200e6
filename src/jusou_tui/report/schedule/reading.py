"""How long the texts to read aloud in a plan take."""

from __future__ import annotations

from jusou_tui.report.blocks import Block, Heading, Item, Paragraph
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.wording import t
from jusou_tui.wording.times import clock_length_text


def reading_blocks(schedule: Schedule) -> list[Block]:
    """Return a line for each text, warnings for those too long for their slot."""
    blocks: list[Block] = [Heading(t("timekeeping.reading_title"), 3)]
    texts = read_aloud(schedule)
    if not texts:
        return [*blocks, Paragraph(t("timekeeping.reading_none"))]
    for text in texts:
        message_id = "timekeeping.reading_long" if text.is_long else "timekeeping.reading_row"
        line = t(
            message_id, label=text.row.label, time=clock_length_text(text.seconds), minutes=text.row.minutes
        )
        blocks.append(Item(line, style="warning" if text.is_long else "plain"))
    return blocks


def reading_document(schedule: Schedule) -> list[dict[str, object]]:
    """Return the same texts as plain data."""
    return [
        {
            "activity": text.row.key,
            "seconds": text.seconds,
            "minutes": text.row.minutes,
            "long": text.is_long,
        }
        for text in read_aloud(schedule)
    ]
