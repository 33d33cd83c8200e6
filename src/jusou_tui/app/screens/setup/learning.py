"""Minutes from past runs for the meeting at hand: read apart, shown, taken as one change or left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.app.widgets.dialog import Answer, Ask
from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.paths import sessions_of
from jusou_tui.report.lessons import said_lesson, said_stays
from jusou_tui.timekeeping.history.lessons import Learning, learn, relevant_samples
from jusou_tui.timekeeping.history.past import Sample, Size, has_runs, past_runs
from jusou_tui.timekeeping.plan import changes
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.app.shell.host import Host
    from jusou_tui.live.session import Desk


async def is_offered(app: Host, curriculum: Curriculum, step: Step) -> bool:
    """Return whether there are past runs, and an activity whose minutes they could change."""
    folder = sessions_of(app.start.folder)
    return has_range(step) and await asyncio.to_thread(has_runs, folder, curriculum.id)


def has_range(step: Step) -> bool:
    """Return whether the curriculum lets a step's activities be longer or shorter."""
    durations = (activity.duration for activity in step.activities)
    return any(one is not None and one.lowest < one.highest for one in durations)


async def offer(app: Host, desk: Desk, done: Callable[[], None]) -> None:
    """Read the runs in a thread, show what they teach about the meeting at hand, and take it if wanted."""
    if desk.standing().state != "before":
        app.say(t("review.learn_begun"))
        return
    app.say(t("review.learn_reading"))
    page, step = app.screen, desk.step.id
    runs = await _read(sessions_of(app.start.folder), desk)
    if app.screen is not page or app.desk is not desk or desk.step.id != step:
        return
    if not runs:
        app.say(t("review.nothing_to_learn"))
        return
    found = _learned(desk, runs)
    if not found.lessons:
        app.say(t("review.learned_nothing", step=desk.step.label, stays=said_stays(found)))
        return
    app.clear_notifications()
    answers = (
        Answer("take", t("review.learn_take"), "1", primary=True),
        Answer("leave", t("review.learn_leave"), "2", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer == "take" and take(desk, found):
            app.say(t("review.learn_taken", count=len(found.lessons)))
            done()

    app.push_screen(Ask(t("review.learn_title"), _preview(found), answers), answered)


async def _read(folder: Path, desk: Desk) -> list[Sample]:
    found = await asyncio.to_thread(past_runs, folder, alone=True)
    others = (one for one in found.samples if one.session != desk.book.meta.id)
    return relevant_samples(others, desk.curriculum)


def _learned(desk: Desk, runs: list[Sample]) -> Learning:
    size = Size(len(desk.present), desk.meeting.cases)
    return learn(runs, desk.curriculum, desk.step, desk.schedule(), size)


def _preview(found: Learning) -> str:
    lines = [said_lesson(lesson) for lesson in found.lessons]
    return "\n".join([*lines, *(line for line in ("", said_stays(found)) if said_stays(found))])


def take(desk: Desk, found: Learning) -> bool:
    """Plan the meeting at hand with what was learned, as one change."""
    with desk.book.together("review.change_learned"):
        desk.book.set_meeting(desk.step.id, **changes.with_minutes(desk.meeting, found.minutes))
    return True
