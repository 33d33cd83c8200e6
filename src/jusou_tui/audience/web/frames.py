"""What goes over the stream: a frame where something other than a countdown has changed, else a beat.

A frame is `{"body": tree, "spoken": text}`; its digits carry what is left in seconds of the session's clock,
whether it goes and how fast, so that the browser counts by its own steps of time. A beat is a list of what is
left now of each countdown, by which the browser sees that it is connected and mends what it lost in a sleep.
"""

from __future__ import annotations

import json
from dataclasses import replace

from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Big
from jusou_tui.audience.watching import Sight
from jusou_tui.audience.web.elements import json_of
from jusou_tui.audience.web.markup import body, form_of, seconds_left, spoken

RETRY = b"retry: 1000\n\n"
END = b"event: end\ndata: 0\n\n"
_TOLERANCE = 0.3
"""Seconds by which a countdown may be off what the browsers count before they hear anew."""


def frame_event(sight: Sight, now: float) -> bytes:
    """Return the event that shows the page as it is now."""
    elapsed = sight.elapsed(now)
    tree = json_of(body(sight.page, elapsed=elapsed, speed=sight.view.speed))
    return _event("frame", {"body": tree, "spoken": spoken(sight.page, elapsed=elapsed)})


def beat_event(sight: Sight, now: float) -> bytes:
    """Return the event that says how much is left."""
    elapsed = sight.elapsed(now)
    going = (big for big in sight.page.bigs if big.time is not None and big.time.goes)
    return _event("beat", [round(seconds_left(big, elapsed), 3) for big in going])


def same_frame(one: Sight, other: Sight) -> bool:
    """Return whether a browser that shows the one counts on to the other by itself."""
    if _still(one.page) != _still(other.page) or one.view.speed != other.view.speed:
        return False
    elapsed = one.elapsed(other.at)
    allowed = _TOLERANCE * max(1.0, one.view.speed)
    pairs = zip(one.page.bigs, other.page.bigs, strict=True)
    return all(abs(seconds_left(a, elapsed) - seconds_left(b, 0.0)) <= allowed for a, b in pairs)


def _still(page: Page) -> Page:
    """Return the page without what goes by itself."""
    goes = any(big.time is not None and big.time.goes for big in page.bigs)
    bigs = tuple(_still_big(page, big) for big in page.bigs)
    return replace(page, bigs=bigs, share=0.0 if goes and page.share is not None else page.share)


def _still_big(page: Page, big: Big) -> Big:
    if big.time is None or not big.time.goes:
        return big
    return replace(big, text=form_of(page, big), time=replace(big.time, seconds=0.0))


def _event(name: str, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n".encode()
