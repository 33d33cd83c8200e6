"""What a key did to a meeting, and how it is taken back; why it did nothing."""

from __future__ import annotations

from jusou_tui.live.meeting_words.alerts import hint_at_the_end
from jusou_tui.live.meeting_words.controls import Controls
from jusou_tui.live.meeting_words.segments import segment_words
from jusou_tui.live.planning import rounds
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t


def moved_text(meeting: MeetingView, before: MeetingSnapshot) -> str:
    """Return what happened to a meeting since a snapshot, "" where nothing moved that a key moves."""
    after = meeting.snapshot()
    if (before.row and before.row.key) != (after.row and after.row.key):
        label = after.row.label if after.row is not None else ""
        return t("app.moved_on", label=label) if label else t("app.moved_to_end")
    if before.state != after.state:
        return t("app.moved_pause") if after.state == "paused" else t("app.moved_resume")
    more = after.progress.adjustment - before.progress.adjustment
    if more:
        return t("app.moved_more", minutes=more) if more > 0 else t("app.moved_less", minutes=-more)
    if before.segment_index != after.segment_index and after.segment is not None:
        return t("app.moved_part", title=segment_words(after.segment).title)
    turns = after.round
    if turns is None or before.round is None or turns.current == before.round.current:
        return ""
    name = rounds.speaker(meeting.live, after)
    return t("app.moved_turn", name=name) if name else t("app.moved_round")


def unmoved_text(snapshot: MeetingSnapshot, controls: Controls, *, minutes: int = 0) -> str:
    """Return why a meeting did not move, "" where nothing is to be said: a press that counted once, say.

    `minutes`: how many more were asked for, 0 where the next part was, or a pause.
    """
    if snapshot.state == "before":
        return t("app.not_begun", key=controls.go_on)
    if snapshot.state == "finished":
        return t("app.is_over")
    return t("app.no_minutes_left") if minutes < 0 else hint_at_the_end(snapshot, controls)
