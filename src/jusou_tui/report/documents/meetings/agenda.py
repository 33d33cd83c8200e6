"""The page of the facilitator (進行表): hours, boxes to tick, what is read aloud, what to do when late."""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.live.planning.plan_edits import usual_share
from jusou_tui.report.blocks import Item, ReportHeading
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings.planned import Planned, planned
from jusou_tui.report.documents.model import (
    DESK_POINTS,
    CellBlock,
    Checks,
    Document,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    Made,
    Quote,
    Section,
    Words,
)
from jusou_tui.timekeeping.clock.instants import after, local
from jusou_tui.timekeeping.forecast.fit import minimums
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.wording import t
from jusou_tui.wording.values import form_label, length_text, list_text, minutes_text, time_text

_SHARES = (1.5, 5.0, 5.65, 0.85)
_HELP_SHARES = (5.6, 7.4)
_MOST_SHORTENED = 4
"""Rows of which it is said how much shorter they may be: those that yield most."""
_TO_WRITE = ":"


def make(wish: Wish) -> Made:
    """Return the agenda of a meeting. Raises InputError where there is no such meeting."""
    meeting = planned(wish)
    title = t("agenda.title")
    footer = "　".join((meeting.title, meeting.step.label, t("agenda.what")))
    blocks: tuple[DocumentBlock, ...] = (
        ReportHeading(title),
        Words("　　".join((f"{meeting.title}　{meeting.step.heading}", *_facts(meeting)))),
        Grid(
            _SHARES,
            (*(_row(meeting, row) for row in meeting.rows), _end(meeting)),
            (_heads(),),
            t("agenda.about"),
            frame="rows",
        ),
        _below(meeting),
    )
    document = Document(
        title,
        (Section(blocks, points=DESK_POINTS, close=True, desk=True),),
        footer,
        meeting.curriculum.language,
        subject=f"{meeting.title}　{meeting.step.label}",
    )
    return Made(document, missing=meeting.missing)


def _facts(meeting: Planned) -> Iterator[str]:
    """Yield when, where, how many people, who leads."""
    yield meeting.when
    if meeting.place:
        yield meeting.place
    people = t("agenda.people", count=meeting.people)
    yield people + t("agenda.led_by", names=list_text(meeting.leads)) if meeting.leads else people
    if meeting.case_number:
        yield t("agenda.cases", count=meeting.case_number)


def _heads() -> GridRow:
    titles = (
        t("common.time_of_day"),
        t("agenda.column_what"),
        t("agenda.column_aloud"),
        t("agenda.column_actual"),
    )
    return GridRow(tuple(GridCell((Words(one),), head=True) for one in titles))


def _row(meeting: Planned, row: Row) -> GridRow:
    at = (
        Words(time_text(row.start, day=row.day), strong=True, size="large"),
        Words(minutes_text(row.minutes)),
    )
    what = (Checks((row.label,), strong=True), *_details(meeting, row))
    return GridRow(
        (GridCell(at), GridCell(what), GridCell(tuple(_aloud(meeting, row))), _open_cell()),
        shaded=row.kind == "break",
    )


def _details(meeting: Planned, row: Row) -> Iterator[CellBlock]:
    """Yield the form, the parts with their lengths, the hour of each cue, what is at hand."""
    activity = row.activity
    if activity is None or row.kind == "break":
        return
    lead = " ".join(filter(None, (form_label(row.form), activity.lead or "")))
    way = t("agenda.goes_on") if row.earlier else list_text(parts_of(row))
    if lead or way:
        yield Words("　".join(filter(None, (lead, way))))
    if row.earlier:
        return
    for cue in activity.cues:
        yield Words(
            t(
                "agenda.cue",
                at=time_text(local(after(row.start, cue.after * 60), row.start.tzinfo)),
                what=cue.text,
            )
        )
    if row.until or row.pinned:
        yield Words(t("agenda.fixed"), strong=True)
    if at_hand := meeting.curriculum.materials(activity):
        yield Words(t("agenda.at_hand", what=list_text(at_hand)))


def parts_of(row: Row) -> tuple[str, ...]:
    """Return the parts of an activity with their lengths, of several cases each with its number."""
    return tuple(
        " ".join(
            filter(
                None,
                (
                    t("sheet.case", number=part.case) if part.case else "",
                    part.title.removesuffix("。"),
                    length_text(part.seconds) if part.seconds else "",
                ),
            )
        )
        for part in row.segments
    )


def _aloud(meeting: Planned, row: Row) -> Iterator[CellBlock]:
    """Yield what is read aloud, without its line breaks; in a break, when it goes on, by the schedule."""
    if row.kind == "break":
        yield Quote(t("agenda.goes_on_at", at=_spoken(row)))
    elif row.activity and row.activity.read_aloud and not row.earlier:
        between = "" if meeting.curriculum.language == "ja" else " "
        yield Quote(between.join(row.activity.read_aloud.split("\n")))


def _spoken(row: Row) -> str:
    """Return the end of a row as one says it, `14時20分`."""
    return spoken_time(row.end.hour, row.end.minute)


def spoken_time(hour: int, minute: int) -> str:
    """Return a time as one says it aloud: `14時20分`, `14時`."""
    return t("agenda.spoken" if minute else "agenda.spoken_hour", hour=hour, minute=f"{minute:02d}")


def _open_cell(*, strong: bool = False) -> GridCell:
    return GridCell((Words(_TO_WRITE, strong=strong),), align="center")


def _end(meeting: Planned) -> GridRow:
    """Return the row of the end, and until when the room is booked where that is later."""
    schedule = meeting.schedule
    booked = schedule.booked_end
    text = t("agenda.end")
    if booked is not None and booked > schedule.end:
        text = t("agenda.end_booked", at=time_text(booked))
    elif booked is not None and booked < schedule.end:
        text = t("agenda.end_over", at=time_text(booked))
    at = Words(time_text(schedule.end), strong=True, size="large")
    return GridRow((GridCell((at,)), GridCell((Words(text, strong=True),), span=2), _open_cell(strong=True)))


def _below(meeting: Planned) -> Grid:
    """Return what to do when late and when stuck, side by side."""
    heads = (t("agenda.late"), t("agenda.stuck"))
    helps = (tuple(_late(meeting)), tuple(_stuck(meeting)))
    return Grid(
        _HELP_SHARES,
        (GridRow(tuple(map(GridCell, helps))),),
        (GridRow(tuple(GridCell((Words(one, strong=True),), head=True) for one in heads)),),
        about=t("agenda.about_help"),
    )


def _late(meeting: Planned) -> Iterator[CellBlock]:
    """Yield which rows may be how much shorter, those that yield most first, and how much in all."""
    least = minimums(
        meeting.schedule,
        participants=meeting.people,
        cases=meeting.case_number,
        share=usual_share(meeting.curriculum),
    )
    yields = [
        (row.minutes - least[row.key], row)
        for row in meeting.rows
        if row.key in least and row.minutes > least[row.key] and not row.pinned and row.ends_at is None
    ]
    if not yields:
        yield Item(t("agenda.nothing_shorter"))
        return
    for _, row in sorted(yields, key=lambda pair: -pair[0])[:_MOST_SHORTENED]:
        yield Item(t("agenda.shorter", title=row.label, minutes=row.minutes, least=least[row.key]))
    yield Item(t("agenda.shorter_in_all", minutes=sum(gives for gives, _ in yields)))


def _stuck(meeting: Planned) -> Iterator[CellBlock]:
    """Yield what the curriculum says to mind, of each activity the first; without any, what always helps."""
    found = [
        t("agenda.mind", title=row.label, what=row.activity.cautions[0])
        for row in meeting.rows
        if row.activity and not row.earlier and row.activity.cautions
    ]
    yield from map(Item, found or (t("agenda.stuck_alone"), t("agenda.stuck_break")))
