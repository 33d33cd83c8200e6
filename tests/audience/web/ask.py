"""Asking a server over a plain socket, so that every header is ours."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any, NamedTuple


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    whole: bytes


def ask(
    port: int, path: str = "/", method: str = "GET", *, host: str | None = None, more: str = ""
) -> Answer:
    """Send one request; return what comes until the server closes or the body is whole. Status 0: nothing."""
    return send(port, f"{method} {path} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{port}'}\r\n{more}\r\n")


def send(port: int, text: str) -> Answer:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(text.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", 1).encode())
        whole = b""
        while part := connection.recv(65536):
            whole += part
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]) if first else 0, headers, body, whole)


class Stream:
    """The events of one viewer, each as its name and data."""

    def __init__(self, port: int, path: str = "/events") -> None:
        self._connection = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        self._file = self._connection.makefile("rb")
        self.bytes = b""
        self._events = self._read()

    def next(self) -> tuple[str, Any]:
        """Return the next event. Raises StopIteration when the stream has ended."""
        return next(self._events)

    def close(self) -> None:
        self._file.close()
        self._connection.close()

    def _read(self) -> Iterator[tuple[str, Any]]:
        name = ""
        for line in self._file:
            self.bytes += line
            text = line.decode().strip()
            if text.startswith("event: "):
                name = text.removeprefix("event: ")
            elif text.startswith("data: "):
                yield name, json.loads(text.removeprefix("data: "))


def texts_of(tree: Any) -> str:
    """Return the text of a frame's body."""
    if isinstance(tree, str):
        return tree.replace("\u200b", "")
    return "".join(texts_of(child) for child in tree[2])
