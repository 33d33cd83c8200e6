"""The sessions of a folder as a table, and as the document that `--json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jusou_tui.messages import t, word_problem
from jusou_tui.report.blocks import Block, Column, Heading, Item, Paragraph, Table
from jusou_tui.report.titles import Titles
from jusou_tui.report.words import clock
from jusou_tui.session.library import Summary


def sessions_blocks(
    summaries: Sequence[Summary], folder: Path, curricula: Mapping[str, Titles]
) -> list[Block]:
    """Return the list of a folder's sessions; `curricula` by id give steps and activities their titles."""
    if not summaries:
        return [Paragraph(t("report.no_sessions", folder=folder))]
    columns = (
        Column(t("report.column_session"), flexible=True),
        Column(t("report.column_curriculum"), flexible=True),
        Column(t("report.column_progress"), flexible=True),
        Column(t("report.column_changed")),
        Column(t("report.column_file")),
    )
    good = [one for one in summaries if one.problem is None]
    rows = tuple(
        (
            f"{one.title} {one.organisation}".strip(),
            curricula[one.curriculum].programme if one.curriculum in curricula else one.curriculum,
            _progress(one, curricula.get(one.curriculum)),
            f"{one.changed:%Y-%m-%d} {clock(one.changed)}",
            one.path.name,
        )
        for one in good
    )
    blocks: list[Block] = [Paragraph(t("report.sessions_in", folder=folder), "muted")]
    if rows:
        blocks.append(Table(columns, rows))
    return blocks + _broken(one for one in summaries if one.problem is not None)


def _progress(one: Summary, curriculum: Titles | None) -> str:
    if one.demo:
        return t("report.progress_demo")
    if one.finished:
        return t("report.progress_finished")
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
    items = [Item(word_problem(problem.problems[0]), style="warning") for problem in problems]
    return [Heading(t("report.broken_sessions"), 3), *items]


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
            "participants": one.participants,
            "notes": one.notes,
            "sheets": one.sheets,
            "todos": one.todos,
            "todos_done": one.todos_done,
            "created": _instant(one.created),
            "changed": _instant(one.changed),
            "problem": word_problem(one.problem.problems[0]) if one.problem else None,
        }
        for one in summaries
    ]


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds")
