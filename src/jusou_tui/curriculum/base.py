"""What every model of a curriculum is made of: strictness, kinds of text and number, time codes."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(strict=False)]
Count = Annotated[int, Field(ge=0, le=10_000)]
Pair = Annotated[tuple[Count, Count], Strict(strict=False)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Place = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?$", max_length=129)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]
Short = Annotated[
    str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True, pattern=r"^[^\n]*$")
]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=500)]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
TimeCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{1,3}:)?[0-9]?[0-9]:[0-5][0-9]$")]
FORMS = ["対話", "講義", "説明", "ワーク", "各自発表", "発表・対話", "フィールドワーク"]
Form = Annotated[Short, Field(examples=FORMS)]
Minutes = Annotated[int, Field(ge=0, le=24 * 60)]
ShortestShare = Annotated[int, Field(ge=50, le=100)]
Share = Annotated[float, Field(ge=0, le=24 * 60, strict=False, allow_inf_nan=False)]


class Model(BaseModel):
    """Strict, frozen, and no unknown keys: a slip of the pen is refused, not ignored.

    Built when first used: of a curriculum's models only the outermost one ever is.
    """

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def seconds_of(code: str) -> int:
    """Return the seconds of a time code, `7:43` or `1:02:03`."""
    total = 0
    for part in code.split(":"):
        total = total * 60 + int(part)
    return total


def check_in_order(pair: tuple[int, int]) -> None:
    """Check that a pair is [lowest, highest]. Raises ValueError with a message id."""
    if pair[0] > pair[1]:
        raise ValueError("curriculum.range_order")


def check_forward(start: str, end: str) -> None:
    """Check that a clip's end comes after its start. Raises ValueError with a message id."""
    if seconds_of(end) <= seconds_of(start):
        raise ValueError("curriculum.clip_backward")
