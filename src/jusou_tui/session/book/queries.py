"""What a screen asks an open session for, in the order in which people read it."""

from __future__ import annotations

from jusou_tui.session.book.restore import Returning
from jusou_tui.session.model.events import standing
from jusou_tui.session.model.records import Draft, Event, Meeting, Meta, Note, Participant, Sheet, Todo, View


class Readings(Returning):
    """Read access. Lists are new ones; records are frozen."""

    @property
    def meta(self) -> Meta:
        """Which run this is."""
        return self.session.session

    @property
    def view(self) -> View:
        """Where the facilitator was."""
        return self.session.view

    @property
    def participants(self) -> list[tuple[str, Participant]]:
        """The team as (id, participant), by rank, then in the order in which they were added."""
        return self.session.people

    def notes_of(self, step: str | None = None, activity: str | None = None) -> list[tuple[str, Note]]:
        """Return notes as (id, note) by (rank, at, id): all, or of a step, or of one activity of it."""
        found = [
            pair
            for pair in self.session.notes.items()
            if (step is None or pair[1].step == step) and (activity is None or pair[1].activity == activity)
        ]
        return sorted(found, key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))

    def todos_of(self, step: str | None = None) -> list[tuple[str, Todo]]:
        """Return ToDos as (id, todo) by (rank, at, id): all, or of a step."""
        found = [pair for pair in self.session.todos.items() if step is None or pair[1].step == step]
        return sorted(found, key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))

    def sheets_of(self, step: str | None = None, worksheet: str | None = None) -> list[tuple[str, Sheet]]:
        """Return sheets as (id, sheet) by (at, id): all, or of a step, or of one worksheet."""
        found = [
            pair
            for pair in self.session.sheets.items()
            if (step is None or pair[1].step == step)
            and (worksheet is None or pair[1].worksheet == worksheet)
        ]
        return sorted(found, key=lambda pair: (pair[1].at, pair[0]))

    def events_of(self, step: str | None = None) -> list[tuple[str, Event]]:
        """Return what happened (in one step, or in all) as (id, event) by (at, id), undone ones left out."""
        return [pair for pair in standing(self.session.events) if step is None or pair[1].step == step]

    def meeting(self, step: str) -> Meeting:
        """Return a step's meeting; an empty one where nothing is set yet."""
        return self.session.meetings.get(step) or Meeting()

    def draft(self, field: str) -> Draft | None:
        """Return the half-typed text of a field."""
        return self.session.drafts.get(field)
