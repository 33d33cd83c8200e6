"""Planning with minutes from past runs: offered where there are some, shown, taken or left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.host import Host
from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.live.planning import learning
from jusou_tui.live.planning.lesson_texts import unchanged_text
from jusou_tui.live.session import MeetingView
from jusou_tui.paths import sessions_of
from jusou_tui.wording import t


async def is_offered(host: Host, curriculum: Curriculum, step: Step) -> bool:
    """Return whether there is something to learn for a step; looks for it in a thread."""
    return await asyncio.to_thread(learning.can_learn, sessions_of(host.start.folder), curriculum, step)


async def offer(host: Host, meeting: MeetingView, done: Callable[[], None]) -> None:
    """Read past runs in a thread, show what they teach about the meeting in view, and take it if wanted.

    `done` is called after it was taken. Asks nothing where another page or meeting is in view by then.
    """
    if meeting.snapshot().state != "before":
        host.say(t("review.learn_begun"))
        return
    host.say(t("review.learn_reading"))
    page = host.screen
    runs = await asyncio.to_thread(learning.read_runs, sessions_of(host.start.folder), meeting.live)
    if host.screen is not page or host.live is not meeting.live or meeting.live.current is not meeting:
        return
    if not runs:
        host.say(t("review.nothing_to_learn"))
        return
    found = learning.learned(meeting, runs)
    if not found.lessons:
        host.say(t("review.learned_nothing", step=meeting.step.label, stays=unchanged_text(found)))
        return
    host.notices.clear()
    answers = (
        Answer("take", t("review.learn_take"), "1"),
        Answer("leave", t("review.learn_leave"), "2", safe=True),
    )

    def answered(answer: str | None) -> None:
        if answer == "take":
            learning.take(meeting, found)
            host.say(t("review.learn_taken", count=len(found.lessons)))
            done()

    host.push_screen(Ask(t("review.learn_title"), learning.learning_text(found), answers), answered)
