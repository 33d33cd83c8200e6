"""A headless Chromium, driven over its own pipe (DevTools protocol), so that no further package is needed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from picture import BROWSER_FLAGS

NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (*BROWSER_FLAGS, "--lang=ja")


def chromium() -> str | None:
    """Return where a Chromium is, None without one."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """A page of the browser."""

    def __init__(self, browser: Browser, target: str, session: str) -> None:
        self._browser = browser
        self._target = target
        self._session = session

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        return self._browser.call(method, self._session, **parameters)

    def close(self) -> None:
        self._browser.call("Target.closeTarget", targetId=self._target)

    def size(self, width: int, height: int, scale: float = 1.0) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=False,
        )

    def open(self, address: str) -> None:
        """Load a page and wait until it is there."""
        self.call("Page.enable")
        self.call("Page.navigate", url=address)
        self.wait_for_load()

    def wait_for_load(self) -> None:
        """Wait until a page is there, the next one if none is awaited."""
        self._browser.event("Page.loadEventFired", self._session)

    def run(self, script: str) -> Any:
        """Return what an expression is, or its promise's value. Raises AssertionError where it throws."""
        answer = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, condition: str, seconds: float = 20.0) -> Any:
        """Wait until an expression is true in the page, looking with each frame; return its value."""
        return self.run(
            f"""new Promise((done, failed) => {{
                const end = performance.now() + {seconds * 1000};
                const look = () => {{
                    const value = ({condition});
                    if (value) done(value);
                    else if (performance.now() > end)
                        failed(new Error("never: " + {json.dumps(condition)} + document.body.innerText));
                    else setTimeout(look, 10);
                }};
                look();
            }})"""
        )

    def picture(self) -> bytes:
        """Return a PNG of what is in the window."""
        self.run("document.fonts.ready.then(() => true)")
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


class Browser:
    """A Chromium and its pipe."""

    def __init__(self, program: str, folder: Path) -> None:
        ours, theirs = os.pipe(), os.pipe()
        command = [program, *_FLAGS, f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank"]
        redirected = f'exec "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            ["bash", "-c", redirected, "bash", *command],
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._to = os.fdopen(ours[1], "wb", buffering=0)
        self._from = os.fdopen(theirs[0], "rb")
        self._number = 0
        self._rest = b""
        self._events: list[dict[str, Any]] = []

    def call(self, method: str, session: str = "", **parameters: object) -> dict[str, Any]:
        """Return the answer to a command. Raises AssertionError where it is refused."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        self._to.write(json.dumps(message).encode() + b"\0")
        while True:
            told = self._read()
            if told.get("id") == self._number:
                assert "error" not in told, told["error"]
                return dict(told["result"])
            self._events.append(told)

    def event(self, method: str, session: str) -> None:
        """Wait for an event that was not waited for yet."""
        while True:
            for place, told in enumerate(self._events):
                if told.get("method") == method and told.get("sessionId") == session:
                    del self._events[: place + 1]
                    return
            self._events.append(self._read())

    def tab(self) -> Tab:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        return Tab(self, target, attached["sessionId"])

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._to.close()
        self._from.close()

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = self._from.read1(1 << 20)
            assert part, "the browser has gone"
            self._rest += part
        told, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(told))


@contextmanager
def open_browser(program: str) -> Iterator[Browser]:
    """Open a browser with nothing in it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        browser = Browser(program, Path(name))
        try:
            yield browser
        finally:
            browser.close()
