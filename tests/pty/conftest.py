"""What tests of programs in terminals share."""

from __future__ import annotations

from pathlib import Path

import pytest

from prepared import Running, start_with


@pytest.fixture
def prepared_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the programs of `benchmarks/kills.py` begin with the libraries read; there each reads them."""
    from benchmark_module import benchmark  # that benchmark needs POSIX, as what uses this does

    def started(arguments: list[str], environment: dict[str, str], folder: Path, terminal: int) -> Running:
        return Running(*start_with([terminal], arguments, environment, str(folder)))

    monkeypatch.setattr(benchmark("kills"), "STARTS", ["-m", "jusou_tui"])
    monkeypatch.setattr(benchmark("kills"), "started", started)
