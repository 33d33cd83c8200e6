"""The scripts of packaging/, and wheels and an embeddable Python that are made up."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
if str(PACKAGING) not in sys.path:
    sys.path.append(str(PACKAGING))  # behind ours: its names must not hide those of the tests

EMBEDDABLE = "python-3.12.10-embed-amd64.zip"
SEARCH_PATH = b"python312.zip\r\n.\r\n\r\n# Uncomment to run site.main() automatically\r\n#import site\r\n"
PYTHON_FILES = {
    "python.exe": b"MZ",
    "python312.dll": b"MZ",
    "python312.zip": b"PK",
    "python312._pth": SEARCH_PATH,
}


def wheel(  # noqa: PLR0917 - a wheel has as many sides
    folder: Path,
    name: str,
    version: str = "1.0",
    tag: str = "py3-none-any",
    requires: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
) -> Path:
    """Write a wheel; return its path."""
    info = f"{name}-{version}.dist-info"
    metadata = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", "License-Expression: MIT"]
    metadata += [f"Requires-Dist: {one}" for one in requires]
    extras = dict.fromkeys(
        one.rpartition('extra == "')[2].rstrip('"') for one in requires if "extra ==" in one
    )
    metadata += [f"Provides-Extra: {extra}" for extra in extras]
    path = folder / f"{name}-{version}-{tag}.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{info}/METADATA", "\n".join(metadata) + "\n\n")
        for file, data in ({f"{name}/__init__.py": b""} if files is None else files).items():
            archive.writestr(file, data)
    return path


def embeddable_zip(folder: Path, files: Mapping[str, bytes] = PYTHON_FILES, name: str = EMBEDDABLE) -> Path:
    """Write an archive with the layout of python.org's; return its path."""
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return path
