"""Seat cards of a meeting, to be printed: a number, which is all that the room sees, and whose it is."""

from __future__ import annotations

from jusou_tui.report.blocks import Block, Paragraph, ReportHeading
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Session
from jusou_tui.session.model.seats import given
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import attendees
from jusou_tui.wording import t


def seat_blocks(session: Session, step: str, title: str) -> list[Block]:
    """Return a card for each attendee of a step's meeting, in the order of the numbers.

    Of a meeting that has none yet the numbers are those that it would get now, which is said.
    """
    record = meeting_of(session, step)
    people = attendees(session, step)
    names = labels(session.participants)
    cards = sorted((number, person) for person, number in given(record.seats, people).items())
    cards = [(number, person) for number, person in cards if person in people]
    head: list[Block] = [ReportHeading(t("report.seats_of", title=title))]
    if not cards:
        return [*head, Paragraph(t("report.seats_none"))]
    if not all(person in record.seats for _, person in cards):
        head.append(Paragraph(t("report.seats_not_given"), "muted"))
    for number, person in cards:
        head += [ReportHeading(t("report.seat", number=number), 2), Paragraph(names[person])]
    return head
