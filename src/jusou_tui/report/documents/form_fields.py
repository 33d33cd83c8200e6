"""The fields of a town's own form: under which names a form may have them, and what minutes put into them.

A form names a field of the meeting (`件名`), one of a list's entries (`決定事項.内容`), or a whole list
(`決定事項`), in Japanese or in English, whatever the language in use is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Entry = Mapping[str, str | tuple[str, ...]]
"""An entry of a list: its texts by field; a tuple is a list within it."""


class FormValues(NamedTuple):
    """What a form is filled with, by the fields' keys. `whole`: each list as one text, a line an entry."""

    texts: Mapping[str, str]
    lists: Mapping[str, tuple[Entry, ...]]
    whole: Mapping[str, str]


class Ref(NamedTuple):
    """What a name in a form means: a field, where `of` is not "" of the entries of that list.

    `field` is "" for a whole list.
    """

    field: str
    of: str = ""


class FormList(NamedTuple):
    """A list: its Japanese name, and those of its entries' fields. The field `main` says that it is empty."""

    name: str
    fields: Mapping[str, str]
    main: str


FIELDS: Mapping[str, str] = {
    "subject": "件名",
    "organisation": "団体",
    "meeting": "会",
    "when": "日時",
    "place": "場所",
    "attendance": "出席",
    "absent": "欠席",
    "observers": "オブザーバー",
    "facilitator": "進行",
    "scribe": "記録",
    "publicity": "公開",
    "handouts": "配付資料",
    "next": "次回",
    "made": "作成日",
    "made_by": "作成者",
    "checked_by": "確認",
}
LISTS: Mapping[str, FormList] = {
    "item": FormList("議題", {"number": "番号", "title": "題", "time": "時刻", "points": "要点"}, "title"),
    "other": FormList("そのほか", {"text": "内容"}, "text"),
    "decision": FormList("決定事項", {"number": "番号", "text": "内容", "item": "議題"}, "text"),
    "todo": FormList("ToDo", {"number": "番号", "what": "すること", "owner": "担当", "due": "期限"}, "what"),
    "attendee": FormList("出席者", {"name": "氏名", "affiliation": "所属", "remark": "備考"}, "name"),
}
LISTS_WITHIN = frozenset({("item", "points")})
"""Fields of entries that are lists themselves."""


def meaning(name: str) -> Ref | None:
    """Return what a name in a form means, however wide its letters are; None for no field."""
    return _NAMES.get(_plain(name))


def known_names(language: str) -> tuple[str, ...]:
    """Return the names of all fields in a language."""
    return tuple(japanese if language == "ja" else english for japanese, english, _ in _named())


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _named() -> Iterator[tuple[str, str, Ref]]:
    """Yield each field's names in Japanese and in English."""
    yield from ((name, key, Ref(key)) for key, name in FIELDS.items())
    for key, one in LISTS.items():
        yield one.name, key, Ref("", key)
        yield from (
            (f"{one.name}.{name}", f"{key}.{field}", Ref(field, key)) for field, name in one.fields.items()
        )


_NAMES: Mapping[str, Ref] = {
    _plain(name): ref for japanese, english, ref in _named() for name in (japanese, english)
}
