"""Make the README's pictures from the program itself: `python docs/make_pictures.py`.

Needs Chromium and the Noto CJK fonts.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from fake_clock import FakeClock  # noqa: E402
from jusou_tui import wording  # noqa: E402
from jusou_tui.app.launch import Start  # noqa: E402
from jusou_tui.app.main import JusouApp  # noqa: E402
from jusou_tui.live.demo import prepare_demo  # noqa: E402
from jusou_tui.live.session import Desk  # noqa: E402
from picture import svg_to_png  # noqa: E402

NOW = datetime(2026, 12, 10, 14, 7, 0, tzinfo=UTC).replace(tzinfo=timezone(timedelta(hours=9)))
SIZES = ((80, 24), (120, 40))


async def picture(columns: int, rows: int) -> None:
    """Take one picture of the example meeting."""
    folder = Path(tempfile.mkdtemp())
    desk = Desk.open(prepare_demo(folder, NOW), FakeClock(NOW))
    app = JusouApp(Start("session", folder), desk=desk)
    async with app.run_test(size=(columns, rows)) as pilot:
        await pilot.pause()
        await pilot.pause()
        svg_to_png(app.export_screenshot(), ROOT / "docs" / "pictures" / f"run-{columns}x{rows}.png")


if __name__ == "__main__":
    wording.use("ja")
    for size in SIZES:
        asyncio.run(picture(*size))
