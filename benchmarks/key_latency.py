"""From a key to its paint in the note field, against Textual's own TextArea in a blank app.

A paused meeting of 500 kB is open on its run page and saved all the while. A hiragana is typed 900 times into
either app, turn and turn about, thirty to a note; Enter files the note (in the blank app: empties the field).

    python benchmarks/key_latency.py
"""

from __future__ import annotations

import statistics
import sys

from textual.app import App, ComposeResult
from textual.widgets import TextArea

from common import BYTES_OF_A_NOTE, JUSOU, LAST_ROW, Figure, Terminal, folder, main, meeting

LATE, MIDDLE = 1.5, 1.4
KEYS = 900
KEYS_OF_A_NOTE = 30
SIZE = 500_000
BETWEEN = 0.01
FIRST = ord("あ")


class Reference(App[None]):
    """An empty TextArea and nothing else."""

    CSS = "TextArea { height: 4; }"

    def compose(self) -> ComposeResult:
        """Yield the field."""
        field = TextArea()
        field.cursor_blink = False
        yield field

    def key_ctrl_r(self) -> None:
        """Empty the field."""
        self.query_one(TextArea).load_text("")


def measure() -> list[Figure]:
    """Return the 99th percentile and the median, in milliseconds."""
    with folder() as place:
        path = meeting(place, "paused", SIZE // BYTES_OF_A_NOTE)
        ours, blank = Terminal((*JUSOU, "resume", str(path))), Terminal((sys.executable, __file__, "--app"))
        try:
            ours.until(LAST_ROW, b"F9")
            blank.until(LAST_ROW)
            ours.drain(2.0)
            blank.drain(0.1)
            pairs = _type(ours, blank)
        finally:
            ours.stop()
            blank.stop()
    mine, theirs = zip(*pairs, strict=True)
    return [
        Figure("key to paint, 99th percentile", _late(mine), _late(theirs), LATE, "ms"),
        Figure("key to paint, median", _middle(mine), _middle(theirs), MIDDLE, "ms"),
    ]


def _type(ours: Terminal, blank: Terminal) -> list[tuple[float, float]]:
    pairs = []
    for number in range(KEYS):
        character = chr(FIRST + number % KEYS_OF_A_NOTE * 2)
        pairs.append((ours.key(character), blank.key(character)))
        if number % KEYS_OF_A_NOTE == KEYS_OF_A_NOTE - 1:
            ours.send(b"\r")
            blank.send(b"\x12")
            ours.drain(0.15)
        ours.drain(BETWEEN)
        blank.drain(BETWEEN)
    return pairs


def _middle(seconds: tuple[float, ...]) -> float:
    return statistics.median(seconds) * 1000


def _late(seconds: tuple[float, ...]) -> float:
    return statistics.quantiles(seconds, n=100)[98] * 1000


if __name__ == "__main__":
    if "--app" in sys.argv:
        Reference().run()
    else:
        raise SystemExit(main(measure))
