"""What a command says when it was called wrongly, and what its help calls the values: in either language."""

from __future__ import annotations

import re
from importlib import import_module

import click
import pytest

from cli.calling import call, is_one_sentence
from jusou_tui import wording
from jusou_tui.cli.main import COMMANDS

TECHNICAL = {"JSON", "CSV", "TOML", "JSON Schema"}


def parameters(name: str) -> list[click.Parameter]:
    made: click.Command = import_module(COMMANDS[name][0]).command()
    return made.params


def refused(*arguments: str, language: str) -> str:
    result = call(*arguments, "--lang", language)
    assert (result.status, result.out) == (2, ""), arguments
    assert is_one_sentence(result.err), result.err
    japanese = re.search("[ぁ-んァ-ヶ一-龠]", result.err.replace("第1回", ""))
    assert bool(japanese) == (language == "ja"), result.err
    return result.err


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_is_wrong_as_a_person_would(name: str, language: str) -> None:
    assert "--no-such-thing" in refused(name, "--no-such-thing", language=language)
    params = parameters(name)
    for option in (param for param in params if isinstance(param, click.Option)):
        given = option.opts[0]
        if not option.is_flag:
            assert given in refused(name, given, language=language)
        elif given.startswith("--") and given != "--help":
            assert given in refused(name, f"{given}=x", language=language)
    required = [param for param in params if param.required]
    if required:
        said = refused(name, language=language)
        capitals = re.findall("[A-Z]{3,}", said.split("例：" if language == "ja" else "as in:")[0])
        assert capitals == [], said
        assert f"jusou {name}" in said
    if all(param.nargs != -1 for param in params):
        slots = sum(isinstance(param, click.Argument) for param in params)
        if not any(param.required for param in params):
            assert "zuviel" in refused(name, *["a"] * slots, "zuviel", language=language)


@pytest.mark.parametrize("name", COMMANDS)
def test_japanese_help_names_values_in_japanese(name: str) -> None:
    out = call(name, "--help", "--lang", "ja").out
    usage = out.split("\n\n", maxsplit=1)[0]
    options = re.findall(r"^ +(?:-\w, )?--[\w-]+ (\S+)", out, re.MULTILINE)
    assert re.findall("[A-Z]{2,}", usage) == []
    assert [word for word in options if re.search("[A-Z]{2,}", word) and word not in TECHNICAL] == []
    assert "[required]" not in out


@pytest.mark.parametrize(
    ("arguments", "japanese", "english"),
    [
        (("show",), "記録か、カリキュラムを指定してください。", "Please give a session or a curriculum,"),
        (("schedule", "team-building"), "Step の名前を指定してください。", "Please give a step,"),
        (("new", "team-building"), "--title で題名も指定してください。", "Please give a title with --title,"),
        (("diff", "a"), "後の記録を指定してください。", "Please give the later session,"),
        (("schema", "x"), "curriculum、session、supplement のどれか", "curriculum, session, supplement."),
        (("new", "--title"), "（--title 題名）", "--title needs a value: --title TITLE"),
        (("shwo",), "「show」のことですか。", 'Did you mean "show"?'),
        (("show", "--reviw"), "「--review」のことですか。", 'Did you mean "--review"?'),
        (("--lang",), "（--lang ja|en）", "--lang needs a value: --lang ja|en"),
    ],
)
def test_a_refusal_says_what_to_give(arguments: tuple[str, ...], japanese: str, english: str) -> None:
    assert japanese in call(*arguments).err
    if arguments != ("--lang",):
        assert english in call("--lang", "en", *arguments).err
