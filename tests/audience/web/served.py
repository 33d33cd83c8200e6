"""A server of the page in a thread of its own, at a port of this machine, that shows hand-made pages."""

from __future__ import annotations

import asyncio
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pytest

from audience.pages import DAY
from jusou_tui.audience.page import Page
from jusou_tui.audience.view import AudienceView, Reception
from jusou_tui.audience.watching import Sight
from jusou_tui.audience.web.access import Access
from jusou_tui.audience.web.running import listen
from jusou_tui.audience.web.site import Bounds, Server, Site

T = TypeVar("T")

needs_second_address = pytest.mark.skipif(
    sys.platform == "darwin", reason="there 127.0.0.1 is the only address of the machine for itself"
)


def sight_of(page: Page, *, speed: float = 1.0, at: float | None = None) -> Sight:
    """Return a page as it is seen now."""
    view = AudienceView(page.state, DAY, speed=speed)
    return Sight(view, Reception(), page, time.monotonic() if at is None else at)


class Served:
    """A running server. `port` 0: any."""

    def __init__(
        self,
        page: Page,
        *,
        port: int = 0,
        path: str = "/",
        address: str = "",
        bounds: Bounds | None = None,
        speed: float = 1.0,
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._speed = speed
        (self._socket,) = self._in_loop(lambda: listen(("127.0.0.1",), port))
        self.port = int(self._socket.getsockname()[1])
        access = Access(("127.0.0.1",), self.port, path)
        self.site = Site(access, sight_of(page, speed=speed), address=address, bounds=bounds or Bounds())
        self.address = f"http://127.0.0.1:{self.port}{path}"
        self._in_loop(self._start)

    def show(self, page: Page, *, named: str = "") -> None:
        """Let another page be seen; with another `named` it is sent also where it is the same."""
        sight = sight_of(replace(page, mark=named or page.mark), speed=self._speed)
        self._in_loop(lambda: self.site.see(sight))

    def beat(self) -> None:
        self._in_loop(self.site.beat)

    def viewers(self) -> int:
        return self._in_loop(lambda: self.site.viewers)

    def stop(self) -> None:
        """End as the program does; once."""
        if self._loop.is_closed():
            return

        async def end() -> None:
            self._server.stop()
            self.site.end()
            await asyncio.wait_for(self._server.close_all_connections(), 5)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _start(self) -> None:
        self._server = Server(self.site)
        self._server.add_sockets([self._socket])

    def _in_loop(self, call: Callable[[], T]) -> T:
        async def run() -> T:
            return call()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(10)
