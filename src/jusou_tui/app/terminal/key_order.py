"""Keys take effect in the order in which they came, also where several come in one read."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

MOST_SECONDS = 0.3
"""So long a key waits at most for those before it: a page may be busy with something long."""


class KeysInOrder:
    """Holds a key back until those before it have had their effect.

    Textual runs the commands of a page at once, but an arrow or a letter goes through the queues of the
    focused widget and of all around it. In one read a command would overtake them, and take another row.
    Letters typed into a field are in order by themselves and wait only behind keys that wait.
    """

    def __init__(
        self,
        app: App[Any],
        take: Callable[[events.Event], Awaitable[None]],
        marked: Callable[[], DOMNode | None],
    ) -> None:
        self._app = app
        self._take = take
        self._marked = marked
        self._waiting: deque[events.Event] = deque()
        self._round = 0
        self._timer: asyncio.TimerHandle | None = None

    async def take(self, event: events.Event) -> None:
        """Let a key or a paste have its effect: at once, or in its turn."""
        if not self._waiting and self._is_text(event):
            await self._take(event)
            return
        self._waiting.append(event)
        if len(self._waiting) == 1:
            self._wait()

    def text_behind(self) -> str:
        """Return the characters that wait behind the key that has its effect now."""
        waiting = list(self._waiting)[1:]
        keys = [event for event in waiting if isinstance(event, events.Key) and event.is_printable]
        return "".join(event.character or "" for event in keys)

    def _is_text(self, event: events.Event) -> bool:
        """Return whether a key only goes behind others into the queue of the field that has the focus."""
        typed = isinstance(event, events.Key) and event.is_printable
        return typed and isinstance(self._app.focused, Input | TextArea)

    def _wait(self) -> None:
        """Take the first key that waits once the keys before it have had their effect."""
        self._round += 1
        number = self._round
        self._timer = asyncio.get_running_loop().call_later(
            MOST_SECONDS, self._app.call_later, self._go_on, number
        )
        pass_queues(self._queues(), lambda: self._app.call_later(self._go_on, number))

    def _queues(self) -> list[MessagePump]:
        """Return through which queues a key passes, from the focused widget to the program, in this order.

        On its way a message may come out of it for the widget or the marked row, which goes the same way.
        """
        focused: DOMNode = self._app.focused or self._app.screen
        around = list(focused.ancestors_with_self)
        marked = self._marked()
        return [*around, *([] if marked is None else marked.ancestors_with_self), *around]

    async def _go_on(self, number: int) -> None:
        """Take the first key that waits, unless that was done."""
        if number != self._round:
            return
        self._round += 1
        if self._timer is not None:
            self._timer.cancel()
        try:
            await self._take(self._waiting[0])
        finally:
            self._waiting.popleft()
            if self._waiting:
                self._wait()


def pass_queues(queues: Sequence[MessagePump], done: Callable[[], object]) -> None:
    """Call `done` once each queue, one behind the other, has worked off what lies in it now."""
    left = deque(queues)

    def go_on() -> None:
        while left:
            if left.popleft().call_later(go_on):
                return
        done()

    go_on()
