"""The checklist of a step: its preparations, visits and activities.

A line of the list is stored only when it was touched: as a ToDo whose `item` names the line, with the id
`session.model.items` gives it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.session.model.items import OWN, VISIT, who_hands_in
from jusou_tui.session.model.step_order import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from jusou_tui.curriculum.model import Step
    from jusou_tui.session.model.records import Note, Session, Todo

Kind = Literal["organiser", "members", "handed", "visit", "own", "activity"]


class ChecklistItem(NamedTuple):
    """A line. `key` is that of its stored ToDo, `todo`, where it has one: a reworded line keeps its own.

    An activity of a meeting is not ticked off (`tickable` is false): it has a memo for the facilitator. Nor
    is a remark about the preparation (`Step.organiser_remarks`).
    `person`: the id of who hands a sheet in (`hand_ins`).
    """

    key: str
    kind: Kind
    text: str
    activity: str | None = None
    todo: Todo | None = None
    memo: str = ""
    tickable: bool = True
    person: str = ""

    @property
    def done(self) -> bool:
        """Whether it was ticked off."""
        return self.tickable and self.todo is not None and self.todo.done is not None

    @property
    def added(self) -> bool:
        """Whether it is no line of the curriculum: a visit, or one that somebody added."""
        return self.kind in {"visit", "own"}

    @property
    def has_memo(self) -> bool:
        """Whether its note is the facilitator's memo for an activity of a meeting."""
        return self.activity is not None and not self.tickable


def items_of(session: Session, step: Step) -> list[ChecklistItem]:
    """Return the lines of a step: of its organisers, of its members, own lines, visits, activities.

    A line that was ticked keeps its tick when the curriculum words it otherwise.
    """
    todos = {todo.item: todo for todo in session.todos.values() if todo.item and todo.step == step.id}
    own = ((key, note) for key, note in session.notes.items() if note.memo and note.step == step.id)
    memos = {note.activity: note.text for _, note in in_order(own)}
    found: list[ChecklistItem] = []
    found += _lines("organiser", step.organiser_preparation, todos)
    found += (_remark(text, todos) for text in step.organiser_remarks)
    found += _lines("members", step.member_preparation, todos)
    found += own_lines(session, step.id)
    found += visits(session, step.id)
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


def visits(session: Session, step: str) -> list[ChecklistItem]:
    """Return the visits of a step, by day: `text` says to whom, the ToDo's owner who goes, `due` when."""
    found = [
        todo for todo in session.todos.values() if todo.step == step and (todo.item or "").startswith(VISIT)
    ]
    found.sort(key=lambda todo: (todo.due is None, todo.due or todo.at.date(), todo.what, todo.item or ""))
    return [ChecklistItem(todo.item or "", "visit", todo.what.strip(), todo=todo) for todo in found]


_HOUR = re.compile(r"[0-9]{1,2}:[0-9]{2}(?:-[0-9]{1,2}:[0-9]{2})?")


def hour_and_note(todo: Todo) -> tuple[str, str]:
    """Return at what time a visit is, "" where that is not set, and the rest of its note.

    A ToDo has a day only: the time of a visit is the first line of its note where that is nothing else.
    """
    first, _, rest = todo.note.partition("\n")
    is_visit = (todo.item or "").startswith(VISIT)
    return (first.strip(), rest) if is_visit and _HOUR.fullmatch(first.strip()) else ("", todo.note)


def own_lines(session: Session, step: str) -> list[ChecklistItem]:
    """Return the lines that somebody added to a step, in the order of their words."""
    todos = (todo for todo in session.todos.values() if todo.step == step)
    found = sorted((todo.what, todo.item, todo) for todo in todos if (todo.item or "").startswith(OWN))
    return [ChecklistItem(item or "", "own", what.strip(), todo=todo) for what, item, todo in found]


def stored_lines(session: Session, step: str, known: Collection[str]) -> list[ChecklistItem]:
    """Return the lines of a step that somebody wrote about, but for those of the keys `known`.

    Of sheets that are handed in only those that were handed in by somebody who is in the session.
    """
    found = []
    for todo in session.todos.values():
        if todo.item is None or todo.step != step or todo.item in known:
            continue
        handed = who_hands_in(todo.item)
        if handed is None:
            found.append(ChecklistItem(todo.item, "own", todo.what.strip(), todo=todo))
        elif todo.done is not None and handed[1] in session.participants:
            line = ChecklistItem(todo.item, "handed", todo.what.strip(), todo=todo, person=handed[1])
            found.append(line)
    return found


def memo_of(session: Session, step: str, activity: str) -> tuple[str, Note] | None:
    """Return the facilitator's memo for an activity, None where there is none."""
    memos = (
        (key, note)
        for key, note in session.notes.items()
        if note.memo and (note.step, note.activity) == (step, activity)
    )
    return next(iter(in_order(memos)), None)


def kept_back(session: Session) -> list[tuple[str, Note]]:
    """Return the topics that were kept back and are not settled yet, oldest first."""
    return in_order(pair for pair in session.notes.items() if pair[1].kept and pair[1].settled is None)


def _lines(kind: Kind, texts: Sequence[str], todos: Mapping[str, Todo]) -> Iterator[ChecklistItem]:
    """Yield the lines of one kind with their ToDos."""
    keys = {text: _line_key(kind, text) for text in texts}
    free = [text for text, key in keys.items() if key not in todos]
    left = [key for key in todos if key.startswith(f"{kind}-") and key not in keys.values()]
    if free and left:
        keys |= _reworded(free, {key: todos[key].what.strip() for key in left})
    for text in texts:
        todo = todos.get(keys[text])
        yield ChecklistItem(keys[text], kind, text, None, todo)


def _remark(text: str, todos: Mapping[str, Todo]) -> ChecklistItem:
    key = _line_key("organiser", text)
    return ChecklistItem(key, "organiser", text, None, todos.get(key), tickable=False)


ALIKE = 0.7
"""Likeness, up to 1, from which a line is taken for an earlier one in other words."""


def _reworded(texts: Sequence[str], earlier: Mapping[str, str]) -> dict[str, str]:
    """Return which of the `earlier` lines, by key, became which text: the most alike first, each once."""
    from jusou_tui.text.alignment import likeness

    pairs = sorted(
        ((likeness(was, text), key, text) for key, was in earlier.items() for text in texts),
        reverse=True,
    )
    found: dict[str, str] = {}
    for alike, key, text in pairs:
        if alike >= ALIKE and text not in found and key not in found.values():
            found[text] = key
    return found


def _line_key(kind: str, text: str) -> str:
    """Return the key of a line that has no id of its own."""
    import hashlib

    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
