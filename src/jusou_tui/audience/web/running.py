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
from typing import TextIO

from jusou_tui.audience.watching import Followed, Watch
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
_WAITING = 64
"""Connections that the system lets wait to be taken."""
_LAST_SECONDS = 1.0
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


async def run(follower: Followed, options: Options, addresses: Addresses, out: TextIO) -> None:
    """Serve until a signal comes, the shared meeting is over, or the follower fails. Raises InputError."""
    for name in ("tornado", "tornado.access", "tornado.application", "tornado.general"):
        logging.getLogger(name).disabled = True
    sockets = listen(addresses.hosts, options.port)
    try:
        port = int(sockets[0].getsockname()[1])
        address = addresses.url(addresses.last, port) if addresses.is_shared else ""
        watch = Watch(follower, address if options.show_address else "")
        site = Site(Access(addresses.hosts, port, addresses.path), watch.sight, address=address)
        server = Server(site)
        server.add_sockets(sockets)
    except BaseException:
        for one in sockets:
            one.close()
        raise
    _say(addresses, port, options, out)
    await _serve(site, server, watch)


async def _serve(site: Site, server: Server, watch: Watch) -> None:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    taken = _take_signals(loop, ended.set)
    lifetime = Lifetime()
    beat = time.monotonic()
    try:
        while not ended.is_set():
            site.see(watch.look())
            now = time.monotonic()
            if now >= beat:
                site.beat()
                beat = now + BEAT
                if site.address and lifetime.is_over(site.sight, now):
                    _tell(t("web.over"))
                    return
            with suppress(TimeoutError):
                await asyncio.wait_for(ended.wait(), min(watch.wait(), beat - now))
    finally:
        for number in taken:
            loop.remove_signal_handler(number)
        server.stop()
        site.end()
        with suppress(TimeoutError):
            await asyncio.wait_for(server.close_all_connections(), _LAST_SECONDS)


def listen(hosts: tuple[str, ...], port: int) -> list[socket.socket]:
    """Return sockets that listen at all the hosts, on one port; 0 is any. Raises InputError."""
    for last in range(_TRIES - 1, -1, -1):
        sockets: list[socket.socket] = []
        wanted = port
        try:
            for host in hosts:
                sockets.append(socket.create_server((host, wanted), backlog=_WAITING))
                sockets[-1].setblocking(False)
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
    _tell("\n".join(lines))
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


def _tell(text: str) -> None:
    """Say something beside the address; a closed standard error shows nothing."""
    with suppress(OSError, ValueError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
