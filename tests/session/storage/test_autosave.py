"""The worker that saves."""

import threading
import time

import pytest

from jusou_tui.session.storage.autosave import Autosave


def test_a_save_comes_while_changes_go_on() -> None:
    saved = threading.Event()
    calls: list[int] = []

    def work() -> float:
        calls.append(1)
        if len(calls) > 1:
            saved.set()
        return 3600.0

    worker = Autosave(work)
    deadline = time.monotonic() + 10
    while not saved.wait(0.005) and time.monotonic() < deadline:
        worker.poke()
    worker.stop()
    assert saved.is_set()


def test_it_comes_back_by_itself_when_work_asks_for_it() -> None:
    thrice = threading.Event()
    calls: list[int] = []

    def work() -> float:
        calls.append(1)
        if len(calls) >= 3:
            thrice.set()
            return 3600.0
        return 0.0

    worker = Autosave(work)
    assert thrice.wait(10)
    worker.stop()


def test_stopping_waits_for_a_save_that_is_under_way() -> None:
    begun, may_end = threading.Event(), threading.Event()
    ended: list[int] = []

    def work() -> float:
        begun.set()
        may_end.wait(10)
        ended.append(1)
        return 3600.0

    worker = Autosave(work)
    assert begun.wait(10)
    threading.Timer(0.01, may_end.set).start()
    worker.stop()
    assert ended == [1]


def test_after_a_crash_of_the_worker_the_next_poke_starts_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    again = threading.Event()
    calls: list[int] = []

    def work() -> float:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError
        again.set()
        return 3600.0

    worker = Autosave(work)
    worker._thread.join()
    worker.poke()
    assert again.wait(10)
    worker.stop()


def test_a_poke_that_came_just_before_a_crash_keeps_none_from_starting_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    begun, may_crash, again = threading.Event(), threading.Event(), threading.Event()

    def work() -> float:
        if begun.is_set():
            again.set()
            return 3600.0
        begun.set()
        may_crash.wait(10)
        raise RuntimeError

    worker = Autosave(work)
    assert begun.wait(10)
    worker.poke()
    may_crash.set()
    worker._thread.join()
    worker.poke()
    assert again.wait(10)
    worker.stop()
