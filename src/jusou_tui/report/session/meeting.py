"""One step of a session: its facts, the agenda planned against actual, the notes by activity."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Column, Heading, Pairs, Paragraph, Style, Table
from jusou_tui.report.session.entries import Entries
from jusou_tui.session.model.records import Meeting, Session
from jusou_tui.session.programme.attendance import attendees
from jusou_tui.session.programme.case_titles import about_cases, case_titles
from jusou_tui.session.programme.progress import left_out, step_of
from jusou_tui.timekeeping.forecast.forecast import ForecastRow, RowState
from jusou_tui.timekeeping.history.meeting_record import MeetingRecord, meeting_record
from jusou_tui.timekeeping.running.position import is_skipped
from jusou_tui.wording import t
from jusou_tui.wording.labels import inline
from jusou_tui.wording.times import date_text, date_time_text, time_range_text, time_text

STATES: dict[RowState, str] = {
    "done": "common.done",
    "now": "common.state_now",
    "next": "common.state_next",
    "skipped": "report.state_skipped",
}
STYLES: dict[RowState, Style] = {"done": "done", "now": "plain", "next": "plain", "skipped": "muted"}


def meeting_blocks(
    session: Session,
    curriculum: Curriculum | None,
    step_id: str,
    entries: Entries,
    *,
    include_sensitive: bool = False,
) -> list[Block]:
    """Return what a session has of one step; what the curriculum lacks is under its id."""
    step = step_of(curriculum, step_id) if curriculum else None
    record = meeting_record(session, curriculum, step) if curriculum and step else None
    blocks: list[Block] = [Heading(f"{step.label} {step.title}" if step else step_id, 2)]
    if curriculum and step and record is None and step_id in left_out(curriculum, session):
        blocks.append(Paragraph(t("report.step_left_out"), "muted"))
    titles = {}
    if curriculum and step:
        worksheets = about_cases(curriculum, step_id, step.activities)
        titles = case_titles(worksheets, session.sheets, include_sensitive=include_sensitive)
    facts = _facts(session, step_id, record, titles)
    if facts:
        blocks.append(Pairs(tuple(facts)))
    if record is not None:
        blocks.append(_agenda(record))
    blocks += entries.checklist(step_id)
    rows = {row.key: row.title for row in record.schedule.rows} if record else {}
    if record is None and step is not None:
        rows = {activity.id: activity.title for activity in step.activities}
    notes = [note for note in entries.notes if note.step == step_id]
    for note in notes:
        if note.activity:
            rows.setdefault(note.activity, note.activity)
    for key, title in rows.items():
        blocks += entries.note_list(title, (note for note in notes if note.activity == key))
    return blocks + entries.note_list(t("report.other_notes"), (note for note in notes if not note.activity))


def _facts(
    session: Session, step_id: str, record: MeetingRecord | None, case_titles: Mapping[int, str]
) -> list[tuple[str, str | tuple[str, ...]]]:
    meeting = session.meetings.get(step_id, Meeting())
    facts: list[tuple[str, str | tuple[str, ...]]] = []
    if meeting.start is not None:
        facts.append((t("report.when"), date_time_text(meeting.start)))
    elif meeting.date is not None:
        facts.append((t("report.when"), date_text(meeting.date)))
    if meeting.until is not None:
        facts.append((t("report.until"), date_text(meeting.until)))
    if meeting.booked_end is not None:
        facts.append((t("report.booked_end"), time_text(meeting.booked_end)))
    if meeting.cases is not None:
        named = [
            f"{t('sheet.case', number=number)} {case_titles[number]}"
            for number in range(1, meeting.cases + 1)
            if number in case_titles
        ]
        facts.append((t("common.cases"), (str(meeting.cases), *named) if named else str(meeting.cases)))
    here = [session.participants[person].name for person in attendees(session, step_id)]
    if here and (meeting.present is not None or record is not None):
        facts.append((t("report.present", count=len(here)), tuple(here)))
    return facts


def _agenda(record: MeetingRecord) -> Table:
    """Return the agenda, planned against actual, with what is expected of the rest.

    Activities that have left the curriculum since are at the end, under their ids.
    """
    columns = (
        Column(t("common.activity"), flexible=True),
        Column(t("common.planned"), "right"),
        Column(t("common.actual"), "right"),
        Column(t("report.column_state")),
    )
    states = [_state(row, record) for row in record.forecast.rows]
    rows = [_agenda_row(row, state) for row, state in zip(record.forecast.rows, states, strict=True)]
    styles = [STYLES[state] for state in states]
    known = {row.row.key for row in record.forecast.rows}
    for run in record.progress.runs:
        if run.activity not in known:
            spent = time_range_text(run.started, run.ended) if run.ended else f"{time_text(run.started)}-"
            actual = t("report.span_minutes", span=spent, minutes=round(run.elapsed / 60))
            rows.append((run.activity, "", actual, t(STATES["done" if run.ended else "now"])))
            styles.append("plain")
    return Table(columns, tuple(rows), tuple(styles))


def _state(entry: ForecastRow, record: MeetingRecord) -> RowState:
    """Return a row's state, `skipped` also where it was begun first."""
    return "skipped" if entry.state == "done" and is_skipped(entry.row, record.progress) else entry.state


def _agenda_row(entry: ForecastRow, state: RowState) -> tuple[str, ...]:
    row = entry.row
    planned = t("report.span_minutes", span=time_range_text(row.start, row.end), minutes=row.minutes)
    actual = ""
    skipped_at_once = state == "skipped" and not entry.actual_minutes
    if entry.state in {"done", "now"} and entry.actual_minutes is not None and not skipped_at_once:
        end = time_text(entry.end) if entry.state == "done" else ""
        spent = f"{time_text(entry.start)}-{end}"
        actual = t("report.span_minutes", span=spent, minutes=entry.actual_minutes)
    left_out = row.skipped and state == "skipped"
    state_text = inline(t("common.left_out")) if left_out else t(STATES[state])
    return (row.title, planned, actual, state_text)
