"""Addresses of videos that open where a clip starts."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit, urlunsplit

_HOSTS = frozenset({"youtu.be", "youtube.com", "www.youtube.com", "m.youtube.com"})
"""Hosts known to open a video at the second that `t` names."""


def opening_at(url: str, seconds: int) -> str:
    """Return a video's address so that it opens at that second; as it is where the host has no way to."""
    parts = urlsplit(url)
    if seconds <= 0 or parts.hostname not in _HOSTS or {"t", "start"} & dict(parse_qsl(parts.query)).keys():
        return url
    query = f"{parts.query}&t={seconds}s" if parts.query else f"t={seconds}s"
    return urlunsplit(parts._replace(query=query))
