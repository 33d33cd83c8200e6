"""What is to be said when a session has been opened."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession
from jusou_tui.wording import t


def first_words(live: LiveSession) -> str:
    """Return what is wrong with the session's curriculum, and its conflicts; "" where there is nothing."""
    sentences = []
    if (fault := live.curriculum_fault) is not None:
        sentences.append(t(fault.message_id, **fault.facts))
    if live.book.session.conflicts and not live.store.read_only:
        from jusou_tui.session.book.restore import open_questions

        count = len(open_questions(live.book.session))
        sentences.append(t("compare.conflicts_on_opening", count=count))
    return "\n".join(sentences)
