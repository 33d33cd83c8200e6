"""The prompt card of a meeting: which prompts it shows before, during and after the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jusou_tui.live.meeting_words import prompts
from jusou_tui.live.meeting_words.prompt_rows import Mark, PromptRow
from jusou_tui.live.meeting_words.prompts import Carried
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot


@dataclass(frozen=True)
class Card:
    """The rows of the card; `current` is the key of the segment that runs, `marks` are those of cues by key.

    `from_top`: the activity has just begun, its purpose and what to read out come first.
    """

    rows: tuple[PromptRow, ...]
    current: str | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)
    from_top: bool = False


def card_of(meeting: MeetingView, snapshot: MeetingSnapshot, carried: Carried) -> Card:
    """Return the card of a meeting. `carried`: what goes with its prompts."""
    if snapshot.state == "finished":
        return Card(tuple(prompts.finished_prompts(meeting, snapshot)))
    row, curriculum = snapshot.row, meeting.live.curriculum
    if row is None:
        people = [meeting.live.name_of(person) for person in meeting.present]
        found = prompts.step_prompts(curriculum, meeting.step, people, snapshot.schedule)
        return Card((*carried.above, *carried.below, *found))
    if snapshot.is_break:
        return Card((*carried.above, *prompts.break_prompts(curriculum, snapshot)))
    if row.activity is None:
        return Card((*carried.above, *prompts.row_prompts(curriculum, row), *carried.below))
    found = prompts.activity_prompts(curriculum, row.activity, row.segments)
    return Card(
        (*carried.above, *found, *carried.below),
        snapshot.segment.key if snapshot.segment else None,
        prompts.cue_marks(snapshot),
        from_top=snapshot.progress.segment is None,
    )
