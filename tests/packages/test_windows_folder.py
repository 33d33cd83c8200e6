"""The folder for Windows, made of an embeddable Python and wheels that are made up."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from jusou_tui.app.theme import DARK, PALETTES
from packages.invented import EMBEDDABLE, PACKAGING, PYTHON_FILES, embeddable_zip, wheel

from make_packages import main  # isort: skip
from archives import unzipped, zipped  # isort: skip
from native_files import has_signature  # isort: skip
from targets import PORTABLE  # isort: skip
from terminal_profile import FONT, NAME, POINTS  # isort: skip
from wheels import closure, root, wheels_in  # isort: skip
from windows_folder import embeddable, folder, installed, known_hashes, with_site_packages  # isort: skip

SITE = "python/Lib/site-packages"
CMD = (PACKAGING / "windows/jusou.cmd").read_text("utf-8")


def native(signed: bool) -> bytes:
    """A PE file for 64 bits: its header alone, with or without a table of certificates."""
    directories = b"".join(
        struct.pack("<II", 0x400, 64 if number == 4 and signed else 0) for number in range(16)
    )
    optional = struct.pack("<H", 0x20B) + bytes(110) + directories
    return b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(20) + optional


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a folder."""
    place = tmp_path_factory.mktemp("folder")
    files = {
        "native/__init__.py": b"",
        "native/part.cp312-win_amd64.pyd": native(signed=False),
        "native/signed.pyd": native(signed=True),
        "native-1.0.data/scripts/native.exe": b"MZ",
        "native-1.0.data/purelib/native/more.py": b"",
        "native/part.pyi": b"",
    }
    wheel(place, "jusou_tui", "9.8.7", requires=('native; extra == "office"',))
    wheel(place, "native", tag="cp312-cp312-win_amd64", files=files)
    path = embeddable_zip(place)
    python = embeddable(path, {EMBEDDABLE: hashlib.sha256(path.read_bytes()).hexdigest()})
    return folder(python, closure(wheels_in(place, PORTABLE), root(("office",)), PORTABLE))


def text_of(made: dict[str, bytes], name: str) -> str:
    return made[name].decode("utf-8-sig")


def test_the_layout_is_complete_and_has_no_launcher(made: dict[str, bytes]) -> None:
    assert {
        "jusou.cmd",
        "add-to-terminal.cmd",
        "はじめに.txt",
        "情報システム担当の方へ.txt",
        "LICENSE.txt",
        "SHA256SUMS",
        "sbom.cdx.json",
        "terminal/jusou.json",
        "terminal/add_profile.py",
        "python/python.exe",
        "python/python312._pth",
        f"{SITE}/jusou_tui/__init__.py",
        f"{SITE}/native/part.cp312-win_amd64.pyd",
        f"{SITE}/native/more.py",
    } <= set(made)
    assert [name for name in made if name.endswith(".exe")] == ["python/python.exe"]
    assert f"{SITE}/native/part.pyi" not in made


def test_python_finds_the_libraries_and_searches_nowhere_else(made: dict[str, bytes]) -> None:
    lines = made["python/python312._pth"].decode().split("\r\n")

    assert lines == [
        *("python312.zip", ".", "Lib\\site-packages"),
        *("# Uncomment to run site.main() automatically", "#import site", ""),
    ]
    assert with_site_packages(made["python/python312._pth"]) == made["python/python312._pth"]


def test_the_texts_open_in_any_notepad(made: dict[str, bytes]) -> None:
    for name in ("はじめに.txt", "情報システム担当の方へ.txt", "LICENSE.txt"):
        assert made[name].startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in made[name]
        assert not re.search(rb"(?<!\r)\n", made[name])
    for name in ("jusou.cmd", "add-to-terminal.cmd"):
        assert not re.search(rb"(?<!\r)\n", made[name])
        made[name].partition(b"\r\n:unpack\r\n")[0].decode("ascii")


def test_the_sheet_names_what_is_in_this_very_folder(made: dict[str, bytes]) -> None:
    sheet = text_of(made, "情報システム担当の方へ.txt")
    part = hashlib.sha256(made[f"{SITE}/native/part.cp312-win_amd64.pyd"]).hexdigest()

    assert f"・native/part.cp312-win_amd64.pyd\r\n  {part}（署名なし）" in sheet
    assert re.search(r"・native/signed.pyd\r\n  \w{64}（署名あり）", sheet)
    assert "・jusou-tui 9.8.7（MIT）" in sheet
    assert EMBEDDABLE in sheet
    assert "@" not in sheet
    for topic in ("通信", "何をどこに残すか", "実行の規則", "入れ方と消し方", "レジストリ"):
        assert topic in sheet


def test_every_file_but_the_list_itself_has_its_hash(made: dict[str, bytes]) -> None:
    lines = dict(line.split("  ", 1)[::-1] for line in made["SHA256SUMS"].decode().splitlines())

    assert set(lines) == set(made) - {"SHA256SUMS"}
    assert all(hashlib.sha256(made[name]).hexdigest() == digest for name, digest in lines.items())


def test_the_archive_is_the_same_whatever_the_order(made: dict[str, bytes]) -> None:
    backwards = dict(sorted(made.items(), reverse=True))
    archive = zipped(made)

    assert zipped(backwards) == archive
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert unzipped(opened) == made
        japanese = next(info for info in opened.infolist() if info.filename == "はじめに.txt")
        assert japanese.flag_bits & 0x800  # names are UTF-8


def test_the_profile_has_large_letters_and_the_colours_of_the_theme(made: dict[str, bytes]) -> None:
    fragment = json.loads(made["terminal/jusou.json"])
    (profile,), (scheme,) = fragment["profiles"], fragment["schemes"]

    assert profile["font"] == {"face": FONT, "size": POINTS} == {"face": "BIZ UDGothic", "size": 28}
    assert profile["colorScheme"] == scheme["name"] == NAME
    assert scheme["background"] == PALETTES[DARK]["ground"]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", value) for key, value in scheme.items() if key != "name")
    assert len(scheme) == 21


def test_the_profile_is_written_with_the_folders_place_into_the_users_own(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    home, local = tmp_path / "研修 (試し) & 会", tmp_path / "Local"
    (home / "terminal").mkdir(parents=True)
    for name in ("terminal/jusou.json", "terminal/add_profile.py"):
        (home / name).write_bytes(made[name])

    def add(**environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-X", "utf8", str(home / "terminal/add_profile.py")]
        return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, check=False)

    done = add(LOCALAPPDATA=str(local))
    written = json.loads((local / "Microsoft/Windows Terminal/Fragments/jusou/jusou.json").read_text("utf-8"))
    assert (done.returncode, done.stderr) == (0, b"")
    assert written["profiles"][0]["commandline"] == f'"{home / "jusou.cmd"}"'
    assert written["profiles"][0]["startingDirectory"] == str(home)

    (tmp_path / "file").write_bytes(b"")
    refused = add(LOCALAPPDATA=str(tmp_path / "file"))
    assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1)
    assert b"Traceback" not in refused.stderr


def test_an_embeddable_python_is_taken_only_by_its_hash(tmp_path: Path) -> None:
    path = embeddable_zip(tmp_path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()

    assert embeddable(path, {EMBEDDABLE: digest}).version == "3.12.10"
    with pytest.raises(ValueError, match=r"is not in packaging/embeddable\.sha256.*python\.org"):
        embeddable(path, {})
    with pytest.raises(ValueError, match="do not use it"):
        embeddable(path, {EMBEDDABLE: "0" * 64})
    other = embeddable_zip(tmp_path, name="python-3.13.1-embed-amd64.zip")
    with pytest.raises(ValueError, match=r"python-3\.12\.N-embed-amd64\.zip is wanted"):
        embeddable(other, {})
    bare = embeddable_zip(tmp_path, {"python.exe": PYTHON_FILES["python.exe"]})
    with pytest.raises(ValueError, match=r"lacks python312\._pth"):
        embeddable(bare, {EMBEDDABLE: hashlib.sha256(bare.read_bytes()).hexdigest()})


def test_the_command_refuses_in_one_sentence_and_makes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """First for want of wheels, then for the archive's hash."""
    given = [
        "portable",
        "--python",
        str(embeddable_zip(tmp_path)),
        "--wheels",
        str(tmp_path),
        "--to",
        str(tmp_path / "out"),
    ]

    assert main(given) == 2
    assert "missing for cp312-win_amd64: jusou_tui[calendar,office,web]" in capsys.readouterr().err
    wheel(tmp_path, "jusou_tui")
    assert main(given) == 2
    said = capsys.readouterr().err
    assert "do not use it" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_the_list_of_hashes_can_be_read() -> None:
    known = known_hashes((PACKAGING / "embeddable.sha256").read_text("utf-8"))

    assert known
    assert all(re.fullmatch(r"python-3\.12\.\d+-embed-amd64\.zip", name) for name in known)
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in known.values())


@pytest.mark.parametrize("name", ["../outside.py", "/absolute.py", "C:/drive.py", "a\\..\\..\\b.py"])
def test_a_wheel_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(wheel(tmp_path, "bad", files={name: b""})) as archive,
        pytest.raises(ValueError, match="out"),
    ):
        installed(archive)


def test_what_is_no_program_has_no_signature() -> None:
    found: Any = [
        has_signature(data)
        for data in (native(signed=True), native(signed=False), b"", b"MZ", b"\x7fELF" * 40)
    ]
    assert found == [True, False, False, False, False]


def test_the_batch_file_takes_any_path_and_any_arguments() -> None:
    """cmd splits words at blanks, and takes & ( ) ^ for its own outside of quotation marks."""
    lines = [line for line in CMD.splitlines() if line and not line.startswith("rem ")]

    assert lines[:2] == [
        "@echo off",
        "setlocal EnableExtensions DisableDelayedExpansion",
    ]  # `!` in a path stays
    for line in lines:
        before_place, *others = line.split("%~dp0")
        assert not others or before_place.count('"') % 2 == 1, line
    assert not any(line.rstrip().endswith("(") for line in lines)  # a path with a bracket would close a block
    assert '"%~dp0python\\python.exe" -X utf8 -m jusou_tui %*' in lines


def test_the_batch_file_hands_the_exit_status_on_and_the_code_page_back() -> None:
    run = CMD.index('python.exe" -X')

    assert CMD.index('set "JUSOU_STATUS=%ERRORLEVEL%"') > run
    assert CMD[run:].split("\n")[1] == 'set "JUSOU_STATUS=%ERRORLEVEL%"'  # nothing comes in between
    assert CMD[: CMD.index(":unpack")].rstrip().endswith("exit /b %JUSOU_STATUS%")
    assert 0 < CMD.index(" 65001 ") < CMD.index("goto unpack") < run < CMD.index("%JUSOU_CODEPAGE% >nul")
    assert CMD.index(" pause") > run


def test_the_batch_file_says_what_to_do_where_it_was_opened_inside_the_zip() -> None:
    rest = CMD[CMD.index(":unpack") :]

    assert 'if not exist "%~dp0python\\python.exe" goto unpack' in CMD
    assert "echo zip をすべて展開してから" in rest
    assert rest.index("pause") < rest.index("%JUSOU_CODEPAGE%") < rest.index("exit /b 2")


def test_the_texts_say_where_records_would_go_with_the_folder(made: dict[str, bytes]) -> None:
    for name in ("はじめに.txt", "情報システム担当の方へ.txt"):
        assert "sessions" in text_of(made, name)
        assert re.search(r"先に移して|別のところへ移し", text_of(made, name))


def test_the_texts_hide_no_place_where_personal_data_stays(made: dict[str, bytes]) -> None:
    sheet, begin = (text_of(made, name) for name in ("情報システム担当の方へ.txt", "はじめに.txt"))

    kept = sheet[sheet.index("■ 何をどこに残すか") : sheet.index("■ 実行の規則")]
    for place in (r"ドキュメント\jusou", r"%LOCALAPPDATA%\jusou", r"Fragments\jusou", "__pycache__"):
        assert place in kept
    assert "削除したもの、保存できなかったもの。記録と同じ個人情報を含みます）" in kept
    assert "記録の控え（複製）は、使ったパソコンの %LOCALAPPDATA%\\jusou にも残ります" in begin
    assert "Fragments\\jusou" in begin


def test_the_batch_file_keeps_another_python_away_and_changes_nothing_lasting() -> None:
    for line in (
        'set "JUSOU_PORTABLE=1"',
        'set "PYTHONHOME="',
        'set "PYTHONPATH="',
        'set "PYTHONUTF8=1"',
        'set "PYTHONNOUSERSITE=1"',
    ):
        assert line in CMD
    assert (
        'if not defined JUSOU_SESSIONS if exist "%~dp0sessions\\" set "JUSOU_SESSIONS=%~dp0sessions"' in CMD
    )
    assert not re.search(
        r"^\s*(?:setx|reg|assoc|ftype|runas|powershell)\b", CMD, re.MULTILINE | re.IGNORECASE
    )
