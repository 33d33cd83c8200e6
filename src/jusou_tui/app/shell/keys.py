"""What each key means while a session is open: the one table, without Textual.

A command names a meaning of this table and no key, so that no key can get a second one. Letters, digits and
Space mean nothing here: they are text on every page.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from jusou_tui.live.meeting_words.controls import Controls


class Group(StrEnum):
    """What somebody wants to do, in the order of the help; the value is the message id of its heading."""

    TIME = "app.group_time"
    TURN = "app.group_turn"
    WRITE = "app.group_write"
    ROW = "app.group_row"
    PAGES = "app.group_pages"
    PROGRAM = "app.group_program"


class Without(StrEnum):
    """Where a command without its key is found; the value is the message id of how that is said."""

    PALETTE = "app.by_palette"
    MENU = "app.by_menu"


class Meaning(NamedTuple):
    """What `keys` mean everywhere. The first key is the usual one, the others its twins.

    `found`: where the command is besides; each is also in the palette. With `field_first` the keys belong to
    the text field that has the focus where that holds text, else to the marked row.
    `writes`: it changes the session, and is refused to whoever only looks on.
    """

    name: str
    group: Group
    keys: tuple[str, ...] = ()
    found: Without = Without.PALETTE
    field_first: bool = False
    writes: bool = False

    @property
    def key_shown(self) -> str:
        """The key as it is shown: the usual one, its twin where this terminal keeps that; "" without one."""
        return self.key_shown_in(os.environ)

    def key_shown_in(self, environment: Mapping[str, str]) -> str:
        """Return `key_shown` for a terminal that sets these variables."""
        if not self.keys:
            return ""
        kept = kept_in(environment)
        return shown(next((key for key in self.keys if key not in kept), self.keys[0]))


_MENU = Without.MENU
HELP = Meaning("help", Group.PROGRAM, ("f1",))
SCHEDULE = Meaning("schedule", Group.PAGES, ("f2",))
NOTES = Meaning("notes", Group.PAGES, ("f3",))
SHEET = Meaning("sheet", Group.PAGES, ("f4",))
NEXT_PART = Meaning("next part or turn", Group.TIME, ("f5", "ctrl+down"), writes=True)
PAUSE = Meaning("pause, go on", Group.TIME, ("f6",), writes=True)
LESS = Meaning("a minute less", Group.TIME, ("f7",), _MENU, writes=True)
MORE = Meaning("a minute more", Group.TIME, ("f8",), _MENU, writes=True)
NEXT = Meaning("next", Group.TIME, ("f9", "ctrl+g"), writes=True)
ROOM = Meaning("what the room sees", Group.PAGES, ("f10", "ctrl+circumflex_accent"))
PROGRAMME = Meaning("programme", Group.PAGES, ("f11", "ctrl+right_square_bracket"))
UNDO = Meaning("undo", Group.WRITE, ("f12", "ctrl+z"), writes=True)
BEFORE = Meaning("activity before", Group.TIME, ("ctrl+b",), _MENU, writes=True)
MENU = Meaning("menu of the marked or running thing", Group.ROW, ("ctrl+d",))
ON_TIME = Meaning("end on time", Group.TIME, ("ctrl+e",), writes=True)
FIND = Meaning("find, filter", Group.ROW, ("ctrl+f",))
NEW_LINE = Meaning("new line", Group.WRITE, ("ctrl+j",), writes=True)
KIND = Meaning("kind", Group.WRITE, ("ctrl+k",), writes=True)
AUTHOR = Meaning("who said it", Group.WRITE, ("ctrl+o",), writes=True)
LATER = Meaning("later in the round", Group.TURN, ("ctrl+l",), _MENU, writes=True)
PASS = Meaning("pass in this round", Group.TURN, ("ctrl+t",), _MENU, writes=True)
LESS_TIME = Meaning("less time for this turn", Group.TURN, ("ctrl+left",), _MENU, writes=True)
MORE_TIME = Meaning("more time for this turn", Group.TURN, ("ctrl+right",), _MENU, writes=True)
ADD = Meaning("add", Group.ROW, ("ctrl+n", "insert"), _MENU, writes=True)
PART_BEFORE = Meaning("part before", Group.TIME, ("ctrl+up",), _MENU, writes=True)
DONE = Meaning("done, not done", Group.ROW, ("ctrl+r",), _MENU, writes=True)
CURTAIN = Meaning("curtain", Group.PAGES, ("ctrl+u",))
WHO = Meaning("who is here", Group.PAGES, ("ctrl+w",), _MENU)
PALETTE = Meaning("find a command", Group.PROGRAM, ("ctrl+p",))
QUIT = Meaning("quit", Group.PROGRAM, ("ctrl+q",))
SAVE = Meaning("save", Group.PROGRAM, ("ctrl+s",), writes=True)
MOVE_UP = Meaning("move the row up", Group.ROW, ("shift+up",), _MENU, field_first=True, writes=True)
MOVE_DOWN = Meaning("move the row down", Group.ROW, ("shift+down",), _MENU, field_first=True, writes=True)
MOVE_LEFT = Meaning(
    "move to the zone before", Group.ROW, ("shift+left",), _MENU, field_first=True, writes=True
)
MOVE_RIGHT = Meaning(
    "move to the next zone", Group.ROW, ("shift+right",), _MENU, field_first=True, writes=True
)
REMOVE = Meaning("remove", Group.ROW, ("delete",), _MENU, field_first=True, writes=True)
TAKE = Meaning("what Enter does with the marked row", Group.ROW, ("enter",), field_first=True)
BACK = Meaning("back", Group.PAGES, ("escape",))
OTHER_PLACE = Meaning("the other place on the page", Group.PAGES, ("tab",))
PLACE_BEFORE = Meaning("the place before", Group.PAGES, ("shift+tab",))
PAGE_DOWN = Meaning("scroll down", Group.PAGES, ("pagedown",))
PAGE_UP = Meaning("scroll up", Group.PAGES, ("pageup",))
LEFT = Meaning("left", Group.ROW, ("left",), field_first=True)
RIGHT = Meaning("right", Group.ROW, ("right",), field_first=True)

TABLE = (
    *(HELP, SCHEDULE, NOTES, SHEET, NEXT_PART, PAUSE, LESS, MORE, NEXT, ROOM, PROGRAMME, UNDO),
    *(BEFORE, MENU, ON_TIME, FIND, NEW_LINE, KIND, AUTHOR, LATER, PASS, LESS_TIME, MORE_TIME, ADD),
    *(PART_BEFORE, DONE, CURTAIN, WHO, PALETTE, QUIT, SAVE, MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_RIGHT),
    *(REMOVE, TAKE, BACK, OTHER_PLACE, PLACE_BEFORE, PAGE_DOWN, PAGE_UP, LEFT, RIGHT),
)
"""Every meaning that has a key."""

MOVES = (MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_RIGHT)
"""Meanings that move the marked row; in a menu they are one, and plain arrows do it."""

CLICKED_TWICE = frozenset(
    {
        *(NEXT_PART, PAUSE, LESS, MORE, NEXT, UNDO, BEFORE, PART_BEFORE, LATER, PASS, LESS_TIME, MORE_TIME),
        *(DONE, REMOVE, *MOVES),
    }
)
"""Meanings that change something at once: of their hints one click only marks them."""

UNUSED_IS_SAID = frozenset(
    key
    for one in TABLE
    if one not in (TAKE, BACK, OTHER_PLACE, PLACE_BEFORE, PAGE_DOWN, PAGE_UP, LEFT, RIGHT)
    for key in one.keys
)
"""Keys of which a page where they do nothing says so."""

FIELD_GETS_FIRST = frozenset({"tab", "shift+tab", "ctrl+z"})
"""Keys that go to the focused field first, behind what was typed before them; it may use them up."""


def only_in_palette(group: Group) -> Meaning:
    """Return the meaning of a command without a key, which the palette finds."""
    return Meaning("", group)


def in_menu(group: Group) -> Meaning:
    """Return the meaning of a command without a key, which the menu (Ctrl+D) of the marked thing has, too."""
    return Meaning("", group, found=Without.MENU)


_KEPT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "VTE_VERSION": frozenset({"f1", "f10", "f11"}),
        "WT_SESSION": frozenset({"f11"}),
        "TMUX": frozenset({"ctrl+b"}),
        "STY": frozenset({"ctrl+a"}),
    }
)
"""Keys that a terminal keeps, by the variable that it sets: GNOME's, Windows Terminal, tmux, screen."""


def kept_in(environment: Mapping[str, str]) -> frozenset[str]:
    """Return the keys that the terminal of an environment is known to keep for itself."""
    return frozenset(key for name, kept in _KEPT.items() if environment.get(name) for key in kept)


# Arrows stay words: their signs are one or two cells wide, depending on the terminal.
_SHOWN: Mapping[str, str] = MappingProxyType(
    {
        "enter": "Enter",
        "escape": "Esc",
        "tab": "Tab",
        "space": "Space",
        "delete": "Del",
        "insert": "Ins",
        "pageup": "PgUp",
        "pagedown": "PgDn",
        "right_square_bracket": "]",
        "circumflex_accent": "^",
    }
)


def shown(key: str) -> str:
    """Return how a key is written on screen: `f9` as F9, `ctrl+l` as Ctrl+L."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in key.split("+"))


CONTROLS = Controls(NEXT.key_shown, MORE_TIME.key_shown, MENU.key_shown)
"""What sentences about a meeting advise to press."""
