"""PDF files as texts, by pypdf: pages, properties, alternative texts, remarks, outlines, attachments."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject, TextStringObject

from jusou_tui.export.reading.texts import Unreadable
from jusou_tui.report.leaks import TextPart

MOST_OBJECTS = 500_000


def texts(data: bytes) -> list[TextPart]:
    """Return the texts of a PDF file. Raises Unreadable where it is damaged, endless, or has a password."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Unreadable
        found = [
            TextPart(f"page {number}", tuple(page.extract_text().splitlines()))
            for number, page in enumerate(reader.pages, 1)
        ]
        found.append(TextPart("pdf.objects", tuple(_strings(reader))))
        metadata = reader.trailer["/Root"].get_object().get("/Metadata")  # type: ignore[union-attr] # a dictionary
        if metadata is not None:
            stream = metadata.get_object()
            if isinstance(stream, StreamObject):
                found.append(TextPart("pdf.metadata", (stream.get_data().decode("utf-8", "replace"),)))
    except (PyPdfError, zlib.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable from error
    return found


def _strings(reader: PdfReader) -> Iterator[str]:
    """Yield every text in the file's objects: properties, alternative texts, remarks, outlines."""
    left: list[object] = [reader.trailer]
    seen: set[tuple[int, int]] = set()
    for _ in range(MOST_OBJECTS):
        if not left:
            return
        one = left.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) not in seen:
                seen.add((one.idnum, one.generation))
                left.append(one.get_object())
        elif isinstance(one, TextStringObject):
            yield str(one)
        elif isinstance(one, DictionaryObject):
            left += one.values()
            if isinstance(one, StreamObject) and one.get("/Type") == "/EmbeddedFile":
                yield one.get_data().decode("utf-8", "replace")
        elif isinstance(one, ArrayObject):
            left += one
    if left:
        raise Unreadable  # rather than let what was not looked at count as clean
