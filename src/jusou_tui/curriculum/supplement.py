"""What a curriculum brings besides its own file: worked examples of its worksheets, cards, prompts.

It lies beside the curriculum as `<name>.supplement.toml`, is found by that name and read only when it is
shown, so that a curriculum's digest and the time that a start takes stay as they are. An example is never
content of a session. docs/curriculum-format.md explains every key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from jusou_tui.curriculum.addresses import fixed_addresses, row_addresses
from jusou_tui.curriculum.check import (
    Mistake,
    RawTable,
    entries,
    ids_twice,
    places_of,
    unknown_id,
    unknown_ids,
)
from jusou_tui.curriculum.load import load_bytes, parse_as
from jusou_tui.curriculum.model import Curriculum, Many, Model, Place, Short, Slug, Text, Worksheet
from jusou_tui.errors import JusouError
from jusou_tui.files import is_file
from jusou_tui.paths import CURRICULUM_ENDING, SUPPLEMENT_ENDING, supplement_beside
from jusou_tui.toml.positions import KeyPath

Size = Literal["town", "city", "core-city"]
Phase = Literal["considering", "preparing", "running"]


class Example(Model):
    """A worksheet as somebody may have filled it.

    `cells` by the addresses of the sheet's fixed cells, `rows` by those of its free rows, as in a session's
    file. `about`: what is to be noticed in it.
    """

    title: Short | None = None
    about: Text | None = None
    cells: dict[str, Text] = {}
    rows: Many[dict[str, Text]] = ()


class Card(Model):
    """What a town did, on one card.

    `size`: of the town; `phases`: how far its work was. `invented`: neither the town nor the story is real.
    `used_in`: the steps or activities in which it is looked at.
    """

    id: Slug
    title: Short
    town: Short
    size: Size
    phases: Annotated[Many[Phase], Field(min_length=1)]
    text: Text
    used_in: Many[Place] = ()
    reference: Slug | None = None
    invented: bool = False


class Prompt(Model):
    """A sentence that helps people to begin; `label`: the group of prompts it belongs to."""

    id: Slug
    label: Short
    text: Text
    used_in: Many[Place] = ()


class Supplement(Model):
    """A whole file. An empty one is what a curriculum has that brings nothing besides."""

    schema_: Annotated[Literal[1], Field(alias="schema")]
    examples: dict[str, Example] = {}
    cards: Many[Card] = ()
    prompts: Many[Prompt] = ()

    def example(self, worksheet_id: str) -> Example | None:
        """Return the example of a worksheet, None where there is none."""
        return self.examples.get(worksheet_id)

    def cards_in(self, step: str, activity: str | None = None) -> tuple[Card, ...]:
        """Return the cards for an activity of a step; for the whole step without one."""
        return tuple(card for card in self.cards if _is_used(card.used_in, step, activity))

    def prompts_in(self, step: str, activity: str | None = None) -> tuple[Prompt, ...]:
        """Return the prompts for an activity of a step; for the whole step without one."""
        return tuple(prompt for prompt in self.prompts if _is_used(prompt.used_in, step, activity))


NOTHING = Supplement.model_validate({"schema": 1})
"""What a curriculum brings that has no such file."""


def curriculum_beside(supplement: Path) -> Path:
    """Return where the curriculum of a supplement's file lies; it need not exist."""
    return supplement.with_name(supplement.name.removesuffix(SUPPLEMENT_ENDING) + CURRICULUM_ENDING)


def supplement_of(curriculum: Path) -> Supplement:
    """Return what a curriculum's file brings besides, NOTHING where it has no such file.

    The ids in it are not looked up. Raises CurriculumError with all other problems found in it.
    """
    path = supplement_beside(curriculum)
    return parse(load_bytes(path), path, None) if is_file(path) else NOTHING


def load_supplement(path: Path) -> Supplement:
    """Return the supplement of a file, checked against the curriculum beside it where that can be read.

    Raises CurriculumError with all problems found.
    """
    from jusou_tui.curriculum.load import load

    beside: Curriculum | None = None
    missing = not is_file(curriculum_beside(path))
    if not missing:
        with suppress(JusouError):  # its own mistakes are found where it is checked
            beside = load(curriculum_beside(path))
    return parse(load_bytes(path), path, beside, alone=missing)


def parse(data: bytes, path: Path, curriculum: Curriculum | None, *, alone: bool = False) -> Supplement:
    """Return the supplement of a file's bytes, checked against a curriculum where there is one.

    `alone`: there is none, which is a mistake of its own. Raises CurriculumError.
    """

    def mistakes(table: dict[str, Any]) -> Iterator[Mistake]:
        for name in ("cards", "prompts"):
            yield from ids_twice(entries(table, (), name))
        if alone:
            name = curriculum_beside(path).name
            yield Mistake(("schema",), "supplement.no_curriculum", {"name": name}, at_key=True)
        if curriculum is not None:
            yield from _of_curriculum(table, curriculum)

    return parse_as(Supplement, data, path, mistakes)


def _of_curriculum(table: RawTable, curriculum: Curriculum) -> Iterator[Mistake]:
    """Yield each id that the curriculum does not have."""
    worksheets = {sheet.id: sheet for sheet in curriculum.worksheets}
    examples = table.get("examples")
    for name, example in examples.items() if isinstance(examples, dict) else ():
        if name not in worksheets:
            yield unknown_id(("examples", name), name, worksheets, at_key=True)
        elif isinstance(example, dict):
            yield from _of_worksheet(("examples", name), example, worksheets[name])
    raw = curriculum.model_dump(mode="json", include={"steps": {"__all__": {"id": True, "activities": True}}})
    places = places_of(raw)
    references = {reference.id for reference in curriculum.references}
    for kind in ("cards", "prompts"):
        for path, entry in entries(table, (), kind):
            yield from unknown_ids(entry, path, "used_in", places)
            yield from unknown_ids(entry, path, "reference", sorted(references))


def _of_worksheet(path: KeyPath, example: RawTable, worksheet: Worksheet) -> Iterator[Mistake]:
    """Yield each cell that the worksheet does not have."""
    known = list(fixed_addresses(worksheet))
    cells = example.get("cells")
    for name in cells if isinstance(cells, dict) else ():
        if name not in known:
            yield unknown_id((*path, "cells", name), name, known, at_key=True)
    known = list(row_addresses(worksheet))
    for place, row in entries(example, path, "rows"):
        for name in row:
            if name not in known:
                yield unknown_id((*place, name), name, known, at_key=True)


def _is_used(places: tuple[str, ...], step: str, activity: str | None) -> bool:
    if activity is None:
        return any(place.partition("/")[0] == step for place in places)
    return step in places or f"{step}/{activity}" in places
