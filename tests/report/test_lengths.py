"""How long a step takes, as a text."""

import pytest

from jusou_tui.curriculum.model import Duration, Length
from jusou_tui.report.lengths import planned_length_text, step_length_text


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (Length(minutes=(180, 180)), "180分"),
        (Length(minutes=(120, 180)), "120〜180分"),
        (Length(weeks=(2, 4)), "2〜4週間"),
        (Length(months=(1, 1)), "1か月"),
        (None, ""),
    ],
)
def test_a_length_is_given_in_its_own_unit(length: Length | None, text: str) -> None:
    assert step_length_text(length) == text


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(minutes=15, base=5, per_participant=1), "15分、人数が多いときは5分＋1人につき1分"),
        (Duration(per_participant=0.5), "1人につき30秒"),
        (Duration(minutes=(20, 40)), "20〜40分"),
        (Duration(minutes=30, per_case=10), "30分＋ケース1件につき10分"),
        (Duration(per_case=10), "ケース1件につき10分"),
    ],
)
def test_what_people_and_cases_add_is_said_with_the_length(duration: Duration, text: str) -> None:
    assert planned_length_text(duration) == text
