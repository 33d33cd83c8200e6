"""The key for "next" on any page of a session but the meeting's own: it asks, then shows the meeting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from jusou_tui.app.meeting_text.moved import moved_text
from jusou_tui.app.plan_dialogs.confirm import Confirmation, confirmation
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host, PlanPage
from jusou_tui.live import controls, undoing
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.run_steps import stages
from jusou_tui.wording import t

UNDER_WAY = frozenset({"running", "paused"})


def go_on(host: Host) -> None:
    """Ask, naming what ends and what begins; then do it and show the meeting."""
    live = host.open_live
    meeting = due_meeting(live)
    if live.store.read_only:
        host.say(t("recover.looking"))
    elif not live.keeps_time:
        host.say(t("app.next_not_here"))
    elif meeting is None:
        host.say(t("app.next_nothing"))
    else:
        asked = confirmation(meeting) or _question(meeting)

        def answered(answer: str | None) -> None:
            with undoing.made_on_the_run_page(meeting):
                done = asked.take(answer)
            if done:
                host.show_step(meeting.step.id)

        host.push_screen(asked.dialog, answered)


CONTROLS: Mapping[str, Callable[[MeetingView], bool]] = MappingProxyType(
    {
        "advance": controls.advance,
        "pause": controls.toggle_pause,
        "minus": lambda meeting: controls.adjust(meeting, -1),
        "plus": lambda meeting: controls.adjust(meeting, 1),
    }
)
"""What the keys of time do from any other page: they act on the meeting that runs."""


def control(name: str, page: PlanPage) -> None:
    """Ask whether the meeting goes on ("go_on"), or do one of `CONTROLS` with it and say what it did."""
    if name == "go_on":
        go_on(page.host)
    else:
        _control(page, name)


def _control(page: PlanPage, name: str) -> None:
    host, live = page.host, page.host.open_live
    meeting = live.under_way()
    before = meeting.snapshot()
    if before.state not in UNDER_WAY:
        host.say(t("app.nothing_runs"))
    elif CONTROLS[name](meeting):
        page.after_change()
        host.say(moved_text(before, meeting.snapshot()))
    elif live.double_press.was_refused():
        host.say(t("app.counted_once"))


def due_meeting(live: LiveSession) -> MeetingView | None:
    """Return the meeting that goes on or begins next: the one under way, the one in view, the due one."""
    kept = live.under_way()
    if kept.snapshot().state in UNDER_WAY:
        return kept
    if live.current.step.kind == "meeting" and live.current.snapshot().state == "before":
        return live.current
    today = live.clock.now().date()
    due = due_step(stages(live.curriculum, live.book.session, today), today)
    return None if due is None else live.meeting(due.step.id)


def _question(meeting: MeetingView) -> Confirmation:
    """Return the question whether to go on; to stay is the answer that Enter gives."""
    answers = (
        Answer("go", t("app.next_go"), "1"),
        Answer("leave", t("app.next_stay"), "2", primary=True, safe=True),
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
