"""Files as another program lays them out: LibreOffice makes them into PDF, whose pages are read."""

import shutil
import subprocess
from pathlib import Path

import pytest

NEEDS_OFFICE = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs libreoffice and poppler-utils"
)


def pages(data: bytes, ending: str, folder: Path) -> list[str]:
    """Return the text of each page of a file with that ending."""
    path = folder / f"a{ending}"
    path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    read = ["pdftotext", "-layout", str(folder / "a.pdf"), "-"]
    text = subprocess.run(read, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]
