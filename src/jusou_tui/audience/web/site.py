"""The server: a page, its style and script, and the stream, to a bounded number of viewers."""

from __future__ import annotations

import secrets
import time
from asyncio import Future
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from socket import SO_SNDBUF, SOL_SOCKET
from string import Template

from tornado.http1connection import HTTP1Connection
from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerConnectionDelegate,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.iostream import IOStream

from jusou_tui.audience.watching import Sight
from jusou_tui.audience.web.access import METHODS, SAFE, Access, Request, content_policy
from jusou_tui.audience.web.elements import html
from jusou_tui.audience.web.frames import END, RETRY, beat_event, frame_event, same_frame
from jusou_tui.audience.web.invitation import LOCAL, qr_picture
from jusou_tui.audience.web.markup import body, spoken
from jusou_tui.wording import LANGUAGES, catalogue, language, t

REFRESH = 5
"""Seconds after which a browser without scripts loads the page again."""

_STREAM_BUFFER = 65_536
"""Bytes that the system keeps for a viewer: one who reads nothing is noticed soon."""

_TYPES = {
    "": "text/html; charset=utf-8",
    "events": "text/event-stream; charset=utf-8",
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "qr.svg": "image/svg+xml",
    "invitation": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much is borne: connections and streams at once, bytes of a request's headers, seconds until they
    are there, and seconds in which a viewer must take an event.

    `kept`: so many of the connections only this machine itself can have, so that its page is always served.
    """

    connections: int = 256
    kept: int = 32
    streams: int = 200
    header_bytes: int = 8192
    header_seconds: float = 10.0
    stuck_seconds: float = 10.0


@dataclass(slots=True)
class _Stream:
    """One viewer. `missed`: a frame came while the event before it was not taken yet."""

    connection: HTTP1Connection
    pending: Future[None]
    since: float
    missed: bool = False


@dataclass
class Site:
    """What viewers get. `address`: what the QR code says, "" for none."""

    access: Access
    sight: Sight
    address: str = ""
    bounds: Bounds = field(default_factory=Bounds)

    def __post_init__(self) -> None:
        self._streams: dict[HTTP1Connection, _Stream] = {}
        self._shown = self.sight

    @property
    def viewers(self) -> int:
        """Return how many look on."""
        return len(self._streams)

    def see(self, sight: Sight) -> None:
        """Take the newest sight; send a frame where the browsers do not count on to it by themselves."""
        if sight is self.sight:
            return
        self.sight = sight
        if same_frame(self._shown, sight):
            return
        self._shown = sight
        self._send(frame_event(sight, time.monotonic()), frame=True)

    def beat(self) -> None:
        """Say to all that they are connected."""
        self._send(beat_event(self.sight, time.monotonic()), frame=False)

    def end(self) -> None:
        """Say to all that nothing more comes, and close the streams."""
        for stream in list(self._streams.values()):
            stream.connection.write(END)
            stream.connection.finish()
        self._streams.clear()

    def answer(self, request: Request, connection: HTTP1Connection) -> None:
        """Answer one request, or begin a stream."""
        refused = self.access.refusal(request)
        name = self.access.name_of(request)
        if refused is None and name == "events" and len(self._streams) >= self.bounds.streams:
            refused = HTTPStatus.SERVICE_UNAVAILABLE
        if refused is None and name in {"qr.svg", "invitation"} and not self._invites_to():
            refused = HTTPStatus.NOT_FOUND
        if refused is not None or name is None:
            _refuse(connection, refused or HTTPStatus.NOT_FOUND)
        elif name == "events" and request.method == "GET":
            self._begin_stream(connection)
        else:
            self._give(name, request.method, connection)

    def _give(self, name: str, method: str, connection: HTTP1Connection) -> None:
        nonce = secrets.token_hex(16)
        is_page = _TYPES[name] == _TYPES[""]
        more = {"Content-Security-Policy": content_policy(nonce)} if is_page else {}
        headers = {"Content-Type": _TYPES[name], **more}
        _write(connection, HTTPStatus.OK, headers, self._contents(name, nonce), method=method)

    def _contents(self, name: str, nonce: str) -> bytes:
        match name:
            case "":
                return self._page(nonce)
            case "invitation":
                return self._invitation(nonce)
            case "qr.svg":
                return qr_picture(self._invites_to())
            case "events":  # HEAD
                return b""
            case _:
                return _file(name)

    def _page(self, nonce: str) -> bytes:
        sight = self.sight
        elapsed = sight.elapsed(time.monotonic())
        values = {
            "language": language(),
            "title": html(t("web.title", title=sight.page.title)),
            "nonce": nonce,
            "refresh": str(REFRESH),
            "body": html(body(sight.page, elapsed=elapsed, speed=sight.view.speed)),
            "spoken": html(spoken(sight.page, elapsed=elapsed)),
            "lost": html(t("web.lost")),
            "lost_note": html(t("web.lost_note")),
            "lost_withheld": html(t("web.lost_withheld")),
            "no_script": html(t("web.no_script", seconds=REFRESH)),
        }
        return Template(_file("page.html").decode()).substitute(values).encode()

    def _invites_to(self) -> str:
        """Return the address to hand on, "" for none: that on the page, else our own in the network."""
        return self.sight.page.address or self.address

    def _invitation(self, nonce: str) -> bytes:
        values = {
            "language": language(),
            "heading": html(t("web.invitation")),
            "nonce": nonce,
            "qr": html(t("web.qr")),
            "address": html(self._invites_to()),
            "note": html(t("web.invitation_note")),
            "page": html(t("web.to_page")),
        }
        return Template(_file("invitation.html").decode()).substitute(values).encode()

    def _begin_stream(self, connection: HTTP1Connection) -> None:
        connection.stream.socket.setsockopt(SOL_SOCKET, SO_SNDBUF, _STREAM_BUFFER)
        connection.stream.set_nodelay(True)
        connection.set_close_callback(lambda: self._forget(connection))
        now = time.monotonic()
        first = RETRY + frame_event(self.sight, now)
        headers = _headers({"Content-Type": _TYPES["events"], "X-Accel-Buffering": "no"})
        start = ResponseStartLine("HTTP/1.1", HTTPStatus.OK.value, HTTPStatus.OK.phrase)
        written = connection.write_headers(start, headers, first)
        self._streams[connection] = _Stream(connection, written, now)

    def _send(self, event: bytes, *, frame: bool) -> None:
        now = time.monotonic()
        for stream in list(self._streams.values()):
            if not stream.pending.done():
                stream.missed = stream.missed or frame
                if now - stream.since > self.bounds.stuck_seconds:
                    self._streams.pop(stream.connection, None)
                    stream.connection.close()
                continue
            missed = stream.missed and not frame
            stream.pending = stream.connection.write(frame_event(self.sight, now) if missed else event)
            stream.since, stream.missed = now, False

    def _forget(self, connection: HTTP1Connection) -> None:
        self._streams.pop(connection, None)


class Server(HTTPServer):
    """tornado's server with an end to the number of connections; whoever comes then is hung up on."""

    def initialize(self, site: Site) -> None:  # type: ignore[override]  # as tornado's `Configurable` wants it
        """Serve a site within its bounds."""
        bounds = site.bounds
        self._bounds = bounds
        self._open = 0
        super().initialize(
            _Answers(site),
            max_header_size=bounds.header_bytes,
            idle_connection_timeout=bounds.header_seconds,
            max_body_size=bounds.header_bytes,
            body_timeout=bounds.header_seconds,
        )

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Take a connection, if it is not one too many."""
        kept = 0 if address[0] == LOCAL else self._bounds.kept
        if self._open >= self._bounds.connections - kept:
            stream.close()
            return
        self._open += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Count a connection that is gone."""
        self._open -= 1
        super().on_close(server_conn)


class _Answers(HTTPServerConnectionDelegate):
    def __init__(self, site: Site) -> None:
        self._site = site

    def start_request(
        self,
        server_conn: object,  # noqa: ARG002 - tornado's
        request_conn: HTTPConnection,
    ) -> HTTPMessageDelegate:
        """Answer whatever comes over the connection."""
        assert isinstance(request_conn, HTTP1Connection)  # noqa: S101 - the only one there is
        return _Answer(self._site, request_conn)


class _Answer(HTTPMessageDelegate):
    """One request, answered at its headers: nothing of a body is read."""

    def __init__(self, site: Site, connection: HTTP1Connection) -> None:
        self._site = site
        self._connection = connection

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> None:
        """Answer."""
        assert isinstance(start_line, RequestStartLine)  # noqa: S101 - of a server
        named = {name.lower(): headers.get_list(name) for name in headers}
        self._site.answer(Request(start_line.method, start_line.path, named), self._connection)


def _refuse(connection: HTTP1Connection, status: HTTPStatus) -> None:
    """Answer alike whatever was asked for; to a mistyped address what to do, in both languages."""
    more = {"Allow": ", ".join(METHODS)} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
    text = status.phrase
    if status is HTTPStatus.NOT_FOUND:
        text = "\n".join(catalogue(name).gettext("web.no_page") for name in LANGUAGES)
    _write(connection, status, {"Content-Type": "text/plain; charset=utf-8"} | more, text.encode())


def _write(
    connection: HTTP1Connection,
    status: HTTPStatus,
    headers: Mapping[str, str],
    contents: bytes,
    method: str = "GET",
) -> None:
    """Answer at once and whole."""
    length = {} if method == "HEAD" and not contents else {"Content-Length": str(len(contents))}
    start = ResponseStartLine("HTTP/1.1", status.value, status.phrase)
    connection.write_headers(start, _headers({**headers, **length}), None if method == "HEAD" else contents)
    connection.finish()


def _headers(named: Mapping[str, str]) -> HTTPHeaders:
    return HTTPHeaders({**SAFE, **named})


@cache
def _file(name: str) -> bytes:
    """Return what stands beside this module."""
    return (files(__package__) / name).read_text("utf-8").encode()
