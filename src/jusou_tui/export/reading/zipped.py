"""Word, PowerPoint and Excel files as texts: every part of the archive, attributes and comments too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from jusou_tui.export.reading.texts import Unreadable
from jusou_tui.report.leaks import TextPart
from jusou_tui.session.tables.archive import DAMAGED, defines_entities

MOST_UNZIPPED = 200_000_000
"""Bytes, those of archives within the archive too."""
MOST_PARTS = 5_000
DEEPEST = 2
"""Archives within archives that are looked into: a workbook within slides."""
_PARAGRAPHS = frozenset({"p", "si", "is", "row", "comment", "title", "subject", "description", "keywords"})


def texts(data: bytes) -> list[TextPart]:
    """Return the texts of an archive of XML, by part. Raises Unreadable."""
    try:
        return list(_parts(data, "", [MOST_UNZIPPED], 0))
    except DAMAGED as error:
        raise Unreadable from error


def _parts(data: bytes, before: str, left: list[int], depth: int) -> Iterator[TextPart]:
    """Yield the parts of an archive. `left`: how many bytes may still be unzipped. Raises Unreadable."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        left[0] -= sum(info.file_size for info in infos)
        if len(infos) > MOST_PARTS or left[0] < 0:
            raise Unreadable
        yield TextPart(f"{before}names", (archive.comment.decode("utf-8", "replace"), *archive.namelist()))
        for info in infos:
            name, part = f"{before}{info.filename}", archive.read(info)
            if part.startswith(b"PK\x03\x04") and depth < DEEPEST:
                yield from _parts(part, f"{name}/", left, depth + 1)
            elif info.filename.endswith((".xml", ".rels", ".vml")):
                yield TextPart(name, tuple(_xml(part)))
            else:
                yield TextPart(name, tuple(_bytes(part)))


def _xml(part: bytes) -> Iterator[str]:
    """Yield the paragraphs of a part, then its attributes. Raises Unreadable where it defines entities."""
    if defines_entities(part):
        raise Unreadable
    try:
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True, insert_pis=True))  # noqa: S314
        root = ET.fromstring(part, parser)  # noqa: S314 - entities are refused above
    except ET.ParseError:
        yield from _bytes(part)
        return
    yield from _paragraphs(root)
    for element in root.iter():
        yield from (value for value in element.attrib.values() if not value.isascii() or len(value) > 5)  # noqa: PLR2004


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


def _bytes(part: bytes) -> Iterator[str]:
    """Yield a part that is no XML as text, in each encoding that it may have."""
    yield part.decode("utf-8", "ignore")
    yield part.decode("utf-16-le", "ignore")
