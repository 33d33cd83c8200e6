"""Who is answered, and who is not."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from jusou_tui.audience.web.access import Access, Request

OPEN = Access(("127.0.0.1",), 8765, "/")
HIDDEN = Access(("127.0.0.1", "192.0.2.7"), 8765, "/7f4Zkq/")


def request(target: str = "/", method: str = "GET", **headers: str) -> Request:
    named = {"host": "127.0.0.1:8765"} | {key.replace("_", "-"): value for key, value in headers.items()}
    return Request(method, target, {key: [value] for key, value in named.items() if value})


@pytest.mark.parametrize(
    "fine",
    [
        request(),
        request("/events"),
        request("/?utm=x"),
        request(method="HEAD"),
        request(host="localhost:8765"),
        request(host="LOCALHOST:8765"),
        request(origin="http://127.0.0.1:8765"),
        request("/events", sec_fetch_site="same-origin", sec_fetch_mode="cors"),
        request(sec_fetch_site="none", sec_fetch_mode="navigate"),
        request(sec_fetch_site="cross-site", sec_fetch_mode="navigate"),
    ],
)
def test_the_page_is_given_to_this_machine(fine: Request) -> None:
    assert OPEN.refusal(fine) is None


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        (request(method="POST"), HTTPStatus.METHOD_NOT_ALLOWED),
        (request(method="PUT"), HTTPStatus.METHOD_NOT_ALLOWED),
        (request(method="OPTIONS"), HTTPStatus.METHOD_NOT_ALLOWED),
        (request(method="get"), HTTPStatus.METHOD_NOT_ALLOWED),
        (request(host="rebound.example:8765"), HTTPStatus.FORBIDDEN),
        (request(host="127.0.0.1:8766"), HTTPStatus.FORBIDDEN),
        (request(host="127.0.0.1"), HTTPStatus.FORBIDDEN),
        (request(host=""), HTTPStatus.FORBIDDEN),
        (request(origin="http://rebound.example:8765"), HTTPStatus.FORBIDDEN),
        (request(origin="null"), HTTPStatus.FORBIDDEN),
        (request("/events", sec_fetch_site="cross-site", sec_fetch_mode="cors"), HTTPStatus.FORBIDDEN),
        (request("/page.js", sec_fetch_site="same-site", sec_fetch_mode="no-cors"), HTTPStatus.FORBIDDEN),
        (request("/index.html"), HTTPStatus.NOT_FOUND),
        (request("/../pyproject.toml"), HTTPStatus.NOT_FOUND),
        (request("/page.html"), HTTPStatus.NOT_FOUND),
        (request("//events"), HTTPStatus.NOT_FOUND),
        (request("http://127.0.0.1:8765/"), HTTPStatus.NOT_FOUND),
        (request("*"), HTTPStatus.NOT_FOUND),
    ],
)
def test_nobody_else_is_answered(refused: Request, status: HTTPStatus) -> None:
    assert OPEN.refusal(refused) is status


def test_two_hosts_are_none() -> None:
    assert (
        OPEN.refusal(Request("GET", "/", {"host": ["127.0.0.1:8765", "127.0.0.1:8765"]}))
        is HTTPStatus.FORBIDDEN
    )


@pytest.mark.parametrize(
    "target", ["/", "/events", "/7f4Zk/", "/7f4Zkq", "/7F4ZKQ/", "/7f4Zkqq/", "/x7f4Zkq/events"]
)
def test_a_network_finds_nothing_outside_the_path(target: str) -> None:
    assert HIDDEN.refusal(request(target, host="192.0.2.7:8765")) is HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["", "events", "page.css", "page.js", "qr.svg", "invitation"])
def test_a_network_is_served_below_the_path(name: str) -> None:
    assert HIDDEN.refusal(request(f"/7f4Zkq/{name}", host="192.0.2.7:8765")) is None
