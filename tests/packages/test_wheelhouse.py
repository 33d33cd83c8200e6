"""Of real wheels: a wheelhouse installs and runs without any network, the folder for Windows is whole.

Both want a package index to take the wheels from; without one these tests are skipped.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path

import pexpect
import pytest

from jusou_tui.native_parts import PARTS
from packages.invented import EMBEDDABLE, ROOT, embeddable_zip

from make_packages import Refused, fetch, gathered, pins, wheelhouse  # isort: skip
from native_files import native_files  # isort: skip
from targets import PORTABLE, PYTHONS, Target  # isort: skip
from wheels import PORTABLE_EXTRAS  # isort: skip
from windows_folder import MOST_BYTES, SITE, embeddable, folder  # isort: skip

pytestmark = pytest.mark.proof

EMBEDDABLE_BYTES = 12_000_000
"""What python.org's package takes, and a little more."""
HEADERS = 76
"""What a zip archive says of a file besides its name, which it says twice."""
NO_INDEX = re.compile(
    r"No matching distribution|NewConnectionError|ConnectionError|ConnectTimeout|ReadTimeout"
)


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the wheels of all targets: those for any machine are downloaded once."""
    return tmp_path_factory.mktemp("wheels")


def fetched(target: Target, wheels: Path) -> Path:
    """Fill a folder with the wheels of a target; skip where no index answers."""
    try:
        fetch(target, wheels)
    except Refused as error:
        if NO_INDEX.search(str(error)):
            pytest.skip("no package index that has the wheels of the lock")
        raise
    return wheels


def run(command: Sequence[str | Path], place: Path) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(place),
        "JUSOU_SESSIONS": str(place),
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(
        [*map(str, command)],
        cwd=place,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_wheelhouse_installs_and_runs_without_any_network(tmp_path: Path, wheels: Path) -> None:
    python = "{}.{}".format(*sys.version_info)
    if sys.platform != "linux" or platform.machine() != "x86_64" or python not in PYTHONS:
        pytest.skip("for Linux on x86_64")
    unshare = shutil.which("unshare")
    alone = [unshare or "", "--map-root-user", "--net"]
    if unshare is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine makes no network namespaces")
    target = Target(python, "linux_x86_64")
    made = wheelhouse(target, fetched(target, wheels), tmp_path / "out")
    assert (
        tmp_path / "out/SHA256SUMS"
    ).read_text() == f"{hashlib.sha256(made.read_bytes()).hexdigest()}  {made.name}\n"

    place = tmp_path / "unpacked"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(place)
    ask = (
        "import socket; print(socket.socket().connect_ex(('192.0.2.1', 80)) != 0, len(socket.if_nameindex()))"
    )
    assert run([*alone, sys.executable, "-c", ask], place) == "True 1\n"  # its own loopback alone
    run(["sha256sum", "--check", "--strict", "SHA256SUMS"], place)
    run([sys.executable, "-m", "venv", "--without-pip", place / "venv"], place)
    options = ["--no-index", "--find-links", "wheels", "--require-hashes", "-r", "requirements.txt"]
    pip = [*alone, sys.executable, "-m", "pip", "--python", place / "venv/bin/python"]
    run([*pip, "install", "-q", "--no-compile", *options], place)
    jusou = [*alone, place / "venv/bin/jusou"]
    shutil.copy(ROOT / "sessions/mihon.session.toml", place)

    assert run([*jusou, "--version"], place).startswith("jusou ")
    assert "mihon.session.toml" in run([*jusou, "list"], place)
    for what, ending in (
        ("minutes", "docx"),
        ("slides", "pptx"),
        ("table", "xlsx"),
        ("calendar", "ics"),
        ("agenda", "pdf"),
    ):
        file = place / f"{what}.{ending}"
        run([*jusou, "export", "mihon.session.toml", what, "-o", file], place)
        assert file.stat().st_size > 500
    seen = pexpect.spawn(
        jusou[0], [*map(str, jusou[1:])], cwd=place, dimensions=(24, 80), timeout=60, encoding="utf-8"
    )
    seen.expect("チームづくり編")
    seen.send("\x11")  # Ctrl+Q
    seen.expect(pexpect.EOF)
    seen.close()
    assert seen.exitstatus == 0
    site = run(
        [place / "venv/bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], place
    ).strip()
    alike = (
        "import sys; sys.path.append({!r}); sys.argv = ['jusou', *{!r}];"
        "from jusou_tui.__main__ import main; sys.exit(main())"
    )
    for arguments in (
        ["show", "mihon.session.toml"],
        ["export", "mihon.session.toml", "minutes", "-o", "more.docx"],
    ):
        embedded = [sys.executable, "-I", "-S", "-X", "utf8", "-c", alike.format(site, arguments)]
        run([*alone, *embedded], place)  # as the embeddable Python: without `site`, its own search path alone
    loads = "import jusou_tui.app.main, tornado.httpserver, segno"
    run([*alone, place / "venv/bin/python", "-c", loads], place)


def test_the_folder_for_windows_is_whole_small_and_has_few_native_files(tmp_path: Path, wheels: Path) -> None:
    """The embeddable Python in it is made up."""
    found = gathered(PORTABLE, fetched(PORTABLE, wheels), PORTABLE_EXTRAS)
    path = embeddable_zip(tmp_path)
    python = embeddable(path, {EMBEDDABLE: hashlib.sha256(path.read_bytes()).hexdigest()})
    made = folder(python, found)
    libraries = {name.removeprefix(f"{SITE}/"): data for name, data in made.items() if name.startswith(SITE)}
    natives = {one.path.partition(".")[0].replace("/", ".") for one in native_files(libraries)}
    carried = {part.module for part in PARTS if part.extra in {"", *PORTABLE_EXTRAS}}

    assert found.missing == ()
    assert {wheel.name for wheel in found.wheels} <= {*pins(PORTABLE), "jusou-tui"}
    assert "jeepney" not in {wheel.name for wheel in found.wheels}  # for Linux only
    assert natives == carried | {"lxml._elementpath"}
    assert not [name for name in libraries if name.endswith((".exe", ".pth", ".so"))]
    assert {
        "jusou_tui/__main__.py",
        "jusou_tui/wording/ja.mo",
        "jusou_tui/curricula/team-building.toml",
    } <= set(libraries)
    packed = (len(zlib.compress(data, 1)) + 2 * len(name.encode()) + HEADERS for name, data in made.items())
    assert sum(packed) + EMBEDDABLE_BYTES < MOST_BYTES  # the archive is packed with more effort
