"""The slides of a meeting, in our own words: the day's hours, goals, one question a slide, what is next.

What is read aloud stands in the speaker's notes. Each slide of an activity names the pages of the organiser's
slides (事務局資料) that it stands for. Nothing that was taken down in a session is on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_tui.curriculum.model import Activity, Worksheet
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings.agenda import parts_of, spoken_time
from jusou_tui.report.documents.meetings.planned import Planned, planned
from jusou_tui.report.documents.model import AgendaLine, Deck, Made, Slide
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.run_steps import planned_day
from jusou_tui.session.worksheets.layout import number_column
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    exact_length_text,
    length_text,
    list_text,
    meeting_span_text,
    month_day_text,
    slides_text,
    time_range_text,
    time_text,
)


def make(wish: Wish) -> Made:
    """Return the slides of a meeting. Raises InputError where there is no such meeting."""
    meeting = planned(wish)
    footer = "　".join((meeting.title, meeting.step.label))
    deck = Deck(footer, tuple(_slides(meeting)), footer, meeting.curriculum.language)
    return Made(deck, missing=meeting.missing)


def _slides(meeting: Planned) -> Iterator[Slide]:
    yield _title(meeting)
    yield _agenda(meeting)
    if meeting.step.purpose:
        yield Slide("points", t("slides.purpose"), points=meeting.step.purpose)
    for row, following in zip(meeting.rows, [*meeting.rows[1:], None], strict=True):
        if row.kind == "break":
            yield _break(row, following)
        elif row.activity is None:
            yield Slide("points", row.label, lead=_until(row))
        elif row.earlier:
            yield _how(row, row.activity)
        else:
            yield from _activity(meeting, row, row.activity)
    yield _next(meeting)


def _title(meeting: Planned) -> Slide:
    step = meeting.step
    return Slide(
        "title",
        step.title,
        label=step.label,
        lead=meeting.title,
        below=tuple(filter(None, (meeting.when_planned, meeting.place))),
        notes=_lines(t("slides.at_hand"), *step.materials) if step.materials else "",
    )


def _agenda(meeting: Planned) -> Slide:
    rows = [
        AgendaLine(time_text(row.start, day=row.day), row.label, row.minutes, hollow=row.kind == "break")
        for row in meeting.rows
    ]
    span = meeting_span_text(meeting.schedule.start, meeting.schedule.end)
    return Slide(
        "agenda",
        t("slides.agenda"),
        lead=f"{month_day_text(meeting.schedule.start)} {span}" if meeting.has_day else span,
        agenda=(*rows, AgendaLine(time_text(meeting.schedule.end), t("agenda.end"))),
    )


def _activity(meeting: Planned, row: Row, activity: Activity) -> Iterator[Slide]:
    """Yield what it is for, each question, the way through it, the sheets that are filled."""
    notes = _notes(meeting, activity)
    source = source_of(activity)
    goals = activity.goals or activity.purpose
    yield Slide(
        "points",
        row.title,
        label=t("common.goals" if activity.goals else "slides.why"),
        points=goals,
        below=(_until(row),),
        notes=notes,
        source=source,
    )
    for question in activity.questions:
        yield Slide(
            "question",
            row.label,
            label=t("common.kind_question"),
            lead=question,
            below=tuple(_in_short(row)),
            notes=notes,
            source=source,
        )
    if row.segments:
        yield _how(row, activity)
    for key in activity.fills:
        if (sheet := meeting.curriculum.worksheet(key)) is not None:
            yield _sheet(sheet, source)


def _how(row: Row, activity: Activity) -> Slide:
    """Return the way through an activity: its parts with their lengths, and until when."""
    return Slide(
        "points",
        row.label,
        label=t("slides.goes_on" if row.earlier else "slides.how"),
        points=parts_of(row),
        below=(_until(row),),
        notes="" if row.earlier else _more_notes(activity),
        source=source_of(activity),
    )


def _sheet(sheet: Worksheet, source: str) -> Slide:
    """Return what a sheet asks for: its goal, the headings to fill."""
    titles = [
        heading.title
        for block in sheet.blocks
        for heading in (*block.rows, *block.columns, *((block.side,) if block.side else ()))
        if f"{block.id}/{heading.id}" != number_column(block)
    ]
    return Slide(
        "points",
        sheet.name,
        label=t("slides.sheet"),
        lead=sheet.goal or "",
        points=tuple(dict.fromkeys(titles)),
        below=tuple(filter(None, (sheet.caution or "",))),
        source=source,
    )


def _break(row: Row, following: Row | None) -> Slide:
    aloud = t("agenda.goes_on_at", at=spoken_time(row.end.hour, row.end.minute))
    below = (t("slides.then", title=following.label),) if following else ()
    lead = t("slides.goes_on_at", at=time_text(row.end))
    return Slide("break", row.label, lead=lead, below=below, notes=aloud)


def _next(meeting: Planned) -> Slide:
    """Return the last slide: thanks, when one meets again, what everybody does until then."""
    following = meeting.following
    if following is None:
        return Slide("next", t("slides.thanks"), lead=t("slides.thanks_text"))
    when = ""
    if meeting.session is not None:
        record = meeting_of(meeting.session, following.id)
        day = planned_day(meeting.curriculum, meeting.session, following.id)
        parts = (month_day_text(day) if day else "", time_text(record.start) if record.start else "")
        when = " ".join(filter(None, (*parts, record.place.strip())))
    return Slide(
        "next",
        t("slides.until_then"),
        label=t("audience.next_meeting"),
        lead=following.heading,
        points=following.member_preparation,
        below=(when,) if when else (),
        notes=t("slides.thanks_text"),
    )


def source_of(activity: Activity) -> str:
    """Return the pages of the organiser's slides that go with an activity, "" without any."""
    slides = activity.slides
    return "" if slides is None else slides_text(slides.deck, *slides.pages)


def _until(row: Row) -> str:
    return t("slides.until", span=time_range_text(row.start, row.end), minutes=row.minutes)


def _in_short(row: Row) -> Iterator[str]:
    """Yield how a question is gone through, and until when: what is done alone, how long each has."""
    for part in row.segments:
        if part.alone and part.seconds:
            yield t("slides.alone", title=part.title, length=length_text(part.seconds))
        elif part.is_round and part.seconds_per_participant:
            yield t("slides.each", length=exact_length_text(part.seconds_per_participant))
    yield t("slides.ends", at=time_text(row.end))


def _notes(meeting: Planned, activity: Activity) -> str:
    """Return the text to read, what is at hand, the pages that the slides stand for."""
    at_hand = meeting.curriculum.materials(activity)
    parts = [
        _lines(t("agenda.column_aloud"), activity.read_aloud.strip()) if activity.read_aloud else "",
        t("agenda.at_hand", what=list_text(at_hand)) if at_hand else "",
        t("slides.source", pages=source_of(activity)) if activity.slides else "",
    ]
    return _paragraphs(parts)


def _more_notes(activity: Activity) -> str:
    """Return the facilitator's steps and what to mind."""
    return _paragraphs(
        (
            _lines(t("slides.steps"), *activity.what) if activity.what else "",
            _lines(t("slides.mind"), *activity.cautions) if activity.cautions else "",
            t("slides.source", pages=source_of(activity)) if activity.slides else "",
        )
    )


def _lines(title: str, *texts: str) -> str:
    return "\n".join((t("slides.notes_heading", title=title), *texts))


def _paragraphs(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts))
