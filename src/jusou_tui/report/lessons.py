"""What past runs teach about a meeting, in words."""

from __future__ import annotations

from jusou_tui.timekeeping.history.lessons import Learning, Lesson
from jusou_tui.wording import t
from jusou_tui.wording.labels import list_text


def said_lessons(step: str, found: Learning) -> list[str]:
    """Return what is planned otherwise in a step, a line each, and how much of it stays as it is."""
    lines = [t("review.learned_from", step=step, count=len(found.lessons))] if found.lessons else []
    lines += [f"  {said_lesson(lesson)}" for lesson in found.lessons]
    stays = said_stays(found)
    return [*lines, f"  {stays}" if lines else t("review.learned_nothing", step=step, stays=stays)]


def said_lesson(lesson: Lesson) -> str:
    """Return `わがまちを振り返る 60→68分（3回の記録から）`."""
    facts = {"label": lesson.label, "before": lesson.before, "after": lesson.after, "runs": lesson.runs}
    return t("review.learned", **facts)


def said_stays(found: Learning) -> str:
    """Return how many activities stay as planned, and why; "" where none does."""
    reasons = (
        ("review.stays_right", found.right),
        ("review.stays_fixed", found.fixed),
        ("review.stays_unknown", found.unknown),
    )
    told = [t(message, count=count) for message, count in reasons if count]
    return t("review.stays", reasons=list_text(told)) if told else ""
