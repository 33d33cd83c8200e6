"""One key, one meaning: the table of keys, and what the pages declare by it."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

from jusou_tui.app import screens
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, with_shared
from jusou_tui.app.shell.keys import Group, Meaning, Without
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.wording import t

EVERYWHERE = {
    *(keys.SCHEDULE, keys.NOTES, keys.SHEET, keys.NEXT_PART, keys.PAUSE, keys.LESS, keys.MORE, keys.NEXT),
    *(keys.PROGRAMME, keys.UNDO, keys.BEFORE, keys.MENU, keys.ON_TIME, keys.WHO, keys.SAVE),
}
"""What every page of an open session does."""
WITHOUT: dict[str, set[Meaning]] = {
    "ScribeScreen": {keys.SCHEDULE, keys.NOTES, keys.PROGRAMME, keys.WHO},
    "ProgrammeScreen": {keys.PROGRAMME},
    "CoverScreen": {
        *(keys.SCHEDULE, keys.NOTES, keys.SHEET, keys.PROGRAMME, keys.UNDO),
        *(keys.BEFORE, keys.MENU, keys.ON_TIME, keys.WHO),
    },
}
"""Pages that lack some of it: the scribe's copy has no such pages, no page leads to itself, and from the one
that hides names none with names comes into sight by chance."""
FIELDS_OWN = {f"ctrl+{letter}" for letter in "acvxy"}


def _pages() -> list[type[JusouScreen]]:
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    bases = {JusouScreen, SessionScreen, ListScreen}

    def below(page: type[JusouScreen]) -> set[type[JusouScreen]]:
        return {page}.union(*map(below, page.__subclasses__()))

    return sorted(below(JusouScreen) - bases, key=lambda page: page.__name__)


PAGES = _pages()


def test_no_key_has_two_meanings() -> None:
    named = [key for meaning in keys.TABLE for key in meaning.keys]
    assert sorted(key for key in named if named.count(key) > 1) == []


def test_no_meaning_is_on_a_letter_a_digit_or_space() -> None:
    named = [key for meaning in keys.TABLE for key in meaning.keys]
    assert [key for key in named if len(key) == 1 or key == "space"] == []


def test_every_meaning_with_a_key_is_in_the_table() -> None:
    declared = [one for one in vars(keys).values() if isinstance(one, Meaning)]
    assert [one.name for one in declared if one not in keys.TABLE] == []


@pytest.mark.parametrize("heading", [*Group, *Without])
def test_what_the_help_says_of_keys_is_worded(heading: str) -> None:
    assert t(heading) != heading


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_each_key_of_a_page_does_one_thing(page: type[JusouScreen]) -> None:
    named = [key for command in (*page.PAGE_COMMANDS, *APP_COMMANDS) for key in command.keys]
    assert sorted({key for key in named if named.count(key) > 1}) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_what_a_key_does_in_an_open_session_it_does_on_every_page(page: type[JusouScreen]) -> None:
    if issubclass(page, SessionScreen):
        found = {one.meaning for one in with_shared(page.PAGE_COMMANDS, page.SHARED_COMMANDS)}
        assert {one.name for one in EVERYWHERE - found} == {
            one.name for one in WITHOUT.get(page.__name__, set())
        }


def test_a_key_that_the_terminal_keeps_is_shown_by_its_twin() -> None:
    assert keys.PROGRAMME.key_shown_in({}) == "F11"
    assert keys.PROGRAMME.key_shown_in({"WT_SESSION": "1"}) == "Ctrl+]"
    assert keys.HELP.key_shown_in({"VTE_VERSION": "7600"}) == "F1"
    assert keys.only_in_palette(keys.Group.ROW).key_shown == ""


def test_no_page_and_no_dialog_takes_the_keys_that_are_the_fields_own() -> None:
    taken = {
        kind.__name__: sorted(keys_of_fields)
        for kind in _screens(Screen)
        if (keys_of_fields := FIELDS_OWN & _bound_by(kind))
    }
    assert taken == {}


def _screens(kind: type[Screen[Any]]) -> list[type[Screen[Any]]]:
    found = [one for below in kind.__subclasses__() for one in (below, *_screens(below))]
    return [one for one in found if one.__module__.startswith("jusou_tui")]


def _bound_by(kind: type[Screen[Any]]) -> set[str]:
    """Return the keys that the class itself binds, not those before it."""
    bound = [one for one in vars(kind).get("BINDINGS", []) if isinstance(one, Binding)]
    return {key for one in bound for key in one.key.split(",")}
