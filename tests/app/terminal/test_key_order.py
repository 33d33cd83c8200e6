"""A round through the queues of widgets, by which keys wait for those before them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import cast

from textual.message_pump import MessagePump

from jusou_tui.app.terminal.key_order import Round


class Queue:
    """A queue of calls that is worked off when told to."""

    def __init__(self, *, is_running: bool = True) -> None:
        self.is_running = is_running
        self.calls: deque[Callable[[], object]] = deque()

    @property
    def message_queue_size(self) -> int:
        return len(self.calls)

    def call_later(self, call: Callable[[], object]) -> bool:
        self.calls.append(call)
        return True

    def work(self) -> None:
        while self.calls:
            self.calls.popleft()()


def round_of(queues: list[Queue], done: Callable[[bool], object]) -> Round:
    return Round(cast("list[MessagePump]", queues), done)


def test_it_ends_behind_the_last_queue_and_says_whether_all_were_empty() -> None:
    queues, ended = [Queue(), Queue()], list[bool]()
    for waits in (False, True):
        if waits:
            queues[1].call_later(list)
        round_of(queues, ended.append).go_on()
        for queue in queues:
            queue.work()
    assert ended == [True, False]


def test_one_that_was_given_up_does_not_go_on_in_a_widget_that_began_late() -> None:
    late, ended = Queue(is_running=False), list[str]()
    first = round_of([late, Queue()], lambda _: ended.append("first"))
    first.go_on()
    assert not first.is_alive
    first.stop()
    second = round_of([late], lambda _: ended.append("second"))
    second.go_on()
    late.is_running = True
    late.work()
    assert ended == ["second"]
