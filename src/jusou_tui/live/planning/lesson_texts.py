"""Texts of what past runs suggest for a meeting's plan."""

from __future__ import annotations

from jusou_tui.timekeeping.history.past import Learning, Lesson
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text


def lesson_lines(step: str, found: Learning) -> list[str]:
    """Return the lines for one step: what changes in its plan, and how much of it stays."""
    lines = [t("review.learned_from", step=step, count=len(found.lessons))] if found.lessons else []
    lines += [f"  {lesson_text(lesson)}" for lesson in found.lessons]
    unchanged = unchanged_text(found)
    return [*lines, f"  {unchanged}" if lines else t("review.learned_nothing", step=step, stays=unchanged)]


def lesson_text(lesson: Lesson) -> str:
    """Return `わがまちを振り返る 60→68分（3回の記録から）`."""
    facts = {"label": lesson.label, "before": lesson.before, "after": lesson.after, "runs": lesson.runs}
    return t("review.learned", **facts)


def unchanged_text(found: Learning) -> str:
    """Return how many activities keep their minutes, by reason; "" where none does."""
    reasons = (
        ("review.stays_right", found.right),
        ("review.stays_fixed", found.fixed),
        ("review.stays_unknown", found.unknown),
    )
    parts = [t(message, count=count) for message, count in reasons if count]
    return t("review.stays", reasons=list_text(parts)) if parts else ""
