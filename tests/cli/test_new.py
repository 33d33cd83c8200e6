"""`jusou new`: the set-up without a screen."""

import os
import sys
import time as machine_time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store
from jusou_tui.session.tables import files

MEMBERS = "氏名,所属,役割\n例野 一郎,見本課,進行役\n見本 花子,架空社協,\n"


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JUSOU_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))


def make(*more: str) -> Path:
    result = call("new", "team-building", "--title", "2026年度 第1回", *more)
    assert (result.status, result.err) == (0, "")
    return Path(result.out.removesuffix("\n"))


def test_it_prints_the_path_of_a_file_that_can_be_used(tmp_path: Path) -> None:
    path = make("--organisation", "見本市")
    assert path == tmp_path / "sessions" / "2026年度-第1回.session.toml"
    session = read(path)
    assert (session.session.title, session.session.organisation) == ("2026年度 第1回", "見本市")
    assert (session.session.curriculum, session.session.curriculum_path) == ("team-building", None)
    Store.open(path).close()
    assert call("check", str(path)).status == 0


def test_a_second_one_of_the_same_title_gets_a_name_of_its_own() -> None:
    assert make().name == "2026年度-第1回.session.toml"
    assert make().name == "2026年度-第1回-2.session.toml"


def test_a_file_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.session.toml"
    make("-o", str(path))
    before = path.read_bytes()
    result = call("new", "team-building", "--title", "別の回", "-o", str(path))
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names here")
def test_a_list_comes_out_of_a_pipe_too_and_one_without_an_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = os.pipe()
    os.write(theirs, MEMBERS.encode("iso2022_jp"))
    monkeypatch.setattr(files, "PIPE_SECONDS", 0.1)
    pipe = f"/dev/fd/{ours}"
    result = call("new", "team-building", "--title", "届かない回", "--participants", pipe)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert "ファイルに保存" in result.err
    os.write(theirs, MEMBERS.encode("iso2022_jp"))
    os.close(theirs)
    monkeypatch.setattr(files, "PIPE_SECONDS", 10)
    result = call("new", "team-building", "--title", "2026年度 第1回", "--participants", pipe)
    os.close(ours)
    people = read(Path(result.out.removesuffix("\n"))).people
    assert [person.name for _, person in people] == ["例野 一郎", "見本 花子"]


def test_people_and_the_first_meeting_are_taken(tmp_path: Path) -> None:
    members = tmp_path / "meibo.csv"
    members.write_text(MEMBERS, encoding="utf-8")
    arguments = ("--participants", str(members), "--start", "2026-12-10 13:30")
    result = call("new", "team-building", "--title", "x", *arguments)
    session = read(Path(result.out.removesuffix("\n")))
    people = [(one.name, one.affiliation, one.role) for one in session.participants.values()]
    assert people == [("例野 一郎", "見本課", "facilitator"), ("見本 花子", "架空社協", "member")]
    meeting = session.meetings["step1"]
    assert meeting.start is not None
    assert f"{meeting.start:%Y-%m-%d %H:%M}" == "2026-12-10 13:30"
    assert meeting.date == meeting.start.date()


def test_how_the_list_was_understood_is_shown_beside_the_path(tmp_path: Path) -> None:
    members = tmp_path / "meibo.csv"
    text = "第1回 参加者名簿,,\n番号,氏名,所属,役割\n1,例野 一郎,見本課,司会\n2,,架空社協,\n計,1名,,\n"
    members.write_bytes(text.encode("cp932"))
    result = call("new", "team-building", "--title", "x", "--participants", str(members))
    lines = result.err.splitlines()
    assert result.status == 0
    assert "   3  例野 一郎 | 見本課 | 進行役" in lines
    assert any(line.startswith("   4  ") and "氏名がありません" in line for line in lines)
    assert any(line.startswith("   1  ") and "見出しより上の行" in line for line in lines)
    assert any("番号" in line and "使わない列" in line for line in lines)
    session = read(Path(result.out.removesuffix("\n")))
    assert [one.name for one in session.participants.values()] == ["例野 一郎"]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        machine_time.tzset()

    yield set_zone
    monkeypatch.undo()
    machine_time.tzset()


def test_a_range_is_the_start_and_the_booked_end() -> None:
    meeting = read(make("--start", "12月10日 午後1時半〜4時")).meetings["step1"]
    assert meeting.start is not None
    assert meeting.booked_end is not None
    assert (f"{meeting.start:%H:%M}", f"{meeting.booked_end:%H:%M}") == ("13:30", "16:00")
    assert meeting.date == meeting.start.date() == meeting.booked_end.date()


@pytest.mark.parametrize("typed", ["2026-12-10 16:00-13:30", "2026-12-10〜14 13:30", "2026-12-10〜14"])
def test_what_cannot_be_the_time_of_a_meeting_is_refused_and_no_file_is_made(
    typed: str, tmp_path: Path
) -> None:
    result = call("new", "team-building", "--title", "x", "--start", typed)
    assert (result.status, result.out) == (2, "")
    assert result.err.strip().count("\n") == 0
    assert list(tmp_path.rglob("*.toml")) == []


def test_a_year_that_was_not_typed_is_said_where_it_is_not_the_present_one() -> None:
    today = datetime.now().astimezone().date()
    yesterday = today - timedelta(days=1)
    begins = f"{yesterday.month}/{yesterday.day} 13:30"
    result = call("new", "team-building", "--title", "x", "--start", begins)
    start = read(Path(result.out.removesuffix("\n"))).meetings["step1"].start
    assert start is not None
    assert (f"{start.year}年" in result.err) == (start.year != today.year)


def test_a_start_that_no_clock_shows_is_moved_and_said(zone: Callable[[str], None]) -> None:
    zone("America/New_York")
    result = call("new", "team-building", "--title", "春の会", "--start", "2027-03-14 02:30")
    assert result.status == 0
    assert is_one_sentence(result.err)
    assert "03:30" in result.err
    meeting = read(Path(result.out.removesuffix("\n"))).meetings["step1"]
    assert str(meeting.start) == "2027-03-14 03:30:00-04:00"


@pytest.mark.parametrize("name", ["XXX-24", "XXX+24", "XXX-23:59:59"])
def test_a_time_zone_that_cannot_be_is_one_sentence(zone: Callable[[str], None], name: str) -> None:
    zone(name)
    for words in (
        ("new", "team-building", "--title", "z"),
        ("list",),
        ("schedule", "team-building", "step1"),
    ):
        result = call(*words)
        assert (result.status, result.out) == (2, "")
        assert is_one_sentence(result.err)
        assert name in result.err


def test_in_a_zone_with_odd_seconds_the_clock_time_stays(zone: Callable[[str], None]) -> None:
    zone("LMT+0:17:30")
    assert str(read(make("--start", "2026-12-10 13:30")).meetings["step1"].start).startswith(
        "2026-12-10 13:30"
    )


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        ("氏名,所属\n101,見本課\n102,見本課\n", ["101", "102"]),
        ("氏名,所属\n例野 一郎,見本課\n,見本課\n,見本課\n", ["例野 一郎"]),
    ],
)
def test_a_list_that_was_hardly_understood_is_taken_only_when_that_is_said(
    tmp_path: Path, text: str, accepted: list[str]
) -> None:
    members = tmp_path / "meibo.csv"
    members.write_text(text, encoding="utf-8")
    arguments = ("new", "team-building", "--title", "x", "--participants", str(members))
    result = call(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "--accept" in result.err.splitlines()[-1]
    assert not list(tmp_path.rglob("*.toml"))
    session = read(Path(call(*arguments, "--accept").out.removesuffix("\n")))
    assert [one.name for one in session.participants.values()] == accepted


@pytest.mark.parametrize("data", [b"", b"\n\n", "氏名,所属\n".encode(), b"\xff\xff\x81", b"x" * 1_000_001])
def test_a_list_of_nobody_is_refused(tmp_path: Path, data: bytes) -> None:
    members = tmp_path / "meibo.csv"
    members.write_bytes(data)
    result = call("new", "team-building", "--title", "x", "--participants", str(members), "--accept")
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err.splitlines()[-1] + "\n")
    assert not list(tmp_path.rglob("*.toml"))


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_list_is_called_empty_once(tmp_path: Path, data: bytes) -> None:
    members = tmp_path / "meibo.csv"
    members.write_bytes(data)
    result = call("new", "team-building", "--title", "x", "--participants", str(members))
    assert result.err == f"ファイルが空です：{members}\n"


@pytest.mark.parametrize(
    "more",
    [
        ["--participants", "no/such/list.csv"],
        ["--start", "いつか"],
        ["--start", "2026-12-10(月) 13:30"],
        ["-o", "README.md/x.session.toml"],
    ],
)
def test_what_cannot_be_set_up_is_one_sentence_and_makes_no_file(more: list[str], tmp_path: Path) -> None:
    result = call("new", "team-building", "--title", "x", *more)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert not list(tmp_path.rglob("*.toml"))


def test_a_title_of_nothing_is_refused() -> None:
    result = call("new", "team-building", "--title", " \u3000 ")
    assert result.status == 2
    assert "--title" in result.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing stops the administrator")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    result = call("new", "team-building", "--title", "x", "--folder", str(closed))
    assert result.status == 2
    assert is_one_sentence(result.err)


def test_a_curriculum_of_ones_own_is_found_again_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ours.toml").write_bytes((ROOT / "curricula" / "team-building.toml").read_bytes())
    monkeypatch.chdir(tmp_path)
    path = Path(call("new", "./ours.toml", "--title", "x").out.strip())
    assert read(path).session.curriculum_path == str((tmp_path / "ours.toml").resolve())
