"""Every failure in a sentence on standard error, in the user's language, with exit status 2."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from jusou_tui.cli.command import Command
from jusou_tui.errors import FileProblems, JusouError
from jusou_tui.text.clean import clean
from jusou_tui.wording import message_text, problem_text, t

FAILED = 2
INTERRUPTED = 130


def report_failure(error: JusouError | click.ClickException | OSError) -> int:
    """Print what went wrong and return the exit status."""
    with suppress(OSError):  # a terminal that was closed hears nothing
        for sentence in sentences(error):
            click.echo(clean(sentence), err=True)
    return FAILED


def sentences(error: JusouError | click.ClickException | OSError) -> list[str]:
    """Return what to say: one sentence; of a file with mistakes each mistake before it."""
    if isinstance(error, FileProblems):
        return [*(problem_text(problem) for problem in error.problems), message_text(error)]
    if isinstance(error, JusouError):
        return [message_text(error)]
    if isinstance(error, OSError):
        return [t("cli.system_refused", path=error.filename or "", reason=error.strerror or str(error))]
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
    return t("cli.option_needs_value", option=error.option_name)


def _parameter(error: click.BadParameter, param: click.Parameter) -> str:
    if isinstance(error, click.MissingParameter):
        if what := _argument_text(error, param):
            name = _name(param).removesuffix("...")
            return t("cli.missing_argument", name=name, what=what, command=_command(error))
        return t("cli.missing", name=_name(param), command=_command(error))
    if isinstance(param.type, click.Choice):
        known = ", ".join(str(choice) for choice in param.type.choices)
        return t("cli.bad_argument", name=_name(param), known=known)
    return t("cli.bad_value", name=_name(param), reason=error.message)


def _argument_text(error: click.BadParameter, param: click.Parameter) -> str:
    """Return what an argument is, as the help page describes it; "" of an option."""
    command = error.ctx.command if error.ctx else None
    known = dict(command.arguments) if isinstance(command, Command) else {}
    slots = [] if isinstance(param, click.Option) else _name(param).removesuffix("...").split("|")
    return " / ".join(known[slot].rstrip("。.") for slot in slots if slot in known)


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


def discard_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter's end does not complain."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
