"""`jusou schema`: the JSON Schema of a file format, for editors and other programs."""

from __future__ import annotations

import click

from jusou_tui.cli.command import CliCommand
from jusou_tui.cli.output import print_json
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "schema",
        _schema,
        about=t("cli.schema_about"),
        example="jusou schema curriculum > curriculum.schema.json",
        params=[
            click.Argument(
                ["kind"],
                type=click.Choice(["curriculum", "session", "supplement"]),
                metavar="curriculum|session|supplement",
            )
        ],
    )


def _schema(kind: str) -> int:
    if kind == "session":
        from jusou_tui.session.format.read import json_schema as session_schema

        print_json(session_schema())
        return 0
    if kind == "supplement":
        from jusou_tui.curriculum.supplement_schema import json_schema as supplement_schema

        print_json(supplement_schema())
        return 0
    from jusou_tui.curriculum.schema import json_schema

    print_json(json_schema())
    return 0
