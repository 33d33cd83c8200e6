"""When the prompt card of a meeting is made again."""

from __future__ import annotations

from jusou_tui.live.meeting_words import prompts
from jusou_tui.live.meeting_words.card import Card, card_of
from jusou_tui.live.meeting_words.prompts import Carried, carried_prompts
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot


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
            snapshot.next_row if snapshot.is_break else None,
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
