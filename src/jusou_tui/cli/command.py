"""Commands that speak the user's language: click parses, the help page and the refusals are ours.

Every failure is a sentence on standard error, with exit status 2. Commands that open screens need a
terminal, and a place for sessions.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from jusou_tui import paths
from jusou_tui.cli.slots import in_a_sentence, usage_word
from jusou_tui.cli.streams import say
from jusou_tui.errors import FileProblems, InputError, JusouError, system_words
from jusou_tui.text.terminal import cell_width, clean, pad, wrap_fast
from jusou_tui.wording import message_text, problem_text, t
from jusou_tui.wording.values import list_text

if TYPE_CHECKING:  # imported where it is used
    from click.shell_completion import CompletionItem

MOST_WIDTH = 100
_HANGING = "    "
_CLICK_REQUIRED = "  [required]"
EXTRA = {"allow_extra_args": True}


class CliCommand(click.Command):
    """A command with its help: what it does, its arguments, its options, an example.

    `slots`: what stands for the value of each parameter, as declared.
    """

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
            params=(worded := [*params, help_option()]),
            options_metavar=t("cli.options_metavar"),
            add_help_option=False,
            context_settings=EXTRA,
        )
        self.about = about
        self.example = example
        self.arguments = [(usage_word(name), text) for name, text in arguments]
        self.slots = {param.name: param.metavar or "" for param in worded}
        for param in worded:
            param.metavar = usage_word(param.metavar) if param.metavar else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; too many arguments are refused in the user's language."""
        if ctx.resilient_parsing:  # a shell asks: what is typed before an option without its value counts
            from jusou_tui.cli.completing import without_value

            args = [*args, ""] if without_value(self, args) else args
        with told_of(ctx):
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


@contextmanager
def told_of(ctx: click.Context) -> Iterator[None]:
    """Let the parser's refusals know the command that they are about: click leaves that out."""
    try:
        yield
    except click.UsageError as error:
        error.ctx = error.ctx or ctx
        raise


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
        say(ctx.get_help())
        ctx.exit()


def json_option(about: str) -> click.Option:
    """Return `--json`."""
    return click.Option(["--json", "as_json"], is_flag=True, help=about)


def include_options(private: str = "", sensitive: str = "") -> tuple[click.Option, click.Option]:
    """Return `--include-private` and `--include-sensitive`, in words of their own or the usual ones."""
    return (
        click.Option(["--include-private"], is_flag=True, help=private or t("cli.option_include_private")),
        click.Option(
            ["--include-sensitive"], is_flag=True, help=sensitive or t("cli.option_include_sensitive")
        ),
    )


def folder_option() -> click.Option:
    """Return `--folder`: where sessions live."""

    def folders(_: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]

    return click.Option(
        ["--folder"], metavar=usage_word("FOLDER"), help=t("cli.option_folder"), shell_complete=folders
    )


def plain_option() -> click.Option:
    """Return `--plain`: line by line, for screen readers and terminals that can only print."""
    return click.Option(["--plain"], is_flag=True, help=t("cli.option_plain"))


def wants_plain() -> bool:
    """Return whether the environment wants every session line by line."""
    return os.environ.get("JUSOU_PLAIN", "0") not in {"", "0"}


def option_rows(ctx: click.Context, command: click.Command) -> list[tuple[str, str]]:
    """Return the options with what they do."""
    records = (param.get_help_record(ctx) for param in command.params if isinstance(param, click.Option))
    return [
        (names, about.replace(_CLICK_REQUIRED, t("cli.required"))) for names, about in filter(None, records)
    ]


def help_width() -> int:
    """Return the cells that a help page may take."""
    from jusou_tui.cli.output import terminal_width

    return min(terminal_width(), MOST_WIDTH)


def help_page(usage: str, about: str, *chapters: tuple[str, Sequence[tuple[str, str]]], width: int) -> str:
    """Return a help page: usage, what the command does, then chapters of names and explanations."""
    first, *more = wrap_fast(f"{t('cli.heading_usage')} {usage}", width - len(_HANGING))
    lines = [first, *(f"{_HANGING}{line}" for line in more), ""]
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
    wanted = named_folder(given)
    return paths.sessions_folder(paths.typed(wanted) if wanted else None)


def named_folder(given: str | None) -> str | None:
    """Return the folder of sessions as it was named, by the command or before it; None where it was not."""
    return given or click.get_current_context().find_root().obj or None


def require_terminal() -> None:
    """Raise InputError unless a person can see and type."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("cli.no_terminal")


def start(
    kind: Literal["home", "setup", "session"],
    folder: Path,
    session: Callable[[], Path] | None = None,
    curriculum: Path | None = None,
    *,
    look: bool = False,
    take_over: bool = False,
    speed: float | None = None,
    tour: bool = False,
) -> int:
    """Run the program until it is left; return its exit status. The arguments are those of `Start`.

    Raises InputError without a terminal, JusouError or OSError where what it begins with cannot be opened.
    """
    require_terminal()
    from jusou_tui.app.launch import launch
    from jusou_tui.app.start import Start

    wanted = Start(
        kind,
        folder,
        session=session,
        curriculum=curriculum,
        look=look,
        take_over=take_over,
        speed=speed,
        tour=tour,
    )
    return launch(wanted)


def start_prepared(
    folder: Path, prepare: Callable[[], Path], over: Callable[[Path], str], *, tour: bool = False
) -> int:
    """Run the program on a session that `prepare` makes behind the first frame; return the exit status.

    `over`: what is said of its file when the program was left. Raises what `start` raises.
    """
    prepared: list[Path] = []

    def session() -> Path:
        prepared.append(prepare())
        return prepared[0]

    status = start("session", folder, session, tour=tour)
    if status == 0 and prepared:  # after a hang-up there is no terminal to print to
        say(over(prepared[0]))
    return status


CONFLICTS = 1
FAILED = 2
INTERRUPTED = 130


def report_failure(error: JusouError | click.ClickException | OSError) -> int:
    """Print what went wrong and return the exit status."""
    lines = sentences(error)
    if isinstance(error, FileProblems) and len(error.problems) == 1:
        lines = lines[:1]  # names the file already
    for sentence in lines:
        say(clean(sentence), err=True)
    return FAILED


def report_fault(error: Exception) -> int:
    """Write the report of a fault of the program, say where it is, and return the exit status.

    A native part that the system refused to load is no fault of the program: its file is named.
    """
    from jusou_tui.native_parts import refused_part

    if isinstance(error, ImportError) and (refused := refused_part(error)) is not None:
        return report_failure(refused)
    from jusou_tui.app.terminal.crash_report import write_report

    report = write_report(error)
    say(clean(t("cli.crashed", path=report) if report else t("cli.crashed_unreported")), err=True)
    return FAILED


def sentences(error: JusouError | click.ClickException | OSError) -> list[str]:
    """Return what to say: one sentence; of a file with mistakes each mistake before it."""
    if isinstance(error, FileProblems):
        more = [t("cli.more_problems", count=error.more)] if error.more else []
        return [*(problem_text(problem) for problem in error.problems), *more, message_text(error)]
    if isinstance(error, JusouError):
        return [message_text(error)]
    if isinstance(error, OSError):
        if error.filename is None:
            return [t("cli.system_refused_somewhere", reason=system_words(error))]
        return [t("cli.system_refused", path=error.filename, reason=system_words(error))]
    return [_usage(error)]


def _usage(error: click.ClickException) -> str:
    """Return click's refusal in our words; where we have none, click's own."""
    if isinstance(error, click.NoSuchOption | click.BadOptionUsage):
        return _option(error)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _parameter(error, error.param)
    return error.format_message()


def _option(error: click.NoSuchOption | click.BadOptionUsage) -> str:
    if isinstance(error, click.NoSuchOption):
        if error.possibilities:
            return t("cli.no_such_option_meant", given=error.option_name, meant=min(error.possibilities))
        return t("cli.no_such_option", given=error.option_name, command=_command(error))
    if _is_flag(error):
        return t("cli.option_takes_no_value", option=error.option_name)
    return t("cli.option_needs_value", option=error.option_name, value=_value_of(error))


def _parameter(error: click.BadParameter, param: click.Parameter) -> str:
    if isinstance(error, click.MissingParameter):
        what, example = in_a_sentence(_slot(error, param)), _example(error)
        if isinstance(param, click.Option):
            return t("cli.missing_option", option=max(param.opts, key=len), what=what, example=example)
        return t("cli.missing_argument", what=what, example=example)
    if isinstance(param.type, click.Choice):
        return t("cli.bad_argument", known=list_text(str(choice) for choice in param.type.choices))
    return t("cli.bad_value", name=_name(param), reason=error.message)


def _slot(error: click.UsageError, param: click.Parameter) -> str:
    """Return what stands for a parameter's value, as the command declares it."""
    command = error.ctx.command if error.ctx else None
    slots = command.slots if isinstance(command, CliCommand) else {}
    return slots.get(param.name) or param.metavar or ""


def _value_of(error: click.BadOptionUsage) -> str:
    """Return the placeholder of the value that an option lacks."""
    params = error.ctx.command.params if error.ctx else []
    found = (param.metavar for param in params if error.option_name in param.opts)
    return next(found, None) or "..."


def _example(error: click.UsageError) -> str:
    """Return the first example of the command that a refusal is about."""
    command = error.ctx.command if error.ctx else None
    return command.example.split("\n")[0] if isinstance(command, CliCommand) else f"{_command(error)} --help"


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.strip("[]")


def _command(error: click.UsageError) -> str:
    return error.ctx.command_path if error.ctx else "jusou"


def _is_flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )
