"""Makes what goes to a town hall: wheelhouses and the portable folder for Windows. See packaging/README.md.

    python packaging/make_packages.py lock cp312-win_amd64
    python packaging/make_packages.py fetch cp312-win_amd64 --wheels WHEELS
    python packaging/make_packages.py wheelhouse cp312-win_amd64 --wheels WHEELS --to OUT
    python packaging/make_packages.py portable --python ZIP --wheels WHEELS --to OUT

`lock` and `fetch` ask the package index that pip is set up with; `wheelhouse` and `portable` ask nobody.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from archives import SUMS, paper, sums, sums_of, zipped
from sbom import sbom
from targets import PORTABLE, Target, target, targets
from wheels import EXTRAS, PORTABLE_EXTRAS, PRODUCT, Closure, Wheel, closure, root, sha256, wheels_in
from windows_folder import MOST_BYTES, embeddable, folder, known_hashes

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^ ]+) --hash=sha256:([0-9a-f]{64})")
_MOST_ROUNDS = 10
_INSTALL = """jusou 重層 {version}（{target}）：網のないところでの入れ方 / installing without a network

    python -m venv jusou
    jusou{scripts}pip install --no-index --find-links wheels --require-hashes -r requirements.txt
    jusou{scripts}jusou

ファイルは SHA256SUMS で確かめられます。部品表は sbom.cdx.json です。
SHA256SUMS has the hashes of the files, sbom.cdx.json says what they are.
"""


class Refused(Exception):  # noqa: N818
    """Why nothing was made, in a sentence."""


def lock_path(one: Target) -> Path:
    """Return the file with the versions and hashes for a target; it names no place to get them from."""
    return HERE / "locks" / f"{one.name}.txt"


def pins(one: Target) -> dict[str, tuple[str, str]]:
    """Return version and SHA-256 of each library in a target's lock."""
    found = {}
    for line in lock_path(one).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            match = _PIN.fullmatch(line)
            if match is None:
                raise Refused(f"{lock_path(one).name}: {line!r} is no line of a lock")
            found[match[1]] = (match[2], match[3])
    return found


def build_wheel(to: Path) -> Wheel:
    """Build the program's wheel from this tree into a folder."""
    to.mkdir(parents=True, exist_ok=True)
    for old in to.glob(f"{PRODUCT}-*.whl"):
        old.unlink()
    _run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(to), str(ROOT)])
    return Wheel(next(to.glob(f"{PRODUCT}-*.whl")))


def lock(one: Target) -> None:
    """Resolve the newest versions for a target and write its lock.

    pip reads markers as of the machine it runs on: what the target needs besides is asked for until nothing
    is missing, and what it does not need is left out.
    """
    with TemporaryDirectory() as place:
        wheels = Path(place)
        wanted = build_wheel(wheels).requires(one, EXTRAS)
        asked = [str(replaced) for replaced in map(_without_marker, map(str, wanted))]
        for _ in range(_MOST_ROUNDS):
            _download(one, wheels, asked)
            found = closure(wheels_in(wheels, one), root(EXTRAS), one)
            if not found.missing:
                break
            asked += [_without_marker(str(missing)) for missing in found.missing]
        else:
            raise Refused(f"{one.name}: still missing: {', '.join(map(str, found.missing))}")
        others = [wheel for wheel in found.wheels if not _is_ours(wheel)]
        lines = [f"{wheel.name}=={wheel.version} --hash=sha256:{wheel.hash}\n" for wheel in others]
    head = f"# What jusou and its extras need on {one.name}; made by `make_packages.py lock {one.name}`\n"
    lock_path(one).write_text(head + "".join(lines), "utf-8")


def fetch(one: Target, wheels: Path) -> None:
    """Download what a lock names, each with its hash, and build the program's wheel beside it.

    What lies there already, as that of another target may, is not asked for again.
    """
    wheels.mkdir(parents=True, exist_ok=True)
    there = {sha256(path.read_bytes()) for path in wheels.glob("*.whl")}
    wanted = {name: pin for name, pin in pins(one).items() if pin[1] not in there}
    if wanted:
        with TemporaryDirectory() as place:
            asked = Path(place, lock_path(one).name)
            lines = [f"{name}=={version} --hash=sha256:{sha}\n" for name, (version, sha) in wanted.items()]
            asked.write_text("".join(lines), "utf-8")
            _download(one, wheels, ["--no-deps", "--require-hashes", "-r", str(asked)])
    build_wheel(wheels)


def gathered(one: Target, wheels: Path, extras: Sequence[str]) -> Closure:
    """Return the wheels of a folder that a target needs with some extras.

    Raises Refused where one is missing, or is not the one that the lock names.
    """
    found = closure(wheels_in(wheels, one), root(extras), one)
    if found.missing:
        names = ", ".join(map(str, found.missing))
        raise Refused(f"{wheels}: missing for {one.name}: {names} (`fetch {one.name}` gets it)")
    known = pins(one)
    for wheel in found.wheels:
        if not _is_ours(wheel) and known.get(wheel.name) != (str(wheel.version), wheel.hash):
            raise Refused(f"{wheel.path.name} is not the file that {lock_path(one).name} names")
    return found


def wheelhouse(one: Target, wheels: Path, to: Path) -> Path:
    """Write an archive from which pip installs the program without any index; return its path."""
    found = gathered(one, wheels, EXTRAS)
    own = next(wheel for wheel in found.wheels if _is_ours(wheel))
    lines = [
        f"{root(EXTRAS) if wheel is own else wheel.name}=={wheel.version} --hash=sha256:{wheel.hash}\n"
        for wheel in found.wheels
    ]
    scripts = "\\Scripts\\" if one.system.startswith("win") else "/bin/"
    entries = {f"wheels/{wheel.path.name}": wheel.path.read_bytes() for wheel in found.wheels}
    entries["requirements.txt"] = "".join(lines).encode()
    entries["README.txt"] = paper(_INSTALL.format(version=own.version, target=one.name, scripts=scripts))
    entries["sbom.cdx.json"] = sbom(found, one.name)
    entries[SUMS] = sums(entries)
    return _written(to, f"jusou-{own.version}-{one.name}-wheels", entries)


def portable(python: Path, wheels: Path, to: Path, compiler: str | None = None) -> Path:
    """Write the portable folder for Windows as an archive; return its path."""
    known = known_hashes((HERE / "embeddable.sha256").read_text("utf-8"))
    found = gathered(PORTABLE, wheels, PORTABLE_EXTRAS)
    own = next(wheel for wheel in found.wheels if _is_ours(wheel))
    entries = folder(embeddable(python, known), found, compiler)
    made = _written(to, f"jusou-{own.version}-windows", {f"jusou/{name}": entries[name] for name in entries})
    if (size := made.stat().st_size) > MOST_BYTES:
        raise Refused(f"{made} has {size:,} bytes; at most {MOST_BYTES:,} may be carried")
    return made


def _written(to: Path, name: str, entries: Mapping[str, bytes]) -> Path:
    to.mkdir(parents=True, exist_ok=True)
    made = to / f"{name}.zip"
    made.write_bytes(zipped(entries))
    (to / SUMS).write_bytes(sums_of(to))
    return made


def _is_ours(wheel: Wheel) -> bool:
    return wheel.name == PRODUCT.replace("_", "-")


def _without_marker(requirement: str) -> str:
    return requirement.partition(";")[0].strip()


def _download(one: Target, wheels: Path, asked: Sequence[str]) -> None:
    platforms = [word for platform in one.platforms for word in ("--platform", platform)]
    version = [
        "--python-version",
        one.python,
        "--implementation",
        "cp",
        "--abi",
        one.abi,
        "--abi",
        "abi3",
        "--abi",
        "none",
    ]
    options = ["--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--dest", str(wheels)]
    _run([sys.executable, "-m", "pip", "download", *options, *platforms, *version, *asked])


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused(f"{' '.join(command[1:4])}: {done.stderr.strip() or done.stdout.strip()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="make_packages.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    names = [one.name for one in targets()]
    for name in ("lock", "fetch", "wheelhouse"):
        commands.add_parser(name).add_argument("target", choices=names)
    commands.add_parser("portable").add_argument("--python", type=Path, required=True)
    for name in ("fetch", "wheelhouse", "portable"):
        commands.choices[name].add_argument("--wheels", type=Path, required=True)
    for name in ("wheelhouse", "portable"):
        commands.choices[name].add_argument("--to", type=Path, required=True)
    commands.choices["portable"].add_argument("--compile-with", default=None, metavar="PYTHON")
    given = parser.parse_args(arguments)
    try:
        if given.command == "lock":
            lock(target(given.target))
        elif given.command == "fetch":
            fetch(target(given.target), given.wheels)
        elif given.command == "wheelhouse":
            print(wheelhouse(target(given.target), given.wheels, given.to))
        else:
            print(portable(given.python, given.wheels, given.to, given.compile_with))
    except (Refused, ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
