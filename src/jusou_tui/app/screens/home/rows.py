"""What the home page lists: entries under headings, and those of them that are known at once.

Light: sessions, and whatever reads them, are in `session_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from jusou_tui.curriculum import library
from jusou_tui.live.beginning.demo import EXAMPLE
from jusou_tui.live.tour.stage import was_taken
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import message_text, t

SHIPPED_ORDER = ("team-building", "community-building", "trial")
"""The ids of the curricula that ship, in the order of the list; a town's own ones come after them."""

Kind = Literal["session", "copy", "copies", "curriculum", "example", "tour", "reading"]


class HomeEntry(NamedTuple):
    """An entry of the list: what it opens, its title and detail.

    A session has a `state` in a word on the ground `ink`, its `town`, and `when` its meeting is or was, in
    `detail` the folder where it lies further down. `rehearsal`: the title of one, else None. `above`: the
    heading of its section, on the first entry there; `air`: below a blank line. A copy stands `below` the key
    of its session, with the session's file as `original`; the row of all further copies has them as `others`.
    """

    key: str
    kind: Kind
    path: Path
    title: str
    detail: str
    is_broken: bool = False
    rehearsal: str | None = None
    state: str = ""
    ink: str = "muted"
    town: str = ""
    when: str = ""
    is_today: bool = False
    above: str = ""
    air: bool = False
    below: str = ""
    original: Path | None = None
    others: tuple[Path, ...] = ()
    short_title: str = ""

    @property
    def can_be_deleted(self) -> bool:
        """Whether it is a session's file or a copy of one."""
        return self.kind in {"session", "copy"}


class Section(NamedTuple):
    """Entries below a heading; "" for none."""

    heading: str
    entries: tuple[HomeEntry, ...]


def laid_out(
    sessions: Sequence[HomeEntry],
    curricula: Sequence[library.CurriculumFile],
    practised: Sequence[HomeEntry],
    *,
    is_first: bool,
) -> list[Section]:
    """Return the sections: sessions, curricula, what to practise.

    `is_first`: there is nothing yet; where the tour was never taken either, it is the first entry.
    """
    begins_with_tour = is_first and not was_taken()
    examples = [_example()] if begins_with_tour else [_example(), _tour()]
    found = [
        Section("", (_tour(),) if begins_with_tour else ()),
        Section(t("app.home_sessions") if sessions else "", tuple(sessions)),
        Section(t("app.home_curricula"), tuple(_curricula(sorted(curricula, key=_curriculum_order)))),
        Section(t("app.home_try"), (*practised, *examples)),
    ]
    return [section for section in found if section.heading or section.entries]


def first_sections(*, is_empty: bool) -> list[Section]:
    """Return what can be listed before any session is read; `is_empty`: there is no file that may be one."""
    return laid_out(() if is_empty else (being_read(is_first=True),), library.headed(), (), is_first=is_empty)


def being_read(*, is_first: bool = False) -> HomeEntry:
    """Return the entry that stands for sessions that are still to be read.

    `is_first`: for all of them. The mark does not go with that one: it goes to the first session.
    """
    return HomeEntry("reading-first" if is_first else "reading", "reading", Path(), t("app.home_reading"), "")


def listed(found: Iterable[Section], finds: Callable[..., bool]) -> list[HomeEntry]:
    """Return the entries that `finds` lets through by their texts, each section's first with its heading.

    A session and its copies stay together.
    """
    entries: list[HomeEntry] = []
    for section in found:
        wanted = {one.below or one.key for one in section.entries if finds(*_searched(one))}
        kept = [one for one in section.entries if (one.below or one.key) in wanted]
        for number, one in enumerate(kept):
            is_first = number == 0 and bool(section.heading)
            entries.append(one._replace(above=section.heading, air=bool(entries)) if is_first else one)
    return entries


def _searched(one: HomeEntry) -> tuple[str, ...]:
    """Return the texts in which the search looks; a curriculum is found by the name of its file as well."""
    name = one.path.stem if one.kind == "curriculum" else ""
    return one.title, one.detail, one.state, one.town, one.when, name


def _curricula(entries: Iterable[library.CurriculumFile]) -> list[HomeEntry]:
    return [
        HomeEntry(
            f"curriculum:{one.path}",
            "curriculum",
            one.path,
            *curriculum_lines(one),
            one.problem is not None,
            short_title=one.short_title,
        )
        for one in entries
    ]


def _example() -> HomeEntry:
    return HomeEntry(EXAMPLE, "example", Path(), t("app.home_example"), t("app.home_example_help"))


def _tour() -> HomeEntry:
    return HomeEntry("tour", "tour", Path(), t("tour.home"), t("tour.home_help"))


def _curriculum_order(entry: library.CurriculumFile) -> tuple[bool, int]:
    """Return what curricula are sorted by: those that ship in their order, broken ones at the end."""
    order = SHIPPED_ORDER
    return entry.problem is not None, order.index(entry.id) if entry.id in order else len(order)


def curriculum_lines(entry: library.CurriculumFile) -> tuple[str, str]:
    """Return a curriculum's two texts: its title, then its purpose, or what is wrong with it."""
    detail = clean_line(entry.purpose) if entry.problem is None else message_text(entry.problem)
    return entry.title or entry.path.name, detail
