"""Inviting the room: the addresses of the page, the question before the network sees it, the QR code."""

from __future__ import annotations

import secrets
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from jusou_tui.errors import InputError
from jusou_tui.wording import t

LOCAL = "127.0.0.1"
_TOKEN_BYTES = 16
"""128 random bits."""
_NOWHERE = ("192.0.2.1", 9)
"""An address for documentation (RFC 5737): nothing is sent there, the system only says which way it would."""
_YES = frozenset({"y", "yes", "はい", "ｙ"})
_QUIET_ZONE = 2
_QUIET_ZONE_OF_PICTURE = 4
_PAPER = "\x1b[38;5;16;48;5;231m"
_RESET = "\x1b[0m"
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the page is served: `hosts` to listen on, the first one this machine's own, below `path`."""

    hosts: tuple[str, ...]
    path: str

    def url(self, host: str, port: int) -> str:
        """Return the address of the page at one host."""
        return f"http://{host}:{port}{self.path}"

    @property
    def is_shared(self) -> bool:
        """Whether others than this machine are answered."""
        return len(self.hosts) > 1

    @property
    def last(self) -> str:
        """Return the host to hand on: that of the network where there is one."""
        return self.hosts[-1]


def addresses_of(*, lan: bool) -> Addresses:
    """Return where to serve; with `lan` below a path that nobody can guess.

    Raises InputError where there is no network.
    """
    if not lan:
        return Addresses((LOCAL,), "/")
    host = _own_address()
    if host is None:
        raise InputError("web.no_network")
    return Addresses((LOCAL, host), f"/{secrets.token_urlsafe(_TOKEN_BYTES)}/")


def _own_address() -> str | None:
    """Return this machine's address in its network."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(_NOWHERE)
        host = str(asking.getsockname()[0])
        return None if host.startswith(("127.", "0.")) else host
    return None


def question_of(addresses: Addresses) -> str:
    """Return what serving to the network means, and the question."""
    return t("web.lan_question", host=addresses.last)


def ask_in_terminal(question: str) -> bool:
    """Ask on standard error; anything but a yes is a no. Raises InputError where nobody can answer."""
    if not sys.stdin.isatty():
        raise InputError("web.nobody_to_ask")
    sys.stderr.write(f"{question} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in _YES


def qr_picture(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    import segno

    buffer = BytesIO()
    segno.make_qr(address, error="m").save(
        buffer, kind="svg", border=_QUIET_ZONE_OF_PICTURE, dark="#0d1321", light="#ffffff", omitsize=True
    )
    return buffer.getvalue()


def qr_lines(address: str) -> list[str]:
    """Return the QR code as lines for a terminal in which half blocks are one cell wide."""
    import segno

    rows = [
        [bool(dark) for dark in row]
        for row in segno.make_qr(address, error="l").matrix_iter(border=_QUIET_ZONE)
    ]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return [_PAPER + "".join(map(_HALVES.__getitem__, zip(*pair, strict=True))) + _RESET for pair in pairs]
