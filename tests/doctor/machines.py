"""A machine on which all is well, to be varied."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from jusou_tui.doctor.checks import Finding, findings
from jusou_tui.doctor.machine import ClockFacts, Extra, Folder, Machine, Terminal

NOW = datetime.fromisoformat("2026-12-10T13:00:00+09:00")
TERMINAL = Terminal(80, 24, 16_777_216, ("kitty",), ambiguous=1)
CLOCK = ClockFacts(NOW, datetime.fromisoformat("2026-12-10T12:59:00+09:00"), "第1回.session.toml")
FOLDER = Folder(Path("/invented"), seconds=0.01, free=10**10)
WELL = Machine(
    terminal=TERMINAL,
    clock=CLOCK,
    folder=FOLDER,
    bell=True,
    can_stay_awake=True,
    window="kitty",
    has_browser=True,
    has_fonts=True,
    extras=(Extra("office", is_there=True), Extra("web", is_there=True)),
    has_git=True,
)


def of_terminal(name: str, **changed: Any) -> Finding:
    """Return a finding on another terminal."""
    return of_machine(name, terminal=replace(TERMINAL, **changed))


def of_machine(name: str, **changed: Any) -> Finding:
    """Return a finding on a machine that differs so."""
    return next(one for one in findings(replace(WELL, **changed)) if one.name == name)
