"""What the commands of plain mode do, by name: a function each, of the conversation and what was typed."""

from __future__ import annotations

from jusou_tui.plain.acts import entries, looking, people, program, sheets, time, turns
from jusou_tui.plain.talk import Act

ACTS: dict[str, Act] = {
    **time.ACTS,
    **turns.ACTS,
    **entries.ACTS,
    **sheets.ACTS,
    **looking.ACTS,
    **people.ACTS,
    **program.ACTS,
}
"""All commands by name."""
