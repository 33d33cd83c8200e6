"""One browser for all tests of the page; they are skipped, with words, where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from audience.web.browser import Browser, Tab, chromium, open_browser
from audience.web.served import Served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium here: apt-get install chromium fonts-noto-cjk")
    with open_browser(program) as opened:
        yield opened


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    opened = browser.tab()
    yield opened
    opened.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Return what starts a server; it ends with the test."""
    running: list[Served] = []

    def start(*args: object, **named: object) -> Served:
        running.append(Served(*args, **named))  # type: ignore[arg-type]
        return running[-1]

    yield start
    for one in running:
        one.stop()
