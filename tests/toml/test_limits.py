"""The caps on what a file may cost."""

import time

from jusou_tui.toml.limits import dotted_run, too_deep
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
