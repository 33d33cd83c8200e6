"""The page that stands while the first session is opened. Keys wait for the page that follows."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, hints
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.wording import t


class OpeningScreen(JusouScreen):
    """Says that a session is being opened."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]

    def body(self) -> ComposeResult:
        """Yield the sentence."""
        yield TopLine(id="top")
        yield Static(t("app.opening"), id="opening", markup=False)

    def refresh_keys(self) -> None:
        """Show the one key that does not wait."""
        leave = next(one for one in APP_COMMANDS if one.meaning is keys.QUIT)
        self.key_bar.show(hints([leave._replace(rank=0)]))

    def prepare(self) -> None:
        """Name the program."""
        super().prepare()
        self.query_one(TopLine).show(t("app.name"), "", ())
