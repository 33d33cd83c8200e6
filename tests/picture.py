"""Turn Textual's SVG screenshots into pictures in which Japanese stands in its cells.

Rich sets `textLength` to characters times 12.2, which crushes full-width letters; the font it names has no
Japanese. `fix_svg` mends the SVG; `svg_to_png` lets a headless Chromium draw it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_FONT = '"Noto Sans Mono CJK JP"'
BROWSER_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
)


def fix_svg(svg: str) -> str:
    """Return the SVG with a Japanese monospaced font whose half width is one cell, and nothing crushed."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r' textLength="[^"]*"', "", svg)
    svg = re.sub(r' clip-path="url\(#[^"]*-line-\d+\)"', "", svg)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {_FONT}, monospace;")
    svg = svg.replace("font-size: 20px;", "font-size: 24.4px;")
    return svg.replace("font-variant-east-asian: full-width;", "transform: translateY(2.4px);")


def size_of(svg: str) -> tuple[int, int]:
    """Return width and height of an SVG in whole pixels, from its view box."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise ValueError("the SVG has no viewBox")
    return round(float(found[1])), round(float(found[2]))


def svg_to_png(svg: str, target: Path) -> None:
    """Draw a Textual screenshot into `target`, a PNG file.

    Raises FileNotFoundError without a Chromium, subprocess.CalledProcessError where it fails.
    """
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise FileNotFoundError("chromium")
    width, height = size_of(svg)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        page = folder / "page.html"
        style = "<style>body { margin: 0; background: #292929 } svg { display: block }</style>"
        page.write_text(f"<!doctype html><meta charset='utf-8'>{style}{fix_svg(svg)}", encoding="utf-8")
        command = [
            browser,
            *BROWSER_FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},{height}",
            f"--screenshot={target.absolute()}",
            page.as_uri(),
        ]
        subprocess.run(command, check=True, timeout=90, capture_output=True)
