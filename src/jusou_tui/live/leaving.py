"""What becomes of a person who leaves: gone from today, anonymous, or erased; told with what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.app.shell.dialogs import Answer
from jusou_tui.session.people import replace_name
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class Farewell:
    """A question about one person, and what the answers do."""

    def __init__(self, live: LiveSession, person: str) -> None:
        self._live = live
        self._id = person
        self._name = live.name_of(person)

    @property
    def title(self) -> str:
        """The question's heading."""
        return t("programme.farewell_title", name=self._name)

    @property
    def question(self) -> str:
        """What there is to know: where the name stands, and what no program can judge."""
        session = self._live.book.session
        lines = [
            t("programme.farewell_count", name=self._name, count=replace_name.mentions(session, self._name))
        ]
        alone = replace_name.surname_mentions(session, self._name)
        if alone:
            lines.append(t("programme.farewell_surname", name=self._name.split()[0], count=alone))
        lines.append(t("programme.farewell_undo"))
        return "\n".join(lines)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What can be done."""
        left = self._live.book.session.participants[self._id].left is not None
        stays = t("programme.farewell_returns") if left else t("programme.farewell_left")
        return (
            Answer("left", stays, "1", primary=True),
            Answer("anonymous", t("programme.farewell_anonymous"), "2"),
            Answer("erase", t("programme.farewell_erase"), "3"),
            Answer("stay", t("programme.farewell_nothing"), "4", safe=True),
        )

    def take(self, answer: str) -> str:
        """Do what was answered; return what was done in words, "" where nothing was."""
        book = self._live.book
        if self._id not in book.session.participants:
            return ""
        if answer == "left":
            gone = book.session.participants[self._id].left is None
            book.people.edit(self._id, left=self._live.clock.now().date() if gone else None)
            done = t("programme.farewell_left_done", name=self._name)
            return done if gone else t("programme.farewell_returns_done", name=self._name)
        if answer == "anonymous":
            new = self._free_name()
            count = book.people.anonymise(self._id, new)
            return t("programme.farewell_anonymous_done", name=new, count=count)
        if answer == "erase":
            count = book.people.erase(self._id, t("programme.erased_name"))
            return t("programme.farewell_erase_done", count=count)
        return ""

    def _free_name(self) -> str:
        """Return a name that tells nothing and that nobody has."""
        taken = {person.name for _, person in self._live.book.session.people}
        number = 1
        while (name := t("programme.anonymous_name", number=number)) in taken:
            number += 1
        return name
