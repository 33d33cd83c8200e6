"""The command line as a whole: global options, the commands by name, and every failure in one sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from jusou_tui import wording
from jusou_tui.cli.command import (
    EXTRA,
    CliCommand,
    folder_option,
    help_option,
    help_page,
    help_width,
    option_rows,
    told_of,
)
from jusou_tui.cli.streams import discard_rest, flush, say
from jusou_tui.errors import InputError, JusouError
from jusou_tui.text.nearest import nearest
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import LANGUAGES, t

if TYPE_CHECKING:  # imported where it is used
    from click.shell_completion import CompletionItem

COMMANDS = {
    "run": ("jusou_tui.cli.interactive.run", "cli.run_short"),
    "resume": ("jusou_tui.cli.interactive.resume", "cli.resume_short"),
    "screen": ("jusou_tui.cli.interactive.screen", "cli.screen_short"),
    "new": ("jusou_tui.cli.sessions.new", "cli.new_short"),
    "list": ("jusou_tui.cli.sessions.listing", "cli.list_short"),
    "show": ("jusou_tui.cli.sessions.show", "cli.show_short"),
    "schedule": ("jusou_tui.cli.curricula.schedule", "cli.schedule_short"),
    "export": ("jusou_tui.cli.sessions.export", "export.short"),
    "import": ("jusou_tui.cli.sessions.take_in", "supplement.short"),
    "check": ("jusou_tui.cli.curricula.check", "cli.check_short"),
    "init-curriculum": ("jusou_tui.cli.curricula.init_curriculum", "cli.init_curriculum_short"),
    "recover": ("jusou_tui.cli.sessions.recover", "recover.short"),
    "diff": ("jusou_tui.cli.versions.diff", "compare.diff_short"),
    "merge": ("jusou_tui.cli.versions.merge", "compare.merge_short"),
    "scribe": ("jusou_tui.cli.interactive.scribe", "compare.scribe_short"),
    "config-git": ("jusou_tui.cli.versions.config_git", "compare.config_git_short"),
    "git-diff": ("jusou_tui.cli.versions.git_diff", "compare.git_diff_short"),
    "git-merge": ("jusou_tui.cli.versions.git_merge", "compare.git_merge_short"),
    "stats": ("jusou_tui.cli.sessions.stats", "review.stats_short"),
    "completion": ("jusou_tui.cli.interactive.completion", "completion.short"),
    "doctor": ("jusou_tui.cli.interactive.doctor", "doctor.short"),
    "schema": ("jusou_tui.cli.curricula.schema", "cli.schema_short"),
    "tour": ("jusou_tui.cli.interactive.tour", "cli.tour_short"),
    "demo": ("jusou_tui.cli.interactive.demo", "cli.demo_short"),
}
"""CliCommand name -> the module whose `command()` makes it, and what the overview says of it."""


_LONGEST_WAY_ROUND = timedelta(hours=23, minutes=59)
"""How far clocks can be ahead of UTC, or behind it, in a time zone that a file can hold."""


class _ReaderGone(Exception):  # noqa: N818 - no error: whoever read our output has seen enough
    """Standard output was closed by its reader."""


@contextmanager
def _reader_may_leave() -> Iterator[None]:
    """Turn a broken pipe into what click does not take for a failure."""
    try:
        yield
    except BrokenPipeError as error:
        raise _ReaderGone from error


class CommandLine(click.Group):
    """`jusou`: alone it opens the home screen."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and make the command in the language in use."""
        if cmd_name not in COMMANDS:
            return None
        made: CliCommand = import_module(COMMANDS[cmd_name][0]).command()
        if ctx.resilient_parsing:  # a shell asks
            from jusou_tui.cli.completing import let_complete

            let_complete(made, made.slots)
        return made

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands, and the options before them, that begin so; no command is imported."""
        from click.shell_completion import CompletionItem

        names = [name for name in COMMANDS if name.startswith(incomplete)]
        return [
            *(CompletionItem(name, help=t(COMMANDS[name][1])) for name in names),
            *click.Command.shell_complete(self, ctx, incomplete),
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the command's name."""
        with told_of(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is refused with the one that was probably meant."""
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing:
            if meant := nearest(name, COMMANDS, cutoff=0.5):
                raise InputError("cli.no_such_command_meant", given=name, meant=meant)
            raise InputError("cli.no_such_command", given=name, known=", ".join(COMMANDS))
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        """Parse, and print help where it is asked for; a reader that has gone away is no error."""
        with _reader_may_leave():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run; a reader that has gone away is no error."""
        with _reader_may_leave():
            result = super().invoke(ctx)
            flush()
        return result

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview."""
        commands = [(name, t(short)) for name, (_, short) in COMMANDS.items()]
        usage = f"{ctx.command_path} {t('cli.options_metavar')} {t('cli.command_metavar')}"
        example = t("cli.heading_example"), [("jusou demo", ""), ("jusou run team-building", "")]
        options = t("cli.heading_options"), option_rows(ctx, self)
        chapters = ((t("cli.heading_commands"), commands), options, example)
        formatter.write(help_page(usage, t("cli.about"), *chapters, width=help_width()))


def command_line() -> CommandLine:
    """Return the command line, worded in the language in use."""
    return CommandLine(
        "jusou",
        callback=_home,
        invoke_without_command=True,
        no_args_is_help=False,
        add_help_option=False,
        context_settings=EXTRA,
        params=[
            click.Option(
                ["--lang"],
                metavar="|".join(LANGUAGES),
                expose_value=False,
                help=t("cli.option_lang"),
                shell_complete=lambda _, __, begun: [one for one in LANGUAGES if one.startswith(begun)],
            ),
            folder_option(),
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                callback=_show_version,
                help=t("cli.option_version"),
            ),
            help_option(),
        ],
    )


def _home(folder: str | None) -> int:
    context = click.get_current_context()
    context.obj = folder
    _check_zone()
    if context.invoked_subcommand is not None:
        return 0
    from jusou_tui.cli.command import sessions_folder, start, wants_plain

    if wants_plain():
        from jusou_tui.plain.program import Begin
        from jusou_tui.plain.terminal import run as run_plain

        return run_plain(Begin(sessions_folder(folder), home=True))
    return start("home", sessions_folder(folder))


def _check_zone() -> None:
    """Raise InputError where the environment names a time zone that no clock can go by."""
    try:
        ahead = datetime.now(UTC).astimezone().utcoffset() or timedelta()
    except (ValueError, OverflowError, OSError):
        ahead = timedelta.max
    if abs(ahead) > _LONGEST_WAY_ROUND:
        raise InputError("cli.impossible_zone", zone=clean_line(os.environ.get("TZ", "")))


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from jusou_tui import __version__

        say(f"jusou {__version__}")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name; return the exit status. Never raises for what a user can do."""
    from jusou_tui.cli.command import INTERRUPTED, report_failure, report_fault

    try:
        rest = _choose_language(arguments)
        if question := os.environ.get("_JUSOU_COMPLETE"):
            from jusou_tui.cli.shells import answer

            return answer(command_line(), question)
        result = command_line().main(args=rest, prog_name="jusou", standalone_mode=False)
        flush()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except (_ReaderGone, BrokenPipeError):
        return 0
    except (JusouError, click.ClickException, OSError) as error:
        return report_failure(error)
    except Exception as error:  # noqa: BLE001 - a fault of the program: reported, and one sentence
        return report_fault(error)
    finally:
        for stream in (sys.stdout, sys.stderr):
            discard_rest(stream)
    return result if isinstance(result, int) else 0


def _choose_language(arguments: Sequence[str]) -> list[str]:
    """Take `--lang` out of the arguments, wherever it is, and choose the language. Return the rest."""
    wording.use()
    rest = list(arguments)
    end = rest.index("--") if "--" in rest else len(rest)
    place = next((n for n, given in enumerate(rest[:end]) if given.split("=")[0] == "--lang"), None)
    if place is None:
        return rest
    name, equals, value = rest.pop(place).partition("=")
    if not equals:
        if place >= len(rest):
            raise InputError("cli.option_needs_value", option=name, value="|".join(LANGUAGES))
        value = rest.pop(place)
    if value not in LANGUAGES:
        raise InputError("cli.bad_choice", option=name, given=value, known=", ".join(LANGUAGES))
    wording.use(value)
    return rest
