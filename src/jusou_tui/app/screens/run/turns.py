"""What can be done about the turn of one person in a round: later, pass, a little more time."""

from __future__ import annotations

from jusou_tui.app.shell.host import PlanPage
from jusou_tui.live import controls
from jusou_tui.live.planning import rounds
from jusou_tui.live.session import MeetingView
from jusou_tui.wording import t
from jusou_tui.wording.values import exact_length_text


def speak_later(page: PlanPage, meeting: MeetingView) -> None:
    """Let the person whose turn it is speak at the end, and say so; where nobody has a turn, say that."""
    name = rounds.speaker(meeting.live, meeting.snapshot())
    if not name:
        page.host.say(t("app.no_turn"))
    elif controls.speak_later(meeting):
        page.host.say(t("app.later_text", name=name))
        page.after_change()


def pass_turn(page: PlanPage, meeting: MeetingView) -> None:
    """Let the person whose turn it is pass in this round, and say so; where nobody has a turn, say that."""
    name = rounds.speaker(meeting.live, meeting.snapshot())
    if not name:
        page.host.say(t("app.no_turn"))
    elif controls.pass_turn(meeting):
        page.host.say(t("app.pass_text", name=name))
        page.after_change()


def extend(page: PlanPage, meeting: MeetingView, seconds: int) -> bool:
    """Give the turn so many seconds more, below 0 fewer, and say so. Return False where nobody has a turn."""
    name = rounds.speaker(meeting.live, meeting.snapshot())
    if not name:
        return False
    if not rounds.extend(meeting, seconds):
        page.host.say(t("timekeeping.no_extra", name=name))
        return True
    state = meeting.snapshot().round
    text = "timekeeping.extended" if seconds > 0 else "timekeeping.taken_back"
    page.host.say(t(text, name=name, length=exact_length_text(state.extra if state else 0)))
    page.after_change()
    return True
