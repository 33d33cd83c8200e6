"""What is well on this machine and what to look at before a meeting: pure functions of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Literal, NamedTuple

from jusou_tui.doctor.letters import LEAST, NOT_READ, READ, letter_points
from jusou_tui.doctor.machine import Kind, Machine, Terminal
from jusou_tui.doctor.terminals import SOME_COLOURS
from jusou_tui.errors import Phrase
from jusou_tui.native_parts import INCOMPLETE, PartRefused

State = Literal["ok", "look", "note"]
"""All well; look here; good to know, and nothing that keeps a meeting from its course."""

COMFORTABLE, SMALLEST = (80, 24), (60, 20)
CLOCKS_APART = timedelta(minutes=2)
"""How far a file may be ahead of this machine's clock: other machines wrote it, too."""
SLOW_SECONDS = 0.25
"""Seconds for a few bytes from which on a disk is slow: a change is to be safe in that time."""
LEAST_FREE = 200_000_000


class Finding(NamedTuple):
    """One line: what it is about (`name` for programs), its state, what was found, and what to do."""

    name: str
    topic: str
    state: State
    text: Phrase
    advice: Phrase | None = None


def findings(machine: Machine) -> tuple[Finding, ...]:
    """Return a line for each check, in the order in which they are shown."""
    found: list[Finding] = []
    if machine.terminal is None:
        found.append(Finding("terminal", "doctor.terminal", "note", Phrase("doctor.no_terminal")))
    else:
        found += [check(machine.terminal) for check in _OF_TERMINAL]
    return (*found, *(check(machine) for check in _OF_MACHINE), *_extras(machine), *_parts(machine))


def exit_status(found: Iterable[Finding]) -> int:
    """Return 0 where all is well, 1 where there is something to look at."""
    return int(any(one.state == "look" for one in found))


def _size(terminal: Terminal) -> Finding:
    facts = {"columns": terminal.columns, "rows": terminal.rows}
    text = Phrase("doctor.size_is", facts)
    if terminal.columns >= COMFORTABLE[0] and terminal.rows >= COMFORTABLE[1]:
        return Finding("size", "doctor.size", "ok", text)
    fits = terminal.columns >= SMALLEST[0] and terminal.rows >= SMALLEST[1]
    advice = Phrase("doctor.size_tight" if fits else "doctor.size_too_small", {"columns": 80, "rows": 24})
    return Finding("size", "doctor.size", "look", text, advice)


def _letters(terminal: Terminal) -> Finding:
    points = letter_points(terminal.columns, terminal.rows)
    text = Phrase("doctor.letters_are", {"points": points, "read": READ, "not_read": NOT_READ})
    if points >= LEAST:
        return Finding("letters", "doctor.letters", "ok", text)
    how = next((_ENLARGE[kind] for kind in terminal.kinds if kind in _ENLARGE), "doctor.enlarge_other")
    facts = {"how": Phrase(how), "columns": COMFORTABLE[0]}
    return Finding("letters", "doctor.letters", "look", text, Phrase("doctor.letters_enlarge", facts))


_ENLARGE: dict[Kind, str] = {
    "windows_terminal": "doctor.enlarge_ctrl",
    "kitty": "doctor.enlarge_ctrl_shift",
    "gnome": "doctor.enlarge_ctrl_shift",
    "iterm": "doctor.enlarge_cmd",
    "apple": "doctor.enlarge_cmd",
    "vscode": "doctor.enlarge_vscode",
    "tmux": "doctor.enlarge_outside",
    "screen": "doctor.enlarge_outside",
}
"""How letters are made larger: in tmux and screen by the terminal around them."""


def _colours(terminal: Terminal) -> Finding:
    if terminal.colours >= SOME_COLOURS:
        text = Phrase("doctor.colours_are", {"count": terminal.colours})
        return Finding("colours", "doctor.colours", "ok", text)
    text = Phrase("doctor.colours_few") if terminal.colours else Phrase("doctor.colours_none")
    return Finding("colours", "doctor.colours", "look", text, Phrase("doctor.colours_do"))


def _widths(terminal: Terminal) -> Finding:
    if terminal.ambiguous is None:
        unknown = "doctor.widths_unknown" if terminal.was_asked else "doctor.widths_not_asked"
        return Finding("widths", "doctor.widths", "note", Phrase(unknown))
    if terminal.ambiguous == 1:
        return Finding("widths", "doctor.widths", "ok", Phrase("doctor.widths_narrow"))
    how = next((_NARROW[kind] for kind in terminal.kinds if kind in _NARROW), "doctor.narrow_other")
    return Finding("widths", "doctor.widths", "look", Phrase("doctor.widths_wide"), Phrase(how))


_NARROW: dict[Kind, str] = {"gnome": "doctor.narrow_gnome", "iterm": "doctor.narrow_iterm"}


def _keys(terminal: Terminal) -> Finding:
    if not terminal.kept_keys:
        return Finding("keys", "doctor.keys", "ok", Phrase("doctor.keys_free"))
    text = Phrase("doctor.keys_kept", {"keys": ", ".join(terminal.kept_keys)})
    return Finding("keys", "doctor.keys", "note", text, Phrase("doctor.keys_twins"))


def _clock(machine: Machine) -> Finding:
    clock = machine.clock
    facts = {"now": clock.now.strftime("%Y-%m-%d %H:%M")}
    if clock.newest is None or clock.newest <= clock.now + CLOCKS_APART:
        return Finding("clock", "doctor.clock", "ok", Phrase("doctor.clock_is", facts))
    at = clock.newest.astimezone(clock.now.tzinfo).strftime("%Y-%m-%d %H:%M")
    text = Phrase("doctor.clock_behind", {**facts, "at": at, "file": clock.file})
    return Finding("clock", "doctor.clock", "look", text, Phrase("doctor.clock_do"))


def _zone(machine: Machine) -> Finding:
    clock = machine.clock
    here = Phrase("doctor.zone_is", {"zone": _offset(clock.now.utcoffset())})
    if clock.newest is None:
        return Finding("zone", "doctor.zone", "ok", here)
    theirs, ours = clock.newest.utcoffset(), clock.newest.astimezone(clock.now.tzinfo).utcoffset()
    if theirs == ours:
        return Finding("zone", "doctor.zone", "ok", here)
    facts = {"zone": _offset(clock.now.utcoffset()), "other": _offset(theirs), "file": clock.file}
    return Finding(
        "zone", "doctor.zone", "look", Phrase("doctor.zone_differs", facts), Phrase("doctor.zone_do")
    )


def _offset(ahead: timedelta | None) -> str:
    minutes = round((ahead or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _writable(machine: Machine) -> Finding:
    folder = machine.folder
    if folder.refused is not None:
        facts = {"path": folder.path, "reason": folder.refused}
        text, advice = Phrase("doctor.folder_refused", facts), Phrase("doctor.folder_do")
        return Finding("folder", "doctor.folder", "look", text, advice)
    return Finding("folder", "doctor.folder", "ok", Phrase("doctor.folder_is", {"path": folder.path}))


def _disk(machine: Machine) -> Finding:
    seconds = machine.folder.seconds
    if seconds is None:
        return Finding("disk", "doctor.disk", "note", Phrase("doctor.disk_unknown"))
    text = Phrase("doctor.disk_took", {"milliseconds": max(1, round(seconds * 1000))})
    if seconds <= SLOW_SECONDS:
        return Finding("disk", "doctor.disk", "ok", text)
    return Finding("disk", "doctor.disk", "look", text, Phrase("doctor.disk_do"))


def _synced(machine: Machine) -> Finding:
    if not machine.folder.synced_by:
        return Finding("sync", "doctor.sync", "ok", Phrase("doctor.sync_none"))
    text = Phrase("doctor.sync_by", {"service": machine.folder.synced_by})
    return Finding("sync", "doctor.sync", "look", text, Phrase("doctor.sync_do"))


def _space(machine: Machine) -> Finding:
    free = machine.folder.free
    if free is None:
        return Finding("space", "doctor.space", "note", Phrase("doctor.space_unknown"))
    text = Phrase("doctor.space_is", {"megabytes": f"{free // 1_000_000:,}"})
    if free >= LEAST_FREE:
        return Finding("space", "doctor.space", "ok", text)
    return Finding("space", "doctor.space", "look", text, Phrase("doctor.space_do"))


def _sound(machine: Machine) -> Finding:
    """Whether a bell is heard nobody but a person can say."""
    text = Phrase("doctor.sound_on" if machine.bell else "doctor.sound_off")
    return Finding("sound", "doctor.sound", "note", text, Phrase("doctor.sound_try"))


def _window(machine: Machine) -> Finding:
    known = machine.window in _WINDOWS
    text = Phrase(_WINDOWS[machine.window] if known else "doctor.window_by_hand")
    return Finding("window", "doctor.window", "ok" if known else "note", text)


_WINDOWS = {
    "windows_terminal": "doctor.window_asked_small",
    "iterm": "doctor.window_asked_small",
    "kitty": "doctor.window_asked",
    "gnome": "doctor.window_asked",
    "tmux": "doctor.window_tmux",
}


def _browser(machine: Machine) -> Finding:
    if machine.has_browser:
        return Finding("browser", "doctor.browser", "ok", Phrase("doctor.browser_is"))
    return Finding("browser", "doctor.browser", "note", Phrase("doctor.browser_none"))


def _fonts(machine: Machine) -> Finding:
    if machine.has_fonts is None:
        return Finding("fonts", "doctor.fonts", "note", Phrase("doctor.fonts_unknown"))
    if machine.has_fonts:
        return Finding("fonts", "doctor.fonts", "ok", Phrase("doctor.fonts_are"))
    return Finding("fonts", "doctor.fonts", "look", Phrase("doctor.fonts_none"), Phrase("doctor.fonts_do"))


def _awake(machine: Machine) -> Finding:
    text = Phrase("doctor.awake_is" if machine.can_stay_awake else "doctor.awake_none")
    if machine.can_stay_awake:
        return Finding("awake", "doctor.awake", "ok", text)
    return Finding("awake", "doctor.awake", "look", text, Phrase("doctor.awake_do"))


def _git(machine: Machine) -> Finding:
    text = Phrase("doctor.git_is" if machine.has_git else "doctor.git_none")
    return Finding("git", "doctor.git", "ok" if machine.has_git else "note", text)


def _extras(machine: Machine) -> tuple[Finding, ...]:
    return tuple(
        Finding(f"extra-{one.name}", _EXTRAS[one.name][0], "ok", Phrase("doctor.extra_is"))
        if one.is_there
        else Finding(
            f"extra-{one.name}",
            _EXTRAS[one.name][0],
            "note",
            Phrase(_EXTRAS[one.name][1]),
            Phrase(
                "doctor.extra_not_carried" if machine.is_portable else "doctor.extra_do", {"name": one.name}
            ),
        )
        for one in machine.extras
    )


def _parts(machine: Machine) -> tuple[Finding, ...]:
    if not machine.refused_parts:
        return (Finding("parts", "doctor.parts", "ok", Phrase("doctor.parts_are")),)
    return tuple(map(_refused, machine.refused_parts))


def _refused(refused: PartRefused) -> Finding:
    """Of a part whose library does the same without it, more slowly, nobody need do anything."""
    part = refused.part
    name = f"part-{part.library}" if part else "part"
    text = Phrase(refused.message_id, refused.facts)
    if part is not None and part.has_substitute:
        return Finding(name, "doctor.parts", "note", text, Phrase("doctor.part_has_substitute"))
    advice = "doctor.part_incomplete" if refused.number in INCOMPLETE else "doctor.part_do"
    return Finding(name, "doctor.parts", "look", text, Phrase(advice))


_EXTRAS = {
    "office": ("doctor.extra_office", "doctor.extra_office_none"),
    "calendar": ("doctor.extra_calendar", "doctor.extra_calendar_none"),
    "pdf": ("doctor.extra_pdf", "doctor.extra_pdf_none"),
    "web": ("doctor.extra_web", "doctor.extra_web_none"),
}
_OF_TERMINAL: tuple[Callable[[Terminal], Finding], ...] = (_size, _letters, _colours, _widths, _keys)
_OF_MACHINE: tuple[Callable[[Machine], Finding], ...] = (
    *(_clock, _zone, _writable, _disk, _synced, _space),
    *(_sound, _awake, _window, _browser, _fonts, _git),
)
