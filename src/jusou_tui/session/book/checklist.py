"""Changes along the way through a programme: checklist lines, memos, topics kept back, further meetings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jusou_tui.session.book.core import changed
from jusou_tui.session.book.history import Edit
from jusou_tui.session.book.sheets import Sheets
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Note, Todo
from jusou_tui.session.people.replace_name import reworded
from jusou_tui.session.programme.checklist import Item, item_id, memo_of
from jusou_tui.text.clean import block


class Course(Sheets):
    """Changes that a step as a whole needs. Unknown ids raise KeyError."""

    def set_item(self, step: str, item: Item, **changes: object) -> str:
        """Write down something for a line of a step's checklist: `owner`, `due`, `note`. Return its id."""
        identifier = item_id(self, step, item.key)
        before = self.session.todos.get(identifier)
        blank = before or Todo(
            at=normalise.instant(self.meta.created),
            what=block(item.text),
            step=step,
            activity=item.activity,
            item=item.key,
        )
        after: Todo | None = changed(blank, changes)
        if after is not None and not (after.owner or after.due or after.done or after.note.strip()):
            after = None
        typing = len(changes) == 1 and changes.keys() <= {"owner", "note"} and None not in (before, after)
        edit = Edit(("todos", identifier), before, after)
        facts = {"field": ", ".join(changes)}
        self._commit("programme.change_item", edit, typing=typing, facts=facts)
        return identifier

    def tick_item(self, step: str, item: Item, done: bool) -> None:
        """Tick a line off as done now, or take the tick back."""
        self.set_item(step, item, done=self.now() if done else None)

    def set_memo(self, step: str, activity: str, text: str) -> None:
        """Write the facilitator's memo for an activity; "" takes it away."""
        found = memo_of(self, step, activity)
        key, before = found or (self.fresh_id(), None)
        after: Note | None = None
        if text.strip():
            made = before or Note(
                at=self.now(), text=block(text), step=step, activity=activity, private=True, memo=True
            )
            after = changed(made, {"text": text})
        typing = before is not None and after is not None
        self._commit("programme.change_memo", Edit(("notes", key), before, after), typing=typing)

    def keep_back(self, identifier: str, kept: bool) -> None:
        """Keep a topic back for the end of the meeting, or no longer."""
        note = self.session.notes[identifier]
        after = changed(note, {"kept": kept, "settled": None})
        self._commit("programme.change_kept", Edit(("notes", identifier), note, after))

    def settle(self, identifier: str, settled: bool) -> None:
        """Tick a topic that was kept back, or take the tick back."""
        note = self.session.notes[identifier]
        after = changed(note, {"settled": self.now() if settled else None})
        self._commit("programme.change_settled", Edit(("notes", identifier), note, after))

    def type_participant(self, identifier: str, **typed: object) -> None:
        """Take a field of a person as it is typed: what follows at once is the same change for undo."""
        person = self.session.participants[identifier]
        edit = Edit(("participants", identifier), person, changed(person, typed))
        self._commit("programme.change_person_typed", edit, typing=True, facts={"field": ", ".join(typed)})

    def order_participants(self, order: Sequence[str]) -> None:
        """Put people into this order; who is not named follows in the order there was."""
        people = self.participants
        wanted = [key for key in order if key in self.session.participants]
        wanted += [key for key, _ in people if key not in wanted]
        edits = [
            Edit(("participants", key), person, changed(person, {"rank": rank}))
            for rank, key in enumerate(wanted, 1)
            for person in (self.session.participants[key],)
        ]
        self._commit("programme.change_order", *edits)

    def reword(self, message_id: str, replace: Callable[[str], str], extra: Sequence[Edit] = ()) -> int:
        """Replace words in every text of the session, as one change. Return how many texts it changed."""
        edits = reworded(self.session, replace)
        others = {edit.address for edit in extra}
        self._commit(message_id, *(edit for edit in edits if edit.address not in others), *extra)
        return len(edits)
