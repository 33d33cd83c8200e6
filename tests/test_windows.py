"""What Windows refuses, by its own numbers and names: run here with what it would answer."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filelock import FileLock

from jusou_tui import files
from jusou_tui.curriculum.library import write_new
from jusou_tui.errors import InputError, system_words
from jusou_tui.export.writing import check_free
from jusou_tui.files import check_name, same_file
from jusou_tui.session.format import filesystem
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file
from jusou_tui.session.storage.lock import CannotSave, take_lock
from jusou_tui.text.file_names import slug
from jusou_tui.wording import message_text
from session.samples import FaultyFileSystem


def refusal(number: int, windows: int) -> OSError:
    """An OSError as Python makes it of Windows' number."""
    error = OSError(number, os.strerror(number))
    error.winerror = windows  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("number", "windows", "words"),
    [
        (errno.ENOENT, 2, "見つかりません"),
        (errno.ENOENT, 3, "見つかりません"),
        (errno.EACCES, 5, "許可がありません"),
        (errno.EACCES, 19, "書き込みできないディスク"),
        (errno.EACCES, 21, "装置を読み書きできません"),
        (errno.EACCES, 32, "ほかのプログラムが使っています"),
        (errno.EACCES, 33, "ほかのプログラムが使っています"),
        (errno.EINVAL, 39, "空き容量がありません"),
        (errno.ENOENT, 53, "ネットワークの先に届きません"),
        (errno.EINVAL, 64, "ネットワークの先に届きません"),
        (errno.ENOSPC, 112, "空き容量がありません"),
        (errno.EINVAL, 121, "ネットワークの先に届きません"),
        (errno.EINVAL, 123, "Windows で使えない名前"),
        (errno.EEXIST, 183, "すでにあります"),
        (errno.ENOENT, 206, "名前が長すぎます"),
        (errno.EINVAL, 225, "225"),
        (errno.EINVAL, 1224, "ほかのプログラムが使っています"),
        (errno.EINVAL, 4551, "4551"),
    ],
)
def test_what_windows_refuses_is_in_our_words(number: int, windows: int, words: str) -> None:
    assert words in message_text(system_words(refusal(number, windows)))


@pytest.mark.parametrize(
    "name",
    [
        *("CON", "con.docx", "Nul.session.toml", "com1.csv", "LPT9", "COM¹.md", "aux .txt", "conout$"),
        *("議事録:10時.docx", "a|b.md", "なに?.md", "a*.md", 'a"b.md', "a<b>.md", "改\n行.md"),
        *("終わり.", "終わり ", "記録. /第1回.docx", r"C:\研修\nul\第1回.docx", r"\\server\share\prn.md"),
    ],
)
def test_names_that_windows_gives_another_meaning_are_refused_there_before_anything_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OSError, match="Errno 22") as refused:
        check_name(Path(name), "win32")
    assert "CON や NUL" in message_text(system_words(refused.value))
    check_name(Path(name), "linux")

    check = files.check_name
    for module in (filesystem, __import__("jusou_tui.curriculum.library", fromlist=["library"])):
        monkeypatch.setattr(module, "check_name", lambda path: check(Path(name), "win32"))
    for write in (
        lambda path: replace_file(path, b"new", RealFileSystem()),
        lambda path: write_new(path, b"new"),
    ):
        with pytest.raises(OSError, match="Errno 22"):
            write(tmp_path / "named.md")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        *("第1回 対話の会（試し）.session.toml", "console.md", "com10.md", "結果.2026.docx", ".jusou-1.tmp"),
        *(r"C:\研修 (試し) & 会\第1回.docx", "C:第1回.docx", r"..\第1回.docx", "./第1回.docx"),
        *(r"\\server\研修$\第1回.docx", r"\\?\C:\研修\第1回.docx", "D:/研修/第1回.docx"),
    ],
)
def test_other_names_are_taken_with_drives_and_shares(name: str) -> None:
    check_name(Path(name), "win32")


@pytest.mark.parametrize("title", ["CON", "nul.2026", "第1回: 対話?", "終わり. ", "a" * 300, "aux .txt"])
def test_a_name_made_of_a_title_is_one_everywhere(title: str) -> None:
    check_name(Path(f"{slug(title)}.session.toml"), "win32")


def test_a_session_is_protected_however_its_ending_is_written(tmp_path: Path) -> None:
    """Windows and macOS make no difference between cases: the file would be the session's."""
    for name in ("第1回.SESSION.TOML", "自作.Toml"):
        with pytest.raises(InputError):
            check_free(tmp_path / name, replace=True)


def test_one_file_by_two_names_is_one(tmp_path: Path) -> None:
    file, other = tmp_path / "a.docx", tmp_path / "b.docx"
    file.write_bytes(b"")
    os.link(file, other)

    assert same_file(file, other)
    assert same_file(tmp_path / "gone", tmp_path / "x" / ".." / "gone")
    assert not same_file(file, tmp_path / "gone")
    with pytest.raises(InputError):
        check_free(other, replace=True, read=(file,))


@pytest.mark.parametrize("windows", [5, 32, 33, 1224])
def test_a_file_that_a_scanner_or_a_backup_holds_is_tried_again(
    windows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = FaultyFileSystem(tmp_path)
    system.faults["replace"], system.winerror = errno.EACCES, windows
    monkeypatch.setattr(filesystem.time, "sleep", lambda _: system.faults.clear())
    replace_file(tmp_path / "a.session.toml", b"new", system)

    assert (tmp_path / "a.session.toml").read_bytes() == b"new"
    assert system.calls.count("replace") == 2


def test_a_disk_that_takes_nothing_is_not_tried_again(tmp_path: Path) -> None:
    system = FaultyFileSystem(tmp_path)
    system.faults["replace"], system.winerror = errno.EACCES, 19
    with pytest.raises(OSError, match="Errno 13"):
        replace_file(tmp_path / "a.session.toml", b"new", system)

    assert system.calls.count("replace") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("windows", "words"), [(5, "許可がありません"), (19, "書き込みできない"), (53, "ネットワーク")]
)
def test_a_lock_that_windows_refuses_is_said_with_the_reason(
    windows: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: FileLock) -> None:
        raise refusal(errno.EACCES, windows)

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with pytest.raises(CannotSave) as refused:
        take_lock(tmp_path / "a.session.toml", lambda: datetime.now(UTC))
    assert words in message_text(refused.value)


def test_what_cannot_be_removed_while_somebody_reads_it_stays_and_the_lock_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no file that another program has open."""
    path = tmp_path / "a.session.toml"
    lock = take_lock(path, lambda: datetime.now(UTC))

    def refuse(_: Path, **__: object) -> None:
        raise refusal(errno.EACCES, 32)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        lock.release()
    take_lock(path, lambda: datetime.now(UTC)).release()
