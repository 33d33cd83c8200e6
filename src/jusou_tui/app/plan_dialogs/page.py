"""What the dialogs need of the page over which they open."""

from __future__ import annotations

from typing import Protocol

from jusou_tui.app.shell.host import Host


class PlanPage(Protocol):
    """A page of an open session from which the plan can be changed."""

    @property
    def host(self) -> Host:
        """The program, which shows the dialogs and says sentences."""

    def after_change(self) -> None:
        """Show what a dialog changed."""

    def act(self, done: bool) -> None:
        """Show the change where one was made; else say why a press was not counted, where it was not."""
