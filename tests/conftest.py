"""What every test shares: the compiled catalogues and Japanese as the language."""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from inspect import iscoroutinefunction
from itertools import count
from pathlib import Path

import pytest
from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import settings

from jusou_tui import wording
from jusou_tui.wording.build_hook import compile_catalogues

settings.register_profile("steady", derandomize=True, database=None)
settings.load_profile("steady")
"""The same examples in each run; `--hypothesis-profile=default` seeks new ones."""


QUICK = "not proof"
PLAIN = "JUSOU_TESTS_PLAIN"
"""Set in the environment: Textual answers by itself, not by `shortcuts`. For a new version of it."""
PROOF_FOLDERS = {"git", "pty"}
MOSTLY_WAITING = {
    "test_in_browser.py",
    "test_kills.py",
    "test_shared_screen.py",
    "test_shared_screen_window.py",
    "test_signals_in_a_terminal.py",
    "test_stopped.py",
    "test_store_killed.py",
}
"""Files whose tests wait for clocks, browsers and other programs for most of their time."""
PROOF_FIXTURES = {"snap_compare"}
NO_LETTER = r"\W"
LONGEST_NAME = 24
"""How much of a test's name its folder has."""
APP = Path(__file__).parent / "app"
USUAL_SIZE = (80, 24)
USUAL_LANGUAGE = "ja"
"""Of a test of the app that is repeated for sizes, or of a page for languages, the others are proofs.

So are all but the first of other examples that start a page each.
"""


LEAST_PROCESSES = 4
"""That share the work where proofs wait for most of their time: more than a small machine has processors."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many processes share the work: one a processor for the quick loop, which hardly waits.

    Each of them imports and collects everything and makes its first pages, so no more than are of use.
    """
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return processors if config.option.markexpr == QUICK else max(processors, LEAST_PROCESSES)


def _examples(item: pytest.Item) -> tuple[Mapping[str, object], Mapping[str, int]]:
    """Return what a test is repeated for, by name, and at which place among its examples that stands."""
    spec = getattr(item, "callspec", None)
    return (spec.params, spec.indices) if spec is not None else ({}, {})


@cache
def _is_of_app(path: Path) -> bool:
    return APP in path.parents


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as proof what needs a terminal, git, pictures or many examples; other files say so themselves.

    Where several processes share the work, one of them begins with what mostly waits: the processors are
    busy meanwhile, and nobody is left alone with that at the end.
    """
    for item in items:
        random = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        fixtures = PROOF_FIXTURES.intersection(getattr(item, "fixturenames", ()))
        parameters, places = _examples(item)
        of_app = _is_of_app(item.path)
        sized = of_app and parameters.get("size", USUAL_SIZE) != USUAL_SIZE
        paged = of_app and iscoroutinefunction(getattr(item, "obj", None))
        translated = paged and parameters.get("language", USUAL_LANGUAGE) != USUAL_LANGUAGE
        repeated = paged and any(place for name, place in places.items() if name not in ("size", "language"))
        if random or sized or translated or repeated or fixtures or item.path.parent.name in PROOF_FOLDERS:
            item.add_marker(pytest.mark.proof)
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.name not in MOSTLY_WAITING)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues, so that a sentence just written is the one that is tested."""
    if not hasattr(config, "workerinput"):
        compile_catalogues(Path(wording.__file__).parent)
    config.stash[gc_collect_iterations_key] = 1  # five times at the end find nothing more here
    for terminal in ("VTE_VERSION", "WT_SESSION", "TMUX", "STY"):  # keys that these keep are not shown
        os.environ.pop(terminal, None)
    os.environ["JUSOU_AWAKE"] = "0"  # nobody's machine is kept awake by a test
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each process that starts would compile everything anew
    from once import (
        check_curricula_once,
        find_handlers_once,
        leave_disks_alone,
        match_styles_once,
        parse_styles_once,
        settle_once,
    )
    from quiet import wait_for_quiet_pages
    from shortcuts import take_shortcuts

    wait_for_quiet_pages()
    parse_styles_once()
    match_styles_once()
    find_handlers_once()
    check_curricula_once()
    settle_once()
    leave_disks_alone()
    if PLAIN not in os.environ:
        take_shortcuts()


@pytest.fixture(autouse=True)
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test in Japanese, whatever the machine says."""
    monkeypatch.delenv("JUSOU_LANG", raising=False)
    wording.use("ja")


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return paths where nothing is yet, another one each time."""
    folder = tmp_path_factory.mktemp("states")
    return (folder / str(number) for number in count())


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, places: Iterator[Path]) -> Path:
    """Return an empty folder. Pytest's own looks through the folders of all tests before for its number."""
    folder = next(places)
    folder = folder.with_name(f"{re.sub(NO_LETTER, '_', request.node.name)[:LONGEST_NAME]}-{folder.name}")
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(autouse=True)
def state(request: pytest.FixtureRequest, places: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a state folder and settings of its own, and keep away from the user's.

    It is in the test's own folder where it has one: to make that for each test takes longer than most tests.
    """
    has_folder = "tmp_path" in request.fixturenames
    folder: Path = request.getfixturevalue("tmp_path") / "state" if has_folder else next(places)
    monkeypatch.setenv("JUSOU_STATE", str(folder))
    monkeypatch.setenv("JUSOU_SETTINGS", str(folder / "settings.toml"))
    return folder


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the working folder; return where sessions go."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("JUSOU_SESSIONS", raising=False)
    folder = Path("sessions")
    folder.mkdir()
    return folder
