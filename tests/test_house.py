"""The rules of the house that no linter knows: no circle of imports, short chains of classes, small rooms."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import grimp
import pytest

import jusou_tui

ROOT = Path(jusou_tui.__file__).parent
ANCESTORS = 3
FILES = 16
LINES = 500
METHODS = 25


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Every strongly connected component of the import graph has size one, type-only imports included."""
    graph = grimp.build_graph("jusou_tui", cache_dir=None, exclude_type_checking_imports=False)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


def test_no_class_has_more_than_three_of_ours_among_its_ancestors() -> None:
    ancestors = {kind: [one.__name__ for one in kind.__mro__[1:] if _is_ours(one)] for kind in _classes()}

    assert len(ancestors) > 100
    assert {kind.__name__: ours for kind, ours in ancestors.items() if len(ours) > ANCESTORS} == {}


def test_no_class_has_more_public_methods_than_one_can_remember() -> None:
    methods = {
        kind.__name__: [name for name, one in vars(kind).items() if _is_public(name, one)]
        for kind in _classes()
    }

    assert {name: len(found) for name, found in methods.items() if len(found) > METHODS} == {}


def test_no_folder_has_more_files_than_one_can_look_over() -> None:
    folders = {folder: len(list(folder.glob("*.py"))) for folder in (ROOT, *ROOT.rglob("*/"))}

    assert {folder.relative_to(ROOT): files for folder, files in folders.items() if files > FILES} == {}


def test_no_file_has_more_lines_than_one_job_needs() -> None:
    lines = {file: len(file.read_text("utf-8").splitlines()) for file in ROOT.rglob("*.py")}

    assert {file.relative_to(ROOT): found for file, found in lines.items() if found > LINES} == {}


def test_the_architecture_names_the_home_of_each_rule() -> None:
    text = (ROOT.parents[1] / "docs/architecture.md").read_text("utf-8")
    homes = re.findall(r"^\| [^|]+ \| `([\w/]+\.py)` \| `(\w+)` \|$", text, re.MULTILINE)

    assert len(homes) > 20
    assert [home for home in homes if not _defines(*home)] == []


RAW_TODOS = re.compile(r"\b(?:session|old|new|fresh|ours|theirs|base)\.todos\b")
READ_RAW_TODOS = {
    "session/book/checklist.py",  # the records of checklist lines
    "session/book/core.py",  # ids that are taken
    "session/book/notes.py",
    "session/book/sheets.py",
    "session/book/todo_rows.py",
    "session/library.py",  # counts of a file whose curriculum is not read
    "session/programme/checklist.py",
    "session/programme/doubts.py",  # what stands in the file
    "session/people/without.py",  # sheets that a person hands in
    "session/programme/hand_ins.py",
    "session/programme/new_run.py",
    "session/programme/run_steps.py",  # steps for which there is a record
    "session/programme/todos.py",
    "session/storage/follower.py",  # the newest record
    "session/programme/privacy.py",  # private records, rows or not
    "live/controls.py",  # records that a part of an activity takes along
    "live/entries.py",  # whether a record is one of its own
}


def test_todos_are_listed_by_one_function_that_knows_rows_of_sheets() -> None:
    """What shows or counts ToDos asks `todos_of`: a session's own records are not all of them."""
    files = [file for file in ROOT.rglob("*.py") if RAW_TODOS.search(file.read_text("utf-8"))]
    found = {file.relative_to(ROOT).as_posix() for file in files}

    assert found - READ_RAW_TODOS == set()
    assert not any(name.startswith(("app/", "report/")) for name in READ_RAW_TODOS)


def _defines(file: str, name: str) -> bool:
    path = ROOT / file
    pattern = rf"^\s*(?:def|class) {name}\b"
    return path.is_file() and re.search(pattern, path.read_text("utf-8"), re.MULTILINE) is not None


def _classes() -> Iterator[type]:
    for module in pkgutil.walk_packages(jusou_tui.__path__, "jusou_tui."):
        if not module.name.endswith((".__main__", ".build_hook")):
            for one in vars(import_module(module.name)).values():
                if isinstance(one, type) and one.__module__ == module.name:
                    yield one


def _is_ours(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == "jusou_tui"


def _is_public(name: str, one: object) -> bool:
    """Whether it is to be remembered by who uses the class: a method or a property."""
    is_property = isinstance(one, property | cached_property)
    return not name.startswith("_") and (is_property or (callable(one) and not isinstance(one, type)))


def test_files_are_looked_at_where_what_may_not_be_seen_raises_nothing() -> None:
    """`files` is the one home: `Path.is_file` raises below a folder that one may not enter; a pipe hangs."""
    asked = re.compile(r"\.(?:is_file|is_dir|exists)\(\)|\.(?:read_bytes|open)\((?:\"r|\)|$)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(ROOT.rglob("*.py"))
        if path.relative_to(ROOT).as_posix()
        not in {"files.py", "wording/build_hook.py", "wording/__init__.py"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if asked.search(line)
    ]
    assert not found
