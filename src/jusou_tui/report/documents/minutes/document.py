"""The minutes as a document of our own layout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_tui.errors import InputError
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.minutes.form import values_of
from jusou_tui.report.documents.minutes.making import MinutesOptions, minutes_of
from jusou_tui.report.documents.minutes.model import Decision, Minutes, Point
from jusou_tui.report.documents.minutes.texts import (
    decision_text,
    due_text,
    item_time_text,
    next_text,
    owner_text,
    people_names,
    point_text,
    publicity_text,
    subject_text,
    what_text,
    when_text,
)
from jusou_tui.report.documents.model import (
    Document,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    LeftOut,
    Made,
    Notice,
    Section,
    Words,
)
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.session.model.queries import notes_of
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.days import held_steps
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.run_steps import stages, step_of
from jusou_tui.session.programme.todos import todos_of
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    era_date_text,
    list_text,
)


def make(wish: Wish) -> Made:
    """Return the minutes of the wish's meeting, else of the one that was held last."""
    if wish.session is None:
        raise InputError("export.needs_session")
    options = MinutesOptions(wish.include_private, wish.include_sensitive, wish.speakers)
    step = step_for(wish)
    minutes = minutes_of(wish.session, wish.curriculum, step, wish.now, options)
    language = wish.curriculum.language if wish.curriculum is not None else "ja"
    left_out = tuple(_left_out(wish.session, wish, step, minutes))
    return Made(document(minutes, language), left_out, minutes.missing, values_of(minutes))


def _left_out(session: Session, wish: Wish, step: str, minutes: Minutes) -> Iterator[LeftOut]:
    """Yield what of the meeting is not in its minutes: closed items, private entries, contents of sheets."""
    privacy = Privacy(wish.curriculum, session)
    todos = [key for key, todo in todos_of(session, wish.curriculum, step) if not todo.item]
    notes = [key for key, _ in notes_of(session, step)]
    private = [len((privacy.marked - privacy.closed).intersection(keys)) for keys in (notes, todos)]
    counts = {
        "minutes.not_begun": not minutes.held,
        "minutes.not_over": minutes.held and minutes.end is None,
        "minutes.left_out_closed": len(minutes.closed_numbers),
        "export.left_out_private_notes": 0 if wish.include_private else private[0],
        "export.left_out_private_todos": 0 if wish.include_private else private[1],
        "export.left_out_sensitive_todos": sum(task.withheld for task in minutes.tasks),
    }
    yield from (LeftOut(said, count) for said, count in counts.items() if count)


def step_for(wish: Wish) -> str:
    """Return the meeting that minutes are of: the one asked for, else the last that was held, else the next.

    Raises InputError where there is none, or what was asked for is no meeting.
    """
    if wish.step is not None:
        step = step_of(wish.curriculum, wish.step) if wish.curriculum is not None else None
        if step is not None and step.kind != "meeting":
            raise InputError("minutes.not_a_meeting", step=step.title)
        return wish.step
    began = held_steps(wish.session) if wish.session is not None else {}
    if began:
        return max(began, key=lambda step: (began[step].at, step))
    if wish.session is not None and wish.curriculum is not None:
        today = wish.now.date()
        due = due_step(stages(wish.curriculum, wish.session, today), today)
        if due is not None:
            return due.step.id
    raise InputError("minutes.no_meeting")


def document(minutes: Minutes, language: str) -> Document:
    """Return the minutes laid out."""
    subject = subject_text(minutes)
    blocks: list[DocumentBlock] = [ReportHeading(t("minutes.title"), 1)]
    if minutes.rehearsal:
        blocks.append(Notice(t("timekeeping.rehearsal"), t("minutes.rehearsal_note")))
    blocks.append(Pairs(tuple(_facts(minutes))))
    for item in minutes.items:
        title = t("minutes.item", number=item.number, title=item.title)
        blocks += [ReportHeading(title, 2, item_time_text(item)), *_points(item.points)]
    if minutes.others:
        blocks += [ReportHeading(t("minutes.others"), 2), *_points(minutes.others)]
    blocks += [ReportHeading(t("minutes.decisions"), 2), *_decisions(minutes.decisions)]
    blocks += [ReportHeading(t("minutes.tasks"), 2), *_tasks(minutes)]
    blocks.append(Pairs(tuple(_ending(minutes))))
    return Document(
        f"{t('minutes.title')} {subject}",
        (Section(tuple(blocks)),),
        run_title(minutes.organisation, subject),
        language,
        subject,
    )


def _facts(minutes: Minutes) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    yield t("minutes.subject"), subject_text(minutes)
    yield t("common.when"), when_text(minutes)
    yield t("common.place"), minutes.place or t("minutes.not_written")
    attendance = t("common.attendance" if minutes.held else "minutes.expected")
    yield attendance, people_names(minutes.attendees) or t("minutes.not_written")
    for label, people in (
        (t("minutes.observers"), minutes.observers),
        (t("minutes.absent"), minutes.absent),
    ):
        if people:
            yield label, people_names(people)
    for label, people in (
        (t("minutes.led_by"), minutes.facilitators),
        (t("minutes.written_by"), minutes.scribes),
    ):
        if people:
            yield label, tuple(person.name for person in people)
    yield t("minutes.publicity"), publicity_text(minutes)


def _points(points: Iterable[Point]) -> Iterator[Item]:
    yield from (Item(point_text(point)) for point in points)


def _decisions(decisions: tuple[Decision, ...]) -> Iterator[DocumentBlock]:
    if not decisions:
        yield Paragraph(t("minutes.no_decisions"))
        return
    rows = tuple(GridRow((_cell(str(one.number), head=True), _cell(decision_text(one)))) for one in decisions)
    yield Grid((0.3, 5.3), rows, about=t("minutes.decisions"))


def _tasks(minutes: Minutes) -> Iterator[DocumentBlock]:
    if not minutes.tasks:
        yield Paragraph(t("minutes.no_tasks"))
        return
    labels = ("minutes.number", "minutes.what", "app.todo_owner", "compare.field_due")
    heads = GridRow(tuple(_cell(t(label), head=True) for label in labels))
    rows = tuple(
        GridRow(
            tuple(map(_cell, (str(number), what_text(task), owner_text(task), due_text(task, minutes.day))))
        )
        for number, task in enumerate(minutes.tasks, 1)
    )
    yield Grid((0.45, 2.7, 1.05, 1.85), rows, (heads,), t("minutes.tasks"))


def _ending(minutes: Minutes) -> Iterator[tuple[str, str]]:
    yield t("minutes.handouts"), minutes.handouts or t("minutes.not_written")
    yield t("minutes.next"), next_text(minutes.next)
    writers = list_text(person.name for person in minutes.scribes) or t("minutes.not_written")
    yield t("minutes.made_by"), "　".join((era_date_text(minutes.made), writers))
    yield t("minutes.checked_by"), minutes.checked_by or t("minutes.not_written")


def _cell(text: str, *, head: bool = False) -> GridCell:
    return GridCell((Words(text, strong=head),), head=head)
