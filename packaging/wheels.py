"""Wheels as files: what their METADATA says, which of them a target needs, and what is missing."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.parser import Parser
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

from targets import Target

PRODUCT = "jusou_tui"
PORTABLE_EXTRAS = ("calendar", "office", "web")
EXTRAS = ("calendar", "office", "pdf", "web")


def sha256(data: bytes) -> str:
    """Return the hash as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Wheel:
    """A wheel in a folder. Raises ValueError for a file that is none."""

    path: Path

    @property
    def name(self) -> NormalizedName:
        """Its project's name, normalised."""
        return parse_wheel_filename(self.path.name)[0]

    @property
    def version(self) -> Version:
        """Its version."""
        return parse_wheel_filename(self.path.name)[1]

    def rank(self, target: Target) -> int | None:
        """Return how well it fits, 0 for best; None where it does not."""
        own = parse_wheel_filename(self.path.name)[3]
        return next((place for place, tag in enumerate(target.tags()) if tag in own), None)

    @cached_property
    def hash(self) -> str:
        """Its SHA-256."""
        return sha256(self.path.read_bytes())

    @cached_property
    def metadata(self) -> Mapping[str, list[str]]:
        """The fields of its METADATA, each with all its values."""
        with zipfile.ZipFile(self.path) as archive:
            name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
            read = Parser().parsestr(archive.read(name).decode("utf-8"), headersonly=True)
        return {key: [str(value) for value in read.get_all(key, [])] for key in read}

    def requires(self, target: Target, extras: Iterable[str] = ()) -> list[Requirement]:
        """Return what it needs on a target with some of its extras."""
        found = []
        for text in self.metadata.get("Requires-Dist", []):
            wanted = Requirement(text)
            environments = (target.environment(extra) for extra in ("", *extras))
            if wanted.marker is None or any(map(wanted.marker.evaluate, environments)):
                found.append(wanted)
        return found


class Closure(NamedTuple):
    """The wheels that a target needs, by name, and in words what is missing among them."""

    wheels: tuple[Wheel, ...]
    missing: tuple[Requirement, ...]
    needs: Mapping[str, tuple[str, ...]]
    """Name -> the names that it needs itself."""


def wheels_in(folder: Path, target: Target) -> dict[str, Wheel]:
    """Return the wheels of a folder that a target takes, the newest and best of each name."""
    found: dict[str, Wheel] = {}
    for path in sorted(folder.glob("*.whl")):
        wheel = Wheel(path)
        rank = wheel.rank(target)
        if rank is None:
            continue
        other = found.get(wheel.name)
        if other is None or (wheel.version, -rank) > (other.version, -(other.rank(target) or 0)):
            found[wheel.name] = wheel
    return found


def closure(wheels: Mapping[str, Wheel], root: str, target: Target) -> Closure:
    """Follow what is needed from a requirement such as `jusou_tui[office]` on a target."""
    left, missing = [Requirement(root)], []
    done: set[tuple[str, frozenset[str]]] = set()
    needs: dict[str, dict[str, None]] = {}
    while left:
        wanted = left.pop()
        name = canonicalize_name(wanted.name)
        extras = frozenset(wanted.extras)
        wheel = wheels.get(name)
        if wheel is None or not wanted.specifier.contains(wheel.version, prereleases=True):
            missing.append(wanted)
            continue
        if (name, extras) in done:
            continue
        done.add((name, extras))
        more = wheel.requires(target, sorted(extras))
        needs.setdefault(name, {}).update({canonicalize_name(one.name): None for one in more})
        left += more
    found = tuple(wheels[name] for name in sorted({name for name, _ in done}))
    return Closure(found, tuple(missing), {name: tuple(sorted(names)) for name, names in needs.items()})


def root(extras: Iterable[str]) -> str:
    """Return the requirement of the program with extras."""
    return f"{PRODUCT}[{','.join(sorted(extras))}]"
