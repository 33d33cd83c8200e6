"""Where things lie."""

from pathlib import Path

import pytest

from jusou_tui import paths


def test_a_home_is_filled_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert paths.typed("~/会/名簿.csv") == tmp_path / "会" / "名簿.csv"


@pytest.mark.parametrize("name", ["~nobody-of-that-name/名簿.csv", "名簿.csv", "a~b"])
def test_what_is_nobodys_home_stays_as_it_was_typed(name: str) -> None:
    assert paths.typed(name) == Path(name)
