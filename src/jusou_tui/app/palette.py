"""The command palette's source: the screen's and the app's commands by Japanese and by English name."""

from __future__ import annotations

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from jusou_tui.app.commands import APP_COMMANDS, Command
from jusou_tui.app.screens.base import JusouScreen
from jusou_tui.messages import LANGUAGES, catalogue, t


class CommandSource(Provider):
    """Offers every command of the active screen and of the app."""

    def _commands(self) -> list[Command]:
        return [*getattr(self.screen, "COMMANDS", ()), *APP_COMMANDS]

    async def discover(self) -> Hits:
        """Yield all commands while nothing is typed."""
        for command in self._commands():
            yield DiscoveryHit(Content(_shown(command)), self._run(command), help=t(command.help))

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name in either language matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            names = [catalogue(language).gettext(command.label) for language in LANGUAGES]
            score = max(matcher.match(name) for name in names)
            if score > 0:
                yield Hit(score, Content(_shown(command)), self._run(command), help=t(command.help))

    def _run(self, command: Command) -> partial[object]:
        runner = self.screen.run_command if isinstance(self.screen, JusouScreen) else self.app.run_action
        return partial(runner, command.action)


def _shown(command: Command) -> str:
    return f"{t(command.label)}  {command.key_shown}".rstrip()
