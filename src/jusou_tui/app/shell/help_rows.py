"""What the help page says of commands: all keys on one screen, by what one wants to do; then all in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jusou_tui.app.drawing.pieces import Drawn, Piece, fit, width_of
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import Command
from jusou_tui.app.shell.keys import Group, shown
from jusou_tui.live.meeting_words.prompt_rows import PromptRow
from jusou_tui.text.terminal import cell_width, clean_line, pad
from jusou_tui.wording import t

LEAST_COLUMN = 28
MOST_COLUMNS = 3
UNEVEN = 2
"""Lines by which columns may differ, so that no group is parted from its heading."""
ON_EVERY_PAGE = frozenset({"pageup", "pagedown", "tab", "shift+tab"})
"""Keys that are explained in words only: everybody tries them."""


def by_group(commands: Iterable[Command]) -> dict[Group, list[Command]]:
    """Return the commands of each group that has some, those with a key first, in the order of the table."""
    places = {meaning: place for place, meaning in enumerate(keys.TABLE)}
    ordered = sorted(
        commands, key=lambda one: (not one.key_in_help, one.digit, places.get(one.meaning, len(places)))
    )
    found = {group: [one for one in ordered if one.group is group] for group in Group}
    return {group: members for group, members in found.items() if members}


def short_help(commands: Iterable[Command], cells: int, lines: int) -> Drawn:
    """Return the keys in columns on a page of `cells` by `lines`; what does not fit is left out."""
    shown = [one for one in commands if one.key_in_help and ON_EVERY_PAGE.isdisjoint(one.keys[:1])]
    columns = min(max(cells // LEAST_COLUMN, 1), MOST_COLUMNS)
    blocks: list[list[Item]] = [[t(group), *members] for group, members in by_group(shown).items()]
    total = sum(map(len, blocks)) + len(blocks)
    airy = total <= columns * (lines - UNEVEN)
    even = min(lines, -(-total // columns) + UNEVEN) if airy else lines
    filled = _whole(blocks, columns, even, lines) if airy else []
    filled = filled or [column for column in _columns(blocks, max(even, 1), air=airy) if column]
    drawn = [_drawn(column) for column in filled[:columns]]
    widths = _widths([max(map(width_of, column)) + 1 for column in drawn], cells)
    height = max(map(len, drawn), default=0)
    return [
        _joined([column[row] if row < len(column) else [] for column in drawn], widths)
        for row in range(height)
    ]


def long_help(commands: Iterable[Command]) -> list[PromptRow]:
    """Return every command with its keys and what it does, below the heading of its group."""
    rows = [
        PromptRow(t("app.guide_first"), t("app.guide_letters"), "plain"),
        PromptRow("", t("app.guide_saved"), "plain"),
    ]
    for group, members in by_group(commands).items():
        rows.append(PromptRow("", t(group), "strong"))
        rows += [
            PromptRow(
                one.key_in_help or t(one.meaning.found),
                f"{t(one.label)}: {t(one.help)}",
                "plain",
                note="  ".join(shown(key) for key in one.keys[1:]),
            )
            for one in members
        ]
    return rows


Item = str | Command | None
"""A line of the keys: a heading, a command, nothing."""


def _drawn(column: Sequence[Item]) -> Drawn:
    """Return a column: headings, and commands with their keys, the labels below one another."""
    keys_cells = (
        max((cell_width(one.key_in_help) for one in column if isinstance(one, Command)), default=0) + 1
    )
    lines: Drawn = []
    for one in column:
        if isinstance(one, Command):
            lines.append([(pad(one.key_in_help, keys_cells), "strong-now"), (clean_line(t(one.label)), "")])
        else:
            lines.append([(one, "strong-digits")] if one else [])
    return lines


def _widths(wanted: Sequence[int], cells: int) -> list[int]:
    """Return how wide columns are that want so many cells: what they want, if there is that much."""
    widths = list(wanted)
    while sum(widths) > cells:
        widths[widths.index(max(widths))] -= 1
    spare = (cells - sum(widths)) // max(len(widths), 1)
    return [one + spare for one in widths]


def _whole(blocks: Sequence[Sequence[Item]], columns: int, least: int, most: int) -> list[list[Item]]:
    """Return so many columns, as low as can be, in which every block is whole; [] where that cannot be."""
    for lines in range(max(least, 1), most + 1):
        filled = [column for column in _columns(blocks, lines, air=True, whole=True) if column]
        if len(filled) <= columns and all(len(column) <= lines for column in filled):
            return filled
    return []


def _columns(
    blocks: Sequence[Sequence[Item]], lines: int, *, air: bool, whole: bool = False
) -> list[list[Item]]:
    """Return the blocks one below the other in columns of so many lines; no heading stands last.

    `whole`: nor is a block parted, unless it is longer than a column.
    """
    columns: list[list[Item]] = [[]]
    for block in blocks:
        column = columns[-1]
        if column and air:
            column.append(None)
        if lines - len(column) < (len(block) if whole else min(len(block), 2)):
            columns.append([])
        for item in block:
            if len(columns[-1]) >= lines:
                columns.append([])
            columns[-1].append(item)
    return columns


def _joined(parts: Sequence[Sequence[Piece]], widths: Sequence[int]) -> list[Piece]:
    joined: list[Piece] = []
    for part, width in zip(parts, widths, strict=True):
        line = fit(list(part), width - 1)
        joined += [*line, (" " * max(width - width_of(line), 0), "")]
    return joined
