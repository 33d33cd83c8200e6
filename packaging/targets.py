"""The Pythons and systems that wheels are gathered for: a name, its tags, and how its markers are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms

PYTHONS = ("3.11", "3.12", "3.13")
_PLATFORMS: dict[str, tuple[str, ...]] = {
    "win_amd64": ("win_amd64",),
    "linux_x86_64": (
        *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)),
        *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
    ),
    "macos_arm64": tuple(mac_platforms((12, 0), "arm64")),
}
"""System -> the platforms whose wheels it takes, best first: Debian 10, macOS 12 and what is newer."""
_MARKERS = {
    "win_amd64": {
        "os_name": "nt",
        "sys_platform": "win32",
        "platform_system": "Windows",
        "platform_machine": "AMD64",
    },
    "linux_x86_64": {
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
    },
    "macos_arm64": {
        "os_name": "posix",
        "sys_platform": "darwin",
        "platform_system": "Darwin",
        "platform_machine": "arm64",
    },
}


@dataclass(frozen=True, slots=True)
class Target:
    """A Python version, such as 3.12, on a system, such as win_amd64."""

    python: str
    system: str

    @property
    def abi(self) -> str:
        """The tag of its CPython, such as cp312."""
        return f"cp{self.python.replace('.', '')}"

    @property
    def name(self) -> str:
        """Its name in file names and commands, such as cp312-win_amd64."""
        return f"{self.abi}-{self.system}"

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platform tags of wheels that it takes, best first."""
        return _PLATFORMS[self.system]

    def tags(self) -> list[Tag]:
        """Return the tags of wheels that it takes, best first."""
        major, _, minor = self.python.partition(".")
        version = (int(major), int(minor))
        return [
            *cpython_tags(version, [self.abi], self.platforms),
            *compatible_tags(version, self.abi, self.platforms),
        ]

    def environment(self, extra: str) -> dict[str, str]:
        """Return what markers are evaluated with there, for one of the extras ("" for none)."""
        full = f"{self.python}.0"
        return {
            **_MARKERS[self.system],
            "implementation_name": "cpython",
            "implementation_version": full,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "python_full_version": full,
            "python_version": self.python,
            "extra": extra,
        }


def targets() -> Iterator[Target]:
    """Yield all of them."""
    yield from (Target(python, system) for python, system in product(PYTHONS, _PLATFORMS))


def target(name: str) -> Target:
    """Return the target of a name. Raises ValueError where it is none."""
    for one in targets():
        if one.name == name:
            return one
    raise ValueError(f"no target: {name}; there are {', '.join(one.name for one in targets())}")


PORTABLE = Target("3.12", "win_amd64")
"""What the folder for Windows is made of."""
