"""What of a curriculum a run goes by, as a digest: its ids and minutes, whatever its texts say."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum

_TEXTS = frozenset[str]().union(
    ("title", "short_title", "label", "text", "hint", "hints", "group", "goal", "goals", "purpose", "what"),
    ("read_aloud", "questions", "cautions", "caution", "tips", "materials", "notes", "default_rows"),
    ("organiser_preparation", "organiser_remarks", "member_preparation", "member_references", "references"),
    ("reference", "slides", "url", "form", "forms", "lead", "filled_by", "ours", "large_print", "todo"),
    ("per_member", "overlapping"),
)
"""Fields that people read, `todo`, and what only paper goes by.

One that is not named here counts, so that none is overlooked.
"""

_TEAM = "sha256:be59d19620b5475f6084604fec139fd69e5e2afeb0a7ff54d2c8d570c27b7c99"
_COMMUNITY = "sha256:ed1513bd864c1f30a048d7b9f7d544a1d6786d21b56fdc9dd409469f340417a7"
_TRIAL = "sha256:5056717afda1c983cd44ee2232ab1379f11431cc683ea10f6b53470f23eecf47"
_EARLIER = {
    "sha256:0f9e0934f342314be2e66e4e868784e7f5fce5472aa8a02318b8f71a419d61e6": _TEAM,
    "sha256:168fb1782cb9971bd3ca6211a960c1e14460c66439f4bdacc261ef66b3b7952b": _TEAM,
    "sha256:41761a75ad79b160ec6ef73075557bfe1a907dff484a75d04dd4ed5ec268288e": _COMMUNITY,
    "sha256:a551b7fcb5af965264f5fcda0ccc54527c87490fe80874a0ae919d2387759ade": _COMMUNITY,
    "sha256:d0efa435f7f5b190ef80b7ff033f5ca10573560cbcfd5884b91a0c3f6f04f313": _TRIAL,
    "sha256:88952a4982a320cabea44b1501d996f03e3bdb9c015ad2dcf74912e64252d705": _TRIAL,
}
"""Digests of shipped files that sessions without a `curriculum_plan` name, and the digest of their plan."""


def plan_digest(curriculum: Curriculum) -> str:
    """Return `sha256:…` of the ids and minutes of the steps and the worksheets.

    The programme's own pages, the references, the variants and the version do not count.
    """
    import hashlib
    import json

    whole = curriculum.model_dump(
        mode="json", include={"id", "shortest_share", "steps", "worksheets"}, exclude_defaults=True
    )
    text = json.dumps(_without_texts(whole), ensure_ascii=False, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def earlier_plan(digest: str) -> str | None:
    """Return the plan's digest of a shipped file of an earlier version, by the digest of the file."""
    return _EARLIER.get(digest)


def _without_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_texts(entry) for key, entry in value.items() if key not in _TEXTS}
    if isinstance(value, list):
        return [_without_texts(entry) for entry in value]
    return value
