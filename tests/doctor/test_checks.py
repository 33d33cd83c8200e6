"""Each check both ways, and what is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from doctor.machines import CLOCK, FOLDER, NOW, WELL, of_machine, of_terminal
from jusou_tui.doctor.checks import exit_status, findings
from jusou_tui.doctor.letters import letter_points
from jusou_tui.doctor.machine import Extra
from jusou_tui.doctor.report import doctor_blocks, doctor_document, summary, text_of
from jusou_tui.errors import Phrase
from jusou_tui.native_parts import PARTS, PartRefused
from jusou_tui.wording import LANGUAGES, use


@pytest.mark.parametrize(
    ("name", "changed", "state"),
    [
        ("size", {"columns": 80, "rows": 24}, "ok"),
        ("size", {"columns": 79, "rows": 24}, "look"),
        ("size", {"columns": 59, "rows": 24}, "look"),
        ("letters", {"columns": 80, "rows": 25}, "ok"),
        ("letters", {"columns": 120, "rows": 40}, "look"),
        ("letters", {"columns": 200, "rows": 24}, "look"),
        ("colours", {"colours": 256}, "ok"),
        ("colours", {"colours": 16}, "look"),
        ("colours", {"colours": 0}, "look"),
        ("widths", {"ambiguous": 1}, "ok"),
        ("widths", {"ambiguous": 2}, "look"),
        ("widths", {"ambiguous": None}, "note"),
        ("keys", {"kept_keys": ()}, "ok"),
        ("keys", {"kept_keys": ("F11",)}, "note"),
    ],
)
def test_a_terminal(name: str, changed: dict[str, Any], state: str) -> None:
    assert of_terminal(name, **changed).state == state


def later(text: str) -> dict[str, Any]:
    return {"clock": replace(CLOCK, newest=datetime.fromisoformat(text))}


@pytest.mark.parametrize(
    ("name", "changed", "state"),
    [
        ("clock", {}, "ok"),
        ("clock", later("2026-12-10T13:01:00+09:00"), "ok"),
        ("clock", later("2026-12-10T13:03:00+09:00"), "look"),
        ("clock", {"clock": replace(CLOCK, newest=None)}, "ok"),
        ("zone", {}, "ok"),
        ("zone", later("2026-12-10T03:59:00+00:00"), "look"),
        ("zone", {"clock": replace(CLOCK, newest=None)}, "ok"),
        ("folder", {}, "ok"),
        ("folder", {"folder": replace(FOLDER, refused=Phrase("system.read_only"))}, "look"),
        ("disk", {}, "ok"),
        ("disk", {"folder": replace(FOLDER, seconds=0.4)}, "look"),
        ("disk", {"folder": replace(FOLDER, seconds=None)}, "note"),
        ("sync", {}, "ok"),
        ("sync", {"folder": replace(FOLDER, synced_by="OneDrive")}, "look"),
        ("space", {}, "ok"),
        ("space", {"folder": replace(FOLDER, free=1000)}, "look"),
        ("space", {"folder": replace(FOLDER, free=None)}, "note"),
        ("sound", {}, "note"),
        ("sound", {"bell": False}, "note"),
        ("awake", {}, "ok"),
        ("awake", {"can_stay_awake": False}, "look"),
        ("window", {}, "ok"),
        ("window", {"window": "by_hand"}, "note"),
        ("browser", {}, "ok"),
        ("browser", {"has_browser": False}, "note"),
        ("fonts", {}, "ok"),
        ("fonts", {"has_fonts": False}, "look"),
        ("fonts", {"has_fonts": None}, "note"),
        ("git", {}, "ok"),
        ("git", {"has_git": False}, "note"),
        ("extra-web", {}, "ok"),
        ("extra-web", {"extras": (Extra("web", is_there=False),)}, "note"),
        ("extra-calendar", {"extras": (Extra("calendar", is_there=False),)}, "note"),
        ("extra-pdf", {"extras": (Extra("pdf", is_there=False),)}, "note"),
        ("terminal", {"terminal": None}, "note"),
    ],
)
def test_a_machine(name: str, changed: dict[str, Any], state: str) -> None:
    assert of_machine(name, **changed).state == state


def test_the_exit_status_says_whether_there_is_something_to_look_at() -> None:
    assert exit_status(findings(WELL)) == 0
    assert exit_status(findings(replace(WELL, terminal=None, has_git=False))) == 0
    assert exit_status(findings(replace(WELL, can_stay_awake=False))) == 1


@pytest.mark.parametrize(
    ("columns", "rows", "points"), [(80, 24, 15), (120, 40, 9), (160, 24, 8), (60, 20, 18)]
)
def test_letters_after_a_call(columns: int, rows: int, points: int) -> None:
    assert letter_points(columns, rows) == points


@pytest.mark.parametrize(
    ("kinds", "how"),
    [
        (("windows_terminal",), "Ctrl と ＋"),
        (("gnome", "tmux"), "Shift"),
        (("tmux",), "外側の端末"),
        (("iterm",), "Command"),
        ((), "端末の設定"),
    ],
)
def test_how_letters_are_enlarged_here(kinds: tuple[str, ...], how: str) -> None:
    assert how in text_of(of_terminal("letters", columns=120, rows=40, kinds=kinds).advice)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_has_words_and_what_to_look_at_says_what_to_do(language: str) -> None:
    use(language)
    bad = replace(
        WELL,
        terminal=None,
        clock=replace(CLOCK, newest=NOW.replace(year=2027)),
        folder=replace(FOLDER, refused=Phrase("system.read_only"), seconds=1.0, synced_by="Box", free=1),
        can_stay_awake=False,
        has_fonts=False,
    )
    found = findings(bad)
    document = doctor_document(found)

    assert document["ok"] is False
    assert all(text_of(one.text) for one in found)
    assert all(text_of(one.advice) for one in found if one.state == "look")
    assert len(doctor_blocks(found)) == len(found) + 2
    assert summary(found) != summary(findings(WELL))
    use("ja")


@pytest.mark.parametrize(
    ("library", "number", "state", "advice"),
    [
        ("pydantic-core", 4551, "look", "情報システムの担当の方へ"),
        ("lxml", 126, "look", "Visual C++"),
        ("tornado", 577, "note", "なくても"),
    ],
)
def test_a_part_that_was_refused_is_named_for_the_administrator(
    library: str, number: int, state: str, advice: str
) -> None:
    part = next(one for one in PARTS if one.library == library)
    refused = PartRefused(Path("C:/invented/part.pyd"), number, part)
    found = of_machine(f"part-{library}", refused_parts=(refused,))

    assert (found.state, str(number) in text_of(found.text)) == (state, True)
    assert "part.pyd" in text_of(found.text)
    assert advice in text_of(found.advice)
    assert of_machine("parts").state == "ok"


def test_nothing_is_added_by_pip_to_the_portable_folder() -> None:
    missing = (Extra("pdf", is_there=False),)

    assert "pip install" in text_of(of_machine("extra-pdf", extras=missing).advice)
    assert "持ち運び用" in text_of(of_machine("extra-pdf", extras=missing, is_portable=True).advice)
