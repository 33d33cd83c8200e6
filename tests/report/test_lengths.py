"""How long a step takes, as a text."""

import pytest

from jusou_tui.curriculum.model import Length
from jusou_tui.report.lengths import step_length_text


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
