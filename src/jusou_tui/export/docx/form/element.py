"""The elements of a part, as lxml has them."""
# ruff: noqa: D102 - lxml says what each of them does

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, cast

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Element(Protocol):
    """What is used of an element."""

    tag: object
    text: str | None

    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...
    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def find(self, path: str) -> Element | None: ...
    def getparent(self) -> Element | None: ...
    def append(self, element: Element) -> None: ...
    def remove(self, element: Element) -> None: ...
    def addprevious(self, element: Element) -> None: ...
    def addnext(self, element: Element) -> None: ...

    @property
    def attrib(self) -> dict[str, str]: ...


def parsed(data: bytes) -> Element:
    """Return the root of a part. Nothing outside of it is read. Raises ValueError where it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return cast("Element", etree.fromstring(data, parser))
    except etree.XMLSyntaxError as error:
        raise ValueError("no XML") from error


def written(root: Element) -> bytes:
    """Return a part as bytes."""
    return cast("bytes", etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def made(tag: str) -> Element:
    """Return an empty element."""
    return cast("Element", etree.Element(tag))
