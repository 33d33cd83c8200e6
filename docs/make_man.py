"""Makes the manual pages (docs/man) from what the commands declare; run it where one of them changed."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, zip_longest
from pathlib import Path

import click

from jusou_tui import wording
from jusou_tui.cli.command import CliCommand, option_rows
from jusou_tui.cli.main import COMMANDS, command_line
from jusou_tui.text.terminal import cell_width, may_break, phrases_of
from jusou_tui.wording import t

PAGES = {"en": Path("man1/jusou.1"), "ja": Path("ja/man1/jusou.1")}
"""Language -> its page below docs/man, laid out as below share/man."""
FOLDER = Path(__file__).with_name("man")

_BREAK = "\0"

HEADINGS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"),
    "ja": ("名前", "書式", "説明", "オプション", "コマンド", "終了ステータス", "環境変数"),
}
STATUSES = {
    "en": (
        ("0", "All is well."),
        ("1", "There is a difference, a conflict or something to look at."),
        ("2", "It could not be done; a sentence on standard error says why."),
    ),
    "ja": (
        ("0", "問題なく終わりました。"),
        ("1", "違い、食い違い、または見直すところがあります。"),
        ("2", "できませんでした。理由は標準エラー出力の文にあります。"),
    ),
}
VARIABLES = {
    "en": (
        ("JUSOU_LANG", "The language: ja or en."),
        ("JUSOU_SESSIONS", "The folder of your sessions."),
        (
            "JUSOU_PLAIN",
            "1 runs every session line by line, as --plain does; jusou alone then asks which one.",
        ),
        ("JUSOU_AWAKE", "0 lets the machine sleep as its settings say while a meeting runs."),
        ("NO_COLOR", "Output has no colour where this is set."),
    ),
    "ja": (
        ("JUSOU_LANG", "表示言語です（ja または en）。"),
        ("JUSOU_SESSIONS", "記録を置くフォルダーです。"),
        (
            "JUSOU_PLAIN",
            "1 にすると、いつも --plain のように1行ずつ進めます。jusou だけなら、続ける記録を尋ねます。",
        ),
        ("JUSOU_AWAKE", "0 にすると、会の途中でもパソコンの設定どおりにスリープします。"),
        ("NO_COLOR", "設定すると、色を付けずに出力します。"),
    ),
}


def page(language: str) -> str:
    """Return the manual page in a language."""
    before = wording.language()
    wording.use(language)
    try:
        return "\n".join(_lines(language)) + "\n"
    finally:
        wording.use(before)


def _lines(language: str) -> Iterator[str]:
    name, synopsis, description, options, commands, status, environment = HEADINGS[language]
    root = command_line()
    context = click.Context(root, info_name="jusou")
    yield '.\\" made by docs/make_man.py'
    yield ".TH JUSOU 1"
    yield ".ad l"
    yield f".SH {name}"
    yield f"jusou \\- {_text(t('cli.about').split('。')[0].split('. ')[0].rstrip('.'))}"
    yield f".SH {synopsis}"
    yield f".B jusou\n{_text(t('cli.options_metavar'))} {_text(t('cli.command_metavar'))}"
    yield f".SH {description}"
    yield _text(t("cli.about"))
    yield f".SH {options}"
    yield from _rows(option_rows(context, root))
    yield f".SH {commands}"
    for one in COMMANDS:
        yield from _command(context, root, one)
    yield f".SH {status}"
    yield from _rows(STATUSES[language])
    yield f".SH {environment}"
    yield from _rows(VARIABLES[language])


def _command(parent: click.Context, root: click.Group, name: str) -> Iterator[str]:
    command = root.get_command(parent, name)
    if not isinstance(command, CliCommand):
        raise TypeError(name)
    context = click.Context(command, parent=parent, info_name=name)
    yield f".SS {_text(' '.join([context.command_path, *command.collect_usage_pieces(context)]))}"
    yield _text(command.about)
    yield from _rows([*command.arguments, *option_rows(context, command)])
    yield f".PP\n{_text(t('cli.heading_example'))}"
    yield ".RS 4\n.nf"
    yield from map(_text, command.example.split("\n"))
    yield ".fi\n.RE"


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, about in rows:
        yield f".TP\n.B {_text(name)}\n{_text(about)}"


def _text(text: str) -> str:
    """Return a text as roff shows it, with places to break Japanese: nothing in it is a request."""
    phrases = phrases_of(text)
    places = [_BREAK if _breaks(one[-1], more[0]) else "" for one, more in pairwise(phrases)]
    escaped = "".join(chain.from_iterable(zip_longest(phrases, places, fillvalue="")))
    escaped = escaped.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("^", "\\(ha")
    escaped = escaped.replace("~", "\\(ti").replace("`", "\\(ga").replace('"', "\\(dq")
    lines = escaped.replace(_BREAK, "\\:").split("\n")
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in lines)


def _breaks(before: str, after: str) -> bool:
    """Return whether roff, which breaks at blanks alone, has to learn of a place between two characters."""
    return cell_width(before) > 1 and after != " " and may_break(before, after)


if __name__ == "__main__":
    for language, place in PAGES.items():
        path = FOLDER / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(language), encoding="utf-8")
        sys.stdout.write(f"{path}\n")
