"""The findings as a report, and as the document that `--json` prints."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.doctor.checks import Finding, State
from jusou_tui.errors import Phrase
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading, Style
from jusou_tui.text.terminal import cell_width, pad
from jusou_tui.wording import t

STATES: dict[State, str] = {"ok": "doctor.ok", "look": "doctor.look", "note": "doctor.note"}
"""The word of each state."""
_STYLES: dict[State, Style] = {"ok": "done", "look": "warning", "note": "plain"}


def text_of(phrase: Phrase | None) -> str:
    """Return a phrase in the language in use, "" for none."""
    return "" if phrase is None else t(phrase.message_id, **phrase.facts)


def summary(found: Sequence[Finding]) -> str:
    """Return the sentence on all of them."""
    count = sum(one.state == "look" for one in found)
    return t("doctor.some_to_look_at", count=count) if count else t("doctor.all_well")


def doctor_blocks(found: Sequence[Finding]) -> list[Block]:
    """Return the report: a line for each finding, what to do below it."""
    blocks: list[Block] = [ReportHeading(t("doctor.title")), Paragraph(summary(found))]
    widest = max(cell_width(t(word)) for word in STATES.values())
    for one in found:
        lines = [f"{t(one.topic)}{t('common.colon')}{text_of(one.text)}", text_of(one.advice)]
        mark = pad(t(STATES[one.state]), widest + 2)
        blocks.append(Item("\n".join(filter(None, lines)), mark, _STYLES[one.state]))
    return blocks


def doctor_document(found: Sequence[Finding]) -> dict[str, object]:
    """Return the findings as plain data; `advice` is "" where there is nothing to do."""
    return {
        "ok": all(one.state != "look" for one in found),
        "checks": [
            {
                "name": one.name,
                "state": one.state,
                "topic": t(one.topic),
                "text": text_of(one.text),
                "advice": text_of(one.advice),
            }
            for one in found
        ],
    }
