"""A form's fields filled.

A row in which two cells or more have fields of one list stands once per entry; so do rows that follow it
with fields of the same list. Elsewhere paragraphs with fields of a list do, as a block with what follows
them of the same list. Of an empty list one entry remains, which says so.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

from docx import Document

from jusou_tui.errors import InputError
from jusou_tui.export.archive import settled
from jusou_tui.export.docx.form.element import XML_SPACE, Element, W, made, parsed, written
from jusou_tui.export.docx.form.package import FormPackage
from jusou_tui.export.docx.form.places import (
    blocks,
    cells,
    local,
    paragraphs,
    paragraphs_of_row,
    pieces,
    rows,
    tags,
    text_of,
)
from jusou_tui.report.documents.form_fields import LISTS, LISTS_WITHIN, Entry, FormValues, meaning
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

MOST_ELEMENTS = 600_000
"""Elements of the result: beyond that no Word opens it in a reasonable time."""
_UNIQUE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
"""What may stand once in a document, and hence not in what is repeated."""
_IDS = ("paraId", "textId")
_LINE = "\n"


def filled(form: FormPackage, values: FormValues) -> bytes:
    """Return the form with its fields filled, as a Word file.

    Raises InputError where the result would be too large, or cannot be opened again.
    """
    filling = _Filling(form, values)
    parts = dict(form.parts)
    for name, data in {form.main: form.parts[form.main], **form.texts("header", "footer")}.items():
        root = parsed(data)
        body = root.find(f"{W}body") if name == form.main else root
        if body is not None:
            filling.container(body, {})
        parts[name] = written(root)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    result = settled(target.getvalue())
    _check(form, result)
    return result


def _check(form: FormPackage, data: bytes) -> None:
    """Raise InputError where Word could not open the result."""
    try:
        document = Document(io.BytesIO(data))
        body = cast("Element", document.element.body)
        sound = all(len(cell) and local(list(cell)[-1]) == "p" for cell in body.iter(f"{W}tc"))
        sound = sound and all(any(True for _ in cells(row)) for row in body.iter(f"{W}tr"))
    except Exception as error:  # a broken file breaks python-docx in many ways
        raise InputError("form.would_not_open", path=form.path) from error
    if not sound:
        raise InputError("form.would_not_open", path=form.path)


_Current = Mapping[str, Entry]
"""The entries that are being written, by the list's key."""


class _Filling:
    """One form while it is filled."""

    def __init__(self, form: FormPackage, values: FormValues) -> None:
        self._form = form
        self._values = values
        self._elements = 0

    def container(self, container: Element, current: _Current) -> None:
        """Fill the paragraphs and tables of a text or a cell."""
        self._repeat(list(blocks(container)), current, _list_of_paragraph, self._block)

    def _block(self, block: Element, current: _Current) -> None:
        if local(block) == "p":
            self._paragraph(block, current)
        else:
            self._repeat(list(rows(block)), current, _list_of_row, self._row)

    def _row(self, row: Element, current: _Current) -> None:
        for cell in cells(row):
            self.container(cell, current)

    def _repeat(
        self,
        units: Sequence[Element],
        current: _Current,
        list_of: Callable[[Element], str],
        fill: Callable[[Element, _Current], None],
    ) -> None:
        """Fill units one after the other; groups that belong to a list once per entry."""
        place = 0
        while place < len(units):
            key = list_of(units[place])
            if not key or key in current:
                fill(units[place], current)
                place += 1
                continue
            end = _end_of_group(units, place, key)
            self._group(units[place:end], key, current, fill)
            place = end

    def _group(
        self,
        group: Sequence[Element],
        key: str,
        current: _Current,
        fill: Callable[[Element, _Current], None],
    ) -> None:
        """Put a copy of a group for each entry of a list before it, and fill the group with the last one."""
        entries = self._values.lists.get(key, ()) or (_empty(key),)
        self._count(group, len(entries))
        for entry in entries[:-1]:
            for unit in group:
                twin = copy.deepcopy(unit)
                _made_unique(twin)
                group[0].addprevious(twin)
                fill(twin, {**current, key: entry})
        for unit in group:
            fill(unit, {**current, key: entries[-1]})

    def _count(self, group: Iterable[Element], times: int) -> None:
        self._elements += times * sum(sum(1 for _ in unit.iter()) for unit in group)
        if self._elements > MOST_ELEMENTS:
            raise InputError("form.result_too_large", path=self._form.path)

    def _paragraph(self, paragraph: Element, current: _Current) -> None:
        """Fill a paragraph; one with a list within an entry stands once per text of it."""
        within = _list_within(paragraph, current)
        if within is None:
            _substitute(paragraph, lambda name: self._text(name, current))
            return
        of, field = within
        entry = current[of]
        texts = entry[field]
        if not texts:
            _removed(paragraph)
            return
        self._count([paragraph], len(texts))
        for text in texts[:-1]:
            twin = copy.deepcopy(paragraph)
            _made_unique(twin)
            paragraph.addprevious(twin)
            self._paragraph(twin, {**current, of: {**entry, field: text}})
        self._paragraph(paragraph, {**current, of: {**entry, field: texts[-1]}})

    def _text(self, name: str, current: _Current) -> str:
        """Return what stands in place of a field."""
        ref = meaning(name)
        if ref is None:
            return ""
        if not ref.of:
            return self._values.texts.get(ref.field, "")
        if not ref.field:
            return self._values.whole.get(ref.of, "")
        value = current[ref.of].get(ref.field, "") if ref.of in current else ""
        return value if isinstance(value, str) else _LINE.join(value)


def _empty(key: str) -> Entry:
    """Return the entry of a list without any: it says so."""
    return {field: t("minutes.none") if field == LISTS[key].main else "" for field in LISTS[key].fields}


def _lists(found: Iterable[Element]) -> set[str]:
    """Return the lists of whose entries there are fields in paragraphs."""
    refs = (meaning(tag.name) for paragraph in found for tag in tags(text_of(paragraph)))
    return {ref.of for ref in refs if ref is not None and ref.of and ref.field}


def _list_of_paragraph(block: Element) -> str:
    """Return the list to which a paragraph belongs, "" for none. Tables repeat their rows."""
    if local(block) != "p":
        return ""
    return next(iter(_lists([block])), "")


def _list_of_row(row: Element) -> str:
    """Return the list that repeats a row, "" where its cells repeat what is in them."""
    found = _lists(paragraphs_of_row(row))
    if len(found) != 1:
        return ""
    key = next(iter(found))
    own = list(cells(row))
    having = [cell for cell in own if any(key in _lists(paragraphs(block)) for block in blocks(cell))]
    return key if len(having) > 1 or len(own) == 1 else ""


def _end_of_group(units: Sequence[Element], start: int, key: str) -> int:
    """Return the place behind the units of a list's group, empty ones between them included."""
    end = start + 1
    for place in range(start + 1, len(units)):
        unit = units[place]
        row = local(unit) == "tr"
        if key in _lists(paragraphs_of_row(unit) if row else paragraphs(unit)):
            end = place + 1
        elif row or local(unit) != "p" or text_of(unit).strip():
            break
    return end


def _list_within(paragraph: Element, current: _Current) -> tuple[str, str] | None:
    """Return list and field of the first list within an entry in a paragraph."""
    for tag in tags(text_of(paragraph)):
        ref = meaning(tag.name)
        if ref is None or (ref.of, ref.field) not in LISTS_WITHIN or ref.of not in current:
            continue
        if not isinstance(current[ref.of].get(ref.field, ""), str):
            return ref.of, ref.field
    return None


def _substitute(paragraph: Element, text_for: Callable[[str], str]) -> None:
    """Put texts in place of a paragraph's fields, in the letters of the run in which each begins."""
    own = list(pieces(paragraph))
    texts = [piece.text or "" for piece in own]
    found = tags("".join(texts))
    if not found:
        return
    starts = [sum(map(len, texts[:place])) for place in range(len(texts))]
    for tag in reversed(found):
        value: str | None = clean(text_for(tag.name)).strip("\n")
        for place, start in enumerate(starts):
            first, last = max(tag.start - start, 0), min(tag.end - start, len(own[place].text or ""))
            old = texts[place]
            if first < last and tag.start < start + len(own[place].text or ""):
                texts[place] = f"{old[:first]}{value or ''}{old[last:]}"
                value = None
    for piece, text in zip(own, texts, strict=True):
        if text != (piece.text or ""):
            _write(piece, text)


def _write(piece: Element, text: str) -> None:
    """Put a text into a run, its lines broken where it has newlines."""
    first, *others = text.split(_LINE)
    piece.text = first
    piece.set(XML_SPACE, "preserve")
    before = piece
    for line in others:
        for element in (made(f"{W}br"), made(f"{W}t")):
            before.addnext(element)
            before = element
        before.text = line
        before.set(XML_SPACE, "preserve")


def _removed(paragraph: Element) -> None:
    """Take a paragraph away; where its cell would then not end in a paragraph it stays, empty."""
    parent = paragraph.getparent()
    if parent is None:
        return
    around = [local(one) for one in parent]
    if local(parent) == "tc" and list(parent)[-1] is paragraph and around[-2:-1] != ["p"]:
        _substitute(paragraph, lambda _: "")
        return
    parent.remove(paragraph)


def _made_unique(unit: Element) -> None:
    """Take out of a copy what may stand in a document only once."""
    for name in _UNIQUE:
        for element in list(unit.iter(f"{W}{name}")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    for element in unit.iter():
        for key in [key for key in element.attrib if key.rpartition("}")[2] in _IDS]:
            del element.attrib[key]
