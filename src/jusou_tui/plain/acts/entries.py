"""Commands that write: notes, decisions, questions, ToDos with person and date; and what changes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from jusou_tui.errors import InputError
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.plain import standing
from jusou_tui.plain.asking import Answer, Line, with_way_out
from jusou_tui.plain.talk import Act, Talk
from jusou_tui.session.model.records import EntryKind, Note, Todo
from jusou_tui.text.parse import parse_number
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import kind_label, list_text, short_date_text

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
    ask_owner(talk, Entry(rest, "todo"))


def ask_owner(talk: Talk, entry: Entry) -> None:
    """Ask who does a ToDo; it is kept as a draft meanwhile."""
    entries.keep_draft(talk.meeting, entry)

    def take(typed: str) -> None:
        ask_due(talk, replace(entry, owner=typed))

    talk.ask(Line(t("plain.who_does_it"), take, optional=True))


def ask_due(talk: Talk, entry: Entry) -> None:
    """Ask until when a ToDo is to be done, and file it."""
    entries.keep_draft(talk.meeting, entry)

    def take(typed: str) -> None:
        _file_todo(talk, replace(entry, due=typed))

    talk.ask(Line(t("plain.until_when"), take, optional=True))


def _file_todo(talk: Talk, entry: Entry) -> None:
    try:
        key = entries.file(talk.meeting, entry)
    except InputError as error:
        talk.say(message_text(error))
        ask_due(talk, replace(entry, due=""))
        return
    today, filed = talk.live.clock.now().date(), dict(talk.live.todos()).get(key)
    due = short_date_text(filed.due, today) if filed is not None and filed.due else ""
    facts = list_text(filter(None, (entry.text, entry.owner, due)))
    talk.say(t("plain.filed_what", kind=kind_label("todo"), text=facts))


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

    def turn_private() -> bool:
        return entries.keep_private(live, key) is not None

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
        entries.file(talk.meeting, replace(entry, text=typed))
        talk.say(t("plain.did_it"))

    talk.ask(Line(t("plain.type_anew", text=entry.text), take))


def _change(talk: Talk, key: str, field: str) -> None:
    entry = entries.entry_of(talk.live, key)
    if entry is None:
        return

    def take(typed: str) -> None:
        changed = replace(entry, owner=typed) if field == "owner" else replace(entry, due=typed)
        entries.file(talk.meeting, changed)
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
