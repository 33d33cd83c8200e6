"""Why a key of time did nothing."""

from __future__ import annotations

from jusou_tui.live.meeting_words.alerts import hint_at_the_end
from jusou_tui.live.meeting_words.controls import Controls
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.wording import t


def unmoved_text(snapshot: MeetingSnapshot, controls: Controls, *, minutes: int = 0) -> str:
    """Return why a meeting did not move, "" where nothing is to be said: a press that counted once, say.

    `minutes`: how many more were asked for, 0 where the next part was, or a pause.
    """
    if snapshot.state == "before":
        return t("app.not_begun", key=controls.go_on)
    if snapshot.state == "finished":
        return t("app.is_over")
    return t("app.no_minutes_left") if minutes < 0 else hint_at_the_end(snapshot, controls)
