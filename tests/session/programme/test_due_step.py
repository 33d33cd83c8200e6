"""Which meeting a session opens at."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from jusou_tui.curriculum.model import Step
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.run_steps import Stage, State

TODAY = date(2026, 12, 10)
PREPARATION = Step(id="preparation", kind="preparation", label="準備", title="準備", purpose=[])


def stage(key: str, state: State = "not_begun", in_days: int | None = None, hour: int | None = None) -> Stage:
    day = None if in_days is None else TODAY + timedelta(days=in_days)
    start = datetime(day.year, day.month, day.day, hour).astimezone() if day and hour is not None else None
    step = PREPARATION.model_copy(update={"id": key, "kind": "meeting", "label": key})
    return Stage(step, key, 1, state, day, None, start)


@pytest.mark.parametrize(
    ("stages", "due"),
    [
        ([stage("one"), stage("two")], "one"),
        ([stage("one", in_days=20), stage("two")], "one"),
        ([stage("one"), stage("two", in_days=0)], "two"),
        ([stage("one", "held", -20), stage("two", in_days=3), stage("three", in_days=9)], "two"),
        ([stage("one", in_days=-1), stage("two", in_days=9)], "two"),
        ([stage("one", in_days=-1), stage("two")], "one"),
        ([stage("one"), stage("two", "held"), stage("three")], "three"),
        ([stage("one"), stage("two", "held")], "one"),
        ([stage("one", "left_out", 0), stage("two", in_days=9)], "two"),
        ([stage("one", in_days=0), stage("two", "under_way", -1)], "two"),
        ([stage("one", in_days=0, hour=13), stage("two", in_days=0, hour=10)], "two"),
        ([stage("one", in_days=0), stage("two", in_days=0, hour=23)], "two"),
        ([stage("one", "held"), stage("two", "left_out")], None),
    ],
)
def test_the_meeting_that_is_due(stages: list[Stage], due: str | None) -> None:
    preparation = Stage(PREPARATION, "preparation", 1, "under_way", TODAY, None, None)
    found = due_step([preparation, *stages], TODAY)
    assert (found.step.id if found else None) == due
