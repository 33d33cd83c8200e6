"""What a video call leaves of a terminal: lines of cells drawn at 1080p, made small, compressed."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageStat

from jusou_tui.app.drawing.cell_runs import cells_of
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.theme import DARK, _style, palette

SCREEN = (1920, 1080)
CALL = (640, 360)
QUALITY = 30
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{weight}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{weight}.ttc",
)
MONOSPACED = 5
"""The number of Noto Sans Mono CJK JP in its collection."""

Colour = tuple[int, int, int]


def font_of(weight: str) -> Path | None:
    """Return the file of a Japanese font, None where there is none."""
    return next((path for one in FONTS if (path := Path(one.format(weight=weight))).exists()), None)


def can_read() -> bool:
    """Return whether this machine can draw and read Japanese letters."""
    if font_of("Bold") is None or shutil.which("tesseract") is None:
        return False
    known = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, text=True)
    return "jpn" in known.stdout


def in_call(lines: Drawn, *, theme: str = DARK, letters: bool = True) -> Image.Image:
    """Return lines in a terminal that fills the screen, as the others in a call see them."""
    picture = _drawn(lines, theme, letters=letters).resize(CALL, Image.Resampling.LANCZOS)
    compressed = io.BytesIO()
    picture.save(compressed, "JPEG", quality=QUALITY, subsampling="4:2:0")
    return Image.open(compressed).convert("RGB")


def cell_size(columns: int, rows: int) -> tuple[float, float]:
    """Return width and height of a cell on the screen: twice as high as wide, as large as all of them fit."""
    height = min(SCREEN[1] / rows, 2 * SCREEN[0] / columns)
    return height / 2, height


def rgb(colour: str) -> Colour:
    """Return `#rrggbb` as numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _drawn(lines: Drawn, theme: str, *, letters: bool) -> Image.Image:
    colours = palette(theme)
    picture = Image.new("RGB", SCREEN, rgb(colours["ground"]))
    draw = ImageDraw.Draw(picture)
    cells = [cells_of(line) for line in lines]
    width, height = cell_size(len(cells[0]), len(cells))
    fonts = {}
    if letters:
        fonts = {
            bold: ImageFont.truetype(
                str(font_of("Bold" if bold else "Regular")), round(width * 2), MONOSPACED
            )
            for bold in (True, False)
        }
    for y, row in enumerate(cells):
        for x, (_, name) in enumerate(row):
            style = _style(theme, name) if name else _style(theme, "text")
            if style.bgcolor is not None and style.bgcolor.triplet is not None:
                box = (x * width, y * height, (x + 1) * width, (y + 1) * height)
                draw.rectangle(box, fill=tuple(style.bgcolor.triplet))
        for x, (char, name) in enumerate(row):
            if letters and char.strip():
                style = _style(theme, name) if name else _style(theme, "text")
                ink = style.color.triplet if style.color and style.color.triplet else rgb(colours["text"])
                place = (x * width, y * height + height * 0.86)
                draw.text(place, char, fill=tuple(ink), font=fonts[bool(style.bold)], anchor="ls")
    return picture


@dataclass(frozen=True)
class DigitReader:
    """Reads huge numbers off a picture of a window of cells, `size` its columns and rows."""

    picture: Image.Image
    size: tuple[int, int]
    ink: Colour
    ground: Colour
    _known: dict[tuple[int, int], bool] = field(default_factory=dict)
    """Which cells have the colour of the ink: each is asked for by every shape."""

    def read(
        self, where: tuple[int, int], shapes: Sequence[tuple[str, Sequence[str]]], count: int, gap: int
    ) -> str:
        """Read `count` signs from the cell `where` on, each as the shape with the most cells in common."""
        column, row = where
        found = ""
        for _ in range(count):
            scored = [(self._common(column, row, shape), len(shape[0]), sign) for sign, shape in shapes]
            _, cells, sign = max(scored)
            found += sign
            column += cells + gap
        return found

    def _common(self, column: int, row: int, shape: Sequence[str]) -> float:
        """Return the share of a shape's cells that are on the picture as the shape has them."""
        same = [
            (cell == "#") == self._is_ink(column + x, row + y)
            for y, line in enumerate(shape)
            for x, cell in enumerate(line)
        ]
        return sum(same) / len(same)

    def _is_ink(self, column: int, row: int) -> bool:
        """Return whether the middle of a cell has rather the colour of the ink than that of the ground."""
        place = (column, row)
        if place not in self._known:
            self._known[place] = self._looks_like_ink(column, row)
        return self._known[place]

    def _looks_like_ink(self, column: int, row: int) -> bool:
        width, height = cell_size(*self.size)
        x, y = (column + 0.5) * width, (row + 0.5) * height
        spot = (round(x * CALL[0] / SCREEN[0]), round(y * CALL[1] / SCREEN[1]))
        if spot[0] >= CALL[0] or spot[1] >= CALL[1]:
            return False
        seen = self.picture.getpixel(spot)
        assert isinstance(seen, tuple)
        return _distance(seen, self.ink) < _distance(seen, self.ground)


def read_line(picture: Image.Image, row: int, size: tuple[int, int], folder: Path) -> str:
    """Return what a reader of letters finds in a line of the picture."""
    _, height = cell_size(*size)
    scale = CALL[1] / SCREEN[1]
    top, bottom = round((row - 0.1) * height * scale), round((row + 1.1) * height * scale)
    line = picture.crop((0, max(top, 0), CALL[0], bottom)).convert("L")
    line = line.resize((line.width * 4, line.height * 4), Image.Resampling.LANCZOS)
    if ImageStat.Stat(line).mean[0] < 128:
        line = line.point(lambda value: 255 - value)
    path = folder / "line.png"
    line.save(path)
    read = subprocess.run(
        ["tesseract", str(path), "-", "-l", "jpn", "--psm", "7"], check=True, capture_output=True, text=True
    )
    return "".join(read.stdout.split())


def likeness(read: str, wanted: str) -> float:
    """Return how much of a text was read, 1 for all."""
    wanted = "".join(wanted.split())
    blocks = SequenceMatcher(None, read, wanted, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(wanted)


def seen_by(colour: Colour, weakness: str) -> Colour:
    """Return a colour as somebody sees it who does not see all colours (Viénot, Brettel and Mollon 1999)."""
    tables = {
        "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
        "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
        "tritanopia": ((1.0, 0.14461, -0.14461), (0.0, 0.85924, 0.14076), (0.0, 0.85924, 0.14076)),
    }
    linear = [_linear(part) for part in colour]
    mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in tables[weakness]]
    red, green, blue = (_encoded(value) for value in mixed)
    return red, green, blue


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> int:
    value = min(max(value, 0.0), 1.0)
    return round(255 * (value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def _distance(one: Sequence[int], other: Sequence[int]) -> float:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def least_difference(colours: Sequence[Colour]) -> float:
    """Return the smallest distance between two of some colours."""
    pairs = product(enumerate(colours), repeat=2)
    return min(_distance(a, b) ** 0.5 for (n, a), (m, b) in pairs if n < m)
