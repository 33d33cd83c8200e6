"""Keeps the machine from sleeping and blanking while a meeting runs, by wakepy, in a thread of its own.

What was asked for ends with the process, however that ends. Rehearsals and examples ask for nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta

from jusou_tui.live.snapshot import MeetingSnapshot

LONGEST_PAUSE = timedelta(minutes=10)
"""How long a meeting may pause until the machine may sleep again."""
_LEAVING_SECONDS = 1.0

Hold = Callable[[threading.Event, Callable[[], object]], None]
"""Holds the machine awake until the event is set; calls the other one where that cannot be had."""


def seconds_wanted(snapshot: MeetingSnapshot) -> float:
    """Return for how long a meeting wants the machine awake as things stand: 0 for not at all."""
    if snapshot.state == "running":
        return float("inf")
    since = snapshot.progress.paused_since
    if snapshot.state != "paused" or since is None:
        return 0.0
    return max((LONGEST_PAUSE - (snapshot.now - since)).total_seconds(), 0.0)


def keep_awake(released: threading.Event, failed: Callable[[], object]) -> None:
    """Hold the machine and its screen awake until `released`."""
    try:
        from wakepy import keep

        with keep.presenting(on_fail="pass") as mode:
            if mode.active:
                released.wait()
                return
    except Exception:  # noqa: BLE001, S110 - whatever it is, the meeting goes on
        pass
    failed()


def can_stay_awake(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the machine can be held awake; tries it for a moment, unless nobody wants it held."""
    if environment.get("JUSOU_AWAKE") == "0":
        return True
    refused = threading.Event()
    released = threading.Event()
    released.set()
    (_refuse if environment.get("SSH_CONNECTION") else keep_awake)(released, refused.set)
    return not refused.is_set()


class Awake:
    """Holds the machine awake while that is wanted; where it cannot be had, calls `failed` once, in a thread.

    With JUSOU_AWAKE=0 nothing is held. Over SSH it cannot be had: the machine in front of people is another.
    """

    def __init__(
        self,
        failed: Callable[[], object],
        hold: Hold | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._failed: Callable[[], object] | None = failed
        self._hold = hold or (_refuse if environment.get("SSH_CONNECTION") else keep_awake)
        self._is_off = environment.get("JUSOU_AWAKE") == "0"
        self._released: threading.Event | None = None
        self._thread: threading.Thread | None = None

    def want(self, wanted: bool) -> None:
        """Begin to hold the machine awake, or let it sleep again; nothing where it is so already."""
        if wanted and self._released is None and not self._is_off:
            self._released = threading.Event()
            self._thread = threading.Thread(
                target=self._hold, args=(self._released, self._fail), name="awake", daemon=True
            )
            self._thread.start()
        elif not wanted and self._released is not None:
            self._released.set()
            self._released = None

    def close(self) -> None:
        """Let the machine sleep again; waits a moment until that is done."""
        self.want(False)
        if self._thread is not None:
            self._thread.join(_LEAVING_SECONDS)

    def _fail(self) -> None:
        failed, self._failed, self._is_off = self._failed, None, True
        if failed is not None:
            failed()


def _refuse(_: threading.Event, failed: Callable[[], object]) -> None:
    failed()
