"""`jusou completion`: the script that lets a shell complete commands, options and names."""

from __future__ import annotations

import click

from jusou_tui.cli.command import CliCommand
from jusou_tui.cli.shells import SHELLS, print_script
from jusou_tui.wording import t

_EXAMPLES = (
    "echo 'eval \"$(jusou completion bash)\"' >> ~/.bashrc",
    "echo 'eval \"$(jusou completion zsh)\"' >> ~/.zshrc",
    "jusou completion fish > ~/.config/fish/completions/jusou.fish",
    "jusou completion powershell | Add-Content $PROFILE",
)


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "completion",
        _completion,
        about=t("completion.about"),
        example="\n".join(_EXAMPLES),
        params=[click.Argument(["shell"], type=click.Choice(SHELLS), metavar="|".join(SHELLS))],
    )


def _completion(shell: str) -> int:
    print_script(shell)
    return 0
