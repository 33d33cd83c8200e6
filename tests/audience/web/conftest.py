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


@pytest.fixture(scope="session")
def shared_tab(browser: Browser) -> Tab:
    return browser.tab()


@pytest.fixture
def tab(shared_tab: Tab) -> Iterator[Tab]:
    """Return a tab for tests that set nothing but its size: a new one takes as long as most of them."""
    yield shared_tab
    shared_tab.open("about:blank")


@pytest.fixture
def own_tab(browser: Browser) -> Iterator[Tab]:
    """Return a tab of a test that changes how it works."""
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
