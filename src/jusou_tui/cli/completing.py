"""Values that a shell may complete: curricula, sessions, meetings and sheets by their names.

Nothing is said and nothing fails: where a file cannot be read there is nothing to choose from. Names that a
shell would take apart are left out; its own completion of files quotes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from jusou_tui import paths
from jusou_tui.cli.slots import names_in
from jusou_tui.errors import JusouError
from jusou_tui.paths import SESSION_ENDING

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum

_PLAIN = r"[\w@%+=:,./~-]+"
"""Words that every shell takes as they are."""


def let_complete(command: click.Command, slots: Mapping[str, str]) -> None:
    """Let a shell complete the values of a command, as far as it is known what stands in their slots."""
    for param in command.params:
        names = names_in(slots.get(param.name or "", ""))
        if param.type is click.STRING and any(name in _VALUES for name in names):
            param.type = NamedValue(names)


def without_value(command: click.Command, words: Sequence[str]) -> bool:
    """Return whether words end with an option whose value is still to come."""
    return any(
        isinstance(param, click.Option) and not param.is_flag and words[-1] in param.opts
        for param in (command.params if words else ())
    )


class NamedValue(click.types.StringParamType):
    """A value that is taken as typed. `names`: what it is called in the usage line, hence what it may be."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return what the value may be; files and folders are left to the shell."""
        del param
        found: dict[tuple[str, str], CompletionItem] = {}
        with suppress(JusouError, OSError, ValueError):
            for name in self.names:
                items = _VALUES[name](ctx, incomplete) if name in _VALUES else []
                found |= {(one.type, one.value): one for one in items}
        usable = (one for one in found.values() if one.type != "plain" or re.fullmatch(_PLAIN, one.value))
        return sorted(usable, key=lambda one: one.type == "plain")  # Bash forgets what stands before a file


def _matching(names: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=about) for name, about in names if name.startswith(incomplete)]


def _sessions(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    folder = _folder(ctx)
    names = sorted(path.name for path in folder.glob(f"*{SESSION_ENDING}") if not path.name.startswith("."))
    return [*_matching(((name, "") for name in names), incomplete), *_files(ctx, incomplete)]


def _curricula(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from jusou_tui.curriculum.library import names

    return [*_matching(((name, "") for name in names()), incomplete), *_files(ctx, incomplete)]


def _steps(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    curriculum = _curriculum(ctx)
    rows = [(step.id, step.title) for step in curriculum.steps] if curriculum else []
    return _matching(rows, incomplete)


def _products(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    from jusou_tui.report.documents.kinds import KINDS
    from jusou_tui.wording import t

    rows = [(name, t(kind.label)) for name, kind in KINDS.items() if name != "sheet"]
    return _matching([*rows, *((f"sheet:{name}", title) for name, title in _worksheets(ctx))], incomplete)


def _ids(ctx: click.Context, incomplete: str) -> list[CompletionItem]:
    before, comma, begun = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{name}", help=title)
        for name, title in _worksheets(ctx)
        if name.startswith(begun) and name not in before.split(",")
    ]


def _files(_: click.Context, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="file")]


def _folders(_: click.Context, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(incomplete, type="dir")]


_VALUES: dict[str, Callable[[click.Context, str], list[CompletionItem]]] = {
    "SESSION": _sessions,
    "CURRICULUM": _curricula,
    "STEP": _steps,
    "WHAT": _products,
    "ID": _ids,
    "FOLDER": _folders,
    "FILE": _files,
    "PATH": _files,
    "FORM": _files,
    "OLD": _sessions,
    "NEW": _sessions,
    "MINE": _sessions,
    "THEIRS": _sessions,
    "BASE": _files,
    "OURS": _files,
}
"""Name of a value, as in a usage line -> what it may be."""

_SOURCES = ("target", "session", "file", "curriculum", "against")
"""Parameters that name a session or a curriculum, whose steps and sheets are meant."""


def _worksheets(ctx: click.Context) -> Iterator[tuple[str, str]]:
    curriculum = _curriculum(ctx)
    for sheet in curriculum.worksheets if curriculum else ():
        yield sheet.id, sheet.title


def _curriculum(ctx: click.Context) -> Curriculum | None:
    """Return the curriculum of what the command is about, as far as it is typed."""
    from jusou_tui.cli.target import find
    from jusou_tui.curriculum.load import load
    from jusou_tui.session.curriculum import curriculum_of
    from jusou_tui.session.format.read import opened

    named = next((ctx.params[name] for name in _SOURCES if ctx.params.get(name)), None)
    if not isinstance(named, str):
        return None
    target = find(named, _folder(ctx))
    if target.kind == "session":
        return curriculum_of(opened(target.path).session, target.path)
    return load(target.path)


def _folder(ctx: click.Context) -> Path:
    given = ctx.params.get("folder") or ctx.find_root().params.get("folder")
    return paths.sessions_folder(paths.typed(given) if given else None)
