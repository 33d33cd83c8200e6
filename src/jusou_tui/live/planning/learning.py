"""Minutes from past runs for the meeting in view: read, learned from, and taken as one change."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.live.planning.lesson_texts import lesson_text, unchanged_text
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.timekeeping.history.past import (
    Learning,
    Sample,
    Size,
    has_runs,
    learn,
    past_runs,
    relevant_samples,
)
from jusou_tui.timekeeping.plan import changes


def can_learn(folder: Path, curriculum: Curriculum, step: Step) -> bool:
    """Return whether `folder` has past runs and the step an activity whose minutes they could change.

    Reads files: call it in a thread.
    """
    durations = (activity.duration for activity in step.activities)
    has_range = any(one is not None and one.lowest < one.highest for one in durations)
    return has_range and has_runs(folder, curriculum.id)


def read_runs(folder: Path, live: LiveSession) -> list[Sample]:
    """Return the past runs in `folder` that this session can learn from. Reads files: call it in a thread."""
    others = (one for one in past_runs(folder, alone=True).samples if one.session != live.book.meta.id)
    return relevant_samples(others, live.curriculum)


def learned(meeting: MeetingView, runs: list[Sample]) -> Learning:
    """Return what the runs teach about the meeting in view, as it is planned now."""
    size = Size(len(meeting.present), meeting.case_count)
    return learn(runs, meeting.live.curriculum, meeting.step, meeting.schedule(), size)


def learning_text(found: Learning) -> str:
    """Return the lessons in words, a line each, and what stays as it is."""
    stays = unchanged_text(found)
    return "\n".join([*map(lesson_text, found.lessons), *(("", stays) if stays else ())])


def take(meeting: MeetingView, found: Learning) -> None:
    """Plan the meeting in view with what was learned, as one change."""
    with meeting.book.together("review.change_learned"):
        meeting.set_record(**changes.with_minutes(meeting.record, found.minutes))
