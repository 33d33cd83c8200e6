"""A form as the parts of its file: read within limits, without macros and without what lies outside of it."""

from __future__ import annotations

import io
import posixpath
import zipfile
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
_HARMLESS = "hyperlink"
_DROPPED = "attachedTemplate"
"""The path of a template of Word's own on somebody's machine: it is taken out."""


class FormPackage(NamedTuple):
    """A form: its file's parts in their order. `main`: the one with the text, `notes`: what is to be
    known of it, as message ids.
    """

    path: Path
    parts: dict[str, bytes]
    main: str
    notes: tuple[str, ...] = ()

    def texts(self, *kinds: str) -> dict[str, bytes]:
        """Return the parts of these kinds, such as `header`, by name."""
        names = (name for name in self.parts if _kind(name) in kinds)
        return {name: self.parts[name] for name in names}


def _kind(name: str) -> str:
    """Return what a part of the text is by its name: `document`, `header`, `comments`; "" for others."""
    folder, file = posixpath.split(name)
    stem, ending = posixpath.splitext(file)
    return stem.rstrip("0123456789") if folder == "word" and ending == ".xml" else ""


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
        return FormPackage(path, kept, main, _notes(parts, kept))
    except DAMAGED as error:
        raise InputError("form.unreadable", path=path) from error


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

    A .dotx becomes a document. Raises InputError where anything else lies outside of the file.
    """
    kept = dict(parts)
    for name, data in parts.items():
        if name.endswith(".rels") and b"External" in data:
            kept[name] = _checked_relationships(data, path)
    settings = "word/settings.xml"
    if settings in kept and _DROPPED.encode() in kept[settings]:
        root = parsed(kept[settings])
        for element in list(root.iter(f"{W}{_DROPPED}")):
            root.remove(element)
        kept[settings] = written(root)
    if _TEMPLATE.encode() in kept[_TYPES]:
        types = parsed(kept[_TYPES])
        for override in types.iter(_OVERRIDE):
            if override.get("ContentType") == _TEMPLATE:
                override.set("ContentType", _PLAIN_DOCUMENT)
        kept[_TYPES] = written(types)
    return kept


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
    return written(root)
