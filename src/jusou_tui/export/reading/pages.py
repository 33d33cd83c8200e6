"""PDF files as texts, by pypdf: pages, properties, alternative texts, remarks, outlines, attachments."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from jusou_tui.export.reading import zipped
from jusou_tui.export.reading.texts import DEEPEST, Unreadable, raw_texts
from jusou_tui.report.leaks import TextPart

MOST_OBJECTS = 500_000
_DRAWN = frozenset(
    {
        "/Contents",
        "/ToUnicode",
        "/FontFile",
        "/FontFile2",
        "/FontFile3",
        "/CIDToGIDMap",
        "/CIDSet",
        "/XObject",
        "/Font",
        "/N",
        "/SMask",
    }
)
"""What leads to streams of pages, fonts and pictures: what is drawn is read from the pages."""


def texts(data: bytes) -> list[TextPart]:
    """Return the texts of a PDF file. Raises Unreadable where it is damaged, endless, or has a password."""
    try:
        return list(_parts(data, "", 0, [zipped.MOST_UNZIPPED]))
    except Unreadable:
        raise
    except Exception as error:  # a broken file breaks pypdf in many ways
        raise Unreadable from error


def _parts(data: bytes, before: str, depth: int, left: list[int]) -> Iterator[TextPart]:
    """Yield the parts of a file, then those of the files that are attached to it.

    `left`: how many bytes these may still hold. Raises Unreadable.
    """
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted or depth > DEEPEST:
        raise Unreadable
    for number, page in enumerate(reader.pages, 1):
        yield TextPart(f"{before}page {number}", tuple(page.extract_text().splitlines()))
    strings: list[str] = []
    attached: list[TextPart] = []
    for key, one in _objects(reader):
        if isinstance(one, StreamObject):
            name = f"{before}pdf.attached/{len(attached) + 1}/"
            attached += _attached(key, one.get_data(), name, depth + 1, left)
        else:
            strings += _strings(one)
    yield TextPart(f"{before}pdf.objects", tuple(strings))
    yield from attached


def _strings(one: object) -> list[str]:
    """Return the texts that a string may be, in encodings too that the format does not know."""
    if isinstance(one, TextStringObject):
        raw = one.original_bytes
        return [str(one)] if raw.isascii() else [str(one), *raw_texts(raw)]
    return raw_texts(bytes(one)) if isinstance(one, ByteStringObject) else []


def _attached(key: str, data: bytes, name: str, depth: int, left: list[int]) -> Iterator[TextPart]:
    """Yield the parts of a stream that was found under a name: of a file, or as it is."""
    left[0] -= len(data)
    if left[0] < 0:
        raise Unreadable
    if data.startswith(b"%PDF"):
        yield from _parts(data, name, depth, left)
    elif zipped.is_archive(data):
        yield from zipped.parts(data, name, left, depth)
    else:
        yield TextPart("pdf.metadata" if key == "/Metadata" else "pdf.attached", tuple(raw_texts(data)))


def _objects(reader: PdfReader) -> Iterator[tuple[str, object]]:
    """Yield every string of the file's objects, and the streams that are no pictures, fonts or pages.

    Each behind the name under which it was found.
    """
    left: list[tuple[str, object]] = [("", reader.trailer)]
    seen: set[tuple[int, int]] = set()
    for _ in range(MOST_OBJECTS):
        if not left:
            return
        key, one = left.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) not in seen:
                seen.add((one.idnum, one.generation))
                left.append((key, one.get_object()))
        elif isinstance(one, DictionaryObject):
            left += [(key if key == "/XObject" else name, value) for name, value in one.items()]
            if isinstance(one, StreamObject) and key not in _DRAWN:
                yield key, one
        elif isinstance(one, ArrayObject):
            left += [(key, value) for value in one]
        elif isinstance(one, TextStringObject | ByteStringObject):
            yield key, one
    if left:
        raise Unreadable  # rather than let what was not looked at count as clean
