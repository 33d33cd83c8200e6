"""A scrollbar says in letters, too, where there is more."""

import pytest

from jusou_tui.app.drawing.scrollbar import WholeCells


@pytest.mark.parametrize(
    ("position", "shown"), [(0, "   v"), (3, "^  v"), (10, "^   ")], ids=["top", "between", "end"]
)
def test_letters_say_where_there_is_more(position: float, shown: str) -> None:
    bar = WholeCells.render_bar(size=4, virtual_size=14, window_size=4, position=position)
    assert "".join(segment.text for segment in bar.segments) == shown


def test_what_fits_has_no_sign() -> None:
    bar = WholeCells.render_bar(size=4, virtual_size=4, window_size=4)
    assert "".join(segment.text for segment in bar.segments).strip() == ""
