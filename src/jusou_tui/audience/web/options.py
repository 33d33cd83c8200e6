"""How the page is to be served."""

from __future__ import annotations

from dataclasses import dataclass

HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve. `port`: up to HIGHEST_PORT, 0 any that is free. `lan`: to the whole network; `agreed`:
    without the question.

    `open_page`: show the page in the browser of this machine. `narrow_blocks`: half blocks are known to be
    one cell wide here, so a QR code may be drawn in the terminal. `show_address`: the address of `lan` stands
    on the shared page too.
    """

    port: int = 0
    lan: bool = False
    agreed: bool = False
    open_page: bool = True
    narrow_blocks: bool = False
    show_address: bool = False
