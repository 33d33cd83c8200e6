"""Nothing private leaves through the server: HTML, stream, headers, titles, logs, in every state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from audience.secrets import every_state, leaks
from audience.web.ask import Stream, ask
from audience.web.served import Served


def plain(output: bytes) -> str:
    """Return what is sent without the marks at which a line may be broken: they would hide a word."""
    return output.decode().replace("<wbr>", "").replace("\u200b", "")


def test_nothing_private_is_served_in_any_state(
    serve: Callable[..., Served],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    states = list(every_state(tmp_path))
    served = serve(states[0].pages[0], path="/7f4Zkq/")
    stream = Stream(served.port, "/7f4Zkq/events")
    stream.next()

    for number, shown in enumerate(states):
        for still, page in enumerate(shown.pages):
            served.show(page, named=f"{number}.{still}")
            before = len(stream.bytes)
            stream.next()
            output = plain(ask(served.port, "/7f4Zkq/").whole)
            assert shown.pages[0].title in output
            assert leaks(output, shown) == [], shown.name
            assert leaks(plain(stream.bytes[before:]), shown) == [], shown.name
    for path in ("/", "/7f4Zkq/qr.svg", "/7f4Zkq/page.js", "/7f4Zkq/nothing"):
        for method in ("GET", "HEAD", "POST"):
            assert leaks(ask(served.port, path, method).whole, states[-1]) == []
    stream.close()
    served.stop()

    assert capfd.readouterr() == ("", "")
    assert leaks(caplog.text, states[-1]) == []
