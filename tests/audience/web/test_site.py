"""The server over real sockets."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

import pytest

from audience.pages import ADDRESS, CURTAIN, PAGES, RUNNING
from audience.web.ask import Stream, ask, send, texts_of
from audience.web.served import Served, needs_second_address
from jusou_tui.audience.web.site import Bounds
from jusou_tui.wording import LANGUAGES, catalogue

Serve = Callable[..., Served]
SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def test_the_page_its_style_and_its_script(serve: Serve) -> None:
    port = serve(RUNNING).port

    page, style, script = (ask(port, path) for path in ("/", "/page.css", "/page.js"))

    assert [one.status for one in (page, style, script)] == [200, 200, 200]
    assert '<html lang="ja">' in page.body.decode()
    assert "わがまちの連携を振り返る" in page.body.decode().replace("<wbr>", "")
    assert [one.headers["Content-Type"] for one in (page, style, script)] == [
        "text/html; charset=utf-8",
        "text/css; charset=utf-8",
        "text/javascript; charset=utf-8",
    ]
    assert all(one.headers.items() >= SAFE.items() for one in (page, style, script))


def test_the_policy_allows_our_own_two_files_and_nothing_else(serve: Serve) -> None:
    served = serve(RUNNING)
    first, second = ask(served.port), ask(served.port)

    policy, text = first.headers["Content-Security-Policy"], first.body.decode()
    (nonce,) = set(re.findall(r"nonce-([\w-]+)", policy))

    assert policy.startswith("default-src 'none';")
    assert not re.search(r"unsafe|\*|https?:|data:", policy)
    assert text.count(f'nonce="{nonce}"') == 2
    assert nonce not in second.body.decode()
    assert re.findall(r"<(?:script|style)\b[^>]*>", text) == [f'<script src="page.js" nonce="{nonce}" defer>']
    assert not re.search(r"https?://|style=|\son\w+=", text)


def test_nothing_is_kept_in_the_browser(serve: Serve) -> None:
    served = serve(ADDRESS, address=ADDRESS.address)

    for path in ("/", "/page.css", "/page.js", "/qr.svg", "/invitation"):
        answer = ask(served.port, path)
        assert answer.status == 200
        assert not {"Set-Cookie", "Server", "Etag", "Last-Modified", "Access-Control-Allow-Origin"} & set(
            answer.headers
        )
    assert not re.search(rb"cookie|localStorage|sessionStorage|indexedDB", ask(served.port, "/page.js").body)


def test_head_says_the_same_without_a_body(serve: Serve) -> None:
    port = serve(RUNNING).port

    for path in ("/", "/page.css", "/events"):
        answer = ask(port, path, "HEAD")
        assert (answer.status, answer.body) == (200, b"")
        assert answer.headers.items() >= SAFE.items()


@pytest.mark.parametrize(
    ("method", "path", "named", "status"),
    [
        ("POST", "/", {"more": "Content-Length: 3\r\n"}, 405),
        ("DELETE", "/events", {}, 405),
        ("GET", "/", {"host": "rebound.example"}, 403),
        ("GET", "/events", {"more": "Origin: http://rebound.example\r\n"}, 403),
        ("GET", "/nothing", {}, 404),
        ("GET", "/qr.svg", {}, 404),
        ("GET", "/invitation", {}, 404),
        ("GET", "/%2e%2e/site.py", {}, 404),
    ],
)
def test_what_is_refused_gets_no_word_of_the_meeting(
    serve: Serve, method: str, path: str, named: dict[str, str], status: int
) -> None:
    answer = ask(serve(RUNNING).port, path, method, **named)

    assert answer.status == status
    assert answer.headers.items() >= SAFE.items()
    words = [HTTPStatus(status).phrase, *(catalogue(name).gettext("web.no_page") for name in LANGUAGES)]
    assert set(answer.body.decode().splitlines()) <= set(words)


def test_headers_have_an_end(serve: Serve) -> None:
    port = serve(RUNNING).port

    answer = ask(port, more=f"X-Long: {'x' * 9000}\r\n")

    assert answer.status in {0, 400}
    assert ask(port).status == 200


@pytest.mark.parametrize(
    "text", ["\x00\x01\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"]
)
def test_what_is_no_request_is_hung_up_on(serve: Serve, text: str) -> None:
    port = serve(RUNNING).port

    assert send(port, text).status in {0, 400, 403}
    assert ask(port).status == 200


def test_below_a_path_that_cannot_be_guessed(serve: Serve) -> None:
    served = serve(RUNNING, path="/7f4Zkq/")

    assert ask(served.port, "/").status == ask(served.port, "/events").status == 404
    assert ask(served.port, "/7f4Zkq/").status == 200
    assert 'href="page.css"' in ask(served.port, "/7f4Zkq/").body.decode()


def test_a_stream_begins_with_the_page_and_says_what_changes(serve: Serve) -> None:
    served = serve(RUNNING)
    stream = Stream(served.port)

    first = stream.next()
    served.show(RUNNING)
    served.beat()
    second = stream.next()
    served.show(CURTAIN)
    third = stream.next()
    stream.close()

    assert (first[0], second[0], third[0]) == ("frame", "beat", "frame")
    assert "わがまちの連携を振り返る" in texts_of(first[1]["body"])
    assert "資料を配っています" in texts_of(third[1]["body"])
    assert "思い出した場面" not in texts_of(third[1]["body"])


def test_the_end_is_said(serve: Serve) -> None:
    served = serve(RUNNING)
    stream = Stream(served.port)
    stream.next()

    served.stop()

    assert stream.next() == ("end", 0)
    with pytest.raises(StopIteration):
        stream.next()
    stream.close()


def test_viewers_who_leave_are_forgotten_and_there_is_a_last_one(serve: Serve) -> None:
    served = serve(RUNNING, bounds=Bounds(streams=2))
    one, two = Stream(served.port), Stream(served.port)
    one.next()
    two.next()

    assert served.viewers() == 2
    assert ask(served.port, "/events").status == 503

    one.close()
    wait_for(served, 1)
    three = Stream(served.port)
    assert three.next()[0] == "frame"
    two.close()
    three.close()


def test_connections_have_an_end(serve: Serve) -> None:
    served = serve(RUNNING, bounds=Bounds(connections=2))
    held = [Stream(served.port), Stream(served.port)]
    for one in held:
        one.next()

    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as refused:
        assert refused.recv(1) == b""
    for one in held:
        one.close()


@needs_second_address
def test_some_connections_are_kept_for_this_machine(serve: Serve) -> None:
    """Another address of this machine stands for another machine."""
    served = serve(RUNNING, bounds=Bounds(connections=2, kept=1))

    def other() -> socket.socket:
        return socket.create_connection(("127.0.0.1", served.port), 20, source_address=("127.0.0.2", 0))

    with other() as held:
        held.sendall(b"GET /events HTTP/1.1\r\n")
        with other() as refused:
            assert refused.recv(1) == b""
        assert ask(served.port).status == 200


def test_who_sends_nothing_is_hung_up_on(serve: Serve) -> None:
    served = serve(RUNNING, bounds=Bounds(header_seconds=0.05))

    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert silent.recv(1) == b""


def test_who_reads_nothing_is_dropped_and_holds_up_nobody(serve: Serve) -> None:
    served = serve(RUNNING, bounds=Bounds(stuck_seconds=0.0))
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", served.port))
        deaf.sendall(f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n".encode())
        wait_for(served, 1)
        reader = Stream(served.port)
        reader.next()

        for number in range(60):
            served.show(replace(RUNNING, band=f"{number}" + "長い知らせ" * 2000))
            assert reader.next()[0] == "frame"

        assert served.viewers() == 1
    reader.close()


@pytest.mark.parametrize("name", PAGES)
def test_each_state_is_given_as_a_page_and_as_a_frame(serve: Serve, name: str) -> None:
    served = serve(PAGES[name], address=PAGES[name].address)
    stream = Stream(served.port)

    assert ask(served.port).status == 200
    assert PAGES[name].title in texts_of(stream.next()[1]["body"])
    stream.close()


def test_nothing_is_logged(
    serve: Serve, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    served = serve(RUNNING, path="/7f4Zkq/")
    ask(served.port, "/7f4Zkq/?q=secret")
    ask(served.port, "/7f4Zkq/", "POST")
    send(served.port, "\x00\r\n\r\n")
    served.stop()

    assert capfd.readouterr() == ("", "")
    assert "7f4Zkq" not in caplog.text
    assert "secret" not in caplog.text


def wait_for(served: Served, viewers: int) -> None:
    """Ask until so many look on; each question goes through the server's loop."""
    while served.viewers() != viewers:
        pass
