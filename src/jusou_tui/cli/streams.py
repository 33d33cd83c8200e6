"""Standard output and standard error: what is printed, and what is said where it cannot be.

A broken pipe is left to the command line: whoever read has seen enough. A closed standard error
can show nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from jusou_tui.errors import JusouError, system_words


class OutputLost(JusouError):  # noqa: N818 - a fact about the output
    """Standard output does not take what is printed: it is closed, or its disk is full."""


@contextmanager
def guarded() -> Iterator[None]:
    """Raise OutputLost where what is done inside cannot write to standard output."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost("cli.output_refused", reason=system_words(error)) from error


def say(text: str, *, err: bool = False, nl: bool = True, color: bool | None = None) -> None:
    """Print a text on standard output, or with `err` on standard error.

    Raises OutputLost, BrokenPipeError for the former.
    """
    if err:
        with suppress(OSError):
            click.echo(text, err=True, nl=nl, color=color)
    else:
        with guarded():
            click.echo(text, nl=nl, color=color)


def flush() -> None:
    """Write what is still to be written to standard output. Raises OutputLost, BrokenPipeError."""
    with guarded():
        sys.stdout.flush()


def discard_rest(stream: TextIO) -> None:
    """Send what a stream cannot write any more nowhere, so that the interpreter's end does not complain."""
    with suppress(OSError):
        stream.flush()
        return
    with suppress(OSError, ValueError):
        descriptor = stream.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)


def open_closed_streams() -> None:
    """Put something in the place of standard streams that whoever began this program has closed.

    Else the next file that is opened, a session perhaps, would take its place and be printed into. What
    stands for standard output refuses to be written to: a result that reaches nobody is said to be lost.
    """
    for descriptor, mode in ((0, os.O_RDONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, mode)  # takes the lowest free number: this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the program
    if sys.stdout is None:
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
