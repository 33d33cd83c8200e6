"""Older files brought up to date: a chain of pure functions, one per schema number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jusou_tui.session.model.records import SCHEMA

Document = dict[str, object]
STEPS: Mapping[int, Callable[[Document], Document]] = {}
"""`STEPS[n]` turns a document of schema n into one of schema n + 1."""


def migrate(
    document: Document, steps: Mapping[int, Callable[[Document], Document]] = STEPS, target: int = SCHEMA
) -> Document:
    """Return the document in schema `target`, its `schema` key included. Newer ones are returned as they are.

    Raises KeyError where a step is missing, which a test rules out.
    """
    number = document.get("schema")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        return document
    for step in range(number, target):
        document = {**steps[step](document), "schema": step + 1}
    return document
