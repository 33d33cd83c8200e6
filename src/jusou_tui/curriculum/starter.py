"""A starting file for a curriculum of one's own: whole, valid at once, with what to write where."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

from jusou_tui.text.terminal import clean_line

FALLBACK = "my-curriculum"
MOST_ID = 64
MOST_TITLE = 120
_ID = 'id = "my-town"'
_TITLE = '"わたしたちのまちの集まり"'


def curriculum_id(name: str, *, otherwise: str = "") -> str:
    """Return an id made from a name: its ASCII letters and digits in small, joined by hyphens.

    Where it has none, such as one in Japanese, it is made from `otherwise`; without any there either it is
    `my-curriculum`. One that begins with a digit becomes `c-…`.
    """
    folded = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if not slug:
        return curriculum_id(otherwise) if otherwise else FALLBACK
    return (slug if slug[0].isalpha() else f"c-{slug}")[:MOST_ID].rstrip("-")


def starting_file(name: str, identifier: str) -> str:
    """Return the text of a new curriculum called `name`. A name without a visible character leaves ours."""
    template = Path(__file__).with_name("starter.toml").read_text(encoding="utf-8")
    text = template.replace(_ID, f'id = "{identifier}"', 1)
    title = clean_line(name).strip()[:MOST_TITLE].strip()
    return text.replace(_TITLE, json.dumps(title, ensure_ascii=False)) if title else text
