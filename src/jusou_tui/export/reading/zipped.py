"""Word, PowerPoint and Excel files as texts: every part of the archive, attributes and comments too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jusou_tui.export.reading.texts import DEEPEST, Unreadable, raw_texts
from jusou_tui.report.leaks import SHORTEST, TextPart
from jusou_tui.session.tables.archive import DAMAGED, defines_entities

MOST_UNZIPPED = 200_000_000
"""Bytes, those of archives within the archive too."""
MOST_XML = 40_000_000
"""Bytes of one part: as a tree it takes many times of that."""
MOST_PARTS = 5_000
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")
"""How a part begins that is XML, whatever it is called."""
_PARAGRAPHS = frozenset({"p", "si", "is", "row", "comment", "title", "subject", "description", "keywords"})


def texts(data: bytes) -> list[TextPart]:
    """Return the texts of an archive of XML, by part. Raises Unreadable."""
    try:
        return list(parts(data, "", [MOST_UNZIPPED], 0))
    except DAMAGED as error:
        raise Unreadable from error


def is_archive(data: bytes) -> bool:
    """Return whether a file is an archive."""
    return data.startswith(b"PK\x03\x04")


def parts(data: bytes, before: str, left: list[int], depth: int) -> Iterator[TextPart]:
    """Yield the parts of an archive. `left`: how many bytes may still be unzipped. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        left[0] -= sum(info.file_size for info in infos)
        if len(infos) > MOST_PARTS or left[0] < 0 or depth > DEEPEST:
            raise Unreadable
        yield TextPart(f"{before}names", (archive.comment.decode("utf-8", "replace"), *archive.namelist()))
        for info in infos:
            name, part = f"{before}{info.filename}", archive.read(info)
            if is_archive(part):
                yield from parts(part, f"{name}/", left, depth + 1)
            elif info.filename.endswith((".xml", ".rels", ".vml")) or part.startswith(_XML):
                yield TextPart(name, tuple(_xml(part)))
            else:
                yield TextPart(name, tuple(raw_texts(part)))


def _xml(part: bytes) -> Iterator[str]:
    """Yield the paragraphs of a part, then its attributes.

    Raises Unreadable where it defines entities or is larger than parts of documents are.
    """
    if len(part) > MOST_XML or defines_entities(part):
        raise Unreadable
    try:
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))  # noqa: S314
        root = ET.fromstring(part, parser)  # noqa: S314 - entities are refused above
    except ET.ParseError:
        yield from raw_texts(part)
        return
    yield from _paragraphs(root)
    for element in root.iter():
        yield from (
            value for value in element.attrib.values() if not value.isascii() or len(value) >= SHORTEST
        )


def _paragraphs(root: ET.Element) -> Iterator[str]:
    """Yield the running text of a part, parted where paragraphs end; nothing of it is left out."""
    found: list[str] = []
    for event, element in _walk(root):
        if event == "start":
            found.append(element.text or "")
            continue
        if _name(element) in _PARAGRAPHS:
            yield "".join(found)
            found = []
        found.append(element.tail or "")
    yield "".join(found)


def _name(element: ET.Element) -> str:
    """Return an element's name, "" of a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _walk(root: ET.Element) -> Iterator[tuple[str, ET.Element]]:
    """Yield each element when it starts and when it ends, in order; without recursion."""
    left: list[tuple[str, ET.Element]] = [("start", root)]
    while left:
        event, element = left.pop()
        yield event, element
        if event == "start":
            left.append(("end", element))
            left += [("start", child) for child in reversed(element)]
