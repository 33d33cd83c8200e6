"""The checklist of a step: its preparations and activities.

A line of the list is stored only when it was touched: as a ToDo whose `item` names the line. Its id follows
from the run, the step and the line, so that two people who tick the same line write the same record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.queries import notes_of

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Step
    from jusou_tui.session.model.records import Note, Session, Todo

Kind = Literal["organiser", "members", "activity"]
_MASK = (1 << 80) - 1


class ChecklistItem(NamedTuple):
    """A line. `key` is stable while the curriculum's line stays; `todo` is its stored ToDo.

    An activity of a meeting is not ticked off (`tickable` is false): it has a memo for the facilitator.
    """

    key: str
    kind: Kind
    text: str
    activity: str | None = None
    todo: Todo | None = None
    memo: str = ""
    tickable: bool = True

    @property
    def done(self) -> bool:
        """Whether it was ticked off."""
        return self.todo is not None and self.todo.done is not None


def items_of(session: Session, step: Step) -> list[ChecklistItem]:
    """Return the lines of a step: what the organisers prepare, what the members do, then the activities."""
    todos = {todo.item: todo for todo in session.todos.values() if todo.item and todo.step == step.id}
    memos = {note.activity: note.text for _, note in notes_of(session, step.id) if note.memo}
    found: list[ChecklistItem] = []
    for text in step.organiser_preparation:
        key = _line_key("organiser", text)
        found.append(ChecklistItem(key, "organiser", text, None, todos.get(key)))
    for text in step.member_preparation:
        key = _line_key("members", text)
        found.append(ChecklistItem(key, "members", text, None, todos.get(key)))
    for activity in step.activities:
        key = f"activity-{activity.id}"
        meets = step.kind == "meeting"
        found.append(
            ChecklistItem(
                key,
                "activity",
                activity.title,
                activity.id,
                None if meets else todos.get(key),
                memos.get(activity.id, ""),
                tickable=not meets,
            )
        )
    return list({item.key: item for item in found}.values())


def item_id(session: Session, step: str, item: str) -> str:
    """Return the id of the ToDo of a line: the same on every machine."""
    import hashlib

    created = int(session.session.created.timestamp() * 1000)
    digest = hashlib.sha256(f"{session.session.id}/{step}/{item}".encode()).digest()
    return encode(created, int.from_bytes(digest) & _MASK)


def memo_of(session: Session, step: str, activity: str) -> tuple[str, Note] | None:
    """Return the facilitator's memo for an activity, None where there is none."""
    return next(((key, note) for key, note in notes_of(session, step, activity) if note.memo), None)


def kept_back(session: Session) -> list[tuple[str, Note]]:
    """Return the topics that were kept back and are not settled yet, oldest first."""
    return [(key, note) for key, note in notes_of(session) if note.kept and note.settled is None]


def _line_key(kind: str, text: str) -> str:
    """Return the key of a line that has no id of its own. Reworded it is another line."""
    import hashlib

    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
