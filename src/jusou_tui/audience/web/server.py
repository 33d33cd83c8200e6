"""`jusou screen --web`: serve the shared screen of one follower until the program is ended.

tornado and segno come with the extra `web` and are imported when a page is served.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from typing import TextIO

from jusou_tui.audience.watching import Followed
from jusou_tui.audience.web.invitation import addresses_of, ask_in_terminal, question_of
from jusou_tui.audience.web.options import Options
from jusou_tui.errors import InputError

__all__ = ["Options", "serve"]

NEEDED = ("tornado", "segno")


def is_installed() -> bool:
    """Return whether the extra `web` is there."""
    return all(find_spec(name) for name in NEEDED)


def serve(
    follower: Followed,
    options: Options | None = None,
    *,
    out: TextIO | None = None,
    ask: Callable[[str], bool] = ask_in_terminal,
) -> int:
    """Serve what `follower` sees until Ctrl+C, SIGTERM or, for `lan`, the end of the meeting; return 0.

    The first line on `out` (standard output) is the address; everything else is said on standard error.
    Returns 0 too where the question of `lan` is answered with no. Raises InputError where the extra `web` is
    missing, the port is taken or not allowed, no network is there for `lan`, or nobody can be asked; and what
    the follower raises. Does not close the follower.
    """
    options = options or Options()
    if not is_installed():
        raise InputError("web.needs_extra")
    addresses = addresses_of(lan=options.lan)
    if options.lan and not options.agreed and not ask(question_of(addresses)):
        return 0
    from jusou_tui.audience.web.running import run

    with suppress(KeyboardInterrupt):  # where the system knows no signals of an event loop
        asyncio.run(run(follower, options, addresses, out or sys.stdout))
    return 0
