"""The keys of time on any page of a session but the meeting's own. What leaves an activity asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from jusou_tui.app.plan_dialogs.catch_up import open_catch_up
from jusou_tui.app.plan_dialogs.confirm import Confirmation, asked, confirmation
from jusou_tui.app.shell.host import Host, PlanPage
from jusou_tui.app.shell.keys import CONTROLS
from jusou_tui.live import controls, undoing
from jusou_tui.live.meeting_words.moved import moved_text, unmoved_text
from jusou_tui.live.meeting_words.questions import Choice, what_going_back_means, whether_to_go_on
from jusou_tui.live.session import MeetingView
from jusou_tui.live.steps import due_meeting
from jusou_tui.wording import t


def control(name: str, page: PlanPage) -> None:
    """Do what a key of time says, on any page but the meeting's own: `name` is one of `KEYS`."""
    live = page.host.open_live
    if live.store.read_only:
        page.host.say(t("recover.looking"))
    elif not live.keeps_time:
        page.host.say(t("app.next_not_here"))
    else:
        KEYS[name](page)


def _go_on(page: PlanPage) -> None:
    """Ask, naming what ends and what begins; then do it and show the meeting."""
    host, meeting = page.host, due_meeting(page.host.open_live)
    if meeting is None:
        host.say(t("app.next_nothing"))
    else:
        _ask(host, meeting, confirmation(meeting) or asked(whether_to_go_on(meeting)))


def _go_back(page: PlanPage) -> None:
    """Ask what going back to the activity before means; then do it and show the meeting."""
    host, meeting = page.host, page.host.open_live.under_way()
    found = controls.ways_back(meeting) if meeting.step.kind == "meeting" else None
    if found is None:
        host.say(t("app.back_nothing"))
        return
    question = what_going_back_means(meeting, found)
    stay = Choice("leave", t("app.next_stay"), safe=True)
    _ask(host, meeting, asked(question._replace(choices=(*question.choices, stay))))


def _ask(host: Host, meeting: MeetingView, asked: Confirmation) -> None:
    """Ask, do what is answered as an act of the meeting's own page, and show that page."""

    def answered(answer: str | None) -> None:
        with undoing.made_on_the_run_page(meeting):
            done = asked.take(answer)
        if done:
            host.show_step(meeting.step.id)

    host.push_screen(asked.dialog, answered)


def _catch_up(page: PlanPage) -> None:
    if (meeting := due_meeting(page.host.open_live)) is None:
        page.host.say(t("app.next_nothing"))
    else:
        open_catch_up(page, meeting)


def _advance(page: PlanPage) -> None:
    """Go to the next part or turn; past the last part say that there is none."""
    _act(controls.advance, page)


def _adjust(minutes: int, page: PlanPage) -> None:
    _act(partial(controls.adjust, minutes=minutes), page, minutes)


def _act(change: Callable[[MeetingView], bool], page: PlanPage, minutes: int = 0) -> None:
    """Change the meeting that runs, and say what that did, or why it did nothing."""
    live = page.host.open_live
    meeting = live.under_way()
    before = meeting.snapshot()
    if not meeting.is_under_way:
        page.host.say(t("app.nothing_runs"))
    elif change(meeting):
        page.after_change()
        page.host.say(moved_text(meeting, before))
    elif live.double_press.was_refused():
        page.host.say(t("app.counted_once"))
    elif why := unmoved_text(meeting.snapshot(), CONTROLS, minutes=minutes):
        page.host.say(why)


KEYS: Mapping[str, Callable[[PlanPage], object]] = MappingProxyType(
    {
        "go_on": _go_on,
        "go_back": _go_back,
        "catch_up": _catch_up,
        "advance": _advance,
        "pause": partial(_act, controls.toggle_pause),
        "minus": partial(_adjust, -1),
        "plus": partial(_adjust, 1),
    }
)
"""What the keys of time do elsewhere than on the meeting's page."""
