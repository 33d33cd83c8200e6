"""The worker that saves: at most a fixed time after a change, however long the changes go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

CEILING = 0.25
"""Seconds after which a change is on the disk."""
_DELAY = 0.15
_SHORTEST = 0.02
_LONGEST_END = 1.0


class Worker(Protocol):
    """What saves in the background; in tests, when they call it."""

    def poke(self) -> None:
        """Ask for a save soon."""

    def stop(self) -> None:
        """End, and wait for it."""


class Repeating:
    """A daemon thread that calls `work` again and again, after as many seconds as it returned.

    `poke`: at once. Its end waits a moment for work that is under way, and leaves alone what does not end. To
    wake costs next to nothing besides `work`.
    """

    def __init__(self, work: Callable[[], float]) -> None:
        self._work = work
        self._stopped = False
        self._asleep = threading.Lock()
        self._asleep.acquire()
        self._thread = threading.Thread(target=self._run, name="jusou-repeating", daemon=True)
        self._thread.start()

    def poke(self) -> None:
        """Work at once."""
        with suppress(RuntimeError):  # somebody else has just woken it
            self._asleep.release()

    def stop(self) -> None:
        """End."""
        self._stopped = True
        self.poke()
        self._thread.join(_LONGEST_END)

    def _run(self) -> None:
        while not self._stopped:
            self._asleep.acquire(timeout=self._work())


class Autosave:
    """A daemon thread that calls `work` soon after `poke`.

    `work` returns the seconds after which it wants to be called again without a poke.
    """

    def __init__(self, work: Callable[[], float]) -> None:
        self._work = work
        self._condition = threading.Condition()
        self._due: float | None = None
        self._stopped = False
        self._took = 0.0
        self._thread = self._start()

    def _start(self) -> threading.Thread:
        thread = threading.Thread(target=self._run, name="jusou-autosave", daemon=True)
        thread.start()
        return thread

    def poke(self) -> None:
        """Ask for a save. Further pokes before it do not put it off."""
        with self._condition:
            if self._stopped:
                return
            if self._due is None:
                pause = max(_SHORTEST, min(_DELAY, CEILING - 0.05 - 1.5 * self._took))
                self._due = time.monotonic() + pause
                self._condition.notify()
            if not self._thread.is_alive():
                self._thread = self._start()

    def stop(self) -> None:
        """End the thread and wait for it; a save that is under way is finished."""
        with self._condition:
            self._stopped = True
            self._condition.notify()
        self._thread.join()

    def _run(self) -> None:
        again = self._once()
        while True:
            with self._condition:
                while not self._stopped:
                    limit = again if self._due is None else min(again, self._due)
                    wait = limit - time.monotonic()
                    if wait <= 0:
                        break
                    self._condition.wait(wait)
                if self._stopped:
                    return
                self._due = None
            again = self._once()

    def _once(self) -> float:
        begun = time.monotonic()
        pause = self._work()
        self._took = time.monotonic() - begun
        return time.monotonic() + pause
