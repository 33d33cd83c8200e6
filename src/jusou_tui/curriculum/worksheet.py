"""Worksheets: the blank forms of a curriculum, with their headings and hints."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from jusou_tui.curriculum.base import Many, Model, Place, Short, Slug, Text

Layout = Literal["form", "grid", "table", "zones", "memo"]


class Heading(Model):
    """A heading of a worksheet: a column, a row, a field or a zone.

    Neighbouring columns of one `group` stand under that common heading.
    """

    id: Slug
    title: Short
    hint: Text | None = None
    group: Short | None = None


class Block(Model):
    """A part of a worksheet, with columns and rows of its own: fixed headings, or default rows of text.

    The zones of a `zones` block are its `rows`; a `memo` block without headings is one free text.
    """

    id: Slug
    title: Short | None = None
    layout: Layout | None = None
    columns: Many[Heading] = ()
    rows: Many[Heading] = ()
    side: Heading | None = None
    default_rows: Many[Many[str]] = ()
    blank_rows: Annotated[int, Field(ge=0, le=50)] = 0
    hints: Many[Text] = ()


class Worksheet(Model):
    """A blank form that sessions fill (ワークシート)."""

    id: Slug
    title: Short
    label: Short | None = None
    layout: Layout
    blocks: Many[Block]
    goal: Text | None = None
    filled_by: Text | None = None
    filled_in: Many[Place] = ()
    read_in: Many[Place] = ()
    hints: Many[Text] = ()
    sensitive: bool = False
    caution: Text | None = None
    large_print: bool = False
    per_case: bool = False
    ours: bool = False

    @property
    def name(self) -> str:
        """What distinguishes the sheet from others in a list: its label where it has one."""
        return self.label or self.title
