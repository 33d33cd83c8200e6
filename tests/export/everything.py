"""One of every block that a document can have, with texts that mean harm."""

from __future__ import annotations

from jusou_tui.report.blocks import Bar, Column, Item, Pairs, ReportHeading, Table
from jusou_tui.report.documents.model import (
    Blank,
    Checks,
    DocumentBlock,
    Fields,
    Grid,
    GridCell,
    GridRow,
    NewPage,
    Notice,
    Quote,
    Words,
    Zone,
    Zones,
)

HOSTILE = "</style><script src='https://evil.example/x.js'>alert(1)</script>\"\x1b[31m\ud800{}"

EVERYTHING: tuple[DocumentBlock, ...] = (
    ReportHeading(HOSTILE),
    Fields((HOSTILE,)),
    Notice(HOSTILE, HOSTILE),
    Pairs(((HOSTILE, HOSTILE), ("名前", (HOSTILE, HOSTILE)))),
    Item(HOSTILE),
    Item(HOSTILE, "1. "),
    Item(HOSTILE, "13:30 "),
    Table((Column(HOSTILE), Column("", "right")), ((HOSTILE, Bar(1, 2, 3)),)),
    Grid((1,), (GridRow((GridCell((Words(HOSTILE), Blank(2), Quote(HOSTILE)), head=True),)),), about=HOSTILE),
    Zones((Zone(HOSTILE, HOSTILE, (HOSTILE,)),)),
    Checks((HOSTILE,), frozenset({0})),
    Blank(2),
    NewPage(),
)
