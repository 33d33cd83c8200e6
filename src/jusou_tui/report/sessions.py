"""The sessions of a folder as a table, and as the document that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from jusou_tui.curriculum.titles import Titles
from jusou_tui.files import is_file
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading
from jusou_tui.session.library import Summary, conflict_count
from jusou_tui.session.programme.days import PlannedOrHeld, State, in_sight
from jusou_tui.session.storage.beside import base_path
from jusou_tui.text.file_names import name_below
from jusou_tui.wording import problem_text, t
from jusou_tui.wording.values import bracketed, date_time_text, short_date_text, tag_text, time_text

MOST_COPIES = 3
"""Copies of a session that a list names."""


def sessions_blocks(
    summaries: Sequence[Summary], folder: Path, curricula: Mapping[str, Titles], today: date
) -> list[Block]:
    """Return the list of a folder's sessions on a day; `curricula` by id have the titles."""
    if not summaries:
        return [Paragraph(t("report.no_sessions", folder=folder))]
    blocks: list[Block] = [Paragraph(t("report.sessions_in", folder=folder), "muted")]
    for one in summaries:
        if one.problem is None:
            blocks += _summary(one, folder, curricula.get(one.curriculum), today)
    blocks += _broken([one for one in summaries if one.problem is not None], folder)
    if any(one.copies for one in summaries):
        blocks.append(Paragraph(t("report.copies_hint"), "muted"))
    return blocks


def shown_copies(one: Summary) -> tuple[Path, ...]:
    """Return those copies of a session that a list names one by one; it counts the others, at least two."""
    return one.copies if len(one.copies) <= MOST_COPIES + 1 else one.copies[:MOST_COPIES]


def copy_text(copy: Path, folder: Path) -> str:
    """Return what a copy of a session is called: its file, whose it is, and what is open in it."""
    is_of_scribe = is_file(base_path(copy))
    text = t(
        "report.copy_of_scribe" if is_of_scribe else "common.copy_of_session", name=name_below(copy, folder)
    )
    return text + bracketed(conflicts_text(conflict_count(copy)))


def conflicts_text(count: int) -> str:
    """Return how many conflicts are open, "" for none."""
    return t("report.conflicts_open", count=count) if count else ""


def _copies(one: Summary, folder: Path) -> list[str]:
    """Return the lines on a session's copies, as seen from the folder."""
    shown = shown_copies(one)
    lines = [copy_text(copy, folder) for copy in shown]
    if more := len(one.copies) - len(shown):
        lines.append(t("report.more_copies", count=more))
    return lines


def _summary(one: Summary, folder: Path, curriculum: Titles | None, today: date) -> list[Block]:
    """Return a session in four lines, and one for each copy; a file's name has its own, to be copied."""
    of = bracketed(one.organisation)
    mark = tag_text(t("timekeeping.rehearsal")) if one.rehearsal else ""
    name = curriculum.programme if curriculum else one.curriculum
    meeting = (
        ""
        if one.demo or one.finished
        else meeting_text(one, curriculum.meetings if curriculum else None, today)
    )
    facts = (
        name,
        meeting,
        _progress(one, curriculum, known=bool(meeting)),
        conflicts_text(one.conflicts),
    )
    return [
        ReportHeading(f"{mark}{one.title}{of}", 3),
        Paragraph("  ".join(fact for fact in facts if fact), indent=2),
        Paragraph(name_below(one.path, folder), "muted", indent=2),
        Paragraph(t("report.changed", at=date_time_text(one.changed)), "muted", indent=2),
        *(Paragraph(line, "muted", indent=2) for line in _copies(one, folder)),
    ]


def meeting_text(one: Summary, meetings: Mapping[str, str] | None, today: date) -> str:
    """Return which meeting of a run is next, runs, or was last, when, and which of the three; "" for none.

    `meetings`: the labels of the curriculum's meetings by step; without them what has no time is no meeting.
    """
    found = meeting_in_sight(one, meetings, today)
    if found is None:
        return ""
    overdue = found.state == "ahead" and found.day < today
    return f"{found.text} {t('common.meeting_overdue' if overdue else STATES[found.state])}"


class MeetingInSight(NamedTuple):
    """The meeting of a run that a list shows: `text` names it and says when it is or was."""

    text: str
    day: date
    state: State


def meeting_in_sight(one: Summary, meetings: Mapping[str, str] | None, today: date) -> MeetingInSight | None:
    """Return which meeting of a run is next, runs, or was last; None for none. See `meeting_text`."""
    known = [step for step in one.days if _is_meeting(step, meetings)]
    found = in_sight(known, today)
    if found is None:
        return None
    base, number = _base(found.step, meetings or {})
    label = (meetings or {}).get(base, found.step) + (f" ({number})" if number else "")
    when = short_date_text(found.day, today)
    if found.start is not None and found.state == "ahead":
        when += f" {time_text(found.start)}"
    return MeetingInSight(f"{label} {when}", found.day, found.state)


STATES: dict[State, str] = {
    "ahead": "programme.state_not_begun",
    "running": "programme.state_under_way",
    "held": "programme.state_held",
}
"""The word of each state of a session's meeting."""


def _is_meeting(step: PlannedOrHeld, meetings: Mapping[str, str] | None) -> bool:
    if not meetings:
        return step.start is not None
    return _base(step.step, meetings)[0] in meetings


def _base(key: str, meetings: Mapping[str, str]) -> tuple[str, str]:
    """Return the step of a key and the number of the meeting, "" for its first one."""
    base, _, number = key.rpartition("-")
    repeats = key not in meetings and base in meetings and number.isdecimal()
    return (base, number) if repeats else (key, "")


def _progress(one: Summary, curriculum: Titles | None, *, known: bool) -> str:
    """Return how far a run is; of one whose meeting is `known` only what runs in it."""
    if one.demo:
        return t("report.progress_demo")
    if one.finished:
        return t("common.finished")
    if known and not any(step.state == "running" for step in one.days):
        return ""
    if one.step is None:
        return t("programme.state_not_begun")
    label = curriculum.step(one.step) if curriculum else one.step
    if one.step in one.finished_steps:
        return t("report.progress_step_done", step=label)
    name = one.activity or ""
    title = curriculum.activity(one.step, name) if curriculum else name
    return f"{label} {title}".strip()


def _broken(summaries: Iterable[Summary], folder: Path) -> list[Block]:
    items: list[Block] = []
    for one in summaries:
        if one.problem is not None:
            items.append(Item(problem_text(one.problem.problems[0]), style="warning"))
            items += [Paragraph(line, "muted", indent=2) for line in _copies(one, folder)]
    return [ReportHeading(t("report.broken_sessions"), 3), *items] if items else []


def sessions_document(summaries: Sequence[Summary]) -> list[dict[str, object]]:
    """Return the list as plain data; instants are ISO 8601 with their offset."""
    return [
        {
            "path": str(one.path),
            "title": one.title,
            "organisation": one.organisation,
            "curriculum": one.curriculum,
            "variant": one.variant,
            "step": one.step,
            "activity": one.activity,
            "finished_steps": sorted(one.finished_steps),
            "finished": one.finished,
            "demo": one.demo,
            "rehearsal": one.rehearsal,
            "participants": one.participants,
            "notes": one.notes,
            "sheets": one.sheets,
            "todos": one.todos,
            "todos_done": one.todos_done,
            "created": _instant(one.created),
            "changed": _instant(one.changed),
            "copies": [str(copy) for copy in one.copies],
            "problem": problem_text(one.problem.problems[0]) if one.problem else None,
        }
        for one in summaries
    ]


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
