"""Commands that write: notes, decisions, questions, ToDos with person and date; and what changes them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.meeting_words.entry_texts import todo_text
from jusou_tui.plain import standing
from jusou_tui.plain.asking import Answer, Line, with_way_out
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.session.model.records import EntryKind, Note, Todo
from jusou_tui.text.parse import parse_number
from jusou_tui.wording import t
from jusou_tui.wording.values import kind_label, labelled

NEWEST = 10
"""Notes that are read out where no number was typed."""
MOST = 99


def _writes(kind: EntryKind, *, private: bool = False) -> Act:
    """Return the command that files what is typed behind it, or the next line, as one kind of note."""

    def write(talk: Talk, rest: str) -> None:
        if rest:
            talk.file(kind, rest, private=private)
            return
        word = t("common.private") if private else kind_label(kind)
        question = t("plain.type_it", kind=word)
        talk.ask(Line(question, lambda typed: talk.file(kind, typed, private=private)))

    return write


def todo(talk: Talk, rest: str) -> None:
    """File a ToDo: ask what, who and until when, whatever was not typed yet."""
    if not rest:
        talk.ask(Line(t("plain.type_it", kind=kind_label("todo")), lambda typed: todo(talk, typed)))
        return
    _Todo(talk, rest).ask_owner()


class _Todo:
    """A ToDo that is filed at once and gets its person and date by questions; undo takes all of it back."""

    def __init__(self, talk: Talk, text: str) -> None:
        self._talk = talk
        self._visit = object()
        with talk.live.book.ledger.visiting(self._visit):
            self._key = entries.file_beside(talk.meeting, Entry(text, "todo"))

    def ask_owner(self) -> None:
        """Say that it is filed; ask who does it, then until when."""
        self._talk.say(t("plain.filed", kind=kind_label("todo")))
        self._talk.ask(Line(t("plain.who_does_it"), self._take_owner, optional=True))

    def _take_owner(self, typed: str) -> None:
        if typed:
            self._change(owner=typed)
        self._talk.ask(Line(t("plain.until_when"), self._take_due, optional=True))

    def _take_due(self, typed: str) -> None:
        if typed:
            self._change(due=typed)
        live = self._talk.live
        filed = dict(live.todos()).get(self._key)
        text = todo_text(filed, live.clock.now().date())[0] if filed is not None else ""
        self._talk.say(labelled(kind_label("todo"), text))

    def _change(self, *, owner: str | None = None, due: str | None = None) -> None:
        """Change the ToDo. Raises InputError for a date that cannot be read."""
        entry = entries.entry_of(self._talk.live, self._key)
        if entry is not None:
            with self._talk.live.book.ledger.visiting(self._visit):
                owner, due = entry.owner if owner is None else owner, entry.due if due is None else due
                entries.file_beside(self._talk.meeting, entry._replace(owner=owner, due=due))


def notes(talk: Talk, rest: str) -> None:
    """Read the newest notes out, and ask whether one is to be changed."""
    count = parse_number(rest, 1, MOST) if rest else NEWEST
    records = entries.listed(talk.live, step=talk.meeting.step.id, newest=count)
    if not records:
        talk.say(t("plain.no_notes"))
    elif talk.live.store.read_only:
        talk.say_all(standing.entry_line(talk.live, record) for _, record in records)
    else:
        _ask_which(talk, records)


def todos(talk: Talk, _: str) -> None:
    """Read the ToDos of the whole run out that are open, and ask which is done."""
    found = [(key, one) for key, one in talk.live.todos() if one.done is None and one.item is None]
    if not found:
        talk.say(t("plain.no_todos"))
    else:
        _ask_which(talk, found)


def _ask_which(talk: Talk, records: list[tuple[str, Note | Todo]] | list[tuple[str, Todo]]) -> None:
    answers = [
        Answer(standing.entry_line(talk.live, record), partial(_ask_what, talk, key, record))
        for key, record in records
    ]
    talk.ask(with_way_out(t("plain.which_entry"), answers))


def _ask_what(talk: Talk, key: str, record: Note | Todo) -> None:
    """Ask what is to be done with a note or a ToDo."""
    live = talk.live

    answers = [
        Answer(t("plain.rewrite"), partial(_rewrite, talk, key)),
        Answer(t("plain.delete"), partial(_did, talk, lambda: entries.remove(live, key))),
        Answer(
            t("plain.turn_private"), partial(_did, talk, lambda: entries.keep_private(live, key) is not None)
        ),
    ]
    if isinstance(record, Todo):
        answers = [
            Answer(t("plain.done"), partial(_did, talk, lambda: entries.tick(live, key))),
            Answer(t("plain.change_owner"), partial(_change, talk, key, "owner")),
            Answer(t("plain.change_due"), partial(_change, talk, key, "due")),
            *answers,
        ]
    talk.ask(with_way_out(standing.entry_line(live, record), answers))


def _did(talk: Talk, act: Callable[[], bool]) -> None:
    talk.say(t("plain.did_it") if act() else t("plain.as_it_was"))


def _rewrite(talk: Talk, key: str) -> None:
    entry = entries.entry_of(talk.live, key)
    if entry is None:
        return

    def take(typed: str) -> None:
        entries.file_beside(talk.meeting, entry._replace(text=typed))
        talk.say(t("plain.did_it"))

    talk.ask(Line(t("plain.type_anew", text=entry.text), take))


def _change(talk: Talk, key: str, field: str) -> None:
    entry = entries.entry_of(talk.live, key)
    if entry is None:
        return

    def take(typed: str) -> None:
        changed = entry._replace(owner=typed) if field == "owner" else entry._replace(due=typed)
        entries.file_beside(talk.meeting, changed)
        talk.say(t("plain.did_it"))

    talk.ask(Line(t("plain.who_does_it" if field == "owner" else "plain.until_when"), take, optional=True))


ACTS: dict[str, Act] = {
    "note": _writes("note"),
    "decision": _writes("decision"),
    "question": _writes("question"),
    "private": _writes("note", private=True),
    "todo": todo,
    "notes": notes,
    "todos": todos,
}
