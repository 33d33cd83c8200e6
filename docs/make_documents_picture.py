"""Make the README's picture of documents from the program itself: `python docs/make_documents_picture.py`.

Needs LibreOffice, pdftoppm and the BIZ UD fonts, and Pillow.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "sessions" / "mihon.session.toml"
HEIGHT, GAP, GROUND = 620, 16, "#d9d9d9"
SHOWN = (("minutes.docx", "minutes", 1), ("sheet.docx", "sheet:case-review", 1), ("slides.pptx", "slides", 2))
"""The file, what is exported into it, and which of its pages is shown."""


def pages(folder: Path) -> list[Path]:
    """Export what is shown and return a picture of each page, in order."""
    found = []
    for name, what, page in SHOWN:
        step = [] if what.startswith("sheet") else ["--step", "step1"]
        source = "team-building" if what.startswith("sheet") else str(EXAMPLE)
        command = [sys.executable, "-m", "jusou_tui", "export", source, what, "-o", str(folder / name), *step]
        subprocess.run(command, check=True, cwd=ROOT, stdin=subprocess.DEVNULL)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        office = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*office, str(folder / name)], check=True, stdout=subprocess.DEVNULL)
        pdf, picture = (folder / name).with_suffix(".pdf"), (folder / name).with_suffix("")
        shown = ["-f", str(page), "-l", str(page), "-singlefile", "-r", "110", "-png"]
        subprocess.run(["pdftoppm", *shown, str(pdf), str(picture)], check=True)
        found.append(picture.with_suffix(".png"))
    return found


def main() -> None:
    """Put the pages side by side, the tall one over the whole height."""
    with tempfile.TemporaryDirectory() as folder:
        tall, *wide = (Image.open(path).convert("RGB") for path in pages(Path(folder)))
        tall = ImageOps.contain(tall, (HEIGHT, HEIGHT))
        share = (HEIGHT - GAP * (len(wide) - 1)) // len(wide)
        wide = [ImageOps.contain(one, (HEIGHT, share)) for one in wide]
        width = tall.width + max(one.width for one in wide) + 3 * GAP
        made = Image.new("RGB", (width, HEIGHT + 2 * GAP), GROUND)
        made.paste(tall, (GAP, GAP))
        for number, one in enumerate(wide):
            made.paste(one, (tall.width + 2 * GAP, GAP + number * (share + GAP)))
        made.quantize(64).save(ROOT / "docs" / "pictures" / "documents.png", optimize=True)


if __name__ == "__main__":
    main()
