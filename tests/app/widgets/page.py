"""A bare page to put widgets on, and what a screen shows as lines of text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App, ComposeResult
from textual.message import Message
from textual.widget import Widget

from jusou_tui.app import theme as themes


class Page(App[None]):
    """Shows widgets below each other in one of our themes, and keeps the messages of ours that reach it."""

    AUTO_FOCUS = None
    CSS = "Screen { background: $background; color: $foreground; }"

    def __init__(self, *widgets: Widget, theme: str = themes.DARK) -> None:
        super().__init__()
        self.shown_widgets = widgets
        self.heard: list[Message] = []
        themes.install(self, theme)

    def compose(self) -> ComposeResult:
        yield from self.shown_widgets

    async def _dispatch_message(self, message: Message) -> None:
        if type(message).__module__.startswith("jusou_tui"):
            self.heard.append(message)
        await super()._dispatch_message(message)

    def heard_of(self, kind: type[Message]) -> list[Any]:
        return [message for message in self.heard if isinstance(message, kind)]


def lines(widget: Widget) -> list[str]:
    """Return what a widget shows, a text a line, without spaces at the end."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


@contextmanager
def counted_lines(*kinds: type[Widget]) -> Iterator[list[str]]:
    """Collect the name of the widget for each line that one of `kinds` draws."""
    drawn: list[str] = []
    originals = {kind: kind.render_line for kind in kinds}

    def watch(kind: type[Widget]) -> None:
        original = originals[kind]

        def counting(self: Widget, y: int) -> Any:
            drawn.append(type(self).__name__)
            return original(self, y)

        kind.render_line = counting  # type: ignore[method-assign]

    for kind in kinds:
        watch(kind)
    try:
        yield drawn
    finally:
        for kind, original in originals.items():
            kind.render_line = original  # type: ignore[method-assign]
