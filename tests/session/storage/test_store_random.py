"""Two writers, a failing disk, any order of things: nothing is lost and both end with the same file."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jusou_tui.errors import StoreError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import encode
from jusou_tui.session.storage.store import Store
from session.samples import BROKEN, START, Clock, FaultyFileSystem, HandWorker, full_session

pytestmark = pytest.mark.proof

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["add", "edit", "delete", "cell", "event", "undo", "save", "fail", "theirs", "their edit"]
        ),
        st.integers(0, 5),
    ),
    max_size=25,
)


def act(book: SessionBook, what: str, number: int) -> None:
    """Make one change of ours."""
    notes = sorted(book.session.notes)
    match what:
        case "add":
            book.notes.add(f"我々の{number}")
        case "edit" if notes:
            book.notes.edit(notes[number % len(notes)], text=f"直した{number}")
        case "delete" if notes:
            book.notes.delete(notes[number % len(notes)])
        case "cell":
            book.sheets.set_cell(next(iter(book.session.sheets)), f"a/b/{number}", f"一\n{number}")
        case "event":
            book.events.add("adjust", "step1", minutes=number)
        case "undo":
            book.undo()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_happens_the_file_says_what_the_book_says_and_their_notes_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[tuple[str, int]]
) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    path = tmp_path / "sessions" / "見本.session.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(render(full_session()))
    system, clock, theirs = FaultyFileSystem(path.parent), Clock(), set()
    store = Store.open(path, system, now=clock, worker=HandWorker)
    for count, (what, number) in enumerate(steps):
        clock.advance(10)
        if what in {"save", "fail"}:
            system.faults = {"sync": BROKEN} if what == "fail" else {}
            try:
                store.flush()
            except StoreError:
                assert what == "fail"
            system.faults = {}
        elif what == "theirs":
            other = read(path)
            key = encode(int(START.timestamp() * 1000) - 1, count)
            other.notes[key] = next(iter(full_session().notes.values())).model_copy(
                update={"text": f"{count}\n"}
            )
            path.write_bytes(render(other))
            theirs.add(key)
        elif what == "their edit":
            other = read(path)
            for key, note in list(other.notes.items())[:1]:
                other.notes[key] = note.model_copy(update={"rank": number})
            path.write_bytes(render(other))
        else:
            mine = set(store.book.session.notes)
            act(store.book, what, number)
            theirs -= mine - set(store.book.session.notes)
    store.book.events.add("finish", "step1")
    store.close()
    assert read(path) == store.book.session
    assert path.read_bytes() == render(store.book.session)
    assert theirs <= set(store.book.session.notes)
