"""The keys of time on any page of a session but the meeting's own. What leaves an activity asks first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from jusou_tui.app.meeting_text.moved import moved_text
from jusou_tui.app.plan_dialogs import way_back
from jusou_tui.app.plan_dialogs.catch_up import open_catch_up
from jusou_tui.app.plan_dialogs.confirm import Confirmation, confirmation
from jusou_tui.app.plan_dialogs.unmoved import unmoved_text
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host, PlanPage
from jusou_tui.live import controls, undoing
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
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
        _ask(host, meeting, confirmation(meeting) or _question(meeting))


def _go_back(page: PlanPage) -> None:
    """Ask what going back to the activity before means; then do it and show the meeting."""
    host, meeting = page.host, page.host.open_live.under_way()
    found = controls.ways_back(meeting) if meeting.step.kind == "meeting" else None
    if found is None:
        host.say(t("app.back_nothing"))
        return
    ways = [Answer(one.id, one.label, str(number)) for number, one in enumerate(way_back.choices(found), 1)]
    stay = Answer("leave", t("app.next_stay"), str(len(ways) + 1), safe=True)
    dialog = Ask(way_back.title(meeting, found), "", [*ways, stay])
    steps: dict[str, Callable[[], bool]] = {
        way: partial(controls.go_back, meeting, way) for way in found.ways
    }
    _ask(host, meeting, Confirmation(dialog, steps))


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
    elif why := unmoved_text(meeting.snapshot(), minutes=minutes):
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


def _question(meeting: MeetingView) -> Confirmation:
    """Return the question whether to go on; to stay is the answer that Enter gives."""
    answers = (
        Answer("go", t("app.next_go"), "1"),
        Answer("leave", t("app.next_stay"), "2", safe=True),
    )
    dialog = Ask(t("app.next_title"), question_text(meeting, meeting.snapshot()), answers)
    return Confirmation(dialog, {"go": partial(controls.go_on, meeting)})


def question_text(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return what ends and what begins where the meeting goes on now."""
    ends = snapshot.row.label if snapshot.row is not None else ""
    if snapshot.next_row is None:
        return t("app.next_finish", ends=ends)
    begins = snapshot.next_row.label
    if snapshot.state == "before":
        return t("app.next_begin", step=meeting.step.heading, begins=begins)
    return t("app.next_text", ends=ends, begins=begins)
