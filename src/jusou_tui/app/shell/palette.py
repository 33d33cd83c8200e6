"""The command palette's source: the screen's and the app's commands by Japanese and by English name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Static

from jusou_tui.app.shell.behind import LinesBehind, dimmed
from jusou_tui.app.shell.commands import APP_COMMANDS, Command
from jusou_tui.app.shell.screen import JusouScreen, declared_commands, usable
from jusou_tui.text.search import closeness
from jusou_tui.text.terminal import wrap
from jusou_tui.wording import LANGUAGES, catalogue, t


def _pages_of(page: Screen[object]) -> list[Command]:
    """Return the commands that show the pages that no key opens, from this one, which may be one of them."""
    if not isinstance(page, JusouScreen):
        return []
    return [one for one in page.ONLY_IN_PALETTE if one.action != f"show_page({page.PAGE!r})"]


class Palette(CommandPalette):
    """The palette with a line that names its keys."""

    def __init__(self) -> None:
        super().__init__([CommandSource], placeholder=t("app.palette_hint"))
        self._behind: LinesBehind | None = None

    def compose(self) -> ComposeResult:
        """Yield the palette, and its keys where every page has them."""
        yield from super().compose()
        yield Static(t("app.palette_keys"), id="palette-keys", markup=False)

    def render(self) -> RenderableType:
        """Return the page behind."""
        return dimmed(self) or super().render()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the page behind; what stands in their place is looked up once for all."""
        box = next((part.region for part in self.query("#--container")), Region())
        self._behind = LinesBehind(self, box, ())
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return a line of the page behind, or what stands in its place."""
        return (self._behind and self._behind.line(y)) or super().render_line(y)


_AROUND = 8
"""Cells beside the text of the list: its padding, that of a command, and the scrollbar."""

_MENTIONED = 0.25
"""What a word in a command's help counts for, beside one in its name."""


def score_of(command: Command, query: str) -> float:
    """Return how well a query finds a command, 0 for not at all.

    It looks in its names in either language, in the further words for it, and last in its help.
    """
    texts = list(map(catalogue, LANGUAGES))
    names = [one.gettext(command.label) for one in texts]
    also = [word for one in texts if command.also for word in one.gettext(command.also).split()]
    return closeness(query, *names, *also) or _MENTIONED * closeness(
        query, *(f"{one.gettext(command.label)} {one.gettext(command.help)}" for one in texts)
    )


class CommandSource(Provider):
    """Offers every command of the active screen and of the app."""

    def _commands(self) -> list[Command]:
        page = self.screen
        of_page = declared_commands(page)
        known_here = {command.label for command in of_page}
        found = [*of_page, *(one for one in _pages_of(page) if one.label not in known_here), *APP_COMMANDS]
        return list(usable(page, found))

    async def discover(self) -> Hits:
        """Yield all commands while nothing is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(_shown(command)), self._run(command), help=self._lines(command.help))

    async def search(self, query: str) -> Hits:
        """Yield the commands that a query finds; else a line that says so."""
        found = False
        for command in self._commands():
            if (score := score_of(command, query)) > 0:
                found = True
                yield Hit(score, Content(_shown(command)), self._run(command), help=self._lines(command.help))

        if not found:
            yield Hit(1, Content(t("app.palette_none")), _nothing, help=self._lines("app.palette_none_help"))

    def _lines(self, message: str) -> str:
        """Return a help broken between phrases: the list itself would break it within a word."""
        return "\n".join(wrap(t(message), max(self.app.size.width - _AROUND, 1)))

    def _run(self, command: Command) -> Callable[[], Awaitable[object]]:
        if isinstance(self.screen, JusouScreen):
            return partial(self.screen.run_command, command.action)
        return partial(self.app.run_action, command.action)


async def _nothing() -> None:
    """Do nothing: what no command is found for leads nowhere."""


def _shown(command: Command) -> str:
    return f"{t(command.label)}  {command.key_shown}".rstrip()
