"""What becomes of a person who leaves: gone from today, made anonymous, or erased.

A name is taken out in steps: `leaving_text` tells what to know before, `Leaving.prepared` finds what somebody
has to decide on, `take_out` does it in the open session, `TakenOut.finish` in all that this machine keeps.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from jusou_tui.live.erasing import not_reached
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Session, shallow_copy
from jusou_tui.session.people import identity
from jusou_tui.session.people.mentions import Passage
from jusou_tui.session.people.replace_name import NameRemoval, names_of, passages, places, removal_of
from jusou_tui.session.programme.attendance import attended_on
from jusou_tui.session.storage.erasing import Rewriting
from jusou_tui.session.storage.store import Store
from jusou_tui.wording import t


def leaving_text(live: LiveSession, person: str) -> str:
    """Return what to know before a person leaves: where the name stands, and what undo can do."""
    session = live.book.session
    removal = removal_of(session, person, "")
    name, count = live.name_of(person), places(session, removal)[0]
    found = t("programme.farewell_count", name=name, count=count)
    lines = [found if count else t("programme.farewell_nowhere", name=name)]
    likely = len(passages([session], removal))
    if likely:
        lines.append(t("programme.farewell_likely", count=likely))
    lines.append(t("programme.farewell_undo"))
    return "\n".join(lines)


def namesakes(live: LiveSession, person: str) -> list[str]:
    """Return the ids of the others who have a person's name: they may be the same person."""
    return identity.namesakes(dict(live.book.session.people), person)


def unite(live: LiveSession, person: str, other: str) -> str:
    """Make two records of one person one; say so."""
    live.book.people.unite(person, other)
    return t("programme.united", name=live.name_of(person))


def toggle_left(live: LiveSession, person: str) -> str:
    """Let a person leave (`first_day_away`), or return; say which."""
    leaves = live.book.session.participants[person].left is None
    day = first_day_away(live, person)
    live.book.people.edit(person, left=day if leaves else None)
    today = live.clock.now().date()
    done = "programme.farewell_left_done" if day == today else "programme.farewell_tomorrow_done"
    return t(done if leaves else "programme.farewell_returns_done", name=live.name_of(person))


def first_day_away(live: LiveSession, person: str) -> date:
    """Return from which day a person who leaves now is away: tomorrow where they attended a meeting today."""
    today = live.clock.now().date()
    return today + timedelta(days=attended_on(live.book.session, person, today))


@dataclass(frozen=True)
class Leaving:
    """A person whose name is to be taken out. `erases`: the person goes from the list as well."""

    person: str
    erases: bool
    session: Session
    store: Store

    def prepared(self) -> Prepared:
        """Read all that is kept of the session: it may take a while, and may be done in a thread."""
        states = [self.session, *self.store.kept_states()]
        names = names_of(states, self.person)
        removal = removal_of(self.session, self.person, "", names=names)
        return Prepared(self, names, tuple(passages(states, removal)))


@dataclass(frozen=True)
class Prepared:
    """What was found: all names that the person had, and `likely`, what somebody has to decide on."""

    leaving: Leaving
    names: tuple[str, ...]
    likely: tuple[Passage, ...]


@dataclass(frozen=True)
class TakenOut:
    """What was done in the open session; `finish` does the rest.

    `count`: in how many places the name stood for sure; `confirmed`: in how many more, as somebody said.
    """

    removal: NameRemoval
    count: int
    confirmed: int
    store: Store

    def finish(self) -> str:
        """Take the name out of all that this machine keeps. Return what to say, and what is not reached.

        It may be done in a thread. Raises StoreError where the session cannot be saved.
        """
        failed = self.store.rewrite_kept(Rewriting(self.removal.applied, self.removal.replaced))
        done = "programme.farewell_erase_done" if self.removal.erases else "programme.farewell_anonymous_done"
        lines = [t(done, name=self.removal.new, count=self.count)]
        lines += [t("programme.farewell_confirmed", count=self.confirmed)] if self.confirmed else []
        lines += not_reached(self.store, failed)
        path = self.store.path
        if self.removal.search.mentions(path.name.replace(".", " ")):
            lines.append(t("programme.farewell_outside_name", path=path.name))
        if self.removal.search.mentions(place := self.store.book.meta.curriculum_path or ""):
            lines.append(t("programme.farewell_outside_curriculum", path=place))
        return "\n".join(lines)


def leaving(live: LiveSession, person: str, *, erases: bool) -> Leaving:
    """Begin to take a person's name out."""
    return Leaving(person, erases, shallow_copy(live.book.session), live.store)


def take_out(live: LiveSession, found: Prepared, accepted: Collection[Passage]) -> TakenOut:
    """Take the name out of the open session, the accepted passages too. `TakenOut.finish` must follow."""
    person, erases = found.leaving.person, found.leaving.erases
    new = t("programme.erased_name") if erases else _anonymous_name(live)
    removal = removal_of(live.book.session, person, new, erases=erases, names=found.names, accepted=accepted)
    count, confirmed = places(live.book.session, removal)
    live.book.people.take_out(removal)
    return TakenOut(removal, count, confirmed, live.store)


def _anonymous_name(live: LiveSession) -> str:
    """Return a name that nobody has."""
    taken = {identity.name_key(one.name) for _, one in live.book.session.people}
    number = 1
    while identity.name_key(name := t("programme.anonymous_name", number=number)) in taken:
        number += 1
    return name
