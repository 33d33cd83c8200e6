"""What becomes of a person who leaves: gone from today, made anonymous, or erased."""

from __future__ import annotations

from jusou_tui.live.session import LiveSession
from jusou_tui.session.people import replace_name
from jusou_tui.wording import t


def leaving_text(live: LiveSession, person: str) -> str:
    """Return what to know before a person leaves: where the name stands, and what undo can do."""
    session, name = live.book.session, live.name_of(person)
    lines = [t("programme.farewell_count", name=name, count=replace_name.mentions(session, name))]
    alone = replace_name.surname_mentions(session, name)
    if alone:
        lines.append(t("programme.farewell_surname", name=name.split()[0], count=alone))
    lines.append(t("programme.farewell_undo"))
    return "\n".join(lines)


def toggle_left(live: LiveSession, person: str) -> str:
    """Let a person leave from today, or return; say which."""
    leaves = live.book.session.participants[person].left is None
    live.book.people.edit(person, left=live.clock.now().date() if leaves else None)
    done = "programme.farewell_left_done" if leaves else "programme.farewell_returns_done"
    return t(done, name=live.name_of(person))


def anonymise(live: LiveSession, person: str) -> str:
    """Give a person a name that nobody has, everywhere; say which, and in how many places."""
    taken = {one.name for _, one in live.book.session.people}
    number = 1
    while (name := t("programme.anonymous_name", number=number)) in taken:
        number += 1
    count = live.book.people.anonymise(person, name)
    return t("programme.farewell_anonymous_done", name=name, count=count)


def erase(live: LiveSession, person: str) -> str:
    """Erase a person and the name everywhere; say in how many places."""
    return t(
        "programme.farewell_erase_done", count=live.book.people.erase(person, t("programme.erased_name"))
    )
