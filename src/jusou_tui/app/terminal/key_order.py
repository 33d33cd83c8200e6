"""Keys take effect in the order in which they came, also where several come in one read."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice, takewhile
from typing import Any

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message_pump import MessagePump

from jusou_tui.app.widgets.ime import takes_text, typed_text

MOST_SECONDS = 0.3
"""So long a key waits at most for those before it: a page may be busy with something long."""


WATCH_SECONDS = 0.05
CLEAN_ROUNDS = 2
"""So often all queues are found empty in a row before the keys before count as done."""


class KeysInOrder:
    """Holds a key back until those before it have had their effect.

    Textual runs the commands of a page at once, but an arrow or a letter goes through the queues of the
    focused widget and of all around it. In one read a command would overtake them, and take another row; a
    letter would come into a field before it is emptied of what Enter filed.
    Letters typed into a field are in order by themselves and wait only behind keys that still have an effect.
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
        self._turn = 0
        self._ends = 0.0
        self._round: Round | None = None
        self._held_by: asyncio.TimerHandle | None = None
        self._passing: frozenset[str] = frozenset()
        self._then: Callable[[], object] | None = None
        self.is_busy = False
        """Whether keys wait, or one still has its effect."""

    def hold(self, seconds: float, passing: frozenset[str] = frozenset()) -> None:
        """Let all keys wait until `release`, so many seconds at most: a page is about to show its rows.

        A key of `passing` does not wait where none has come before it, nor where it waits already: who
        presses it again means it.
        """
        if self._held_by is not None:
            self._held_by.cancel()
        self._passing = passing
        self._held_by = asyncio.get_running_loop().call_later(seconds, self.release)

    def release(self) -> None:
        """Let the keys have their effect that came meanwhile."""
        if self._held_by is None:
            return
        self._held_by.cancel()
        self._held_by = None
        if self.is_busy:
            self._wait()

    def when_done(self, then: Callable[[], object]) -> None:
        """Call `then` as soon as no key waits or has its effect; only the last one given is called."""
        if self.is_busy:
            self._then = then
        else:
            then()

    def forget(self) -> str:
        """Release without the keys that came meanwhile; return what they typed. Only while keys are held."""
        typed = [one.text if isinstance(one, events.Paste) else text_of(one) for one in self._waiting]
        self._waiting.clear()
        self.is_busy = False
        self.release()
        return "".join(typed)

    async def take(self, event: events.Event) -> None:
        """Let a key or a paste have its effect: at once, or in its turn."""
        is_held = self._held_by is not None
        if self._passes(event) if is_held else (not self.is_busy and self._is_text(event)):
            await self._take(event)
            return
        self._waiting.append(event)
        if is_held:
            self.is_busy = True
        elif not self.is_busy:
            self.is_busy = True
            self._wait()

    def text_behind(self) -> str:
        """Return the characters that follow at once on the key that has its effect now."""
        following = takewhile(is_character, islice(self._waiting, 1, None))
        return "".join(map(text_of, following))

    def _passes(self, event: events.Event) -> bool:
        """Return whether a key has its effect while the others wait."""
        if not isinstance(event, events.Key) or event.key not in self._passing:
            return False
        waiting = (one.key for one in self._waiting if isinstance(one, events.Key))
        return not self.is_busy or event.key in waiting

    def _is_text(self, event: events.Event) -> bool:
        """Return whether a key only goes behind others into the queue of the field that has the focus."""
        return is_character(event) and takes_text(self._app.focused)

    def _wait(self) -> None:
        """Go on once the keys before have had their effect, after MOST_SECONDS in any case."""
        self._turn += 1
        loop = asyncio.get_running_loop()
        self._ends = loop.time() + MOST_SECONDS
        self._watch(self._turn)
        self._look(self._turn, CLEAN_ROUNDS)

    def _watch(self, turn: int) -> None:
        """Look now and then whether the round still goes on: a widget that goes takes along what it got."""
        loop = asyncio.get_running_loop()
        if turn != self._turn:
            return
        if loop.time() >= self._ends:
            self._app.call_later(self._go_on, turn)
            return
        if self._round is not None and not self._round.is_alive:
            self._look(turn, CLEAN_ROUNDS)
        loop.call_later(WATCH_SECONDS, self._watch, turn)

    def _look(self, turn: int, rounds: int) -> None:
        """Go through all queues until so many rounds in a row find nothing in them."""
        if turn != self._turn:
            return

        def looked(was_empty: bool) -> None:
            left = rounds - 1 if was_empty else CLEAN_ROUNDS
            if left:
                self._app.call_later(self._look, turn, left)
            else:
                self._app.call_later(self._go_on, turn)

        if self._round is not None:
            self._round.stop()
        self._round = Round(self._queues(), looked)
        self._round.go_on()

    def _queues(self) -> list[MessagePump]:
        """Return through which queues a key and what it brings about pass; none once all pages are gone."""
        if not self._app.screen_stack:
            return []
        focused: DOMNode = self._app.focused or self._app.screen
        marked = self._marked()
        return [*focused.ancestors_with_self, *([] if marked is None else marked.ancestors_with_self)]

    def _end(self) -> None:
        """Do what was to be done once no key waits."""
        then, self._then = self._then, None
        if then is not None:
            then()

    async def _go_on(self, turn: int) -> None:
        """Take the first key that waits, unless that was done."""
        if turn != self._turn:
            return
        self._turn += 1
        if self._held_by is not None or not self._waiting:
            self.is_busy = bool(self._waiting)
            if not self.is_busy:
                self._end()
            return
        try:
            await self._take(self._waiting[0])
        finally:
            self._waiting.popleft()
            self._wait()


def text_of(event: events.Event) -> str:
    """Return what a key types, "" for one that types nothing, and for what is no key."""
    return typed_text(event) if isinstance(event, events.Key) else ""


def is_character(event: events.Event) -> bool:
    """Return whether an event is a key that types a character."""
    return bool(text_of(event))


class Round:
    """Calls `done` once each queue, one behind the other, has worked off what lay in it.

    `done` gets whether there was nothing in any of them.
    """

    def __init__(self, queues: Sequence[MessagePump], done: Callable[[bool], object]) -> None:
        self._left = deque(queues)
        self._done = done
        self._was_empty = True
        self._stopped = False
        self._at: MessagePump | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the queue in which it waits is worked off still."""
        return self._at is None or self._at.is_running

    def stop(self) -> None:
        """Go no further: of two rounds each would find the other in the queues, and neither would end.

        A widget that is only being mounted is not running yet, but works off later what lies in its queue.
        """
        self._stopped = True

    def go_on(self) -> None:
        """Wait in the next queue; behind the last one be done."""
        if self._stopped:
            return
        while self._left:
            self._at = self._left.popleft()
            self._was_empty = self._was_empty and not self._at.message_queue_size
            if self._at.call_later(self.go_on):
                return
        self._at = None
        self._done(self._was_empty)
