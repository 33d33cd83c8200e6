"""The set-up form: typed texts become records, and what cannot be read stays as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import CURRICULUM, curriculum, still_clock
from jusou_tui.live.beginning.setup import NewRun, SetupForm
from jusou_tui.live.session import LiveSession


@pytest.fixture
def form(place: Path) -> SetupForm:
    return SetupForm(still_clock(), None, NewRun(curriculum(), CURRICULUM, place))


def test_the_file_is_made_at_the_first_key_and_not_before(place: Path, form: SetupForm) -> None:
    made: list[LiveSession] = []
    form = SetupForm(still_clock(), None, NewRun(curriculum(), CURRICULUM, place), made.append)
    form.choose_step("step2")
    assert not list(place.iterdir())
    form.type("title", "第3回")
    assert made == [form.live]
    assert made[0].book.meta.title == "第3回"
    assert made[0].view.step == "step2"
    made[0].close()


def test_what_cannot_be_read_stays_as_a_draft_and_is_called_wrong(form: SetupForm) -> None:
    form.type("start", "いつか")
    assert form.value("start") == "いつか"
    assert form.reading("start")[1]
    form.type("start", "13:30")
    assert form.reading("start") == ("13:30", False)
    live = form.keep()
    assert not live.book.session.drafts
    assert live.current.record.start is not None
    live.close()


def test_a_field_that_is_emptied_is_empty_in_the_records(form: SetupForm) -> None:
    form.type("date", "12/10")
    form.type("date", "")
    live = form.keep()
    assert live.current.record.date is None
    assert form.reading("date") == ("", False)
    live.close()
