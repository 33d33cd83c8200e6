"""Something that is opened in a thread: a page can stand before a session's code is imported."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Generic, Protocol, TypeVar

CLOSING_SECONDS = 2.0
"""How long closing waits for what is still being opened: a network drive may never answer."""


class Closable(Protocol):
    """What is opened, and closed when the program has ended."""

    def close(self) -> None:
        """Give it back."""


Opened = TypeVar("Opened", bound=Closable)


def in_a_thread(job: Callable[[], None]) -> None:
    """Run a job in a thread that no end of the program waits for."""
    Thread(target=job, name="jusou-opening", daemon=True).start()


class Opening(Generic[Opened]):
    """Opens what `make` makes, once. `run`: how a job is run aside."""

    def __init__(
        self, make: Callable[[], Opened], run: Callable[[Callable[[], None]], None] = in_a_thread
    ) -> None:
        self._make = make
        self._run = run
        self._found: Opened | None = None
        self._failure: Exception | None = None
        self._ended: Event | None = None

    def begin(self, ready: Callable[[], object]) -> None:
        """Open aside; `ready` is called there as soon as it is open, or cannot be opened."""
        ended = self._ended = Event()

        def job() -> None:
            try:
                self._found = self._make()
            except Exception as error:  # noqa: BLE001 - raised where it is asked for
                self._failure = error
            finally:
                ended.set()
            with suppress(RuntimeError):  # whoever waited has left
                ready()

        self._run(job)

    def opened(self) -> Opened:
        """Return what is open once it is ready. Raises what opening it raised, LookupError before its end."""
        if self._failure is not None:
            raise self._failure
        if self._found is None:
            raise LookupError
        return self._found

    def close(self) -> None:
        """Close what was opened, or is within a moment."""
        if self._ended is not None:
            self._ended.wait(CLOSING_SECONDS)
        if self._found is not None:
            self._found.close()
