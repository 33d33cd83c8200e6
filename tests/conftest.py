"""What every test shares: the compiled catalogues and Japanese as the language."""

from pathlib import Path

import pytest

from jusou_tui import messages
from jusou_tui.messages.build_hook import compile_catalogues


def pytest_configure() -> None:
    """Compile the catalogues, so that a sentence just written is the one that is tested."""
    compile_catalogues(Path(messages.__file__).parent)


@pytest.fixture(autouse=True)
def japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start each test in Japanese, whatever the machine says."""
    monkeypatch.delenv("JUSOU_LANG", raising=False)
    messages.use("ja")
