"""Native parts that the system refuses to load are named with their file and Windows' own number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from cli.calling import call
from jusou_tui.errors import InputError
from jusou_tui.export import formats
from jusou_tui.native_parts import PARTS, PartRefused, error_number, refused_part, refused_parts
from jusou_tui.wording import message_text

FILE = Path("C:/jusou/python/Lib/site-packages/lxml/etree.cp312-win_amd64.pyd")
ROOT = Path(__file__).resolve().parent.parent
EXTRAS = ("office", "calendar", "pdf", "web")
OF_WINDOWS = "DLL load failed while importing etree: "


class LoadError(OSError):
    """An OSError as Windows raises it, with its own number."""

    def __init__(self, number: int) -> None:
        super().__init__(22, "invented")
        self.winerror = number


def refusal(words: str = OF_WINDOWS, path: Path = FILE) -> ImportError:
    return ImportError(words, name="etree", path=str(path))


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (4551, "このパソコンの規則"),
        (1260, "このパソコンの規則"),
        (577, "署名"),
        (5, "許可がありません"),
        (225, "ウイルス対策"),
        (126, "別の部品"),
        (193, "別の種類のパソコン"),
        (1450, "Windows のエラー 1450"),
    ],
)
def test_the_sentence_names_the_file_the_reason_and_the_number(number: int, words: str) -> None:
    refused = refused_part(refusal(), lambda _: number)

    assert refused is not None
    assert (refused.file, refused.number) == (FILE, number)
    assert all(part in message_text(refused) for part in (str(FILE), words, str(number)))


def test_the_number_is_in_the_words_where_windows_has_none_for_it() -> None:
    refused = refused_part(refusal("DLL load failed with error code 4551 while importing etree"))

    assert refused is not None
    assert refused.number == 4551


def test_without_a_number_the_file_is_named_still() -> None:
    refused = refused_part(refusal(), lambda _: None)

    assert refused is not None
    assert "理由は分かりません" in message_text(refused)


def test_what_is_not_there_or_lacks_a_name_was_not_refused() -> None:
    assert refused_part(ModuleNotFoundError("No module named 'lxml'", name="lxml")) is None
    assert refused_part(refusal("cannot import name 'x'", Path("lxml/sax.py"))) is None
    assert refused_part(ImportError("The _imaging C module is not installed.")) is None


def test_windows_is_asked_for_the_number_by_loading_the_file_once_more() -> None:
    def refuse(number: int) -> Callable[[str], object]:
        def load(_: str) -> object:
            raise LoadError(number)

        return load

    def not_found(name: str) -> object:  # ctypes leaves the number out for this one
        raise FileNotFoundError(f"Could not find module '{name}' (or one of its dependencies).")

    assert error_number(FILE, refuse(4551)) == 4551
    assert error_number(FILE, not_found) == 126
    assert error_number(FILE, lambda _: None) is None


def test_only_parts_that_were_refused_are_named() -> None:
    def load(module: str) -> object:
        if module == "lxml.etree":
            raise refusal("DLL load failed with error code 577 while importing etree")
        if module == "typst._typst":
            raise ModuleNotFoundError(module)
        return None

    found = refused_parts(load=load)

    assert [(one.part.library if one.part else "", one.number) for one in found] == [("lxml", 577)]


def test_each_library_with_native_parts_is_in_the_table() -> None:
    """What jusou and its extras need is followed through what is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    left = [*project["dependencies"], *(text for name in EXTRAS for text in extras[name])]
    native, seen = set(), set()
    while left:
        requirement = Requirement(left.pop())
        if requirement.name in seen or not _is_for(requirement):
            continue
        seen.add(requirement.name)
        found = distribution(requirement.name)
        if any(file.suffix in {".so", ".pyd"} for file in found.files or ()):
            native.add(re.sub(r"[-_.]+", "-", requirement.name).lower())
        left += found.requires or ()

    assert native == {part.library for part in PARTS}
    assert refused_parts() == ()


def _is_for(requirement: Requirement) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def test_a_command_names_the_file_and_is_no_fault_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> object:
        raise refusal("DLL load failed with error code 4551 while importing etree")

    monkeypatch.setattr("jusou_tui.cli.main.import_module", refuse)
    done = call("list")

    assert (done.status, done.out) == (2, "")
    assert str(FILE) in done.err
    assert "4551" in done.err
    assert "不具合" not in done.err


def test_an_export_names_the_part_also_where_the_library_hides_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def hidden(_: str) -> object:
        raise ImportError("The _imaging C module is not installed.")

    monkeypatch.setattr(formats, "import_module", hidden)
    monkeypatch.setattr(formats, "refused_parts", lambda parts: [PartRefused(FILE, 577, next(iter(parts)))])
    with pytest.raises(PartRefused) as refused:
        formats.loaded(formats.Format("jusou_tui.export.pptx", "office"), ".pptx")

    assert refused.value.part == next(part for part in PARTS if part.extra == "office")


def test_a_format_that_the_portable_folder_lacks_is_said_with_what_to_do_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JUSOU_PORTABLE", "1")
    with pytest.raises(InputError) as refused:
        formats.loaded(formats.Format("no_such_library", "pdf"), ".pdf")

    assert "ブラウザーで印刷" in message_text(refused.value)
