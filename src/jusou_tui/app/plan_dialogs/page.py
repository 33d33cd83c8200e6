"""What the dialogs need of the page over which they open."""

from __future__ import annotations

from typing import Protocol

from textual.app import App


class Speaker(Protocol):
    """Shows a sentence to the user."""

    def say(self, sentence: str, *, failed: bool = False) -> None:
        """Show a sentence for some seconds; `failed` shows it as an error."""


class PlanPage(Protocol):
    """A page of an open session from which the plan can be changed."""

    @property
    def app(self) -> App[object]:
        """The app, which shows the dialogs."""

    @property
    def jusou(self) -> Speaker:
        """What shows sentences."""

    def after_change(self) -> None:
        """Show what a dialog changed."""

    def act(self, done: bool) -> None:
        """Show the change where one was made; else say why a press was not counted, where it was not."""
