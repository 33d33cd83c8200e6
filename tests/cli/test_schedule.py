"""`jusou schedule`: the table and the document."""

import json

import pytest

from cli.calling import call, is_one_sentence, spawn
from jusou_tui.text.terminal import cell_width

ASKED = ("schedule", "team-building", "step1", "--participants", "8", "--cases", "2", "--start", "13:30")


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    from cli.calling import ROOT

    monkeypatch.chdir(ROOT)


def test_the_document_has_the_promised_keys_and_figures() -> None:
    found = json.loads(call(*ASKED, "--end", "16:30", "--json").out)
    assert list(found) == ["start", "end", "booked_end", "minutes", "rows", "warnings"]
    assert (found["start"], found["end"], found["booked_end"], found["minutes"]) == (
        "13:30",
        "16:20",
        "16:30",
        170,
    )
    assert found["warnings"] == []
    keys = ["activity", "title", "form", "minutes", "min", "max", "start", "end", "segments"]
    assert [list(row) for row in found["rows"]] == [keys] * 4
    told = [(row["activity"], row["minutes"], row["start"], row["end"]) for row in found["rows"]]
    assert told == [
        ("opening", 15, "13:30", "13:45"),
        ("understanding", 65, "13:45", "14:50"),
        ("reflection", 60, "14:50", "15:50"),
        ("next-step", 30, "15:50", "16:20"),
    ]


def test_segments_tell_their_seconds_and_clips() -> None:
    rows = json.loads(call(*ASKED, "--json").out)["rows"]
    introductions = rows[0]["segments"][1]
    assert (introductions["segment"], introductions["seconds"]) == ("introductions", 480)
    talk = rows[1]["segments"][1]
    assert talk["clip"]["start"] == "0:00"
    assert talk["clip"]["end"] == "46:05"
    assert talk["seconds"] == 46 * 60 + 5
    assert rows[1]["segments"][3]["seconds"] is None


def test_json_is_all_that_is_printed() -> None:
    result = spawn(*ASKED, "--end", "16:00", "--json")
    assert (result.status, result.err) == (0, "")
    assert json.loads(result.out)["warnings"]


@pytest.mark.parametrize("typed", ["13:30", "1330", "１３：３０", "１３３０", "午後1時半"])
def test_the_start_is_read_as_officials_type_it(typed: str) -> None:
    arguments = [*ASKED[:-1], typed, "--json"]
    assert json.loads(call(*arguments).out)["start"] == "13:30"


def test_numbers_may_be_full_width() -> None:
    found = json.loads(call("schedule", "team-building", "step1", "--participants", "２０人", "--json").out)
    assert found["rows"][0]["minutes"] == 25


def test_a_plan_that_ends_after_the_booked_end_says_so() -> None:
    warnings = json.loads(call(*ASKED, "--end", "16:00", "--json").out)["warnings"]
    assert len(warnings) == 1
    assert "16:20" in warnings[0]
    assert "16:00" in warnings[0]
    assert warnings[0] in call(*ASKED, "--end", "16:00").out


def test_an_end_earlier_than_the_start_is_on_the_next_day() -> None:
    found = json.loads(
        call("schedule", "team-building", "step1", "--start", "22:00", "--end", "1:00", "--json").out
    )
    assert (found["booked_end"], found["end"], found["warnings"]) == ("01:00", "00:50", [])
    table = call("schedule", "team-building", "step1", "--start", "22:00").out
    assert "22:00-00:50（+1日）" in table
    assert "\n00:20（+1日）-00:50" in table


def test_the_table_is_aligned_by_cells() -> None:
    lines = call(*ASKED).out.splitlines()
    rule = next(line for line in lines if set(line) == {"-", " "})
    rows = [line for line in lines if line.startswith("1") and "-" in line]
    assert len(rows) == 4
    minutes_end = rule.rindex("  -")
    for row in rows:
        assert cell_width(row) <= 80
        assert cell_width(row.rstrip()) == minutes_end
    assert "8人" in "\n".join(lines)


def test_steps_may_be_written_loosely() -> None:
    assert (
        call("schedule", "team-building", "Ｓｔｅｐ１").out
        == call("schedule", "team-building", "1").out
        != ""
    )


DAY = ("schedule", "team-building", "step1", "step2", "--start", "9:30", "--cases", "2")


def test_several_steps_are_one_day_with_lunch_between() -> None:
    found = json.loads(call(*DAY, "--end", "15:30", "--lunch", "45", "--json").out)
    assert list(found) == ["start", "end", "booked_end", "minutes", "meetings", "between"]
    assert (found["start"], found["end"], found["booked_end"], found["minutes"]) == (
        "09:30",
        "15:50",
        "15:30",
        380,
    )
    assert found["between"] == [{"title": "昼休み", "start": "12:20", "end": "13:05", "minutes": 45}]
    one = json.loads(call(*DAY[:3], "--start", "9:30", "--cases", "2", "--json").out)
    assert list(found["meetings"][0]) == ["step", *one]
    assert found["meetings"][0] == {"step": "step1"} | one
    second = found["meetings"][1]
    assert (second["step"], second["start"], second["rows"][0]["start"]) == ("step2", "13:05", "13:05")
    assert "20分" in second["warnings"][0]


def test_a_day_is_printed_with_a_chapter_for_each_meeting() -> None:
    out = call(*DAY, "--end", "15:30").out
    told = [
        "一日の予定 09:30-16:05",
        "Step1 キックオフ",
        "昼休み 12:20-13:20（60分）",
        "Step2 包括的な",
        "15:30",
    ]
    places = [out.index(part) for part in told]
    assert places == sorted(places)
    assert call(*DAY, "--reading").out.count("読み上げにかかる時間の目安") == 2
    assert len(json.loads(call(*DAY, "--reading", "--json").out)["meetings"][1]["reading"]) > 0


@pytest.mark.parametrize(("typed", "minutes"), [("１時間", 60), ("４５分", 45), ("1:30", 90), ("0", 0)])
def test_the_lunch_is_read_as_officials_type_it(typed: str, minutes: int) -> None:
    assert json.loads(call(*DAY, "--lunch", typed, "--json").out)["between"][0]["minutes"] == minutes


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["schedule", "team-building", "stepp1"], "step1"),
        (["schedule", "team-building", "zzz"], "step1"),
        (["schedule", "nothing", "step1"], "team-building"),
        (["schedule", "gone/missing.toml", "step1"], "missing.toml"),
        (["schedule", "team-building", "preparation"], "事前準備"),
        ([*ASKED, "--without", "step99"], "step99"),
        ([*ASKED, "--end", "25:00"], "25:00"),
        ([*ASKED[:3], "--participants", "9999"], "1000"),
        ([*ASKED[:3], "--cases", "-1"], "-1"),
        ([*ASKED[:3], "step77"], "step77"),
        ([*ASKED[:3], "--lunch", "60"], "--lunch"),
        ([*ASKED[:3], "step2", "--lunch", "ながめ"], "ながめ"),
        ([*ASKED[:3], "step2", "--lunch", "-5"], "-5"),
    ],
)
def test_what_cannot_be_planned_is_refused_in_one_sentence(arguments: list[str], told: str) -> None:
    result = call(*arguments)
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    assert is_one_sentence(result.err)


@pytest.mark.parametrize(
    ("typed", "start", "booked_end"),
    [
        (("--start", "13:30〜16:00"), "13:30", "16:00"),
        (("--start", "正午から", "--end", "16時まで"), "12:00", "16:00"),
        (("--start", "午後1時半〜4時", "--end", "17:00"), "13:30", "17:00"),
    ],
)
def test_times_are_read_as_people_write_them(typed: tuple[str, ...], start: str, booked_end: str) -> None:
    found = json.loads(call("schedule", "team-building", "step1", *typed, "--json").out)
    assert (found["start"], found["booked_end"]) == (start, booked_end)


@pytest.mark.parametrize(
    "typed", [("--start", "16:00-13:30"), ("--start", "16:00", "--end", "13:30"), ("--end", "13:30")]
)
def test_an_end_that_is_not_after_the_start_is_refused(typed: tuple[str, ...]) -> None:
    result = call("schedule", "team-building", "step1", *typed)
    assert (result.status, result.out) == (2, "")
    assert "（13:30）" in result.err


@pytest.mark.parametrize("typed", [("--start", "〜16:00"), ("--end", "16:00〜"), ("--start", "24:00")])
def test_a_time_that_says_something_else_is_refused(typed: tuple[str, ...]) -> None:
    result = call("schedule", "team-building", "step1", *typed)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)


def test_a_start_in_the_small_hours_is_remarked_on_beside_the_table() -> None:
    result = call(*ASKED[:-1], "1:30", "--end", "4:30", "--json")
    assert json.loads(result.out)["start"] == "01:30"
    assert "13:30" in result.err
    assert call(*ASKED, "--json").err == ""
