"""Scripts that let a shell complete `jusou`, and the answers to what they ask. Most of it is click's."""

from __future__ import annotations

import io
import os
import sys

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    split_arg_string,
)

from jusou_tui.cli.streams import say

PROGRAM = "jusou"
QUESTION = "_JUSOU_COMPLETE"
"""Environment variable in which a shell asks how a line may go on; click's name for it."""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { $_.Extent.Text })
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
    $env:COMP_WORDS = $words -join "`n"
    $env:COMP_WORD = $word
    $env:%(complete_var)s = 'powershell_complete'
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if ($kind -eq 'plain') {
                if (-not $help) { $help = $value }
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_WORD, Env:%(complete_var)s -ErrorAction SilentlyContinue
        [Console]::OutputEncoding = $encoding
    }
}
"""
"""Files and folders are left out: where nothing is found, PowerShell completes these itself."""


class _Bash(BashComplete):
    """Bash takes words apart at colons: they are put together again, and answered from the colon on."""

    def source(self) -> str:
        """Return the script, whether or not Bash is here."""
        return ShellComplete.source(self)

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at it."""
        before, begun = super().get_completion_args()
        words: list[str] = []
        joining = False
        for word in [*before, begun]:
            if words and (joining or word == ":"):
                words[-1] += word
            else:
                words.append(word)
            joining = word == ":"
        return words[:-1], words[-1]

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        """Return what may stand at the cursor, without what stands before its last colon."""
        found = super().get_completions(args, incomplete)
        done = incomplete.rpartition(":")[0]
        for item in found if done else ():
            item.value = item.value[len(done) + 1 :]
        return found


class _PowerShell(ShellComplete):
    """Windows PowerShell 5.1 and PowerShell 7: a tab between kind, value and explanation."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the cursor, and the one at it."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        before = [_unquoted(word) for word in words[1:]]
        return before, _unquoted(os.environ.get("COMP_WORD", ""))

    def format_completion(self, item: CompletionItem) -> str:
        """Return the line of one answer."""
        return "\t".join((item.type, item.value, " ".join((item.help or "").split())))


def _unquoted(word: str) -> str:
    return " ".join(split_arg_string(word))


_CLASSES: dict[str, type[ShellComplete]] = {
    "bash": _Bash,
    "zsh": ZshComplete,
    "fish": FishComplete,
    "powershell": _PowerShell,
}
SHELLS = tuple(_CLASSES)


def print_script(shell: str) -> None:
    """Print the script that a shell reads at its start. `shell`: one of SHELLS."""
    _print(_CLASSES[shell](click.Command(PROGRAM), {}, PROGRAM, QUESTION).source())


def answer(command_line: click.Command, question: str) -> int:
    """Print how the line in the environment may go on; return the exit status. `question`: zsh_complete."""
    shell, _, wanted = question.partition("_")
    if shell not in _CLASSES or wanted != "complete":
        return 2
    _print(_CLASSES[shell](command_line, {}, PROGRAM, QUESTION).complete())
    return 0


def _print(text: str) -> None:
    """Print lines as shells take them, on Windows as well: they would take a carriage return for a letter."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(newline="\n")
    if text:
        say(text)
