"""One declaration per command: key binding, key bar, palette and help all read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from textual.binding import Binding, BindingType

from jusou_tui.app.shell.keys import shown, with_twins
from jusou_tui.app.widgets.key_bar import KeyHint
from jusou_tui.wording import t


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
