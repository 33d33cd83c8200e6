"""The keys of the meeting's time on the pages of sheets: what they do, and that it is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from jusou_tui.app.meeting_text.moved import moved_text
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import Command
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.live import controls
from jusou_tui.live.session import MeetingView
from jusou_tui.wording import t

EVERY_PAGE_COMMANDS = (
    Command("meeting_time('advance')", "app.advance", "app.advance_help", keys.NEXT_PART),
    Command("meeting_time('pause')", "common.pause", "app.pause_help", keys.PAUSE),
    Command("meeting_time('less')", "app.minus", "app.minus_help", keys.LESS),
    Command("meeting_time('more')", "app.plus", "app.plus_help", keys.MORE),
)

_CONTROLS: Mapping[str, Callable[[MeetingView], bool]] = MappingProxyType(
    {
        "advance": controls.advance,
        "pause": controls.toggle_pause,
        "less": lambda meeting: controls.adjust(meeting, -1),
        "more": lambda meeting: controls.adjust(meeting, 1),
    }
)


def change_time(page: SessionScreen, name: str) -> None:
    """Do what a key of EVERY_PAGE_COMMANDS means for the running activity, and say what it did, or why nothing."""
    meeting = page.meeting
    before = meeting.snapshot()
    if before.state in {"before", "finished"}:
        page.host.say(t("sheet.nothing_runs"))
        return
    done = _CONTROLS[name](meeting)
    page.act(done)
    page.host.heartbeat.now()
    if done and (text := moved_text(before, meeting.snapshot())):
        page.host.say(text)
