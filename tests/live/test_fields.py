"""Typed fields: what can be read is recorded at once, what cannot stays as a draft."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from app.stage import make_live, still_clock
from jusou_tui.live.fields import person_fields, step_fields


def test_a_day_that_cannot_be_read_stays_as_typed_and_the_record_as_it_was(place: Path) -> None:
    live = make_live(place, still_clock())
    step = live.meeting("step2").step
    step_fields(live, step)["first"].type("12/20")
    assert live.meeting("step2").record.date == date(2026, 12, 20)
    step_fields(live, step)["first"].type("12/")
    fields = step_fields(live, step)
    assert fields["first"].text() == "12/"
    assert fields["first"].wrong()
    assert live.meeting("step2").record.date == date(2026, 12, 20)
    fields["first"].type("12/21")
    assert not step_fields(live, step)["first"].wrong()
    assert not live.book.session.drafts
    live.close()


def test_a_name_that_is_being_emptied_stays_what_it_was(place: Path) -> None:
    live = make_live(place, still_clock())
    person = live.current.present[0]
    before = live.name_of(person)
    person_fields(live, person)["name"].type("")
    assert live.name_of(person) == before
    person_fields(live, person)["left"].type("2026-12-10")
    assert person not in live.current.present
    live.close()
