"""A session as a report: people, meetings, planned against actual, notes, decisions, ToDos, sheets.

Private entries and the contents of sensitive worksheets are left out unless asked for.
"""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Column, Heading, Item, Pairs, Paragraph, Table
from jusou_tui.report.session.entries import Entries, is_private
from jusou_tui.report.session.meeting import meeting_blocks
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.attendance import team
from jusou_tui.session.programme.progress import keys_of, variant_of
from jusou_tui.wording import t
from jusou_tui.wording.labels import role_label
from jusou_tui.wording.times import date_time_text


def session_blocks(
    session: Session,
    curriculum: Curriculum | None,
    step: str | None = None,
    *,
    include_private: bool = False,
    include_sensitive: bool = False,
) -> list[Block]:
    """Return the whole session, or one step of it.

    Without its curriculum there is no agenda, and ids take the place of titles. A running meeting is shown as
    of the last moment that the file records, so that one file always gives the same report.
    """
    entries = Entries(session, include_private)
    blocks = _head(session, curriculum)
    for step_id in [step] if step else _steps(session, curriculum, entries):
        blocks += meeting_blocks(session, curriculum, step_id, entries, include_sensitive=include_sensitive)
    if step is None:
        blocks += _loose_notes(entries)
    blocks += entries.collected(step)
    blocks += _sheets(session, curriculum, step, include_sensitive=include_sensitive)
    return blocks if include_private else [*blocks, *_left_out(session, step)]


def _head(session: Session, curriculum: Curriculum | None) -> list[Block]:
    """Return the session's title, its facts and its members."""
    meta = session.session
    name = curriculum.programme.title if curriculum else meta.curriculum
    variant = variant_of(curriculum, session) if curriculum else None
    facts = [
        (t("report.organisation"), meta.organisation),
        (t("common.curriculum"), name),
        (t("report.variant"), variant.title if variant else meta.variant),
        (t("report.created"), date_time_text(meta.created)),
    ]
    blocks: list[Block] = [Heading(meta.title), Pairs(tuple(fact for fact in facts if fact[1]))]
    if meta.rehearsal:
        blocks.append(Paragraph(t("report.rehearsal"), "warning"))
    if meta.demo:
        blocks.append(Paragraph(t("report.demo"), "muted"))
    if curriculum is None:
        blocks.append(Paragraph(t("report.curriculum_missing", name=meta.curriculum), "warning"))
    if session.conflicts:
        blocks.append(Paragraph(t("report.conflicts", count=len(session.conflicts)), "warning"))
    members = [session.participants[person] for person in team(session)]
    if members:
        columns = (
            Column(t("common.name"), flexible=True),
            Column(t("common.affiliation"), flexible=True),
            Column(t("common.role")),
        )
        rows = tuple((entry.name, entry.affiliation, role_label(entry.role)) for entry in members)
        blocks += [Heading(t("report.members", count=len(members)), 2), Table(columns, rows)]
    return blocks


def _steps(session: Session, curriculum: Curriculum | None, entries: Entries) -> list[str]:
    """Return the steps that have content, in the curriculum's order, unknown ones last."""
    found = {*session.meetings, *(event.step for event in session.events.values())}
    found |= {note.step for note in entries.notes if note.step}
    found |= {todo.step for todo in (*entries.todos, *entries.lines) if todo.step}
    known = keys_of(curriculum, session) if curriculum else []
    return [step for step in known if step in found] + sorted(found.difference(known))


def _loose_notes(entries: Entries) -> list[Block]:
    """Return the notes that belong to no step."""
    notes = [note for note in entries.notes if note.step is None]
    loose = [Item(entries.note_text(note), f"{date_time_text(note.at)} ") for note in notes]
    return [Heading(t("report.loose_notes"), 2), *loose] if loose else []


def _sheets(
    session: Session, curriculum: Curriculum | None, step: str | None, *, include_sensitive: bool
) -> list[Block]:
    """Return the sheets of a step, or all, the oldest first."""
    wanted = [sheet for sheet in session.sheets.items() if step is None or sheet[1].step == step]
    if not wanted:
        return []
    from jusou_tui.report.session.sheets import sheet_blocks

    blocks: list[Block] = []
    for _, sheet in sorted(wanted, key=lambda pair: (pair[1].at, pair[0])):
        blocks += sheet_blocks(sheet, curriculum, include_sensitive=include_sensitive)
    return blocks


def _left_out(session: Session, step: str | None) -> list[Block]:
    """Return how many private entries are not shown, [] where there are none."""
    private = [note.step for note in session.notes.values() if is_private(note)]
    private += [todo.step for todo in session.todos.values() if todo.private]
    count = sum(step is None or one == step for one in private)
    return [Paragraph(t("report.private_left_out", count=count), "muted")] if count else []
