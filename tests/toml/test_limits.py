"""The caps on what a file may cost."""

import time
from collections.abc import Callable

import pytest

from jusou_tui.toml.limits import (
    SESSION_PARTS,
    TOGETHER,
    costs_too_much,
    dotted_run,
    too_deep,
    too_much_together,
)
from jusou_tui.toml.writer import line


def test_a_usual_text_with_many_dots_is_no_dotted_key() -> None:
    assert dotted_run("." * 500 + " 。。。 1. 2. 3. end. " * 30) is None


def test_a_dotted_key_is_found_where_it_begins() -> None:
    assert dotted_run("x = 1\n  " + "a." * 70 + "b = 1") == 8


def test_a_text_that_looks_like_one_is_written_so_that_it_does_not() -> None:
    assert dotted_run(line("a." * 500)) is None


def test_the_search_takes_no_more_than_a_pass_over_the_text() -> None:
    begun = time.process_time()
    for text in (
        "a" * 300_000 + "." * 100,
        '"' * 300_001 + "." * 100,
        "'a" * 150_000 + "." * 100,
        "a.b " * 100_000,
    ):
        assert dotted_run(text) is None
    assert time.process_time() - begun < 2


def test_depth_is_measured_without_recursion() -> None:
    document: dict[str, object] = {}
    for _ in range(5000):
        document = {"x": [document]}
    assert too_deep(document)
    assert not too_deep({"a": {"b": [{"c": 1}]}})


MUCH: dict[str, Callable[[], str]] = {
    "3,000 keys of 61 parts": lambda: "\n".join(f"{'a.' * 60}b{n} = 1" for n in range(3_000)),
    "20,000 headers of 61 parts": lambda: "\n".join(f"[a{n}{'.a' * 60}]" for n in range(20_000)),
    "quoted parts": lambda: "".join('"a".' * 60 + f"b{n} = 1\n" for n in range(3_000)),
    "headers": lambda: "\n".join(f"[t{n}]" for n in range(100_000)),
    "a million elements": lambda: f"x = [{'1,' * 1_000_000}]",
    "tables in a list": lambda: f"x = [{'{},' * 300_000}]",
    "keys": lambda: "\n".join(f"k{n} = 1" for n in range(450_000)),
    "behind a comment with a quotation mark": lambda: '# """\n' + f"x = [{'1,' * 500_000}]",
}


@pytest.mark.parametrize("text", MUCH.values(), ids=list(MUCH))
def test_costs_are_capped_in_total(text: Callable[[], str]) -> None:
    assert costs_too_much(text())


def test_long_texts_and_four_times_ten_thousand_notes_are_not_too_much() -> None:
    note = (
        '[notes.01M9F3E9C8000000000000%04d]\nat = 2026-12-10T13:30:02.120+09:00\nkind = "note"\ntext = """\n'
    )
    text = "".join(f'{note % (n % 10_000)}a.b.c = [1, 2]\n"""\n\n' for n in range(40_000))
    assert not costs_too_much(text)
    assert not costs_too_much('x = """\n' + "[a] b.c.d.e.f, = {\n" * 400_000 + '"""')


def test_files_that_are_compared_are_counted_together() -> None:
    share = b"x = [" + b"1," * int(SESSION_PARTS * TOGETHER * 0.6) + b"]"
    assert not too_much_together([share])
    assert too_much_together([share, share])
    assert not too_much_together([share, b""])


def test_counting_takes_no_more_than_a_pass_over_the_text() -> None:
    begun = time.process_time()
    for text in ('"' * 1_000_000, "a" * 1_000_000, "a. " * 100_000 + "b", "a " * 500_000):
        costs_too_much(text)
    assert time.process_time() - begun < 2
