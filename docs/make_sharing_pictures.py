"""Make the pictures of what to share in a call: `python docs/make_sharing_pictures.py`.

Our own windows are taken from the program (docs/make_pictures.py has the meeting's page); the desk and the
frame around them are drawn here. Windows of Zoom, Teams and Webex are not shown: they are others'.
Needs Chromium and the Noto CJK fonts.
"""

from __future__ import annotations

import asyncio
import sys
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT / "tests"))

from textual.app import App, ComposeResult  # noqa: E402

from audience.pages import PAGES  # noqa: E402
from jusou_tui import wording  # noqa: E402
from jusou_tui.app import theme  # noqa: E402
from jusou_tui.app.drawing.cell_page import CellPage  # noqa: E402
from jusou_tui.app.screens.audience.rows import lay_out  # noqa: E402
from jusou_tui.wording.build_hook import compile_catalogues  # noqa: E402
from picture import svg_to_png  # noqa: E402

SIZE = (80, 24)
WIDTH, HEIGHT = 1280, 620
GROUND, DESK, TEXT, QUIET, MARKED = "#f4f1ea", "#d9d4c7", "#16202e", "#5b6472", "#c77700"
FONT = "'Noto Sans CJK JP', sans-serif"


@dataclass(frozen=True)
class Words:
    """What stands in a picture."""

    title: str
    ours: str
    theirs: str
    below: str


WINDOW = {
    "ja": Words(
        "通話では「共有画面」の窓だけを選びます",
        "進行役の画面：共有しません",
        "共有画面：この窓を共有します",
        "メモは共有画面に出ません。名前は、出すと決めたときだけ出ます。",
    ),
    "en": Words(
        "In the call, choose the shared screen's window only",
        "Facilitator's page: not shared",
        "Shared screen: share this window",
        "The shared screen cannot show notes, and names only where you choose so.",
    ),
}


class SharedScreen(App[None]):
    """The shared screen in a running meeting, as its own program shows it."""

    TITLE = "共有画面"

    def compose(self) -> ComposeResult:
        """Yield the page."""
        theme.install(self, theme.DARK)
        page = CellPage()
        page.show(lay_out(PAGES["running"], *SIZE))
        yield page


async def shared_screen() -> Path:
    """Take the picture of the shared screen; return it."""
    target = PICTURES / f"screen-{SIZE[0]}x{SIZE[1]}.png"
    app = SharedScreen()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        svg_to_png(app.export_screenshot(), target)
    return target


def window(picture: Path, x: int, y: int, width: int, *, shared: bool) -> str:
    """Return a window on the desk: in a thick frame where it is shared, pale where it is not."""
    png = picture.read_bytes()
    data = b64encode(png).decode()
    height = round(width * int.from_bytes(png[20:24]) / int.from_bytes(png[16:20]))
    frame = f'stroke="{MARKED}" stroke-width="10"' if shared else f'stroke="{QUIET}" stroke-width="2"'
    margin = 7 if shared else 0
    pale = "1" if shared else "0.45"
    return (
        f'<image href="data:image/png;base64,{data}" x="{x}" y="{y}" width="{width}" height="{height}" '
        f'opacity="{pale}"/>'
        f'<rect x="{x - margin}" y="{y - margin}" width="{width + 2 * margin}" '
        f'height="{height + 2 * margin}" rx="6" fill="none" {frame}/>'
    )


def line(text: str, x: int, y: int, size: int, colour: str, *, bold: bool = False) -> str:
    """Return a line of text, centred."""
    weight = "700" if bold else "400"
    return (
        f'<text x="{x}" y="{y}" font-family="{FONT}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="middle" fill="{colour}">{text}</text>'
    )


def sharing(words: Words, page: Path, screen: Path) -> str:
    """Return the picture of which of two windows is shared."""
    parts = (
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>',
        f'<rect x="30" y="80" width="1220" height="450" rx="14" fill="{DESK}"/>',
        line(words.title, 640, 52, 32, TEXT, bold=True),
        window(page, 70, 110, 530, shared=False),
        window(screen, 680, 110, 530, shared=True),
        line(words.ours, 335, 502, 25, QUIET),
        line(words.theirs, 945, 505, 28, "#8a4b00", bold=True),
        line(words.below, 640, 578, 25, TEXT),
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


if __name__ == "__main__":
    compile_catalogues(Path(wording.__file__).parent)
    wording.use("ja")
    shown = asyncio.run(shared_screen())
    for language, words in WINDOW.items():
        target = PICTURES / f"sharing.{language}.png"
        svg_to_png(sharing(words, PICTURES / "run-80x24.png", shown), target)
