"""What can be done with the steps of a programme as a whole, and at which of them a session opens."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.run_steps import Stage, further_key, stages
from jusou_tui.wording import t


def open_at_due(live: LiveSession) -> None:
    """Put in view where a session opens, whoever opens it: at the meeting that is due, or the programme.

    The page that lay over a meeting that runs stays in view, and a set-up that is not finished.
    """
    today = live.clock.now().date()
    due = due_step(stages(live.curriculum, live.book.session, today), today)
    if due is not None and due.state == "under_way":
        _open_at_running(live)
    elif due is None:
        live.book.set_view(screen="programme")
    elif not live.needs_setup:
        live.book.set_view(screen="run", step=due.step.id)


def due_meeting(live: LiveSession) -> MeetingView | None:
    """Return the meeting that goes on or begins next: the one under way, the one in view, the due one."""
    kept = live.under_way()
    if kept.is_under_way:
        return kept
    if live.current.step.kind == "meeting" and live.current.snapshot().state == "before":
        return live.current
    today = live.clock.now().date()
    due = due_step(stages(live.curriculum, live.book.session, today), today)
    return None if due is None else live.meeting(due.step.id)


def _open_at_running(live: LiveSession) -> None:
    """Put the meeting that runs in view, with the page that lay over it."""
    step = live.under_way().step.id
    if live.view.step != step or live.view.screen in {"programme", "setup"}:
        live.book.set_view(screen="run", step=step)


def toggle_left_out(live: LiveSession, stage: Stage) -> str:
    """Leave a step out, or take it in again. Return what was done, or that it has begun, as a sentence."""
    step = stage.step
    if stage.state in {"under_way", "held"}:
        return t("programme.leave_out_begun", step=step.label)
    leaves_out = stage.state != "left_out"
    live.book.meetings.set(step.id, left_out=leaves_out)
    return t("programme.left_out_now" if leaves_out else "programme.taken_in_now", step=step.label)


def toggle_held(live: LiveSession, stage: Stage) -> str:
    """Declare a step held, or open again. Return why that is not possible, "" where it was done."""
    if stage.state == "left_out":
        return ""
    closed = meeting_of(live.book.session, stage.step.id).closed
    if closed is None and stage.state == "held":
        return t("programme.held_by_itself")
    live.book.meetings.set(stage.step.id, closed=None if closed else live.clock.now())
    return ""


def plan_again(live: LiveSession, stage: Stage) -> str:
    """Plan one more meeting of a step; return its key. What was recorded stays."""
    session = live.book.session
    key = further_key(live.curriculum, session, stage.step.id)
    live.book.meetings.set(key, left_out=False)
    return key
