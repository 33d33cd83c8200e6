"""Files as another program lays them out: LibreOffice makes them into PDF, whose pages are read."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

NEEDS_OFFICE = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs libreoffice and poppler-utils"
)


def pages(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the text of each page of each file, by the name it has here.

    One start of the office makes them all into PDF: to start it takes longer than to lay out any of them.
    """
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    paths = [str(folder / name) for name in files]
    subprocess.run([*command, *paths], check=True, capture_output=True, timeout=180)
    return {name: _text_of_pages((folder / name).with_suffix(".pdf")) for name in files}


def _text_of_pages(path: Path) -> list[str]:
    read = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(read, check=True, capture_output=True, timeout=60).stdout.decode()
    return text.split("\f")[:-1]
