"""Commands that speak the user's language: click parses, the help page and the refusals are ours.

Those that open screens need a terminal, and a place for sessions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import click

from jusou_tui import paths
from jusou_tui.errors import InputError
from jusou_tui.text.width import cell_width, pad, wrap_fast
from jusou_tui.wording import t

MOST_WIDTH = 100
EXTRA = {"allow_extra_args": True}


class Command(click.Command):
    """A command with its help: what it does, its arguments, its options, an example."""

    def __init__(
        self,
        name: str,
        callback: Callable[..., int],
        *,
        about: str,
        example: str,
        params: Sequence[click.Parameter] = (),
        arguments: Sequence[tuple[str, str]] = (),
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, help_option()],
            options_metavar=t("cli.options_metavar"),
            add_help_option=False,
            context_settings=EXTRA,
        )
        self.about = about
        self.example = example
        self.arguments = arguments

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; too many arguments are refused in the user's language."""
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise InputError("cli.too_many_arguments", given=" ".join(ctx.args), command=ctx.command_path)
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help page."""
        usage = " ".join([ctx.command_path, *self.collect_usage_pieces(ctx)])
        formatter.write(
            help_page(
                usage,
                self.about,
                (t("cli.heading_arguments"), self.arguments),
                (t("cli.heading_options"), option_rows(ctx, self)),
                (t("cli.heading_example"), [(line, "") for line in self.example.split("\n")]),
                width=help_width(),
            )
        )


def help_option() -> click.Option:
    """Return `--help`, worded in the language in use."""
    return click.Option(
        ["--help", "-h"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_help,
        help=t("cli.option_help"),
    )


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def json_option(about: str) -> click.Option:
    """Return `--json`."""
    return click.Option(["--json", "as_json"], is_flag=True, help=about)


def include_options() -> tuple[click.Option, click.Option]:
    """Return `--include-private` and `--include-sensitive`."""
    return (
        click.Option(["--include-private"], is_flag=True, help=t("cli.option_include_private")),
        click.Option(["--include-sensitive"], is_flag=True, help=t("cli.option_include_sensitive")),
    )


def folder_option() -> click.Option:
    """Return `--folder`: where sessions live."""
    return click.Option(["--folder"], metavar="FOLDER", help=t("cli.option_folder"))


def option_rows(ctx: click.Context, command: click.Command) -> list[tuple[str, str]]:
    """Return the options with what they do."""
    records = (param.get_help_record(ctx) for param in command.params if isinstance(param, click.Option))
    return [(names, about) for record in records if record for names, about in [record]]


def help_width() -> int:
    """Return the cells that a help page may take."""
    from jusou_tui.cli.output import terminal_width

    return min(terminal_width(), MOST_WIDTH)


def help_page(usage: str, about: str, *chapters: tuple[str, Sequence[tuple[str, str]]], width: int) -> str:
    """Return a help page: usage, what the command does, then chapters of names and explanations."""
    lines = [f"{t('cli.heading_usage')} {usage}", ""]
    lines += [f"  {line}".rstrip() for line in wrap_fast(about, width - 2)]
    for title, rows in chapters:
        if rows:
            lines += ["", title, *_chapter(rows, width)]
    return "\n".join(lines) + "\n"


def _chapter(rows: Sequence[tuple[str, str]], width: int) -> Iterable[str]:
    widest = max((cell_width(name) for name, about in rows if about), default=0)
    room = max(width - widest - 4, 20)
    for name, about in rows:
        lines = wrap_fast(about, room)
        yield f"  {pad(name, widest)}  {lines[0]}".rstrip()
        for line in lines[1:]:
            yield f"{' ' * (widest + 4)}{line}"


def sessions_folder(given: str | None) -> Path:
    """Return where sessions live: the command's `--folder`, the one before it, else the usual place."""
    wanted = given or (click.get_current_context().find_root().obj or None)
    return paths.sessions_folder(paths.typed(wanted) if wanted else None)


def require_terminal() -> None:
    """Raise InputError unless a person can see and type."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("cli.no_terminal")


def start(
    kind: Literal["home", "setup", "session"],
    folder: Path,
    path: Path | None = None,
    curriculum: Path | None = None,
    *,
    look: bool = False,
    take_over: bool = False,
    speed: float | None = None,
) -> int:
    """Run the program until it is left; return its exit status. Raises InputError without a terminal."""
    require_terminal()
    from jusou_tui.app.launch import launch
    from jusou_tui.app.start import Start

    return launch(
        Start(kind, folder, path=path, curriculum=curriculum, look=look, take_over=take_over, speed=speed)
    )
