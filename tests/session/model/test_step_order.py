"""The table that knows the order of a step's records: it is theirs, whatever is done to the table."""

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from jusou_tui.session.model.step_order import StepOrder, in_order


class Placed(NamedTuple):
    """A record as far as its place goes."""

    step: str | None
    rank: int
    at: datetime


BEGIN = datetime(2026, 12, 10, tzinfo=UTC)
KEYS = st.sampled_from("abcdefg")
RECORDS = st.builds(
    lambda step, rank, minute: Placed(step, rank, BEGIN + timedelta(minutes=minute)),
    st.sampled_from(["step1", "step2", None]),
    st.integers(-1, 1),
    st.integers(0, 3),
)
ACTS = st.one_of(
    st.tuples(st.sampled_from(["set", "setdefault", "update", "|="]), KEYS, RECORDS),
    st.tuples(st.sampled_from(["del", "pop", "popitem", "clear", "ask", "copy", "deepcopy", "pickle"]), KEYS),
)


Table = StepOrder[Placed]
SETS: dict[str, Callable[[Table, str, Placed], object]] = {
    "set": Table.__setitem__,
    "setdefault": Table.setdefault,
    "update": lambda table, key, record: table.update({key: record}),
    "|=": lambda table, key, record: table.__ior__({key: record}),
}
TAKES: dict[str, Callable[[Table, str], object]] = {
    "del": lambda table, key: table.__delitem__(key) if key in table else None,
    "pop": lambda table, key: table.pop(key, None),
    "popitem": lambda table, _: table.popitem() if table else None,
    "clear": lambda table, _: table.clear(),
    "ask": lambda table, _: table.of_step("step1"),
}
MAKES: dict[str, Callable[[Table], Table]] = {
    "copy": Table.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda table: pickle.loads(pickle.dumps(table)),
}


def done(table: Table, act: tuple[str, str] | tuple[str, str, Placed]) -> Table:
    """Do something to a table; return the table from then on."""
    if len(act) == 3:
        SETS[act[0]](table, act[1], act[2])
    elif act[0] in MAKES:
        return MAKES[act[0]](table)
    else:
        TAKES[act[0]](table, act[1])
    return table


@given(st.dictionaries(KEYS, RECORDS), st.lists(ACTS, max_size=12))
def test_the_order_is_that_of_the_records(
    first: dict[str, Placed], acts: list[tuple[str, str] | tuple[str, str, Placed]]
) -> None:
    table = StepOrder(first)
    table.of_step("step1")
    for act in acts:
        table = done(table, act)
        for step in ("step1", "step2", None):
            assert table.of_step(step) == in_order(pair for pair in table.items() if pair[1].step == step)


class Counted(datetime):
    """An instant that counts how often any is compared with another."""

    compared = 0

    def __lt__(self, other: datetime) -> bool:
        Counted.compared += 1
        return super().__lt__(other)


def test_a_change_is_put_in_its_place_without_a_look_at_all_others() -> None:
    at = [Counted(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number) for number in range(1000)]
    assert all(isinstance(one, Counted) for one in at)
    table = StepOrder({f"{number:04}": Placed("step1", 0, one) for number, one in enumerate(at)})
    assert len(table.of_step("step1")) == 1000
    Counted.compared = 0
    table["0500"] = table["0500"]._replace(rank=1)
    del table["0700"]
    table["2000"] = table["0001"]
    assert [key for key, _ in table.of_step("step1")][-1] == "0500"
    assert [key for key, _ in table.of_step("step1")][1:3] == ["0001", "2000"]
    assert Counted.compared < 100
