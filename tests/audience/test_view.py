"""The types of the shared screen can hold no record, no table, no path and no id, whoever fills them."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from jusou_tui.audience import page, view

REFUSED = {
    *("id", "key", "author", "affiliation", "names", "people", "present", "note", "notes", "path", "todo"),
    *("private", "owner", "late", "behind", "overtime", "tips", "cautions", "read_aloud", "lead", "role"),
}
PLAIN = (str, int, float, bool, date, datetime, type(None))


def leaves(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """Yield all types that a value of `kind` can hold."""
    if dataclasses.is_dataclass(kind):
        if kind not in seen:
            seen.add(kind)
            for hint in get_type_hints(kind).values():
                yield from leaves(hint, seen)
        return
    origin = get_origin(kind)
    if origin is Literal:
        yield from (type(value) for value in get_args(kind))
    elif origin in {Union, types.UnionType, tuple}:
        for inner in get_args(kind):
            if inner is not Ellipsis:
                yield from leaves(inner, seen)
    else:
        yield kind


@pytest.mark.parametrize("kind", [view.AudienceView, view.Reception, page.Page])
def test_only_texts_numbers_and_times_have_a_place(kind: type) -> None:
    assert {*leaves(kind, set())} <= {*PLAIN}


@pytest.mark.parametrize("kind", [view.AudienceView, view.Reception, page.Page])
def test_no_field_is_named_after_what_may_not_be_shown(kind: type) -> None:
    seen: set[Any] = set()
    list(leaves(kind, seen))
    names = {field.name for one in seen for field in dataclasses.fields(one)}
    assert names & REFUSED == set()


def test_views_cannot_be_changed() -> None:
    shown = view.AudienceView("before", datetime.now().astimezone())
    with pytest.raises(dataclasses.FrozenInstanceError):
        shown.curtain = True  # type: ignore[misc]


def test_a_countdown_says_which_share_has_passed() -> None:
    assert view.TimeLeft(15, 60, goes=True).share == 0.75
    assert view.TimeLeft(0, 0, goes=False).share == 1.0
