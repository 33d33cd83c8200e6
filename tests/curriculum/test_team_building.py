"""The shipped チームづくり編: whole, exact where the programme is exact, and possible to hold."""

from math import ceil

import pytest

from curriculum import rules
from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Activity, Curriculum, Step, seconds_of


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return load(paths.shipped("curricula") / "team-building.toml")


def step(curriculum: Curriculum, name: str) -> Step:
    found = curriculum.step(name)
    assert found is not None
    return found


def planned(activity: Activity, participants: int, cases: int = 0) -> int:
    """Return the planned minutes by the formula of docs/curriculum-format.md."""
    duration = activity.duration
    assert duration is not None
    slot = duration.highest if duration.plan is None else duration.plan
    return ceil(
        max(slot, duration.base + duration.per_participant * participants) + duration.per_case * cases
    )


def test_step1_takes_170_minutes_with_8_people_and_fits_its_slot(curriculum: Curriculum) -> None:
    kickoff = step(curriculum, "step1")
    minutes = [planned(activity, 8) for activity in kickoff.activities]
    assert minutes == [15, 65, 60, 30]
    assert kickoff.length is not None
    assert kickoff.length.minutes == (150, 180)
    assert 150 <= sum(minutes) <= 180


@pytest.mark.parametrize(("participants", "minutes"), [(1, 15), (10, 15), (11, 16), (20, 25)])
def test_the_opening_grows_with_the_people(curriculum: Curriculum, participants: int, minutes: int) -> None:
    assert planned(step(curriculum, "step1").activities[0], participants) == minutes


@pytest.mark.parametrize(("cases", "minutes"), [(2, 165), (3, 175), (4, 185)])
def test_step2_passes_three_hours_with_the_fourth_case(
    curriculum: Curriculum, cases: int, minutes: int
) -> None:
    second = step(curriculum, "step2")
    assert sum(planned(activity, 8, cases) for activity in second.activities) == minutes
    assert second.cases == (2, 3)


def test_step3_takes_145_minutes(curriculum: Curriculum) -> None:
    third = step(curriculum, "step3")
    assert [planned(activity, 8) for activity in third.activities] == [15, 60, 60, 10]
    assert planned(third.activities[-1], 30) == 15


def test_the_titles_are_those_of_the_programme(curriculum: Curriculum) -> None:
    assert [entry.title for entry in curriculum.steps] == [
        "事務局による事前準備",
        "キックオフ／わがまちの連携・協働を振り返る",
        "包括的な支援体制構築のための取組アイデアを出す",
        "取組アイデアの実行プランをつくる",
    ]
    assert [activity.title for activity in step(curriculum, "step1").activities] == [
        "オープニング",
        "包括的な支援体制の構築に向けた連携・協働について理解を深める",
        "わがまちの連携・協働を振り返る",
        "Step2 に向けた準備",
    ]
    assert [activity.title for activity in step(curriculum, "preparation").activities] == [
        "事務局を設置する",
        "連携して対応すべきケースを把握する",
        "プログラムを設計する",
        "参加メンバーを編成する",
    ]


def test_the_three_videos_take_63_of_65_minutes(curriculum: Curriculum) -> None:
    understanding = step(curriculum, "step1").activities[1]
    clips = [segment.clip for segment in understanding.segments if segment.clip]
    assert [(clip.start, clip.end) for clip in clips] == [
        ("7:43", "12:51"),
        ("0:00", "46:05"),
        ("0:00", "11:47"),
    ]
    assert sum(clip.seconds for clip in clips) == 63 * 60
    assert understanding.forms == ("動画視聴", "講義")


def test_clips_are_those_of_their_references(curriculum: Curriculum) -> None:
    for activity in (activity for entry in curriculum.steps for activity in entry.activities):
        for clip in (segment.clip for segment in activity.segments if segment.clip):
            reference = curriculum.reference(clip.reference or "")
            assert reference is not None
            assert (clip.start, clip.end, clip.url) in [
                (one.start, one.end, one.url) for one in reference.clips
            ]


def test_every_meeting_activity_tells_a_beginner_all_she_needs(curriculum: Curriculum) -> None:
    meetings = [entry for entry in curriculum.steps if entry.kind == "meeting"]
    assert len(meetings) == 3
    for activity in (activity for entry in meetings for activity in entry.activities):
        assert activity.form, activity.title
        assert activity.duration, activity.title
        assert activity.purpose, activity.title
        assert activity.what, activity.title
        assert activity.read_aloud, activity.title
        assert activity.goals, activity.title
        assert activity.slides, activity.title
        assert activity.slides.deck not in "".join(activity.materials), activity.title
        assert len(activity.parts) >= 1, activity.title


def test_every_worksheet_is_filled_where_it_says(curriculum: Curriculum) -> None:
    for worksheet in curriculum.worksheets:
        for place in (place for place in worksheet.filled_in if "/" in place):
            name, activity_id = place.split("/")
            activity = step(curriculum, name).activity(activity_id)
            assert activity is not None
            assert worksheet.id in activity.fills, f"{worksheet.id} at {place}"
    filled = {one for entry in curriculum.steps for activity in entry.activities for one in activity.fills}
    assert filled == {worksheet.id for worksheet in curriculum.worksheets}


def test_sheets_can_be_followed_from_the_first_step_to_the_last(curriculum: Curriculum) -> None:
    assert rules.never_filled(curriculum) == set()
    assert rules.places_not_kept(curriculum) == []
    assert rules.unused_references(curriculum) == set()
    for variant in curriculum.variants:
        out = variant.left_out(entry.id for entry in curriculum.steps)
        assert rules.read_too_early(curriculum, out) == [], variant.id


def test_what_the_last_step_reads_was_written_in_the_steps_before(curriculum: Curriculum) -> None:
    last = step(curriculum, "step3")
    read = {sheet for activity in last.activities for sheet in activity.reads}
    written = {
        sheet
        for entry, activity in rules.activities(curriculum)
        for sheet in activity.fills
        if entry is not last
    }
    assert read
    assert read <= written


def test_only_the_sheet_about_a_person_is_sensitive(curriculum: Curriculum) -> None:
    assert [worksheet.title for worksheet in curriculum.worksheets if worksheet.sensitive] == [
        "ケース検討シート"
    ]


def test_corrected_readings_are_taken(curriculum: Curriculum) -> None:
    preparation = curriculum.worksheet("step3-preparation")
    assert preparation is not None
    assert preparation.blocks[0].columns[1].title == "Step3までに取り組むこと（例）"  # I16
    assert step(curriculum, "step3").activities[1].title == "Step2 以降のアクションの結果を共有する"  # I15
    assert len(curriculum.programme.effects) == 4  # I24


def test_variants_leave_the_steps_they_name(curriculum: Curriculum) -> None:
    variants = {variant.id: variant for variant in curriculum.variants}
    assert set(variants) == {"standard", "step1-only", "same-day"}
    assert variants["same-day"].same_day == ("step1", "step2")
    assert variants["step1-only"].only == ("preparation", "step1")


def test_time_codes_count_hours_minutes_and_seconds() -> None:
    assert [seconds_of(code) for code in ("7:43", "46:05", "1:02:03", "0:00")] == [463, 2765, 3723, 0]


def test_it_says_where_it_adds_little(curriculum: Curriculum) -> None:
    assert any("毎週" in line for line in curriculum.programme.target)  # V06
    design = step(curriculum, "preparation").activity("design")
    assert design is not None
    assert any("毎週" in line for line in design.cautions)
