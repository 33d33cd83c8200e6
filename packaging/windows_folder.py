"""The portable folder for Windows: python.org's embeddable Python, unpacked wheels, a batch file, papers."""

from __future__ import annotations

import hashlib
import re
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from archives import SUMS, crlf, paper, sums, unzipped
from native_files import native_files
from sbom import Runtime, licence, sbom
from targets import PORTABLE
from terminal_profile import fragment
from wheels import Closure

HERE = Path(__file__).resolve().parent
SITE = "python/Lib/site-packages"
MOST_BYTES = 40_000_000
"""How large the folder may be, zipped."""
_AT_START = frozenset(
    {
        *(
            "annotated_types",
            "budoux",
            "click",
            "filelock",
            "jusou_tui",
            "markdown_it",
            "mdurl",
            "platformdirs",
        ),
        *(
            "pydantic",
            "pydantic_core",
            "rich",
            "textual",
            "tomli_w",
            "typing_extensions",
            "typing_inspection",
        ),
    }
)
"""The libraries that a start loads; all of them compiled would be too large to carry."""
_LEFT_OUT = re.compile(
    r"PIL/_(?:avif|webp|imagingcms|imagingft|imagingmath|imagingmorph|imagingtk)\.[^/]*pyd"
    r"|lxml/(?:objectify|builder|sax|html/diff|html/_difflib)\.[^/]*pyd"
    r"|.*\.(?:c|h|pxd|pxi|pyi|pyx)"
)
"""Native files that nothing here loads, so that nobody need allow them, and sources in other languages."""
_NAME = re.compile(r"python-(\d+\.\d+)\.(\d+)-embed-amd64\.zip")
_TEXTS = {"はじめに.txt": "hajimeni.txt"}
_SHEET = "情報システム担当の方へ.txt"


class Embeddable(NamedTuple):
    """The embeddable Python: its full version, the name and hash of its archive, and its files."""

    version: str
    archive: str
    hash: str
    files: Mapping[str, bytes]


def known_hashes(text: str) -> dict[str, str]:
    """Return the hashes of a list as `sha256sum` writes it, by file name; lines with # are remarks."""
    lines = (line.split() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name: digest.lower() for digest, name in lines}


def embeddable(path: Path, known: Mapping[str, str]) -> Embeddable:
    """Read python.org's archive.

    Raises ValueError where its hash is not the known one, or its version is no use.
    """
    match = _NAME.fullmatch(path.name)
    if match is None or match[1] != PORTABLE.python:
        raise ValueError(f"{path.name}: python-{PORTABLE.python}.N-embed-amd64.zip is wanted")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if path.name not in known:
        raise ValueError(
            f"{path.name} is not in packaging/embeddable.sha256. Compare {digest} with what python.org "
            "publishes for it, then add the line."
        )
    if known[path.name] != digest:
        raise ValueError(f"{path.name} has the hash {digest}, not {known[path.name]}: do not use it")
    with zipfile.ZipFile(path) as archive:
        files = unzipped(archive)
    missing = [name for name in ("python.exe", _search_path()) if name not in files]
    if missing:
        raise ValueError(f"{path.name} lacks {', '.join(missing)}")
    return Embeddable(f"{match[1]}.{match[2]}", path.name, digest, files)


def with_site_packages(search_path: bytes) -> bytes:
    """Return python's ._pth file with our folder of libraries. `site` stays off: nothing else is searched."""
    lines = [line for line in search_path.decode("utf-8-sig").splitlines() if line.strip()]
    ours = "Lib\\site-packages"
    kept = [line for line in lines if line != ours]
    place = next((number for number, line in enumerate(kept) if line.startswith("#")), len(kept))
    return "".join(f"{line}\r\n" for line in [*kept[:place], ours, *kept[place:]]).encode()


def installed(wheel: zipfile.ZipFile) -> dict[str, bytes]:
    """Return what a wheel puts among the libraries, but for what is not needed: launchers, headers."""
    found = {}
    for name, data in unzipped(wheel).items():
        parts = PurePosixPath(name).parts
        if parts[0].endswith(".data"):
            if len(parts) < 3 or parts[1] not in {"purelib", "platlib"}:  # noqa: PLR2004
                continue
            parts = parts[2:]
        if not _LEFT_OUT.fullmatch("/".join(parts)):
            found["/".join(parts)] = data
    return found


def folder(python: Embeddable, found: Closure, compiler: str | None = None) -> dict[str, bytes]:
    """Return the files of the folder by their paths.

    `compiler`: a Python of the same minor version, with which the libraries of a start are compiled: in a
    folder that cannot be written they would be compiled anew at each start.
    """
    libraries: dict[str, bytes] = {}
    for wheel in found.wheels:
        with zipfile.ZipFile(wheel.path) as archive:
            libraries |= installed(archive)
    if compiler is not None:
        libraries |= _compiled(libraries, compiler)
    entries = {f"python/{name}": data for name, data in python.files.items()}
    entries[f"python/{_search_path()}"] = with_site_packages(python.files[_search_path()])
    entries |= {f"{SITE}/{name}": data for name, data in libraries.items()}
    for name in ("jusou.cmd", "add-to-terminal.cmd"):
        entries[name] = crlf((HERE / "windows" / name).read_text("utf-8")).encode()
    entries["terminal/jusou.json"] = fragment()
    entries["terminal/add_profile.py"] = (HERE / "windows/add_profile.py").read_bytes()
    entries["LICENSE.txt"] = paper((HERE.parent / "LICENSE").read_text("utf-8"))
    for name, source in _TEXTS.items():
        entries[name] = paper((HERE / "windows" / source).read_text("utf-8"))
    entries[_SHEET] = paper(_sheet(python, found, libraries))
    runtime = Runtime(python.version, python.archive, "SHA-256", python.hash)
    entries["sbom.cdx.json"] = sbom(found, PORTABLE.name, runtime)
    entries[SUMS] = sums(entries)
    return entries


def _search_path() -> str:
    return f"python{PORTABLE.python.replace('.', '')}._pth"


def _sheet(python: Embeddable, found: Closure, libraries: Mapping[str, bytes]) -> str:
    natives = (
        f"・{one.path}\n  {one.hash}（{'署名あり' if one.is_signed else '署名なし'}）"
        for one in native_files(libraries)
    )
    names = (f"・{one.name} {one.version}（{licence(one) or '添付の文書'}）" for one in found.wheels)
    own = next(wheel for wheel in found.wheels if wheel.name == "jusou-tui")
    facts = {
        "@VERSION@": str(own.version),
        "@PYTHON@": python.version,
        "@EMBEDDABLE@": python.archive,
        "@NATIVE@": "\n".join(natives),
        "@LIBRARIES@": "\n".join(names),
    }
    text = (HERE / "windows/information-sheet.txt").read_text("utf-8")
    for mark, value in facts.items():
        text = text.replace(mark, value)
    return text


def _compiled(libraries: Mapping[str, bytes], compiler: str) -> dict[str, bytes]:
    """Return the compiled files of libraries, which Python takes without looking at their sources.

    Raises ValueError where the compiler is another version: its files would not be read.
    """
    asked = [compiler, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    if version != PORTABLE.python:
        raise ValueError(f"{compiler} is Python {version}; {PORTABLE.python} is wanted")
    with TemporaryDirectory() as place:
        site = Path(place)
        for name, data in libraries.items():
            if name.endswith(".py") and name.split("/")[0].removesuffix(".py") in _AT_START:
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (site / name).write_bytes(data)
        options = ["-q", "-f", "--invalidation-mode", "unchecked-hash", "-s", place, "-p", SITE]
        subprocess.run(
            [compiler, "-I", "-m", "compileall", *options, place], capture_output=True, check=False
        )
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.pyc")}
