"""Waiting for a page as long as it takes, and no longer.

Textual's pilot waits until the process uses little processor time. On a busy machine a process that does not
get its turn looks the same as one that has finished, and on an idle one it waits for nothing. Here it waits
until no widget has a message left and nothing is left to paint.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import textual.app
import textual.pilot
from textual.app import App
from textual.message_pump import MessagePump, active_app
from textual.screen import Screen

LONGEST = 2.0
"""Seconds after which what still works is left to work on: something that never comes to rest."""

LOOK_EVERY = 0.001

LOOKS = 3
"""How often in a row there must be nothing to do: a thread or a task may hand on what it has."""


def wait_for_quiet_pages() -> None:
    """Let the pilot wait for what is left to do instead of for the processor."""
    textual.app.wait_for_idle = quiet  # type: ignore[attr-defined]
    textual.pilot.wait_for_idle = quiet  # type: ignore[attr-defined]


async def quiet(min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Return when the app at hand has nothing left to do."""
    app = active_app.get()
    end = time.monotonic() + max(max_sleep, LONGEST)
    still = 0
    await asyncio.sleep(min_sleep)
    while still < LOOKS and time.monotonic() < end:
        still = 0 if _works(app) else still + 1
        await asyncio.sleep(LOOK_EVERY)


def _works(app: App[object]) -> bool:
    """Return whether anything is left to do. What is left to paint is painted, not waited for."""
    if app._exit or not app._screen_stack:
        return False
    if app._resize_event or any(map(_has_to_do, _pumps(app))) or any(one.is_running for one in app.workers):
        return True
    if not _has_to_paint(app.screen):
        return False
    app.screen._on_timer_update()
    return True


def _pumps(app: App[object]) -> Iterator[MessagePump]:
    yield app
    for screen in app._screen_stack:
        yield from screen.walk_children(with_self=True)


def _has_to_do(pump: MessagePump) -> bool:
    """Return whether a pump does anything but wait for its next message."""
    if not pump._running or pump._closing:
        return False
    return bool(pump._next_callbacks) or not pump._message_queue.ready_event._waiters


def _has_to_paint(screen: Screen[object]) -> bool:
    if screen.app._batch_count:
        return False
    return bool(
        screen._callbacks
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
    )
