"""The question about what an earlier run of the program could not save."""

from __future__ import annotations

from collections.abc import Callable

from jusou_tui.live.session import LiveSession
from jusou_tui.plain.asking import Answer, Numbered, Say
from jusou_tui.report.recovery import difference_lines, moment_text
from jusou_tui.session.storage import recovery
from jusou_tui.wording import t


def rescue_question(live: LiveSession, say: Say, then: Callable[[], None]) -> Numbered | None:
    """Return the question whether to take in what the session lacks of it; None where there is nothing.

    `then`: called when it is answered.
    """
    if live.store.read_only or live.store.rescued is None:
        return None
    rescued = recovery.rescue_of(live.store)
    if rescued is None:
        recovery.put_rescue_away(live.store, live.clock.now())
        return None
    missing = recovery.lacking(live.book.session, rescued.session)

    def leave() -> None:
        recovery.put_rescue_away(live.store, live.clock.now())
        then()

    def take() -> None:
        say(t("recover.rescued_taken", count=live.book.restore.take_over(missing)))
        leave()

    lines = difference_lines(recovery.lacking_difference(live.book.session, missing), of_rescue=True)
    text = " ".join([t("recover.rescued_text", at=moment_text(rescued.at)), *lines])
    answers = (Answer(t("recover.rescued_take"), take, safe=True), Answer(t("recover.rescued_leave"), leave))
    return Numbered(text, answers, lasting=True)
