"""What was understood of a list of people, in words: a row per person, what was skipped or not read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from jusou_tui.session.people.identity import Match, Named, is_same_office, match_people, perhaps_same
from jusou_tui.session.people.person import Person
from jusou_tui.session.people.roster.reading import Doubt, LeftOut, Listed, NoteKind, Reason, Roster
from jusou_tui.session.people.roster.table import Separator
from jusou_tui.session.people.roster.words import Kind
from jusou_tui.text.terminal import cell_width, cut, pad
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled, list_text, role_label

_BY: dict[Separator, str] = {
    "tab": "roster.by_tab",
    "comma": "roster.by_comma",
    "semicolon": "roster.by_semicolon",
    "wide-comma": "roster.by_wide_comma",
    "touten": "roster.by_touten",
    "bar": "roster.by_bar",
    "": "roster.by_lines",
}
_KINDS: dict[Kind, str] = {
    "name": "roster.kind_name",
    "family": "roster.kind_family",
    "given": "roster.kind_given",
    "affiliation": "roster.kind_affiliation",
    "role": "roster.kind_role",
    "unused": "roster.kind_unused",
}
"""What a column can be said to hold, in the order of a choice."""
_WHY: dict[Reason, str] = {
    "header": "roster.why_header",
    "title": "roster.why_title",
    "above": "roster.why_above",
    "total": "roster.why_total",
    "remark": "roster.why_remark",
    "section": "roster.why_section",
    "number_only": "roster.why_number_only",
    "sample": "roster.why_sample",
    "no_name": "roster.why_no_name",
    "number": "roster.why_number",
    "not_a_name": "roster.why_not_a_name",
    "long_name": "roster.why_long_name",
    "heading_word": "roster.why_heading_word",
    "several_ways": "roster.why_several_ways",
}
_NOTES: dict[NoteKind, str] = {
    "aside": "roster.aside",
    "carried": "roster.carried",
    "blank_below": "roster.blank_below",
    "first_unlike": "roster.first_unlike",
}
_DOUBTS: dict[Doubt, str] = {"numbers": "roster.doubt_numbers", "half": "roster.doubt_half"}
_LONGEST = 200
"""Cells of a row that is no person at the most."""
_WIDEST = 24
"""Cells of the columns of names and affiliations at the most; a longer text goes beyond."""


@dataclass(frozen=True)
class PreviewRow:
    """A row of a preview: its number in the list, what it says, and a remark, "" for none.

    `kind`: a "person", a person with a "doubt", or a row that was "skipped" or is "unread". `known`: the
    person is in the team already. `place`: that of a person in the list, from 0, else -1.
    """

    kind: Literal["person", "doubt", "skipped", "unread"]
    number: int
    text: str
    note: str = ""
    known: bool = False
    place: int = -1


@dataclass(frozen=True)
class Preview:
    """A list as it was understood: how many in a sentence, the rows, and remarks about the whole of it."""

    outcome: str
    rows: tuple[PreviewRow, ...]
    about: tuple[str, ...]

    @property
    def people(self) -> list[PreviewRow]:
        """The rows of people."""
        return [row for row in self.rows if row.kind in {"person", "doubt"}]

    def lines(self) -> list[str]:
        """Return the whole preview as lines: people, what was skipped, what was not understood, remarks."""
        kinds = {"skipped": "roster.skipped_row", "unread": "roster.unread_row"}
        left = [
            f"{row.number:>4}  {labelled(t(kinds[kind]), row.text)} | {row.note}"
            for kind in kinds
            for row in self.rows
            if row.kind == kind
        ]
        return [*map(_person_line, self.people), *left, *self.about, self.outcome]


def _person_line(row: PreviewRow) -> str:
    notes = [note for note in (row.note, t("roster.known") if row.known else "") if note]
    return f"{row.number:>4}  {row.text}" + (f"  * {list_text(notes)}" if notes else "")


def likely_same(roster: Roster, known: Mapping[str, Named]) -> dict[int, str]:
    """Return who may be one of the team although the list names another affiliation: place and id."""
    return perhaps_same(known, roster.people, match_people(known, roster.people))


def surely_same(likely: Mapping[int, str], roster: Roster, known: Mapping[str, Named]) -> set[int]:
    """Return the places of those who are most likely the same: the affiliation is only written otherwise."""
    people = roster.people
    return {
        place
        for place, one in likely.items()
        if is_same_office(people[place].affiliation, known[one].affiliation)
    }


def people_of(
    roster: Roster, known: Mapping[str, Named], likely: Mapping[int, str], same: Collection[int]
) -> list[Person]:
    """Return the people of a list; those at the places `same` keep the affiliation that they have."""
    return [
        person._replace(affiliation=known[likely[place]].affiliation) if place in same else person
        for place, person in enumerate(roster.people)
    ]


def preview(
    roster: Roster,
    known: Mapping[str, Named],
    likely: Mapping[int, str] | None = None,
    same: Collection[int] = (),
) -> Preview:
    """Return the preview of a list; `known`: the people who are in the team already, by id.

    `likely`: who may be one of them (`likely_same`), where that can be chosen, and which ones are the `same`.
    """
    found = likely or {}
    matches = match_people(known, people_of(roster, known, found, same))
    widths = _widths(roster)
    rows = []
    for place, (one, match) in enumerate(zip(roster.listed, matches, strict=True)):
        note = _remark(roster, one, match)
        if place in found:
            office = known[found[place]].affiliation or t("roster.no_affiliation")
            note = t("roster.same_person" if place in same else "roster.other_person", affiliation=office)
        rows.append(replace(_person_row(one, match, note, widths), place=place))
    rows += [_left_row("skipped", left) for left in _skipped(roster)]
    rows += [_left_row("unread", left) for left in roster.unread]
    return Preview(_outcome(roster, matches), tuple(rows), tuple(_about(roster)))


def reason_text(left: LeftOut) -> str:
    """Return why a row is no person."""
    return t(_WHY[left.reason])


def doubt_text(roster: Roster) -> str:
    """Return why a list should be looked at before it is taken, "" where it need not be."""
    return t(_DOUBTS[roster.doubt]) if roster.doubt else ""


def kind_options() -> list[tuple[str, str]]:
    """Return what a column can be said to hold, with labels, for a choice."""
    return [(kind, t(message_id)) for kind, message_id in _KINDS.items()]


def column_label(heading: str, index: int) -> str:
    """Return what to call a column: its heading, else its place."""
    return heading or t("roster.column", number=index + 1)


def _outcome(roster: Roster, matches: list[Match]) -> str:
    if not roster.listed:
        text = t("roster.nobody")
    else:
        new = sum(match.is_new for match in matches)
        text = t("roster.outcome", count=len(roster.listed), new=new)
    skipped = _skipped(roster)
    if roster.unread or skipped:
        text += " " + t("roster.outcome_rows", unread=len(roster.unread), skipped=len(skipped))
    return text


def _skipped(roster: Roster) -> list[LeftOut]:
    """Return the rows that were skipped but for the headings, which are no news."""
    return [left for left in roster.skipped if left.reason != "header"]


def _widths(roster: Roster) -> tuple[int, int]:
    names = [cell_width(person.name) for person in roster.people]
    affiliations = [cell_width(person.affiliation) for person in roster.people]
    return min(max(names, default=0), _WIDEST), min(max(affiliations, default=0), _WIDEST)


def _person_row(listed: Listed, match: Match, note: str, widths: tuple[int, int]) -> PreviewRow:
    person = listed.person
    roles = [] if person.role == "member" else [role_label(person.role)]
    role = list_text([*roles, *([t("minutes.observers")] if person.observer else [])])
    text = f"{pad(person.name, widths[0])} | {pad(person.affiliation, widths[1])} | {role}".rstrip(" |")
    kind: Literal["doubt", "person"] = "doubt" if listed.role_word or listed.notes else "person"
    return PreviewRow(kind, listed.number, text, note, known=match.known is not None)


def _left_row(kind: Literal["skipped", "unread"], left: LeftOut) -> PreviewRow:
    return PreviewRow(kind, left.number, cut(left.text, _LONGEST), reason_text(left))


def _remark(roster: Roster, listed: Listed, match: Match) -> str:
    notes = note_texts(listed)
    if listed.role_word:
        role = role_label(listed.person.role)
        notes.append(t("roster.role_unknown", word=listed.role_word, role=role))
    if match.repeats is not None:
        notes.append(t("roster.repeats", number=roster.listed[match.repeats].number))
    elif match.known is None and match.namesake:
        notes.append(t("roster.namesake"))
    return list_text(notes)


def note_texts(listed: Listed) -> list[str]:
    """Return what is to be said of how a person was read."""
    return [t(_NOTES[note.kind], text=note.text) for note in listed.notes]


def _about(roster: Roster) -> list[str]:
    table = roster.table
    if table.separator == "workbook":
        how = [t("roster.by_sheet", sheet=table.sheet)]
    else:
        how = [t(_BY[table.separator]), *([roster.encoding] if roster.encoding else [])]
    headings = [str(left.number) for left in roster.skipped if left.reason == "header"]
    if headings:
        how.append(t("roster.headings", rows=list_text(headings)))
    lines = [t("roster.read_as", how=list_text(how))]
    if table.other_sheets:
        lines.append(t("roster.other_sheets", sheets=list_text(table.other_sheets)))
    if table.open_quote:
        lines.append(t("roster.open_quote"))
    unused = [
        column_label(column.heading, column.index)
        for column in roster.columns
        if column.kind == "unused" and (column.heading or column.sample)
    ]
    return [*lines, t("roster.unused_columns", columns=list_text(unused))] if unused else lines
