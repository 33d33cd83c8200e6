"""People, who of them is at a meeting, and small groups as rows of a list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jusou_tui.app.drawing.row_models import ListRow, MenuChoice
from jusou_tui.live import attendance
from jusou_tui.live.meeting_words.attendance import STATES, attendance_answers
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.report.attendance import guest_text, movements_text
from jusou_tui.session.people.groups import counts
from jusou_tui.session.people.identity import labels
from jusou_tui.text.terminal import cell_width, pad
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    inline,
    labelled,
    list_text,
    role_label,
    short_date_text,
    shortest_date_text,
)

if TYPE_CHECKING:  # only taking in a list needs it
    from jusou_tui.live.beginning.roster_preview import Preview, PreviewRow

_WIDEST_AFFILIATION = 30
_WIDEST_NAME = 16


def person_rows(live: LiveSession, *, short: bool = False) -> list[ListRow]:
    """Return the members in the order of rounds; `short` leaves room for the affiliation in a narrow list."""
    today = live.clock.now().date()
    people = live.book.session.people
    names = labels(dict(people), beside_affiliation=True)
    widest = min(max(map(cell_width, names.values()), default=0), _WIDEST_NAME)
    rows = []
    for number, (key, person) in enumerate(people, 1):
        left = person.left
        gone = left is not None and left <= today
        state = guest_text(live.curriculum, person) or (_left_word(left, today, short=short) if left else "")
        role = t("minutes.observers") if person.observer else ""
        role = role or ("" if person.role == "member" else role_label(person.role))
        text = f"{pad(names[key], widest)}  {person.affiliation}".rstrip()
        right = "  ".join(part for part in (state, role) if part)
        style = "muted" if gone else ""
        rows.append(ListRow(key, "", "muted", str(number), text, right, "late" if left else "digits", style))
    return rows


def _left_word(left: date, today: date, *, short: bool) -> str:
    if not short:
        return t("programme.left_on", day=short_date_text(left, today))
    return t("programme.left_short", day=shortest_date_text(left, today))


def newcomer_hint(live: LiveSession) -> str:
    """Return what to do about somebody who is added while a meeting runs; "" while none does.

    Until then the person counts as there from its start.
    """
    return t("programme.added_while_running") if live.under_way().is_under_way else ""


def attendance_rows(meeting: MeetingView) -> list[ListRow]:
    """Return the members of a meeting's day: there, left or away, and since when."""
    found = []
    names = labels(meeting.book.session.participants, beside_affiliation=True)
    team = [meeting.book.session.participants[person] for person in meeting.expected]
    widest = min(max((cell_width(one.affiliation) for one in team), default=0), _WIDEST_AFFILIATION)
    for person in meeting.expected:
        record = meeting.book.session.participants[person]
        state = attendance.state_of(meeting, person)
        word, ink = STATES[state], "decided" if state == "there" else "muted"
        role = "" if record.role == "member" else role_label(record.role)
        about = f"{pad(record.affiliation, widest)}  {role}".rstrip() if widest else role
        when = movements_text(attendance.moved(meeting, person))
        found.append(ListRow(person, inline(t(word)), ink, names[person], about, when, "strong"))
    return found


def attendance_choices(meeting: MeetingView, person: str) -> list[MenuChoice]:
    """Return what can be said of a member, as `live.meeting_words.attendance` has it."""
    return [MenuChoice(one.id, one.label) for one in attendance_answers(meeting, person)]


def group_rows(
    live: LiveSession, groups: dict[str, tuple[str, ...]], reporting: tuple[str, ...]
) -> list[ListRow]:
    """Return small groups with their people and their place in the order of reporting back."""
    places = {number: place for place, number in enumerate(reporting, 1)}
    return [
        ListRow(
            number,
            "",
            "muted",
            t("programme.group", number=number),
            list_text(live.name_of(person) for person in people),
            t("programme.reports_at", place=places[number]) if number in places else "",
            whole=tuple(map(live.name_of, people)),
        )
        for number, people in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]


ANEW = "anew"
"""The choice to deal as many groups anew."""
_WAYS = {
    "fours": "programme.groups_fours",
    "threes": "programme.groups_threes",
    "pairs": "programme.groups_pairs",
}


def group_choices(people: int, groups: int) -> list[MenuChoice]:
    """Return how so many people can be dealt into groups, first anew into as many `groups` as there are.

    The ids of the others are those of `counts`.
    """
    anew = [MenuChoice(ANEW, t("programme.groups_same", count=groups))] if groups else []
    ways = [
        MenuChoice(way, t(_WAYS.get(way, "programme.groups_count"), count=count))
        for way, count in counts(people).items()
        if count != groups
    ]
    return anew + ways


def left_text(live: LiveSession, person: str) -> str:
    """Return from which day a person is no longer there, "" for one who stays."""
    left = live.book.session.participants[person].left
    if guest := guest_text(live.curriculum, live.book.session.participants[person]):
        return guest
    return t("programme.left_text", day=short_date_text(left, live.clock.now().date())) if left else ""


def preview_order(preview: Preview) -> list[PreviewRow]:
    """Return the rows of a list in the order in which they are shown."""
    order = ("unread", "doubt", "person", "skipped")
    return sorted(preview.rows, key=lambda row: order.index(row.kind))


def preview_rows(preview: Preview) -> list[ListRow]:
    """Return a list of people as it was understood: first what was not, then each person, then the rest."""
    states = {
        "unread": (t("roster.unread_row"), "strong-over"),
        "skipped": (t("roster.skipped_row"), "muted"),
    }
    rows: list[ListRow] = []
    for row in preview_order(preview):
        state, style = states.get(row.kind, ("", ""))
        text = (
            labelled(state, row.text) if state else row.text
        )  # a column of states would be empty in most rows
        key, known = f"{row.kind}-{len(rows)}", t("roster.known") if row.known else ""
        number = str(row.number)
        rows.append(ListRow(key, "", "muted", number, text, known, text_style=style, detail=row.note))
    return rows + [ListRow(f"about-{at}", "", "muted", "", text) for at, text in enumerate(preview.about)]
