"""Elements of a page, as HTML and as JSON: one tree for the first answer and for the stream.

The browser builds the JSON with `createElement` and text nodes and parses no HTML, so no text can become
markup there; here every text and value is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

BREAK = "\u200b"
"""In a text: a line may be broken here. It becomes `<wbr>`, so that a copied text has nothing odd in it."""

_VOID = frozenset({"img"})


class Element(NamedTuple):
    """An element with its attributes and what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Node, ...]


Node = Element | str
Json = str | list["Json"] | dict[str, str]


def element(name: str, *children: Node | Iterable[Node], **attributes: str) -> Element:
    """Return `element("p.band.wide", "text", data_left="3")`: a tag with its classes, `data-left`."""
    tag, *classes = name.split(".")
    inside: list[Node] = []
    for child in children:
        inside.extend([child] if isinstance(child, (str, Element)) else child)
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return Element(tag, ({"class": " ".join(classes)} if classes else {}) | named, tuple(inside))


def html(node: Node) -> str:
    """Return a tree as HTML."""
    if isinstance(node, str):
        return escape(node).replace(BREAK, "<wbr>")
    values = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.tag in _VOID:
        return f"<{node.tag}{values}>"
    return f"<{node.tag}{values}>{''.join(map(html, node.children))}</{node.tag}>"


def json_of(node: Node) -> Json:
    """Return a tree as `[tag, attributes, children]`, texts as they are."""
    if isinstance(node, str):
        return node
    return [node.tag, node.attributes, [json_of(child) for child in node.children]]
