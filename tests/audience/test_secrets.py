"""Nothing private leaves through the shared screen: a secret in every field, searched for in every state."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audience.secrets import NAME, SECRET, Shown, every_state, leaks, listed, made, secret, text_fields
from jusou_tui.curriculum import model as blank
from jusou_tui.session.model import records as kept

MODELS = [
    *dict.fromkeys(kept.RECORDS.values()),
    *(kept.Insert, kept.AudienceSettings),
    *(blank.Step, blank.Activity, blank.Segment, blank.Cue, blank.Slides, blank.Clip),
    *(blank.Worksheet, blank.Block, blank.Heading),
]


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    return list(every_state(tmp_path_factory.mktemp("states")))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_of_each_field_that_holds_text_it_is_said_where_it_shows(model: type) -> None:
    assert sorted(listed()[model.__name__]) == sorted(text_fields(model))


def test_every_state_is_among_them(states: list[Shown]) -> None:
    assert {shown.view.state for shown in states} == {
        *("before", "running", "round", "groups", "break", "time_up", "finished"),
    }
    assert any(shown.view.curtain for shown in states)
    assert any(shown.view.sheet for shown in states)
    assert any(shown.view.paused for shown in states)


def test_nothing_private_is_in_a_view_or_its_pages_in_any_state(states: list[Shown]) -> None:
    for shown in states:
        for output in (shown.view, *shown.pages):
            assert leaks(repr(output), shown) == [], shown.name


def test_what_is_to_be_seen_is_seen(states: list[Shown]) -> None:
    found = {shown.name: repr(shown.pages[0]) for shown in states}
    assert all("oktitle" in text for text in found.values())
    assert "okplace" in found["before"]
    assert "okrow" in found["sheet"]
    assert "okdecision" in found["decisions"]
    assert "okdecision" in found["finished"]
    assert "okinsert" in found["running"]
    assert any(shown.named and NAME in repr(shown.view) for shown in states)


def test_leaks_are_found(states: list[Shown]) -> None:
    """The search itself: it finds whatever a skin would show."""
    running = next(shown for shown in states if shown.name == "running")
    for output in (f"<p>{secret()}</p>".encode(), f"{NAME}11さん", *running.hidden, "okdecision"):
        assert leaks(output, running), output
    assert not leaks("oktitle 36:48", running)


def test_the_secrets_are_in_the_session_s_file(tmp_path: Path) -> None:
    live = made(tmp_path / secret())
    live.save()
    text = live.store.path.read_text(encoding="utf-8")
    assert len(set(re.findall(rf"{SECRET}\d+", text))) > 60
    assert SECRET in live.store.path.name
    live.close()
