"""One run of the server: listen, look, send, and end gracefully."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TextIO, TypeVar

from tornado.netutil import bind_sockets

from jusou_tui.audience.watching import STALLED_AFTER, Follower, Watch, look
from jusou_tui.audience.web.access import Access
from jusou_tui.audience.web.invitation import Addresses, qr_lines
from jusou_tui.audience.web.lifetime import Lifetime
from jusou_tui.audience.web.options import Options
from jusou_tui.audience.web.site import Server, Site
from jusou_tui.errors import InputError, system_words
from jusou_tui.wording import t

BEAT = 2.0
"""Seconds between two beats; a browser that hears none for 5 seconds says so."""
_TRIES = 10
_LAST_SECONDS = 1.0
_T = TypeVar("_T")
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


async def run(follower: Follower, options: Options, addresses: Addresses, out: TextIO) -> None:
    """Serve until a signal comes, the shared meeting is over, or the follower fails. Raises InputError."""
    logging.getLogger("tornado").disabled = True
    for name in ("access", "application", "general"):
        logging.getLogger(f"tornado.{name}").disabled = True
    sockets = listen(addresses.hosts, options.port)
    try:
        port = int(sockets[0].getsockname()[1])
        address = addresses.url(addresses.last, port)
        shown = address if options.show_address and addresses.is_shared else ""
        site = Site(
            Access(addresses.hosts, port, addresses.path),
            look(follower, shown),
            address=address if addresses.is_shared else "",
        )
        server = Server(site)
        server.add_sockets(sockets)
    except BaseException:
        for one in sockets:
            one.close()
        raise
    _say(addresses, port, options, out)
    await _serve(site, server, follower, shown)


async def _serve(site: Site, server: Server, follower: Follower, shown: str) -> None:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()
    lifetime = Lifetime()
    seen = partial(_from_thread, loop, site.see)
    failed = partial(_from_thread, loop, partial(_fail, ended))
    watch = Watch(partial(look, follower, shown), follower.next_look, seen, failed)
    taken = _take_signals(loop, partial(_finish, ended))
    watch.start()
    try:
        while not ended.done():
            await asyncio.wait({ended}, timeout=BEAT)
            _look_after(site)
            if site.address and lifetime.is_over(site.sight, time.monotonic()):
                sys.stderr.write(t("web.over") + "\n")
                _finish(ended)
        ended.result()
    finally:
        for number in taken:
            loop.remove_signal_handler(number)
        server.stop()
        site.end()
        with suppress(TimeoutError):
            await asyncio.wait_for(server.close_all_connections(), _LAST_SECONDS)
        watch.stop(_LAST_SECONDS)


def _look_after(site: Site) -> None:
    """Let the page stand still where the follower has not answered for long; tell the viewers we are here."""
    now = time.monotonic()
    if now - site.sight.at > STALLED_AFTER:
        site.see(site.sight.stalled(now))
    site.beat()


def listen(hosts: tuple[str, ...], port: int) -> list[socket.socket]:
    """Return sockets that listen at all the hosts, on one port; 0 is any. Raises InputError."""
    for last in range(_TRIES - 1, -1, -1):
        sockets: list[socket.socket] = []
        wanted = port
        try:
            for host in hosts:
                sockets += bind_sockets(wanted, host, family=socket.AF_INET)
                wanted = int(sockets[0].getsockname()[1])
        except OSError as error:
            for one in sockets:
                one.close()
            if last and not port and error.errno == errno.EADDRINUSE:
                continue
            raise _refused(error, wanted) from error
        return sockets
    raise AssertionError


def _refused(error: OSError, port: int) -> InputError:
    if error.errno == errno.EADDRINUSE:
        return InputError("web.port_busy", port=port)
    return InputError("web.port_refused", port=port, reason=system_words(error))


def _say(addresses: Addresses, port: int, options: Options, out: TextIO) -> None:
    """Print the address; show the page, or for the network how to get there."""
    address = addresses.url(addresses.last, port)
    local = addresses.url(addresses.hosts[0], port)
    print(address, file=out, flush=True)
    drawn = addresses.is_shared and options.narrow_blocks
    lines = qr_lines(address) if drawn else []
    if addresses.is_shared:
        lines.append(t("web.serving_lan", invitation=f"{local}invitation", local=local))
    lines.append(t("web.serving"))
    with suppress(OSError):
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    if options.open_page and _has_windows():
        page = local if drawn or not addresses.is_shared else f"{local}invitation"
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, page)


def _has_windows() -> bool:
    """Return whether a browser has a window of its own here, and would not take the terminal."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _take_signals(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> list[int]:
    taken = []
    for name in _SIGNALS:
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = int(getattr(signal, name))
            loop.add_signal_handler(number, end)
            taken.append(number)
    return taken


def _from_thread(loop: asyncio.AbstractEventLoop, call: Callable[[_T], None], value: _T) -> None:
    """Call in the loop; not at all once it has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(call, value)


def _finish(ended: asyncio.Future[None]) -> None:
    if not ended.done():
        ended.set_result(None)


def _fail(ended: asyncio.Future[None], error: Exception) -> None:
    if not ended.done():
        ended.set_exception(error)
