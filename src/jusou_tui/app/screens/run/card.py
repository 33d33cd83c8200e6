"""The prompt card of a meeting: which prompts it shows before, during and after the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jusou_tui.app.drawing.row_models import Mark, PromptRow
from jusou_tui.app.meeting_text import prompts
from jusou_tui.app.meeting_text.clock_face import is_break
from jusou_tui.app.meeting_text.prompts import Carried, carried_prompts
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
    if is_break(snapshot):
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


class CardMaker:
    """Makes the card again only where something that it shows has changed."""

    def __init__(self) -> None:
        self._key: object = None
        self._carried: tuple[object, Carried] | None = None

    def changed(self, meeting: MeetingView, snapshot: MeetingSnapshot) -> Card | None:
        """Return the card, None where it is the one that was returned last."""
        row, carried = snapshot.row, self._carried_to(meeting, snapshot)
        key = (
            snapshot.state,
            row.key if row else None,
            snapshot.segment.key if snapshot.segment else None,
            row.segments if row else (),
            snapshot.next_row if is_break(snapshot) else None,
            meeting.present,
            meeting.book.ledger.revision if snapshot.state == "finished" else 0,
            carried,
            prompts.cue_marks(snapshot),
        )
        if key == self._key:
            return None
        self._key = key
        return card_of(meeting, snapshot, carried)

    def forget(self) -> None:
        """Let the next card count as changed."""
        self._key = None

    def _carried_to(self, meeting: MeetingView, snapshot: MeetingSnapshot) -> Carried:
        """Return what goes with the prompts; looked up again when something was written or began."""
        live, row = meeting.live, snapshot.row.key if snapshot.row else None
        key = (live.content_revision, live.sheets_revision, snapshot.state, row)
        if self._carried is None or self._carried[0] != key:
            self._carried = (key, carried_prompts(meeting, snapshot, snapshot.row))
        return self._carried[1]
