"""More than two copies joined: every value stands with its file, ours is the first file's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.calling import call
from jusou_tui.compare.diff import OpenField, fields_left_open
from jusou_tui.compare.merge import merge_all, merge_files
from jusou_tui.compare.sources import file_names
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session, shallow_copy
from jusou_tui.wording import t, use
from session.samples import START, full_session, identity

NOTE = identity(3)


def worded(text: str) -> Session:
    """Return a copy in which the note and the title are worded in another way."""
    found = shallow_copy(full_session())
    found.conflicts.clear()
    found.notes[NOTE] = found.notes[NOTE].model_copy(update={"text": f"{text}\n"})
    found.session = found.session.model_copy(update={"title": text})
    return found


def without_note() -> Session:
    found = worded("一")
    del found.notes[NOTE]
    return found


def files(folder: Path, *copies: Session) -> list[Path]:
    """Write copies, `t1` the first, and their base as `t0`."""
    base = shallow_copy(full_session())
    base.conflicts.clear()
    paths = [folder / f"t{number}.session.toml" for number in range(len(copies) + 1)]
    for path, one in zip(paths, (base, *copies), strict=True):
        path.write_bytes(render(one))
    return paths


def of_note(session: Session) -> OpenField:
    [found] = [field for field in fields_left_open(session) if field.conflict == NOTE]
    return found


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_three_wordings_stand_each_with_its_file_and_the_first_is_mine(
    tmp_path: Path, order: tuple[int, int, int]
) -> None:
    words = ["甲", "ずっと長い乙", "丙丙"]
    base, *paths = files(tmp_path, *(worded(words[place]) for place in order))
    merged = merge_files(paths[0], paths[1:], paths[0], base)
    fields = {field.conflict: field for field in fields_left_open(read(paths[0]))}
    for key, end in ((NOTE, "\n"), ("session", "")):
        assert [(one.value, one.files) for one in fields[key].choices] == [
            (f"{words[place]}{end}", (path.name,)) for place, path in zip(order, paths, strict=True)
        ]
    assert (merged.conflicts, merged.open) == (2, 2)


def test_equal_wordings_are_one_value_of_two_files_and_an_untouched_copy_keeps_its_own(
    tmp_path: Path,
) -> None:
    untouched = shallow_copy(full_session())
    untouched.conflicts.clear()
    base, *paths = files(tmp_path, untouched, worded("乙"), worded("丙"), worded("乙"))
    merge_files(paths[0], paths[1:], paths[0], base)
    assert [(one.value, one.files) for one in of_note(read(paths[0])).choices] == [
        (full_session().notes[NOTE].text, ("t1.session.toml",)),
        ("乙\n", ("t2.session.toml", "t4.session.toml")),
        ("丙\n", ("t3.session.toml",)),
    ]


@pytest.mark.parametrize(("number", "text"), [(0, "甲\n"), (1, "乙\n"), (2, "丙\n")])
def test_each_value_can_be_taken_and_so_can_all(tmp_path: Path, number: int, text: str) -> None:
    base, *paths = files(tmp_path, worded("甲"), worded("乙"), worded("丙"))
    merge_files(paths[0], paths[1:], paths[0], base)
    book = SessionBook(read(paths[0]), lambda: START)
    field = of_note(book.session)
    assert field.joined == "甲\n乙\n丙\n"
    book.restore.settle_field(NOTE, field.path, field.choices[number].value)
    assert book.session.notes[NOTE].text == text
    [title] = fields_left_open(book.session)
    assert title.joined == "甲 / 乙 / 丙"
    book.restore.settle_field(title.conflict, title.path, title.choices[number].value)
    assert book.session.session.title == text.strip()
    assert book.session.conflicts == {}


def test_a_record_that_one_copy_removed_and_two_changed_can_go_or_be_either(tmp_path: Path) -> None:
    base, *paths = files(tmp_path, worded("甲"), without_note(), worded("丙"))
    merge_files(paths[0], paths[1:], paths[0], base)
    found = read(paths[0])
    [whole] = [one for one in fields_left_open(found) if one.conflict == NOTE and one.path == "record"]
    removed = [one.files for one in whole.choices if one.value is None]
    assert removed == [("t2.session.toml",)]
    for one in whole.choices:
        book = SessionBook(read(paths[0]), lambda: START)
        book.restore.settle_field(NOTE, "record", one.value)
        note = book.session.notes.get(NOTE)
        assert (None if note is None else note.text) == (
            None if one.value is None else one.value["text"]  # type: ignore[index]
        )


def test_further_merges_keep_what_was_open_before(tmp_path: Path) -> None:
    base, *paths = files(tmp_path, worded("甲"), worded("乙"), worded("丙"))
    merge_files(paths[0], paths[1:2], paths[0], base)
    merge_files(paths[0], paths[2:], paths[0], base)
    values = {one.value for one in of_note(read(paths[0])).choices}
    assert values >= {"甲\n", "乙\n", "丙\n"}


def test_without_files_mine_is_mine_too() -> None:
    base = shallow_copy(full_session())
    base.conflicts.clear()
    others = [(worded("ずっと長い乙"), base), (worded("丙"), base)]
    choices = of_note(merge_all(worded("甲"), others).session).choices
    assert [one.value for one in choices] == ["甲\n", "ずっと長い乙\n", "丙\n"]


def test_the_command_counts_as_the_page_does(tmp_path: Path) -> None:
    base, *paths = files(tmp_path, worded("甲"), worded("乙"), worded("丙"))
    use("ja")
    ended = call("merge", *map(str, paths), "--base", str(base))
    assert (ended.status, "食い違いが2件あります" in ended.err) == (1, True)
    assert len(fields_left_open(read(paths[0]))) == 2


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_a_merge_says_names_the_command_as_the_palette_does(language: str) -> None:
    use(language)
    for message in ("compare.merge_conflicts", "compare.conflicts_on_opening", "session.status_conflicts"):
        assert t("recover.conflicts") in t(message, count=2)
    use("ja")


def test_files_of_one_name_are_told_apart_by_their_folders() -> None:
    paths = [Path("家/a.session.toml"), Path("職場/a.session.toml")]
    assert file_names(paths) == [str(path) for path in paths]
    assert file_names([Path("家/a.toml"), Path("職場/b.toml")]) == ["a.toml", "b.toml"]
