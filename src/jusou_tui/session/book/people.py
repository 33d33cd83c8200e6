"""People of the team: adding, changing, ordering, making anonymous, erasing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model.records import Edit, Meeting, Participant, Role, changed
from jusou_tui.session.people.identity import labels, match_people
from jusou_tui.session.people.one_id import united
from jusou_tui.session.people.person import Person, completed
from jusou_tui.session.people.without import hand_ins_without, meeting_without, presence_without
from jusou_tui.session.programme.attendance import present_with
from jusou_tui.text.terminal import clean_line

if TYPE_CHECKING:  # what finds names in texts takes 3 ms to load, and few sessions need it
    from jusou_tui.session.people.replace_name import NameRemoval


class People:
    """Changes of participants. Unknown ids raise KeyError, unknown fields TypeError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(
        self,
        name: str,
        affiliation: str = "",
        role: Role = "member",
        *,
        observer: bool = False,
        undoable: bool = True,
    ) -> str:
        """Add a person after the last one. Return the id. Raises InputError for an empty name.

        Who was at meetings that are over stays as it is. What is not `undoable` undo leaves alone.
        """
        cleaned = clean_line(name)
        if not cleaned:
            raise InputError("session.name_empty")
        rank = max((person.rank for person in self.ledger.session.participants.values()), default=0)
        person = Participant(
            name=cleaned, affiliation=clean_line(affiliation), role=role, rank=rank, observer=observer
        )
        session, identifier = self.ledger.session, self.ledger.fresh_id()
        edits: list[Edit] = [Edit(("participants", identifier), None, person)]
        for step, present in present_with(session, identifier, self.ledger.now().date()).items():
            before = session.meetings.get(step)
            edits.append(Edit(("meetings", step), before, changed(before or Meeting(), {"present": present})))
        label = labels({**session.participants, identifier: person})[identifier]
        facts = {"name": label}
        self.ledger.commit("session.change_participant_added", *edits, undoable=undoable, facts=facts)
        return identifier

    def edit(self, identifier: str, **changes: object) -> None:
        """Change fields of a participant."""
        facts = {"name": labels(self.ledger.session.participants)[identifier]}
        self.ledger.change(
            "session.change_participant_edited", ("participants", identifier), changes, facts=facts
        )

    def edit_typed(self, identifier: str, **changes: object) -> None:
        """Change a field while it is being typed: edits in quick succession are one change for undo."""
        facts = {"field": ", ".join(changes)}
        address = ("participants", identifier)
        self.ledger.change("programme.change_person_typed", address, changes, typing=True, facts=facts)

    def remove(self, identifier: str) -> None:
        """Remove a participant, also from the lists of who is present and from the groups."""
        person = self.ledger.session.participants[identifier]
        facts = {"name": labels(self.ledger.session.participants)[identifier]}
        edits = [Edit(("participants", identifier), person, None)]
        for step, meeting in self.ledger.session.meetings.items():
            edits.append(Edit(("meetings", step), meeting, meeting_without(meeting, identifier)))
        edits += presence_without(self.ledger.session, identifier)
        edits += hand_ins_without(self.ledger.session, identifier)
        self.ledger.commit("session.change_participant_removed", *edits, facts=facts)

    def order(self, order: Sequence[str]) -> None:
        """Put people into this order; those not named follow in the order they had."""
        people = self.ledger.session.participants
        wanted = [key for key in order if key in people]
        wanted += [key for key, _ in self.ledger.session.people if key not in wanted]
        edits = [
            Edit(("participants", key), people[key], changed(people[key], {"rank": rank}))
            for rank, key in enumerate(wanted, 1)
        ]
        self.ledger.commit("programme.change_order", *edits)

    def take_in(self, people: Iterable[Person], *, moving: bool = False) -> tuple[int, int]:
        """Add people who are not in the team yet, and update affiliation and role of those who are.

        Who that is says `match_people`; `moving` as there. Nobody is removed. Return how many were added and
        how many changed.
        """
        listed, team = list(people), self.ledger.session.participants
        matches = match_people(dict(self.ledger.session.people), listed, moving=moving)
        before = dict(team)
        with self.ledger.together("programme.change_people_taken_in"):
            added = {
                place: self.add(person.name, person.affiliation, person.role, observer=person.observer)
                for place, (person, match) in enumerate(zip(listed, matches, strict=True))
                if match.is_new
            }
            for person, match in zip(listed, matches, strict=True):
                identifier = match.known if match.repeats is None else added[match.repeats]
                if identifier is not None:
                    after = completed(team[identifier], person)
                    self.edit(
                        identifier, affiliation=after.affiliation, role=after.role, observer=after.observer
                    )
        return len(added), sum(team[key] != person for key, person in before.items())

    def unite(self, kept: str, other: str) -> None:
        """Make two records of one person one, under the id `kept`. The other id stands nowhere any more."""
        self.ledger.commit("programme.change_united", *united(self.ledger.session, kept, other))

    def take_out(self, removal: NameRemoval) -> int:
        """Take a person's name out of every text, or the person as well. Return how many records had it.

        Once undone it is no matter of redo, which would not reach what is kept beside the session's file.
        """
        if not self.ledger.permits():
            return 0
        session = self.ledger.session
        edits, count = removal.edits(session)
        unknown = removal.unknown(session)
        if unknown != session.model_extra:
            self.ledger.absorb({}, unknown)
        message = "programme.change_erased" if removal.erases else "programme.change_anonymised"
        self.ledger.commit(message, *edits, redoable=False)
        return count
