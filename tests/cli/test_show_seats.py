"""`jusou show FILE STEP --seats`: the seat cards of a meeting, to be printed."""

from __future__ import annotations

import pytest

from cli.calling import call, is_one_sentence
from jusou_tui import paths

EXAMPLE = str(paths.shipped("sessions") / "mihon.session.toml")
CURRICULUM = str(paths.shipped("curricula") / "team-building.toml")


def test_each_attendee_has_a_card_in_the_order_of_the_numbers() -> None:
    found = call("show", EXAMPLE, "step1", "--seats", "--markdown")
    assert found.status == 0
    heads = [line for line in found.out.splitlines() if line.startswith("## ")]
    assert heads[:3] == ["## 1 番", "## 2 番", "## 3 番"]


def test_a_later_meetings_numbers_are_those_it_would_give_and_that_is_said() -> None:
    found = call("show", EXAMPLE, "2", "--seats")
    assert found.status == 0
    assert "会の開始時に決まります" in found.out


@pytest.mark.parametrize(
    "arguments",
    [
        (EXAMPLE, "--seats"),
        (CURRICULUM, "step1", "--seats"),
        (EXAMPLE, "step1", "--seats", "--json"),
        (EXAMPLE, "step99", "--seats"),
    ],
)
def test_what_cannot_be_printed_is_said(arguments: tuple[str, ...]) -> None:
    refused = call("show", *arguments)
    assert refused.status == 2
    assert is_one_sentence(refused.err)
