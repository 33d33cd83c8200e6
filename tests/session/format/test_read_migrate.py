"""The chain that brings older files up to date."""

from jusou_tui.session.format.read import STEPS, Document, migrate
from jusou_tui.session.model.records import SCHEMA


def rename(document: Document) -> Document:
    """Schema 1 to 2 of a made-up chain."""
    return {("title" if key == "name" else key): value for key, value in document.items()}


def split(document: Document) -> Document:
    """Schema 2 to 3 of a made-up chain."""
    return {**document, "words": str(document["title"]).split()}


CHAIN = {1: rename, 2: split}


def test_each_step_runs_once_and_in_order() -> None:
    old: Document = {"schema": 1, "name": "a b"}
    assert migrate(old, CHAIN, 3) == {"schema": 3, "title": "a b", "words": ["a", "b"]}
    assert old == {"schema": 1, "name": "a b"}


def test_only_the_missing_steps_run() -> None:
    assert migrate({"schema": 2, "title": "a"}, CHAIN, 3) == {"schema": 3, "title": "a", "words": ["a"]}


def test_a_current_newer_or_odd_document_stays_as_it_is() -> None:
    for number in (3, 9, 0, "1", True, None):
        document: Document = {"schema": number}
        assert migrate(document, CHAIN, 3) is document


def test_there_is_a_step_from_every_older_schema() -> None:
    assert set(STEPS) == set(range(1, SCHEMA))
