"""A session as a report: people, meetings, planned against actual, notes, decisions, ToDos, sheets.

A step has its facts, its agenda planned against actual and its notes by activity; worksheets are tables,
a free memo is running text. Private entries and the contents of sensitive worksheets are left out unless
asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.report.attendance import attendees_of, guest_text, role_text
from jusou_tui.report.blocks import Block, Column, Item, Pairs, Paragraph, ReportHeading, Style, Table
from jusou_tui.report.checklist import checklist_blocks
from jusou_tui.report.planned_when import planned_when
from jusou_tui.report.session.entries import Entries
from jusou_tui.session.model.privacy import Withheld
from jusou_tui.session.model.queries import parts_of, worksheet_name
from jusou_tui.session.model.records import Meeting, Session, Sheet
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import chosen_cases, is_guest, team
from jusou_tui.session.programme.blank_sheets import written_sheets
from jusou_tui.session.programme.case_titles import about_cases, case_number, case_titles
from jusou_tui.session.programme.days import held, held_steps
from jusou_tui.session.programme.privacy import is_picked
from jusou_tui.session.programme.run_steps import (
    cases_of,
    keys_of,
    left_out,
    step_of,
    variant_of,
)
from jusou_tui.session.worksheets.layout import NEW, Cell, Part, SheetLine, is_begun, sheet_layout
from jusou_tui.timekeeping.clock.instants import day_offset, local
from jusou_tui.timekeeping.forecast.forecast import ForecastRow, RowState
from jusou_tui.timekeeping.history.account import whole_rows
from jusou_tui.timekeeping.history.meeting_record import MeetingRecord, meeting_record
from jusou_tui.timekeeping.running.progress import is_skipped
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    contents_language_text,
    date_text,
    date_time_text,
    gone_titles,
    inline,
    meeting_span_text,
    time_range_text,
    time_text,
)


def session_blocks(
    session: Session,
    curriculum: Curriculum | None,
    step: str | None = None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
    sheets: Collection[str] = (),
    says_what_is_left_out: bool = True,
) -> list[Block]:
    """Return the whole session, or one step of it.

    `sheets`: ids of sheets, or their worksheets', that are shown although they are about persons. A document
    that leaves the house does not say what is left out of it: neither numbers nor sheets that hold nothing.
    Without its curriculum there is no agenda, and ids take the place of titles. A running meeting is shown as
    of the last moment that the file records, so that one file always makes the same report.
    """
    entries = Entries(
        session, curriculum, include_private=include_private, include_sensitive=include_sensitive
    )
    blocks = _head(session, curriculum)
    for step_id in [step] if step else _steps(session, curriculum, entries):
        blocks += meeting_blocks(session, curriculum, step_id, entries, include_sensitive=include_sensitive)
    if step is None:
        blocks += _loose_notes(entries)
    blocks += entries.collected(step)
    for key, sheet in _sheets_of(session, curriculum, step):
        picked = is_picked(key, sheet, sheets)
        withheld = None if picked else entries.why_withheld(key)
        if says_what_is_left_out or withheld is None:
            blocks += sheet_blocks(
                sheet,
                curriculum,
                withheld=withheld,
                done=entries.done_rows,
                withheld_rows=entries.withheld_rows(picked=picked),
            )
    if include_private or not says_what_is_left_out:
        return blocks
    return [*blocks, *_left_out(entries, step)]


def _head(session: Session, curriculum: Curriculum | None) -> list[Block]:
    """Return the session's title, its facts and its members."""
    meta = session.session
    name = curriculum.programme.title if curriculum else meta.curriculum
    variant = variant_of(curriculum, session) if curriculum else None
    facts = [
        (t("common.organisation"), meta.organisation),
        (t("common.curriculum"), name),
        (t("report.contents"), contents_language_text(curriculum.language) if curriculum else ""),
        (t("common.variant"), variant.title if variant else meta.variant),
        (t("report.created"), date_time_text(meta.created)),
    ]
    blocks: list[Block] = [ReportHeading(meta.title), Pairs(tuple(fact for fact in facts if fact[1]))]
    if meta.rehearsal:
        blocks.append(Paragraph(t("report.rehearsal"), "warning"))
    if meta.demo:
        blocks.append(Paragraph(t("report.demo"), "muted"))
    if curriculum is None:
        blocks.append(Paragraph(t("report.curriculum_missing", name=meta.curriculum), "warning"))
    if session.conflicts:
        from jusou_tui.session.book.restore import open_questions  # which few sessions need

        count = len(open_questions(session))
        blocks.append(Paragraph(t("report.conflicts", count=count), "warning"))
    members, names = team(session), labels(session.participants, beside_affiliation=True)
    if members:
        columns = (
            Column(t("common.name"), flexible=True),
            Column(t("common.affiliation"), flexible=True),
            Column(t("common.role")),
        )
        people = ((key, session.participants[key]) for key in members)
        rows = tuple(
            (names[key], entry.affiliation, guest_text(curriculum, entry) or role_text(entry))
            for key, entry in people
        )
        guests = sum(is_guest(session.participants[key]) for key in members)
        heading = t("report.members", count=len(members) - guests)
        if guests:
            heading = t("report.members_guests", count=len(members) - guests, guests=guests)
        blocks += [ReportHeading(heading, 2), Table(columns, rows)]
    return blocks


def _steps(session: Session, curriculum: Curriculum | None, entries: Entries) -> list[str]:
    """Return the steps that have content, in the curriculum's order, unknown ones last.

    Until the first meeting begins the preparation is there in any case, with what is to be done.
    """
    found = {*session.meetings, *(event.step for event in session.events.values())}
    found |= {note.step for note in entries.notes if note.step}
    found |= {todo.step for todo in (*entries.todos, *entries.lines) if todo.step}
    known = keys_of(curriculum, session) if curriculum else []
    if curriculum is not None and not held_steps(session):
        away = left_out(curriculum, session)
        found |= {one.id for one in curriculum.steps if one.kind == "preparation" and one.id not in away}
    return [step for step in known if step in found] + sorted(found.difference(known))


def _loose_notes(entries: Entries) -> list[Block]:
    """Return the notes that belong to no step."""
    notes = [note for note in entries.notes if note.step is None]
    loose = [Item(entries.note_text(note), f"{date_time_text(note.at)} ") for note in notes]
    return [ReportHeading(t("report.loose_notes"), 2), *loose] if loose else []


def _sheets_of(session: Session, curriculum: Curriculum | None, step: str | None) -> list[tuple[str, Sheet]]:
    """Return the sheets of a step, or all, that somebody wrote in, the oldest first."""
    written = written_sheets(session.sheets, curriculum).items()
    wanted = [sheet for sheet in written if step is None or sheet[1].step == step]
    return sorted(wanted, key=lambda pair: (pair[1].at, pair[0]))


def _left_out(entries: Entries, step: str | None) -> list[Block]:
    """Return how many private entries are not shown, [] where there are none."""
    count = sum(step is None or one == step for one in entries.private)
    return [Paragraph(t("report.private_left_out", count=count), "muted")] if count else []


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
    notes = [note for note in entries.notes if note.step == step_id]
    parts = parts_of(session, step_id)
    places = [parts.get(note.activity, note.activity) if note.activity else None for note in notes]
    rows = _titles(step, record)
    gone = gone_titles(key for key in _names(record, places) if key not in rows) if step else {}
    blocks: list[Block] = [ReportHeading(f"{step.label} {step.title}" if step else step_id, 2)]
    if curriculum and step and record is None and step_id in left_out(curriculum, session):
        blocks.append(Paragraph(t("report.step_left_out"), "muted"))
    titles = {}
    if curriculum and step:
        worksheets = about_cases(curriculum, step_id, step.activities)
        open_sheets = {
            key: sheet
            for key, sheet in session.sheets.items()
            if entries.includes_private or not entries.privacy.is_closed_sheet(sheet)
        }
        titles = case_titles(worksheets, open_sheets, include_sensitive=include_sensitive)
    when = _when(session, curriculum, step_id, record)
    facts = [*when, *_facts(session, curriculum, step_id, record, titles)]
    if facts:
        blocks.append(Pairs(tuple(facts)))
    if record is not None:
        start = session.meetings.get(step_id, Meeting()).start
        if start is not None and start != record.schedule.start:
            blocks.append(Paragraph(t("review.planned_moved"), "muted"))
        blocks.append(_agenda(record, gone))
    blocks += checklist_blocks(session, curriculum, step_id, include_private=entries.includes_private)
    for place in places:
        if place:
            rows.setdefault(place, gone.get(place, place))
    for key, title in rows.items():
        here = (note for note, place in zip(notes, places, strict=True) if place == key)
        blocks += entries.note_list(title, here)
    return blocks + entries.note_list(t("report.other_notes"), (note for note in notes if not note.activity))


def _when(
    session: Session, curriculum: Curriculum | None, step_id: str, record: MeetingRecord | None
) -> list[tuple[str, str]]:
    """Return when a meeting was held, and for which other day it was planned; before that the plan."""
    meeting = session.meetings.get(step_id, Meeting())
    planned = date_text(meeting.date) if meeting.date is not None else ""
    if meeting.start is not None:
        planned = date_time_text(meeting.start)
    began = held(session, step_id)
    if began is None:
        return [(t("common.when"), planned)] if planned else []
    times = time_text(began.at)
    if record is not None and record.progress.started is not None:
        started = local(record.progress.started, record.schedule.zone)
        ended = local(record.progress.ended, record.schedule.zone) if record.progress.ended else None
        times = f"{time_text(started)}-" if ended is None else meeting_span_text(started, ended)
    facts = [(t("common.when"), f"{date_text(began.day)} {times}")]
    if otherwise := planned_when(curriculum, session, step_id):
        facts.append((t("report.planned_when"), otherwise))
    return facts


def _facts(
    session: Session,
    curriculum: Curriculum | None,
    step_id: str,
    record: MeetingRecord | None,
    case_titles: Mapping[int, str],
) -> list[tuple[str, str | tuple[str, ...]]]:
    meeting = session.meetings.get(step_id, Meeting())
    cases = cases_of(curriculum, session, step_id)
    facts: list[tuple[str, str | tuple[str, ...]]] = []
    if meeting.place:
        facts.append((t("common.place"), meeting.place))
    if meeting.handouts:
        facts.append((t("minutes.handouts"), meeting.handouts))
    if meeting.until is not None:
        facts.append((t("report.until"), date_text(meeting.until)))
    if meeting.booked_end is not None and not planned_when(curriculum, session, step_id):
        booked = meeting.booked_end
        day = day_offset(meeting.start, booked) if meeting.start is not None else 0
        facts.append((t("common.booked_end"), time_text(booked, day=day)))
    if cases or step_id in chosen_cases(session):
        named = [
            f"{t('sheet.case', number=number)} {case_titles[number]}"
            for number in range(1, cases + 1)
            if number in case_titles
        ]
        facts.append((t("common.cases"), (str(cases), *named) if named else str(cases)))
    here = attendees_of(session, step_id)
    if here and (meeting.present is not None or record is not None):
        facts.append((t("report.present", count=len(here)), tuple(one.text for one in here)))
    return facts


def _titles(step: Step | None, record: MeetingRecord | None) -> dict[str, str]:
    """Return the titles of a meeting's rows, of a step's activities where there is no plan."""
    if record is not None:
        return {row.key: row.title for row in record.schedule.rows}
    return {activity.id: activity.title for activity in step.activities} if step else {}


def _names(record: MeetingRecord | None, places: Iterable[str | None]) -> Iterator[str]:
    """Yield the ids of activities that ran, then of those that notes were taken in."""
    yield from (run.activity for run in record.progress.runs) if record else ()
    yield from (place for place in places if place)


def _agenda(record: MeetingRecord, gone: Mapping[str, str]) -> Table:
    """Return the agenda, planned against actual, with what is expected of the rest.

    Activities that have left the curriculum since are at the end, with the titles in `gone`.
    """
    columns = (
        Column(t("common.activity"), flexible=True),
        Column(t("common.planned"), "right"),
        Column(t("common.actual"), "right"),
        Column(t("report.column_state")),
    )
    whole = whole_rows(record)
    states = [_state(row, record) for row in whole]
    rows = [_agenda_row(row, state) for row, state in zip(whole, states, strict=True)]
    styles = [STYLES[state] for state in states]
    known = {row.row.key for row in record.forecast.rows}
    for run in record.progress.runs:
        if run.activity not in known:
            spent = time_range_text(run.started, run.ended) if run.ended else f"{time_text(run.started)}-"
            actual = t("report.span_minutes", span=spent, minutes=run.minutes)
            rows.append(
                (gone.get(run.activity, run.activity), "", actual, t(STATES["done" if run.ended else "now"]))
            )
            styles.append("plain")
    return Table(columns, tuple(rows), tuple(styles))


def _state(entry: ForecastRow, record: MeetingRecord) -> RowState:
    """Return a row's state, `skipped` also where it was begun first."""
    return "skipped" if entry.state == "done" and is_skipped(entry.row, record.progress) else entry.state


def _agenda_row(entry: ForecastRow, state: RowState) -> tuple[str, ...]:
    row = entry.row
    span = time_range_text(row.start, row.end, day=row.day)
    planned = t("report.span_minutes", span=span, minutes=row.minutes)
    actual = ""
    skipped_at_once = state == "skipped" and not entry.actual_minutes
    if entry.state in {"done", "now"} and entry.actual_minutes is not None and not skipped_at_once:
        end = time_text(entry.end) if entry.state == "done" else ""
        spent = f"{time_text(entry.start, day=entry.day)}-{end}"
        actual = t("report.span_minutes", span=spent, minutes=entry.actual_minutes)
    left_out = row.skipped and state == "skipped"
    state_text = inline(t("common.left_out")) if left_out else t(STATES[state])
    return (row.title, planned, actual, state_text)


_WITHHELD: Mapping[Withheld, str] = {
    "sensitive": "report.sensitive_left_out",
    "private": "report.closed_left_out",
}
"""What is said of a sheet in place of its contents."""


def sheet_blocks(
    sheet: Sheet,
    curriculum: Curriculum | None,
    *,
    withheld: Withheld | None = None,
    done: Collection[str] = (),
    withheld_rows: Collection[str] = (),
) -> list[Block]:
    """Return a sheet; of one that is `withheld`, and why, only its worksheet's name and its case's number.

    Its title is left out as well, since it was typed for those who were there. The rows with the ids
    `withheld_rows` are not in it; those that are `done` say so.
    """
    worksheet = curriculum.worksheet(sheet.worksheet) if curriculum else None
    name = worksheet_name(worksheet, sheet)
    if withheld is not None:
        number = case_number(sheet.title)
        case = t("sheet.case", number=number) if number is not None else ""
        return [
            ReportHeading(f"{name} {case}".strip(), 2),
            Paragraph(t(_WITHHELD[withheld]), "muted"),
        ]
    blocks: list[Block] = [ReportHeading(f"{name} {sheet.title}".strip(), 2)]
    if not is_begun(worksheet, sheet):
        return [*blocks, Paragraph(t("report.sheet_empty"), "muted")]
    rows = {row: cells for row, cells in sheet.rows.items() if row not in withheld_rows}
    laid_out = sheet_layout(worksheet, sheet.model_copy(update={"rows": rows}))
    for part in laid_out.parts:
        if part.block.title:
            blocks.append(ReportHeading(part.block.title, 3))
        blocks += _part(part, done)
    if laid_out.leftover:
        if worksheet is not None:
            blocks.append(ReportHeading(t("sheet.leftover"), 3))
        blocks.append(_fields([(" / ".join(cell.headings), cell.text) for cell in laid_out.leftover]))
    return blocks


def _part(part: Part, done: Collection[str]) -> list[Block]:
    if part.layout == "table":
        return [_rows(part, done)]
    if part.layout == "zones":
        return [_zones(part)]
    blocks: list[Block] = []
    if part.columns and any(line.title for line in part.lines):
        blocks.append(_grid(part))
    elif part.columns or any(line.title for line in part.lines):
        blocks.append(_fields([_field(line, cell) for line in part.lines for cell in line.cells]))
    else:
        texts = (cell.text.strip("\n") for line in part.lines for cell in line.cells)
        blocks += [Paragraph(text) for text in texts if text.strip()]
    if part.side is not None:
        blocks.append(Pairs(((" ".join(part.side.headings), part.side.text),)))
    return blocks


def _field(line: SheetLine, cell: Cell) -> tuple[str, str]:
    return line.title or " ".join(cell.headings), cell.text


def _fields(rows: list[tuple[str, str]]) -> Table:
    columns = (
        Column(t("report.column_field"), flexible=True),
        Column(t("report.column_written"), flexible=True),
    )
    return Table(columns, tuple(rows))


def _headings(part: Part) -> list[Column]:
    return [
        Column(
            f"{column.group}{t('common.colon')}{column.title}" if column.group else column.title,
            flexible=True,
        )
        for column in part.columns
    ]


def _grid(part: Part) -> Table:
    rows = tuple((line.title, *(cell.text for cell in line.cells)) for line in part.lines)
    return Table((Column("", flexible=True), *_headings(part)), rows)


def _rows(part: Part, done: Collection[str]) -> Table:
    """Return a table's rows, with their state in a last column where some are done."""
    columns = _headings(part) or [Column(t("report.column_written"), flexible=True)]
    lines = [line for line in part.lines if line.row != NEW and any(cell.text.strip() for cell in line.cells)]
    rows = [tuple(cell.text for cell in line.cells) for line in lines]
    states = [t("common.done") if line.row in done else "" for line in lines]
    if any(states):
        columns.append(Column(t("report.column_state")))
        rows = [(*row, state) for row, state in zip(rows, states, strict=True)]
    return Table(tuple(columns), tuple(rows))


def _zones(part: Part) -> Table:
    rows = [
        (line.title, "\n".join(cell.text for cell in line.cells if cell.text.strip())) for line in part.lines
    ]
    columns = (
        Column(t("report.column_zone"), flexible=True),
        Column(t("report.column_written"), flexible=True),
    )
    return Table(columns, tuple(rows))
