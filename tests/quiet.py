"""Waiting for a page as long as it takes, and no longer.

Textual's pilot waits until the process uses little processor time. On a busy machine a process that does not
get its turn looks the same as one that has finished, and on an idle one it waits for nothing. Here it waits
until no widget has a message left and nothing is left to paint.

A page is drawn when a test pauses and the page rests, not at each step on the way there: no terminal is
behind it that would show them, and to draw was a third of the time of these tests. A page of an app that
says `draws_seldom` is drawn when it rests for the first time, before the mouse acts on it and as it is in the
end; to look at it draws it too. The page that such an app begins with is drawn at its first rest only by the
first test of a process that begins with its kind in this size: the others begin with it as it was there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any
from weakref import WeakSet

import textual.app
import textual.pilot
from textual.app import App
from textual.geometry import Size
from textual.message_pump import MessagePump, active_app
from textual.pilot import Pilot
from textual.screen import Screen

LONGEST = 20.0
"""Seconds after which what still works is left to work on: something that never comes to rest."""

LOOK_EVERY = 0.001

WORKERS_COUNT = True
"""Whether a page rests only once its workers have ended; a test that holds one back says no."""

_draw = Screen._compositor_refresh
_shutdown = App._shutdown
_use_mouse = Pilot._post_mouse_events
_undrawn: WeakSet[Screen[object]] = WeakSet()
_seen: WeakSet[Screen[object]] = WeakSet()
"""Screens that were drawn at rest."""
_begun: WeakSet[App[object]] = WeakSet()
"""Apps whose first page has rested."""
_first_pages: set[tuple[type[Screen[object]], Size]] = set()
"""Kinds and sizes of the pages that apps began with."""


def wait_for_quiet_pages() -> None:
    """Let the pilot wait for what is left to do instead of for the processor."""
    textual.app.wait_for_idle = quiet  # type: ignore[attr-defined]
    textual.pilot.wait_for_idle = drawn  # type: ignore[attr-defined]
    Pilot._wait_for_screen = _wait_for_screen  # type: ignore[method-assign]
    Screen._compositor_refresh = _draw_at_rest  # type: ignore[method-assign]
    Pilot._post_mouse_events = _draw_and_use_mouse  # type: ignore[method-assign]
    App._shutdown = _draw_and_shut_down  # type: ignore[method-assign]


async def quiet(min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Return when the app at hand has nothing left to do. Sleep only where nothing is ready."""
    app = active_app.get()
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    end = time.monotonic() + max(max_sleep, LONGEST)
    await asyncio.sleep(min_sleep)
    while time.monotonic() < end:
        if ready:  # much cheaper to see than to ask every widget
            await asyncio.sleep(0)
        elif _works(app):
            await asyncio.sleep(0 if ready else LOOK_EVERY)
        else:
            await asyncio.sleep(0)  # what a thread or a timer has brought meanwhile is ready now
            if not ready:
                return


def _works(app: App[object]) -> bool:
    """Return whether anything is left to do. What is left to paint is painted, not waited for."""
    if app._exit or not app._screen_stack:
        return False
    if app._resize_event or any(map(_has_to_do, _pumps(app))):
        return True
    if WORKERS_COUNT and any(one.is_running for one in app.workers):
        return True
    if _has_to_paint(app.screen):
        app.screen._on_timer_update()
        return True
    return False


async def drawn(min_sleep: float = 0.0, max_sleep: float = LONGEST) -> None:
    """Return when the app at hand has nothing left to do and its page was drawn."""
    await quiet(min_sleep, max_sleep)
    app = active_app.get()
    if app._screen_stack and _is_new(app) and _draw_changes(app):
        await quiet()


def _is_new(app: App[object]) -> bool:
    """Return whether the page in sight is to be drawn now that it rests."""
    page = app.screen
    if not getattr(app, "draws_seldom", False):
        return True
    begins, kind = app not in _begun, (type(page), page.size)
    _begun.add(app)
    if begins and kind in _first_pages:
        return False
    _first_pages.update([kind] if begins else [])
    return page not in _seen


def _draw_changes(app: App[object]) -> bool:
    """Draw what has changed on the page in sight; return whether anything has."""
    screen = app.screen
    if screen not in _undrawn:
        return False
    _undrawn.discard(screen)
    _seen.add(screen)
    _draw(screen)
    return True


async def _draw_and_use_mouse(pilot: Pilot[object], *facts: Any, **named: Any) -> bool:
    """Draw the page, for one clicks on what one sees."""
    if pilot.app._screen_stack and _draw_changes(pilot.app):
        await quiet()
    return await _use_mouse(pilot, *facts, **named)


async def _draw_and_shut_down(app: App[object]) -> None:
    """Draw the page as it is in the end, so that what cannot be drawn fails its test."""
    if app._running and app._screen_stack and not app._exit:
        _draw_changes(app)
    await _shutdown(app)


async def _wait_for_screen(pilot: Pilot[object], *limit: float) -> bool:
    """Stand for the pilot's own wait, which sends a message to each widget."""
    await quiet()
    return True


def _draw_at_rest(screen: Screen[object]) -> None:
    """Remember that a screen has changed where nothing but a test looks at it."""
    app = screen.app
    if app.screen is not screen or app.is_inline or not app.is_headless:
        _draw(screen)
        return
    _undrawn.add(screen)
    screen._dirty_widgets.clear()
    app._update_mouse_over(screen)


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
