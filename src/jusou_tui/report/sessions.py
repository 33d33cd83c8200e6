"""The sessions of a folder as a table, and as the document that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jusou_tui.curriculum.titles import Titles
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading
from jusou_tui.session.library import Summary
from jusou_tui.wording import problem_text, t
from jusou_tui.wording.values import bracketed, date_time_text, tag_text


def sessions_blocks(
    summaries: Sequence[Summary], folder: Path, curricula: Mapping[str, Titles]
) -> list[Block]:
    """Return the list of a folder's sessions; titles of steps and activities come from `curricula` by id."""
    if not summaries:
        return [Paragraph(t("report.no_sessions", folder=folder))]
    blocks: list[Block] = [Paragraph(t("report.sessions_in", folder=folder), "muted")]
    for one in summaries:
        if one.problem is None:
            blocks += _summary(one, curricula.get(one.curriculum))
    return blocks + _broken(one for one in summaries if one.problem is not None)


def _summary(one: Summary, curriculum: Titles | None) -> list[Block]:
    """Return a session in three lines; the file name has its own, so that it can be copied."""
    of = bracketed(one.organisation)
    mark = tag_text(t("timekeeping.rehearsal")) if one.rehearsal else ""
    name = curriculum.programme if curriculum else one.curriculum
    facts = (name, _progress(one, curriculum), t("report.changed", at=date_time_text(one.changed)))
    return [
        ReportHeading(f"{mark}{one.title}{of}", 3),
        Paragraph("  ".join(fact for fact in facts if fact), indent=2),
        Paragraph(one.path.name, "muted", indent=2),
    ]


def _progress(one: Summary, curriculum: Titles | None) -> str:
    if one.demo:
        return t("report.progress_demo")
    if one.finished:
        return t("common.finished")
    if one.step is None:
        return t("report.progress_new")
    label = curriculum.step(one.step) if curriculum else one.step
    if one.step in one.finished_steps:
        return t("report.progress_step_done", step=label)
    name = one.activity or ""
    title = curriculum.activity(one.step, name) if curriculum else name
    return f"{label} {title}".strip()


def _broken(summaries: Iterable[Summary]) -> list[Block]:
    problems = [one.problem for one in summaries if one.problem is not None]
    if not problems:
        return []
    items = [Item(problem_text(problem.problems[0]), style="warning") for problem in problems]
    return [ReportHeading(t("report.broken_sessions"), 3), *items]


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
            "problem": problem_text(one.problem.problems[0]) if one.problem else None,
        }
        for one in summaries
    ]


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")
