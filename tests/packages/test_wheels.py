"""Which wheels a target needs is read from their METADATA under the target's markers, not this machine's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from packages.invented import PACKAGING, ROOT, wheel

from make_packages import Refused, gathered, pins  # isort: skip
from targets import Target, target, targets  # isort: skip
from wheels import EXTRAS, closure, wheels_in  # isort: skip

WINDOWS, LINUX = Target("3.12", "win_amd64"), Target("3.11", "linux_x86_64")


def names(folder: Path, root: str, one: Target) -> list[str]:
    return [found.name for found in closure(wheels_in(folder, one), root, one).wheels]


def test_markers_are_those_of_the_target(tmp_path: Path) -> None:
    wheel(
        tmp_path,
        "jusou_tui",
        requires=(
            "only-windows; sys_platform == 'win32'",
            "only-linux; sys_platform == 'linux'",
            "only-old; python_version < '3.12'",
            'only-web; extra == "web"',
        ),
    )
    for name in ("only_windows", "only_linux", "only_old", "only_web"):
        wheel(tmp_path, name)

    assert names(tmp_path, "jusou_tui", WINDOWS) == ["jusou-tui", "only-windows"]
    assert names(tmp_path, "jusou_tui[web]", LINUX) == ["jusou-tui", "only-linux", "only-old", "only-web"]


def test_what_is_missing_or_too_old_is_named(tmp_path: Path) -> None:
    wheel(tmp_path, "jusou_tui", requires=("gone>=2", "old>=2"))
    wheel(tmp_path, "old", "1.9")

    found = closure(wheels_in(tmp_path, WINDOWS), "jusou_tui", WINDOWS)
    assert sorted(map(str, found.missing)) == ["gone>=2", "old>=2"]


def test_a_wheel_of_another_system_or_python_is_none(tmp_path: Path) -> None:
    for tag in ("cp312-cp312-win_amd64", "cp312-cp312-manylinux_2_17_x86_64", "cp311-abi3-win_amd64"):
        wheel(tmp_path, "native", tag=tag)
    wheel(tmp_path, "native", "0.9")

    assert wheels_in(tmp_path, WINDOWS)["native"].path.name == "native-1.0-cp312-cp312-win_amd64.whl"
    assert wheels_in(tmp_path, Target("3.13", "win_amd64"))["native"].path.name.endswith("abi3-win_amd64.whl")
    assert wheels_in(tmp_path, LINUX)["native"].path.name == "native-0.9-py3-none-any.whl"


def test_libraries_that_need_one_another_end(tmp_path: Path) -> None:
    wheel(tmp_path, "jusou_tui", requires=("one",))
    wheel(tmp_path, "one", requires=("two",))
    wheel(tmp_path, "two", requires=("one",))

    assert names(tmp_path, "jusou_tui", WINDOWS) == ["jusou-tui", "one", "two"]


@pytest.mark.parametrize("one", list(targets()), ids=lambda one: one.name)
def test_a_lock_pins_each_library_by_hash_and_names_no_place(one: Target) -> None:
    """Each library that jusou names itself is in it."""
    text = (PACKAGING / "locks" / f"{one.name}.txt").read_text("utf-8")
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    section = project.partition("dependencies = [")[2].partition("]")[0]
    own = re.findall(r'^  "([a-z-]+)', section, re.MULTILINE)

    assert not re.search(r"https?:|://|--(?:extra-)?index|--find|@", text)
    assert set(own) <= set(pins(one))
    assert len(own) > 5
    assert {"lxml", "typst", "tornado", "icalendar"} <= set(pins(one))
    assert EXTRAS == ("calendar", "office", "pdf", "web")


def test_a_file_that_the_lock_does_not_name_is_refused(tmp_path: Path) -> None:
    wheel(tmp_path, "jusou_tui", requires=("click",))
    wheel(tmp_path, "click", pins(WINDOWS)["click"][0])

    with pytest.raises(Refused, match=r"click.* is not the file that cp312-win_amd64\.txt names"):
        gathered(WINDOWS, tmp_path, ())


def test_a_target_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="cp312-win_amd64"):
        target("cp27-win32")
