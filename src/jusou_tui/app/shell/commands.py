"""One declaration per command: key binding, key bar, palette and help all read it.

The commands that several pages have are here; `Command.but` varies one where a page has other keys.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType

from jusou_tui.app.widgets.key_bar import KeyHint
from jusou_tui.wording import t

# Arrows stay words: their signs are one or two cells wide, depending on the terminal.
_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
}

_SHORTER = {"hyphen_minus": "minus", "plus_sign": "plus"}
"""Names that Textual shortens, among those of our letters."""


def key_name(character: str) -> str:
    """Return Textual's name of the key that types `character`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SHORTER.get(name, name)


def twin(character: str) -> str:
    """Return the full-width form of an ASCII character, as an IME types it."""
    return "\u3000" if character == " " else chr(ord(character) + 0xFEE0)


def with_twins(letters: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key names of `letters`, each followed by its full-width twin."""
    return tuple(key_name(form) for letter in letters for form in (letter, twin(letter)))


def shown(key: str) -> str:
    """Return how a key is written on screen: `f9` as F9, `ctrl+l` as Ctrl+L."""
    return "+".join(_SHOWN.get(part, part.capitalize()) for part in key.split("+"))


@dataclass(frozen=True)
class Command:
    """Something a user can do on a screen.

    `keys` work also while a field has the focus; `letters` (and their full-width twins) when none has.
    `label` and `help` are message ids. `rank` orders the key bar (0 stays longest); None keeps it out.
    """

    action: str
    label: str
    help: str
    keys: tuple[str, ...]
    letters: tuple[str, ...] = ()
    rank: int | None = None
    primary: bool = False

    def but(
        self,
        *,
        keys: tuple[str, ...] | None = None,
        letters: tuple[str, ...] | None = None,
        rank: int | None = None,
        label: str | None = None,
        help: str | None = None,  # noqa: A002 - the field's name
    ) -> Command:
        """Return the command with other keys, letters, rank, label or help; what is None stays."""
        return replace(
            self,
            keys=self.keys if keys is None else keys,
            letters=self.letters if letters is None else letters,
            rank=self.rank if rank is None else rank,
            label=self.label if label is None else label,
            help=self.help if help is None else help,
        )

    @property
    def key_shown(self) -> str:
        """The key to show first: the one that works everywhere."""
        return shown(self.keys[0]) if self.keys else self.letters[0] if self.letters else ""

    @property
    def two_keys(self) -> str:
        """The key that works everywhere and the first letter, for the help page."""
        return "  ".join([*(shown(key) for key in self.keys[:1]), *self.letters[:1]])


APP_COMMANDS = (
    Command("guide", "app.help", "app.help_help", ("f1",), ("?", "h"), rank=8),
    Command("command_palette", "app.palette", "app.palette_help", ("ctrl+p", "f10"), (":",)),
    Command("settings", "settings.settings", "settings.open_help", ("ctrl+circumflex_accent",), ("z",)),
    Command("switch_theme", "app.theme", "app.theme_help", (), ()),
    Command("leave", "app.leaving", "app.leaving_help", ("ctrl+q",), ("q",)),
)


IN_TURN = frozenset({"tab", "shift+tab"})
"""Keys that wait until the field has taken what was typed before them."""


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """Return the Textual bindings of the commands."""
    made: list[BindingType] = []
    for command in commands:
        made += [
            Binding(key, command.action, show=False, priority=key not in IN_TURN) for key in command.keys
        ]
        made += [Binding(key, command.action, show=False) for key in with_twins(command.letters)]
    return made


def hints(commands: Iterable[Command]) -> list[KeyHint]:
    """Return what the key bar shows of the commands."""
    return [
        KeyHint(
            command.key_shown, t(command.label), command.action, primary=command.primary, rank=command.rank
        )
        for command in commands
        if command.rank is not None
    ]


BACK = Command("back", "common.back", "common.back_help", ("f9",), rank=0, primary=True)
SCHEDULE = Command("show_page('schedule')", "app.schedule", "app.schedule_help", ("f2",), ("s",), rank=5)
NOTES = Command("show_page('notes')", "app.notes", "app.notes_help", ("f3",), ("m",))
PEOPLE = Command("show_page('people')", "common.members", "programme.people_help", ("f2",), ("p",))
TODOS = Command("show_page('todos')", "programme.todos", "programme.todos_help", ("f7",), ("d",))
SHEETS = Command("sheets", "common.sheets", "programme.sheets_help", ("f5",), ("f",))
EDIT = Command("edit", "common.edit", "app.edit_help", ("f4",), ("i",), rank=2)
REMOVE = Command("remove", "common.remove", "app.remove_help", ("f8",), ("d",), rank=3)
TICK = Command("tick", "app.tick", "app.tick_help", ("f6",), ("t",), rank=4)
FILTER = Command("filter", "app.filter", "app.filter_help", ("f5",), ("f",), rank=3)
SCROLL_DOWN = Command("scroll(1)", "app.scroll_down", "app.scroll_help", ("pagedown",))
SCROLL_UP = Command("scroll(-1)", "app.scroll_up", "app.scroll_up_help", ("pageup",))

NEXT_KIND = Command("next_kind", "app.next_kind", "app.next_kind_help", ("ctrl+k",), ("c",))
NEXT_AUTHOR = Command("next_author", "app.next_author", "app.next_author_help", ("ctrl+o",), ("o",))
UNDO = Command("undo", "app.undo", "app.undo_help", ("ctrl+z", "f12"), ("u",))
REDO = Command("redo", "app.redo", "app.redo_help", ("ctrl+r",), ("r",))
BRING_BACK = Command("show_dialog('bring_back')", "recover.bring_back", "recover.bring_back_help", ())
CONFLICTS = Command("show_dialog('conflicts')", "recover.conflicts", "recover.conflicts_help", ())
WHO = Command("show_dialog('who')", "app.who", "app.who_help", ("ctrl+w",), ("w",))
PROGRAMME = Command("programme", "programme.programme", "programme.programme_help", ("f11", "ctrl+f"), ("g",))
SETUP = Command("edit_setup", "app.setup", "app.setup_help", (), ("e",))
LEAVE_FIELD = Command("leave_field", "app.leave_field", "app.leave_field_help", ("escape",))
SAVE = Command("save", "app.save", "app.save_help", ("ctrl+s",))
HOME = Command("home", "app.home", "app.home_help", ("ctrl+right_square_bracket",))

SESSION_COMMANDS = (
    NEXT_KIND,
    NEXT_AUTHOR,
    UNDO,
    REDO,
    BRING_BACK,
    CONFLICTS,
    WHO,
    PROGRAMME,
    SETUP,
    LEAVE_FIELD,
    SAVE,
    HOME,
)
"""What every page of an open session can do, in the order of the help page."""

NO_FIELD = (NEXT_KIND, NEXT_AUTHOR, LEAVE_FIELD)
"""Commands of the note field, for pages without one."""


def session_commands(*without: Command) -> tuple[Command, ...]:
    """Return the commands of an open session but for those that a page has no use for, or its own form of."""
    return tuple(command for command in SESSION_COMMANDS if command not in without)


CATCH_UP = Command("catch_up", "timekeeping.fit", "timekeeping.fit_help", ("ctrl+e",), ("t",))
CHANGE_ROW = Command("change_row", "timekeeping.change", "timekeeping.change_help", ("ctrl+d",), ("d",))
