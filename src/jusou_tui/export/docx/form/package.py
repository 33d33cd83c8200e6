"""A form as the parts of its file: read within limits, without macros and without what lies outside of it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.export.docx.form.element import Element, W, parsed, written
from jusou_tui.files import read_file
from jusou_tui.session.tables.archive import DAMAGED, defines_entities

MOST_BYTES = 20_000_000
MOST_UNZIPPED = 80_000_000
MOST_PARTS = 2_000
MOST_XML = 20_000_000
_RELATIONSHIPS = "_rels/.rels"
_TYPES = "[Content_Types].xml"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"
_PLAIN_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_OF_TEXT = ("header", "footer", "comments", "footnotes", "endnotes")
_OUTSIDE = re.compile(
    r"\s*(DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|DATABASE|RD)\b", re.IGNORECASE
)
"""Word's own fields that read other files, or start other programs."""
_HARMLESS = "hyperlink"
_DROPPED = "attachedTemplate"
"""The path of a template of Word's own on somebody's machine: it is taken out."""
_PEOPLE = (
    "{http://purl.org/dc/elements/1.1/}creator",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
)


class FormPackage(NamedTuple):
    """A form: its file's parts in their order. `main`: the one with the text, `notes`: what is to be
    known of it, as message ids.
    """

    path: Path
    parts: dict[str, bytes]
    main: str
    notes: tuple[str, ...] = ()

    def texts(self, *kinds: str) -> dict[str, bytes]:
        """Return the parts of these kinds, such as `header`, by name, whatever they are called."""
        found = _kinds(self.parts[_TYPES])
        return {name: data for name, data in self.parts.items() if found.get(name) in kinds}


def _kinds(types: bytes) -> dict[str, str]:
    """Return of which kind parts are, such as `header` or `core-properties`, by name."""
    return {
        (one.get("PartName") or "").lstrip("/"): (one.get("ContentType") or "")
        .rpartition(".")[2]
        .removesuffix("+xml")
        for one in parsed(types).iter(_OVERRIDE)
    }


def read_form(path: Path) -> FormPackage:
    """Return a form's parts.

    Raises InputError where it is no Word file, too large, has macros or needs something outside of it;
    OSError where it cannot be read.
    """
    data = read_file(path, MOST_BYTES)
    try:
        parts = _parts(data, path)
        main = _main_part(parts, path)
        kept = _without_outside(parts, path)
        form = FormPackage(path, kept, main, _notes(parts, kept))
        for data in (kept[main], *form.texts(*_OF_TEXT).values()):
            if any(map(_OUTSIDE.match, _field_codes(parsed(data)))):
                raise InputError("form.outside", path=path)
    except DAMAGED as error:
        raise InputError("form.unreadable", path=path) from error
    return form


def _notes(parts: dict[str, bytes], kept: dict[str, bytes]) -> tuple[str, ...]:
    """Return what is to be known of a form: that a path on somebody's machine was taken out of it."""
    settings = "word/settings.xml"
    dropped = parts.get(settings) != kept.get(settings)
    return ("form.template_taken_out",) if dropped else ()


def _parts(data: bytes, path: Path) -> dict[str, bytes]:
    """Return the parts of an archive, once they are known to be few and small enough."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        sizes = [entry.file_size for entry in entries]
        texts = [entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels"))]
        if len(entries) > MOST_PARTS or sum(sizes) > MOST_UNZIPPED or max(texts, default=0) > MOST_XML:
            raise InputError("form.too_large", path=path)
        return {entry.filename: archive.read(entry.filename) for entry in entries}


def _main_part(parts: dict[str, bytes], path: Path) -> str:
    """Return the part with the text, whatever the program called it that wrote the form.

    Raises InputError for a document with macros, ValueError for what is no Word document or a broken one.
    """
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or any("vbaproject" in name.lower() for name in parts):
        raise InputError("form.has_macros", path=path)
    if any(defines_entities(data) for name, data in parts.items() if name.endswith((".xml", ".rels"))):
        raise ValueError("a document type of its own")
    relationships = parsed(parts.get(_RELATIONSHIPS, b"")).iter(_RELATIONSHIP)
    targets = [one.get("Target") or "" for one in relationships if _kind_of(one) == "officeDocument"]
    main = targets[0].lstrip("/") if targets else ""
    if main not in parts or not types or parsed(parts[main]).find(f"{W}body") is None:
        raise ValueError("no Word document")
    return main


def _without_outside(parts: dict[str, bytes], path: Path) -> dict[str, bytes]:
    """Return the parts without the path of a template; links may stay, as nothing follows them by itself.

    A .dotx becomes a document, and who made the form is not named as who wrote what is made of it. Raises
    InputError where anything else lies outside of the file.
    """
    kept = dict(parts)
    kinds = _kinds(parts[_TYPES])
    for name, data in parts.items():
        if name.endswith(".rels"):
            kept[name] = _checked_relationships(data, path)
        elif kinds.get(name) == "core-properties":
            kept[name] = _without(parsed(data), *_PEOPLE)
    settings = "word/settings.xml"
    if settings in kept and _DROPPED.encode() in kept[settings]:
        kept[settings] = _without(parsed(kept[settings]), f"{W}{_DROPPED}")
    if _TEMPLATE.encode() in kept[_TYPES]:
        types = parsed(kept[_TYPES])
        for override in types.iter(_OVERRIDE):
            if override.get("ContentType") == _TEMPLATE:
                override.set("ContentType", _PLAIN_DOCUMENT)
        kept[_TYPES] = written(types)
    return kept


def _without(root: Element, *tags: str) -> bytes:
    """Return a part without the elements of these tags right in it."""
    for element in [one for one in root if one.tag in tags]:
        root.remove(element)
    return written(root)


def _field_codes(root: Element) -> Iterator[str]:
    """Yield the codes of Word's own fields, whatever runs they were cut into."""
    code = ""
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        if element.tag == f"{W}instrText":
            code += element.text or ""
            continue
        yield code
        code = element.get(f"{W}instr") or ""
    yield code


def _kind_of(relationship: Element) -> str:
    """Return what a relationship is to, such as `image`."""
    return posixpath.basename(relationship.get("Type") or "")


def _checked_relationships(data: bytes, path: Path) -> bytes:
    root = parsed(data)
    for one in list(root.iter(_RELATIONSHIP)):
        kind = _kind_of(one)
        if one.get("TargetMode") != "External" or kind == _HARMLESS:
            continue
        if kind != _DROPPED:
            raise InputError("form.outside", path=path)
        root.remove(one)
        data = written(root)
    return data
