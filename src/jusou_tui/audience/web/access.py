"""Who is answered: the right address, the right method, the right host, and no other site's page.

A page elsewhere can make a browser here ask anything of 127.0.0.1, and can let its own name mean our address
(DNS rebinding): what it sends then carries its own name in `Host` or `Origin`.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from jusou_tui.audience.web.invitation import LOCAL

METHODS = ("GET", "HEAD")
NAMES = ("", "events", "page.css", "page.js", "qr.svg", "invitation")
"""What is served, below the path."""

SAFE: Mapping[str, str] = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), display-capture=()",
        "X-Robots-Tag": "noindex, nofollow",
    }
)
"""Headers of every answer."""


def content_policy(nonce: str) -> str:
    """Return the Content-Security-Policy of the page: our own script and style, nothing inline, no form."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            f"style-src 'nonce-{nonce}'",
            "img-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


@dataclass(frozen=True, slots=True)
class Request:
    """What is looked at of a request. `headers`: by name in lower case, all values of each."""

    method: str
    target: str
    headers: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Access:
    """What is served where: `hosts` that the port is reached by, below `path`."""

    hosts: tuple[str, ...]
    port: int
    path: str

    def refusal(self, request: Request) -> HTTPStatus | None:
        """Return why a request is not answered, None where it is."""
        if request.method not in METHODS:
            return HTTPStatus.METHOD_NOT_ALLOWED
        if self._is_foreign(request):
            return HTTPStatus.FORBIDDEN
        return None if self.name_of(request) in NAMES else HTTPStatus.NOT_FOUND

    def name_of(self, request: Request) -> str | None:
        """Return what is asked for, "" for the page; None outside the path."""
        target = request.target.partition("?")[0].encode()
        begin, rest = target[: len(self.path)], target[len(self.path) :]
        return rest.decode("ascii", "replace") if hmac.compare_digest(begin, self.path.encode()) else None

    def _is_foreign(self, request: Request) -> bool:
        """Return whether the request names another host, or comes from another site's page."""
        headers = request.headers
        hosts, origins = headers.get("host", ()), headers.get("origin", ())
        if len(hosts) != 1 or hosts[0].lower() not in self._names():
            return True
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            return True
        sites, modes = headers.get("sec-fetch-site", ()), headers.get("sec-fetch-mode", ())
        from_elsewhere = any(site not in {"same-origin", "none"} for site in sites)
        return from_elsewhere and any(mode != "navigate" for mode in modes or ("",))

    def _names(self) -> frozenset[str]:
        names = {*self.hosts, *(("localhost",) if LOCAL in self.hosts else ())}
        ports = [f":{self.port}", *([""] if self.port == 80 else [])]  # noqa: PLR2004
        return frozenset(f"{name}{port}" for name in names for port in ports)
