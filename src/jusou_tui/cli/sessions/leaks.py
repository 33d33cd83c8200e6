"""`jusou check DOCUMENT --against SESSION`: whether a document says what its session withholds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jusou_tui import paths
from jusou_tui.cli.output import print_json
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import read_session, refuse_unseen, session_path
from jusou_tui.errors import InputError
from jusou_tui.files import is_file
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.session.programme.todos import todos_of
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t
from jusou_tui.wording.values import date_time_text, list_text

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.report.leaks import Findings, Leak, Place
    from jusou_tui.session.model.records import Session
    from jusou_tui.session.programme.withheld_texts import WithheldText

LEAKED = 1
"""The exit status where a document says what is withheld."""
_KINDS: Final[dict[str, str]] = {
    "note": "leaks.kind_note",
    "todo": "leaks.kind_todo",
    "sheet": "leaks.kind_sheet",
    "draft": "leaks.kind_draft",
    "conflict": "leaks.kind_conflict",
    "unknown": "leaks.kind_unknown",
}
_PARTS: Final[dict[str, str]] = {
    "word/document.xml": "leaks.part_text",
    "html": "leaks.part_text",
    "docProps/core.xml": "leaks.part_properties",
    "docProps/app.xml": "leaks.part_properties",
    "pdf.metadata": "leaks.part_properties",
    "pdf.attached": "leaks.part_attached",
    "pdf.objects": "leaks.part_hidden",
    "html.attributes": "leaks.part_hidden",
    "html.comments": "leaks.part_hidden",
    "word/comments.xml": "leaks.part_comments",
}
_NUMBERED = re.compile(r"(?:word|ppt/slides|ppt/notesSlides|xl/worksheets)/([a-zA-Z]+)([0-9]+)\.xml")
_NUMBERED_PARTS: Final[dict[str, str]] = {
    "slide": "leaks.part_slide",
    "notesSlide": "leaks.part_slide_notes",
    "sheet": "leaks.part_sheet",
    "header": "leaks.part_header",
    "footer": "leaks.part_footer",
}


class Allowed(NamedTuple):
    """What may stand in the document although it is withheld otherwise."""

    include_private: bool
    include_sensitive: bool
    sheets: frozenset[str]


def check_leaks(names: Sequence[str], against: str, folder: Path, allowed: Allowed, *, as_json: bool) -> int:
    """Search documents for what a session withholds; print what was found. Return the exit status.

    Raises InputError, SessionFileError, OSError.
    """
    from jusou_tui.export.reading.texts import texts_of
    from jusou_tui.report.leaks import find_leaks
    from jusou_tui.session.programme.withheld_texts import public_texts, withheld_texts

    source = session_path(against, folder)
    session = read_session(source)
    curriculum = curriculum_of(session, source)
    secret = list(withheld_texts(session, curriculum, **allowed._asdict()))
    public = list(public_texts(session, curriculum))
    found: dict[Path, Findings] = {}
    for name in names:
        path = paths.typed(name)
        if not is_file(path):
            refuse_unseen(path)
            raise InputError("cli.file_missing", path=path)
        found[path] = find_leaks(texts_of(path), secret, public)
    if as_json:
        print_json([_document(path, one) for path, one in found.items()])
    else:
        for path, one in found.items():
            _print(path, one, _Names(session, curriculum))
    return LEAKED if any(one.leaks for one in found.values()) else 0


def _print(path: Path, found: Findings, names: _Names) -> None:
    for leak in found.leaks:
        say(clean(t("leaks.found", path=path, what=names.of(leak.text), place=place_text(leak.place))))
    if not found.leaks:
        say(clean(t("leaks.nothing_found", path=path, count=found.searched)))
    if found.unsearchable:
        counts = Counter(one.kind for one in found.unsearchable)
        kinds = list_text(
            t("leaks.so_many", what=t(_KINDS[kind]), count=count) for kind, count in counts.items()
        )
        say(clean(t("leaks.too_short", path=path, what=kinds)), err=True)
        for one in found.unsearchable:
            say(clean(f"  {names.of(one)}"), err=True)


class _Names(NamedTuple):
    """What records are called: never by their texts, which may stand on a shared screen."""

    session: Session
    curriculum: Curriculum | None

    def of(self, text: WithheldText) -> str:
        """Return of which record a text is: `メモ・決定（Step1、2026年12月10日（木）13:46、ID …）`."""
        facts = list_text(filter(None, (*self._facts(text), t("leaks.id", id=text.id))))
        return t("leaks.record", what=t(_KINDS[text.kind]), facts=facts)

    def _facts(self, text: WithheldText) -> tuple[str, ...]:
        if (sheet := self.session.sheets.get(text.id)) is not None:
            worksheet = self.curriculum.worksheet(sheet.worksheet) if self.curriculum else None
            return (worksheet_name(worksheet, sheet), date_time_text(sheet.at))
        todos = dict(todos_of(self.session, self.curriculum))
        record = self.session.notes.get(text.id) or todos.get(text.id)
        if record is None:
            return ()
        step = step_of(self.curriculum, record.step) if self.curriculum and record.step else None
        return (step.label if step is not None else record.step or "", date_time_text(record.at))


def place_text(place: Place) -> str:
    """Return where a text stands: `本文の12番目の段落`."""
    if place.part.startswith("lines"):
        return t("leaks.line", number=place.number)
    if place.part.startswith("page "):
        return t("leaks.page", page=place.part.removeprefix("page "), number=place.number)
    return t("leaks.paragraph", part=_part_text(place.part), number=place.number)


def _part_text(part: str) -> str:
    """Return what a part of a document is called; the name that it has in the file where there is no word."""
    if part in _PARTS:
        return t(_PARTS[part])
    found = _NUMBERED.fullmatch(part)
    message = _NUMBERED_PARTS.get(found[1]) if found is not None else None
    return t(message, number=found[2]) if found is not None and message is not None else part


def _document(path: Path, found: Findings) -> Mapping[str, object]:
    return {
        "path": str(path),
        "leaks": [_leak(leak) for leak in found.leaks],
        "unsearchable": [{"kind": one.kind, "id": one.id} for one in found.unsearchable],
        "searched": found.searched,
    }


def _leak(leak: Leak) -> Mapping[str, object]:
    part, number = leak.place
    return {
        "kind": leak.text.kind,
        "id": leak.text.id,
        "part": part,
        "paragraph": number,
        "place": place_text(leak.place),
    }
