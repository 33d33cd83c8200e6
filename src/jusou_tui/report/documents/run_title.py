"""Of whom a document is: the town and the title of its session."""

from __future__ import annotations


def run_title(organisation: str, title: str) -> str:
    """Return `見本市　2026年度 第1回`; the title alone where it names the town already."""
    return title if organisation in title else "　".join(filter(None, (organisation, title)))
