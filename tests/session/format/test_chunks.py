"""The cache of rendered chunks."""

import tomllib
from datetime import timedelta
from typing import cast

import pytest
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.session.format.chunks import ChunkCache, render
from jusou_tui.session.model.records import Address, Entry, Note, Session, View, entries
from jusou_tui.toml import writer
from session.samples import NOTES, SESSIONS, START, full_session, identity, session


def loaded(given_session: Session) -> ChunkCache:
    """Return a cache of a session."""
    cache = ChunkCache()
    cache.load(given_session)
    return cache


@holds_for(100, SESSIONS, st.lists(st.tuples(st.integers(0, 5), st.none() | NOTES), max_size=8))
def test_after_any_changes_the_bytes_are_those_of_a_fresh_rendering(
    drawn: Session, changes: list[tuple[int, Note | None]]
) -> None:
    given_session = drawn.model_copy(update={"notes": dict(drawn.notes)})
    cache = loaded(given_session)
    for number, note in changes:
        address = ("notes", identity(number))
        cache.apply({address: note})
        if note is None:
            given_session.notes.pop(address[1], None)
        else:
            given_session.notes[address[1]] = note
    assert cache.join() == render(given_session)
    assert cache.entries == entries(given_session)


def test_a_program_that_does_not_know_presence_writes_it_as_it_was() -> None:
    text = render(full_session()).decode()
    presence = tomllib.loads(text)["presence"]
    assert list(presence) == [identity(8), identity(9)]
    assert f"{writer.table('presence', presence, header=False)}\n" in text


@holds_for(100, SESSIONS, also=[(full_session(),)])
def test_a_cache_cut_from_the_file_is_the_one_that_rendering_gives(given_session: Session) -> None:
    cut, _ = ChunkCache.of(given_session, render(given_session))
    assert cut.join() == render(given_session)
    assert cut.entries == entries(given_session)


def test_a_usual_file_can_be_cut_even_when_a_note_looks_like_a_header() -> None:
    found = full_session()
    cut, is_cut = ChunkCache.of(found, render(found))
    assert is_cut
    key = ("notes", identity(3))
    cut.apply({key: found.notes[identity(3)].model_copy(update={"text": "別の話\n"})})
    found.notes[identity(3)] = cast("Note", cut.entries[key])
    assert cut.join() == render(found)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("[todos.", "[ todos."),
        lambda text: text + "\n[notes.x]\n",
        lambda text: text.replace('title = "', "title = '''", 1),
        lambda text: text.replace("schema = 1", "schema  = 1"),
    ],
)
def test_a_file_laid_out_in_another_way_is_not_cut(change: object) -> None:
    found = full_session()
    data = change(render(found).decode()).encode()  # type: ignore[operator]
    cache, is_cut = ChunkCache.of(found, data)
    assert (is_cut, cache.join()) == (False, render(found))


def test_a_record_whose_instant_changes_moves() -> None:
    first, second = Note(at=START, text="a\n"), Note(at=START + timedelta(minutes=1), text="b\n")
    found = session(notes={identity(1): first, identity(2): second})
    cache = loaded(found)
    moved = first.model_copy(update={"at": START + timedelta(minutes=2)})
    cache.apply({("notes", identity(1)): moved})
    found.notes[identity(1)] = moved
    assert cache.join() == render(found)


def test_a_change_renders_nothing_but_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    found = session(notes={identity(n): Note(at=START, text="x\n") for n in range(50)})
    cache = loaded(found)
    rendered: list[Address] = []

    def count(changes: dict[Address, Entry | None]) -> dict[Address, bytes]:
        rendered.extend(changes)
        return original(changes)

    original = ChunkCache.render
    monkeypatch.setattr(ChunkCache, "render", staticmethod(count))
    cache.apply({("view", ""): View(screen="run")})
    assert rendered == [("view", "")]
    assert len(cache.snapshot()) > 50
