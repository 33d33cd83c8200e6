"""Make the README's pictures from the program itself: `python docs/make_pictures.py`.

Needs Chromium and the Noto CJK fonts.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fake_clock import FakeClock  # noqa: E402
from jusou_tui import wording  # noqa: E402
from jusou_tui.app.launch import Start  # noqa: E402
from jusou_tui.app.main import JusouApp  # noqa: E402
from jusou_tui.compare.sides import Sides  # noqa: E402
from jusou_tui.live.beginning.demo import prepare_demo  # noqa: E402
from jusou_tui.live.session import LiveSession  # noqa: E402
from jusou_tui.session.format.read import read  # noqa: E402
from jusou_tui.wording.build_hook import compile_catalogues  # noqa: E402
from picture import svg_to_png  # noqa: E402

NOW = datetime(2026, 12, 10, 14, 7, 0, tzinfo=UTC).replace(tzinfo=timezone(timedelta(hours=9)))
CASE = {
    "case/person": "70代、ひとり暮らし。架空町の団地に40年。花の世話が好き。",
    "case/situation": "郵便がたまり、夏に一度倒れた。福祉課と水道課が別々に気づいていた。",
    "case/course": "団地の自治会長の見守りから、包括支援センターへつながった。",
    "review/good/content": "水道課の職員が、ためらわずに電話をかけた。",
}
"""Cells of an invented case, as `block/column` or `block/row/column`."""
SMALL, LARGE = (80, 24), (120, 40)


def show_nothing_else(_: JusouApp) -> None:
    """Stay on the meeting's page."""


def show_schedule(app: JusouApp) -> None:
    """Lay the schedule over it."""
    app.show_page("schedule")


def show_sheet(app: JusouApp) -> None:
    """Lay a filled sheet about an invented case over it."""
    live = app.open_live
    worksheet = next(one for one in live.curriculum.worksheets if one.id == "case-review")
    sheet = live.book.sheets.start(worksheet, "ケース1 架空町のAさん", "step1")
    for cell, text in CASE.items():
        live.book.sheets.set_cell(sheet, cell, text)
    live.book.set_view(sheet=sheet, cell=None)
    app.show_page("sheet")


def show_changes(app: JusouApp) -> None:
    """Lay over it what an evening's work changed in the session."""
    live = app.open_live
    before = read(live.store.path)
    book = live.book
    key, note = next(iter(book.session.notes.items()))
    book.notes.edit(key, text=note.text.rstrip() + "（次の回までに一覧にする）")
    book.notes.add("窓口の一覧は、様式をそろえてから集める。", "decision", "step1")
    book.todos.add("窓口の一覧の様式をつくる", "例野 一郎", NOW.date() + timedelta(days=11), "step1")
    app.show_differences(Sides(before, book.session, "12/10 14:07", "12/10 17:20", live.curriculum))


def hide_names(app: JusouApp) -> None:
    """Lay over it the facilitator's page for a desktop that is shared whole."""
    app.show_page("cover")


PICTURES = (
    ("run", SMALL, show_nothing_else),
    ("run", LARGE, show_nothing_else),
    ("schedule", SMALL, show_schedule),
    ("sheet", SMALL, show_sheet),
    ("changes", SMALL, show_changes),
    ("cover", SMALL, hide_names),
)
"""Name, size in cells, and what leads from the meeting's page to what is shown."""


async def picture(name: str, size: tuple[int, int], lead: Callable[[JusouApp], None]) -> None:
    """Take one picture of the example meeting."""
    folder = Path(tempfile.mkdtemp())
    live = LiveSession.open(prepare_demo(folder, NOW), FakeClock(NOW))
    app = JusouApp(Start("session", folder), live=live)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        lead(app)
        await pilot.pause()
        await pilot.pause()
        target = ROOT / "docs" / "pictures" / f"{name}-{size[0]}x{size[1]}.png"
        svg_to_png(app.export_screenshot(), target)


if __name__ == "__main__":
    compile_catalogues(Path(wording.__file__).parent)
    wording.use("ja")
    for each in PICTURES:
        asyncio.run(picture(*each))
