"""asyncio as it is where Python has no `ssl`: nothing of the program speaks TLS.

asyncio takes `ssl` along where it can be had, with OpenSSL's libraries: a fortieth of a start on a terminal.
"""

from __future__ import annotations

import sys


def import_asyncio() -> None:
    """Import asyncio without `ssl`, unless either is loaded. Whoever imports `ssl` itself later has it."""
    if {"asyncio", "ssl"}.isdisjoint(sys.modules):
        sys.modules["ssl"] = None  # type: ignore[assignment]  # the language's way to say that there is none
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]
