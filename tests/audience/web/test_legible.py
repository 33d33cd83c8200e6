"""What is left of the page after a video call has scaled and compressed it, read back by tesseract."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from audience.pages import BREAK, LONG_QUESTION, PAGES, QUESTION, RUNNING
from audience.web.browser import Tab
from audience.web.served import Served

Serve = Callable[..., Served]
WIDE = (1920, 1080)
CALL = (640, 360)
"""What a call makes of a shared screen, then as JPEG of quality 30 with a quarter of the colours (4:2:0)."""
ENLARGED = {"jpn": 3.0, "eng": 0.6}
"""By what the reader sees letters in the size that it knows: the digits are too large for it."""
ENOUGH = 0.85
"""The share of letters that must be read; tesseract itself confuses some of the clearest print."""

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(
        not shutil.which("tesseract"),
        reason="no tesseract here: apt-get install tesseract-ocr tesseract-ocr-jpn",
    ),
]


class Box(NamedTuple):
    """Where something stands, in shares of the picture."""

    x: float
    y: float
    width: float
    height: float


def compressed(tab: Tab, picture: bytes, box: Box, scale: float) -> bytes:
    """Return a part of a picture as PNG, after the call's scaling and compression, scaled for the reader."""
    tab.open("about:blank")
    script = f"""(async () => {{
        const load = async (address) => {{
            const image = new Image();
            image.src = address;
            await image.decode();
            return image;
        }};
        const canvas = (width, height) => {{
            const made = document.createElement("canvas");
            return Object.assign(made, {{ width, height }});
        }};
        const draw = (to, image, ...where) => {{
            const context = to.getContext("2d");
            context.imageSmoothingQuality = "high";
            context.drawImage(image, ...where);
            return to;
        }};
        const [width, height] = {json.dumps(CALL)};
        const dots = (share, index) => Math.round(share * (index % 2 ? height : width));
        const [x, y, w, h] = {json.dumps(box)}.map(dots);
        const whole = await load("data:image/png;base64," + {json.dumps(base64.b64encode(picture).decode())});
        const small = draw(canvas(width, height), whole, 0, 0, width, height);
        const sent = await load(small.toDataURL("image/jpeg", 0.3));
        const [right, down] = [w * {scale}, h * {scale}];
        const part = draw(canvas(right, down), sent, x, y, w, h, 0, 0, right, down);
        return part.toDataURL("image/png").split(",")[1];
    }})()"""
    return base64.b64decode(tab.run(script))


def read(picture: bytes, language: str, folder: Path) -> str:
    """Return the letters of a picture, without spaces."""
    path = folder / "part.png"
    path.write_bytes(picture)
    digits = (
        ["--psm", "7", "-c", "tessedit_char_whitelist=0123456789:"] if language == "eng" else ["--psm", "6"]
    )
    command = ["tesseract", str(path), "-", "-l", language, *digits]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return "".join(done.stdout.split())


def box_of(tab: Tab, selector: str) -> Box:
    edge = 30 if "digits" in selector else 6  # digits reach out of their line
    x, y, width, height = tab.run(
        f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return [box.x - {edge}, box.y - {edge}, box.width + {2 * edge}, box.height + {2 * edge}];
        }})()"""
    )
    return Box(x / WIDE[0], y / WIDE[1], width / WIDE[0], height / WIDE[1])


def found(wanted: str, text: str) -> float:
    """Return which share of the letters is read, in their order."""
    place = count = 0
    for letter in wanted:
        at = text.find(letter, place)
        if at >= 0:
            place, count = at + 1, count + 1
    return count / len(wanted)


class Case(NamedTuple):
    """A text of a page, where it stands, and in what it is read."""

    name: str
    selector: str
    wanted: str
    language: str = "jpn"


@pytest.mark.parametrize(
    "case",
    [
        Case("paused", ".digits", "36:48", "eng"),
        Case("paused", ".heading .long", RUNNING.heading),
        Case("paused", ".question .lines", QUESTION),
        Case("paused", ".row.now .line", RUNNING.rows[1].lines[0]),
        Case("paused", ".row.plain .line", RUNNING.rows[2].lines[0]),
        Case("long", ".question .lines", LONG_QUESTION),
        Case("still", ".digits", "36:48", "eng"),
        Case("break", ".ink-restart .digits", "14:20", "eng"),
        Case("break", ".question .lines", BREAK.rows[0].lines[0]),
        Case("curtain", ".digits", "14:47", "eng"),
        Case("curtain", ".band-text", PAGES["curtain"].band),
    ],
    ids=lambda case: f"{case.name}{case.selector}",
)
def test_it_is_read_after_a_call(tab: Tab, serve: Serve, tmp_path: Path, case: Case) -> None:
    tab.size(*WIDE)
    tab.open(serve(PAGES[case.name]).address)
    picture, box = tab.picture(), box_of(tab, case.selector)

    text = read(compressed(tab, picture, box, ENLARGED[case.language]), case.language, tmp_path)

    wanted = "".join(case.wanted.split())
    assert found(wanted, text) >= (1.0 if case.language == "eng" else ENOUGH), text
