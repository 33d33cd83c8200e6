"""After a meeting: where the time went, what was decided, what is open, who spoke in rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.messages import t
from jusou_tui.report.agenda import Course, course
from jusou_tui.report.blocks import Block, Column, Heading, Item, Pairs, Table, section
from jusou_tui.report.words import clock, day
from jusou_tui.session.records import Session
from jusou_tui.timekeeping.forecast import ForecastRow
from jusou_tui.timekeeping.instants import seconds_between, whole_minutes
from jusou_tui.timekeeping.replay import replay
from jusou_tui.timekeeping.speaking import paused_seconds, spoken


class ReviewRow(NamedTuple):
    """A row as planned and as it went, in minutes. `state`: done, skipped, now or next."""

    title: str
    planned: int
    actual: int | None
    state: str

    @property
    def lost(self) -> int:
        """The minutes that it took too long; below 0 those that it won."""
        return 0 if self.actual is None else self.actual - self.planned


class Speaker(NamedTuple):
    """Who spoke in rounds, for how many seconds, in how many turns."""

    name: str
    seconds: float
    turns: int


@dataclass(frozen=True)
class Review:
    """How one meeting went. Minutes are whole; times are "HH:MM".

    `late_start`: minutes after the planned start (below 0: before it). `paused`: minutes that did not count.
    `late_end`: minutes beyond the plan's end.
    """

    title: str
    day: str
    planned: tuple[str, str]
    actual: tuple[str, str]
    rows: tuple[ReviewRow, ...]
    late_start: int
    late_end: int
    paused: int
    decisions: tuple[str, ...]
    todos: tuple[str, ...]
    questions: tuple[str, ...]
    speakers: tuple[Speaker, ...]

    @property
    def lost(self) -> int:
        """The minutes lost in rows that took longer than planned."""
        return sum(max(0, row.lost) for row in self.rows)

    @property
    def won(self) -> int:
        """The minutes won in rows that took less than planned, or were left out."""
        shorter = sum(max(0, -row.lost) for row in self.rows)
        return shorter + sum(row.planned for row in self.rows if row.state == "skipped")


def review(
    session: Session, curriculum: Curriculum, step: Step, *, include_private: bool = False
) -> Review | None:
    """Return how a step's meeting went, None where it has not begun."""
    held = course(session, curriculum, step)
    if held is None or held.progress.started is None:
        return None
    events = [(key, event) for key, event in session.events.items() if event.step == step.id]
    names = {key: person.name for key, person in session.participants.items()}
    speakers = (
        Speaker(names[one.participant], one.seconds, one.turns)
        for one in spoken(events)
        if one.participant in names
    )
    return Review(
        title=f"{step.label} {step.title}",
        day=day(held.progress.started.date()),
        planned=(clock(held.schedule.start), clock(held.schedule.end)),
        actual=(clock(held.progress.started), clock(held.forecast.end)),
        rows=tuple(_row(row) for row in held.forecast.rows if not row.row.skipped or row.actual_minutes),
        late_start=whole_minutes(seconds_between(held.schedule.start, held.progress.started)),
        late_end=_late_end(held),
        paused=round(paused_seconds(replay(events)) / 60),
        decisions=_notes(session, step.id, "decision", include_private=include_private),
        questions=_notes(session, step.id, "question", include_private=include_private),
        todos=_todos(session, step.id, include_private=include_private),
        speakers=tuple(speakers),
    )


def _late_end(held: Course) -> int:
    return whole_minutes(seconds_between(held.schedule.end, held.forecast.end))


def _row(entry: ForecastRow) -> ReviewRow:
    return ReviewRow(entry.row.title, entry.row.minutes, entry.actual_minutes, entry.state)


def _notes(session: Session, step: str, kind: str, *, include_private: bool) -> tuple[str, ...]:
    found = sorted(session.notes.items(), key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))
    return tuple(
        note.text.strip()
        for _, note in found
        if note.step == step and note.kind == kind and (include_private or not note.private)
    )


def _todos(session: Session, step: str, *, include_private: bool) -> tuple[str, ...]:
    found = sorted(session.todos.items(), key=lambda pair: (pair[1].at, pair[0]))
    return tuple(
        f"{todo.what.strip()}{_about(todo.owner, day(todo.due) if todo.due else '')}"
        for _, todo in found
        if todo.step == step
        and todo.done is None
        and todo.item is None
        and (include_private or not todo.private)
    )


def _about(owner: str, due: str) -> str:
    parts = [part for part in (owner, due) if part]
    return t("review.in_brackets", what="  ".join(parts)) if parts else ""


def said_difference(minutes: int) -> str:
    """Return `+5分`, `-3分` or `±0分`."""
    return t("review.as_planned") if not minutes else t("review.difference", minutes=f"{minutes:+d}")


def said_seconds(seconds: float) -> str:
    """Return minutes and seconds, `1:05`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def facts(found: Review) -> list[tuple[str, str]]:
    """Return the figures of the whole meeting as labels and values."""
    rows = [
        (t("review.planned"), "-".join(found.planned)),
        (t("review.actual"), "-".join(found.actual)),
        (t("review.end_difference"), said_difference(found.late_end)),
        (t("review.lost"), t("common.minutes", minutes=found.lost)),
        (t("review.won"), t("common.minutes", minutes=found.won)),
    ]
    if found.late_start:
        rows.append((t("review.late_start"), said_difference(found.late_start)))
    if found.paused:
        rows.append((t("review.paused"), t("common.minutes", minutes=found.paused)))
    return rows


def review_blocks(found: Review) -> list[Block]:
    """Return a review as a report."""
    columns = (
        Column(t("review.column_title"), flexible=True),
        Column(t("review.planned"), "right"),
        Column(t("review.actual"), "right"),
        Column(t("review.column_difference"), "right"),
    )
    rows = tuple(
        (
            row.title,
            t("common.minutes", minutes=row.planned),
            t("review.skipped")
            if row.state == "skipped"
            else ""
            if row.actual is None
            else t("common.minutes", minutes=row.actual),
            "" if row.actual is None else said_difference(row.lost),
        )
        for row in found.rows
    )
    blocks: list[Block] = [
        Heading(found.title),
        Pairs(((t("review.day"), found.day), *facts(found))),
        Table(columns, rows),
    ]
    blocks += section(t("review.decisions"), found.decisions)
    blocks += section(t("review.todos"), found.todos)
    blocks += section(t("review.questions"), found.questions)
    if found.speakers:
        blocks.append(Heading(t("review.speakers"), 3))
        blocks += [Item(said_speaker(one)) for one in found.speakers]
    return blocks


def said_speaker(one: Speaker) -> str:
    """Return who spoke, how long and how often."""
    return t("review.speaker", name=one.name, time=said_seconds(one.seconds), turns=one.turns)
