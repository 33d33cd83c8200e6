"""The shipped 地域づくり編: whole, exact where the programme is exact, and possible to hold."""

import pytest

from curriculum import rules
from curriculum.community_building_titles import HEADINGS, TITLES
from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum, Step, Worksheet


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return load(paths.shipped("curricula") / "community-building.toml")


def step(curriculum: Curriculum, name: str) -> Step:
    found = curriculum.step(name)
    assert found is not None
    return found


def worksheet(curriculum: Curriculum, name: str) -> Worksheet:
    found = curriculum.worksheet(name)
    assert found is not None
    return found


def test_steps_and_activities_have_the_titles_of_the_programme(curriculum: Curriculum) -> None:
    assert curriculum.programme.title == "包括的な支援体制構築に向けた実践型プログラム（地域づくり編）"
    told = {entry.title: [activity.title for activity in entry.activities] for entry in curriculum.steps}
    assert list(told.items()) == list(TITLES.items())


def test_meetings_alternate_with_fieldwork(curriculum: Curriculum) -> None:
    assert [entry.kind for entry in curriculum.steps] == [
        "preparation",
        "meeting",
        "fieldwork",
        "meeting",
        "fieldwork",
        "meeting",
    ]
    lengths = [entry.length for entry in curriculum.steps if entry.length]
    assert lengths[0].months == (1, 2)
    assert [length.minutes for length in lengths[1::2]] == [(120, 180)] * 3
    assert [length.weeks for length in lengths[2::2]] == [(2, 4)] * 2
    assert [period.length.months for period in curriculum.programme.periods] == [(1, 2), (3, 6)]


def test_worksheets_have_the_headings_of_the_programme(curriculum: Curriculum) -> None:
    told = {
        sheet.name: [heading.title for block in sheet.blocks for heading in (*block.columns, *block.rows)]
        for sheet in curriculum.worksheets
    }
    assert told == HEADINGS


def test_both_programmes_have_19_worksheets_together(curriculum: Curriculum) -> None:
    team = load(paths.shipped("curricula") / "team-building.toml")
    assert {sheet.name for sheet in team.worksheets} == {
        "事前準備用ワークシート",
        "ケース検討シート",
        "Step2に向けた準備シート",
        "わがまちの強み・課題検討シート",
        "取組アイデア検討シート",
        "Step3に向けた準備シート",
        "取組アイデアの企画書（ひな形）",
    }
    assert len({sheet.name for sheet in (*team.worksheets, *curriculum.worksheets)}) == 19
    assert [sheet.title for sheet in curriculum.worksheets].count("Memo") == 4


def test_both_programmes_prepare_with_the_same_sheet(curriculum: Curriculum) -> None:
    team = load(paths.shipped("curricula") / "team-building.toml")
    theirs, ours = (worksheet(one, "preparation-sheet") for one in (team, curriculum))
    assert [block.title for block in theirs.blocks] == [block.title for block in ours.blocks]
    assert [block.title for block in ours.blocks] == [
        "重層事業に取り組む目的・理由",
        "コアメンバー書き出し",
    ]


@pytest.mark.parametrize("name", ["todo", "step4-todo"])
def test_the_lists_of_tasks_begin_with_the_programme_s_four(curriculum: Curriculum, name: str) -> None:
    assert [row[:2] for row in worksheet(curriculum, name).blocks[0].default_rows] == [
        ("1", "インタビュー先との調整（インタビュー依頼、日程調整等）"),
        ("2", "ケース先との調整（インタビュー依頼、日程調整等）"),
        ("3", "チームメンバー打ち合わせの準備（招集・場所の確保・資料準備等）"),
        ("4", "ワークシートとりまとめ・提出"),
    ]


def test_sheets_about_a_person_are_sensitive_and_warn(curriculum: Curriculum) -> None:
    sensitive = {sheet.id for sheet in curriculum.worksheets if sheet.sensitive}
    assert sensitive == {"case-sheet", "case-memo", "resources", "interview", "overlap", "feasibility"}
    assert all(worksheet(curriculum, name).caution for name in sensitive)
    assert all(worksheet(curriculum, name).caution for name in ("interview-list", "todo", "step4-todo"))


def test_the_circles_are_zones_in_large_print_one_for_each_case(curriculum: Curriculum) -> None:
    zones = [sheet for sheet in curriculum.worksheets if sheet.layout == "zones"]
    assert [sheet.id for sheet in zones] == ["resources", "overlap"]
    assert all(sheet.large_print and sheet.per_case for sheet in zones)


def test_only_the_forms_that_the_programme_lacks_are_ours(curriculum: Curriculum) -> None:
    ours = [sheet.title for sheet in curriculum.worksheets if sheet.ours]
    assert ours == ["事前準備用ワークシート", "個別ケースシート"]  # I32


def test_the_two_findings_about_feasibility_stand_under_one_heading(curriculum: Curriculum) -> None:
    columns = worksheet(curriculum, "feasibility").blocks[0].columns
    assert [column.group for column in columns] == [
        None,
        None,
        "アイデアの実現可能性",
        "アイデアの実現可能性",
    ]


@pytest.mark.parametrize(("cases", "first"), [(2, 132), (3, 142)])
def test_every_meeting_fits_its_length_with_8_people(curriculum: Curriculum, cases: int, first: int) -> None:
    minutes = [sum(rules.planned(step(curriculum, name), 8, cases)) for name in ("step1", "step3", "step5")]
    assert minutes == [first, 128, 138]
    assert all(120 <= one <= 180 for one in minutes)


def test_meetings_take_as_long_as_the_programme_reckons_with_10_people(curriculum: Curriculum) -> None:
    assert rules.planned(step(curriculum, "step1"), 10, 3) == [40, 10, 60, 30, 5]
    assert rules.planned(step(curriculum, "step3"), 10) == [5, 30, 60, 30, 5]  # I08
    assert rules.planned(step(curriculum, "step5"), 10) == [5, 40, 90, 5]


def test_without_step4_the_last_meetings_stay_below_their_length(curriculum: Curriculum) -> None:
    left = [rules.planned(step(curriculum, name), 10, without=["step4"]) for name in ("step3", "step5")]
    assert [sum(minutes) for minutes in left] == [100, 100]  # I12
    assert [len(minutes) for minutes in left] == [4, 3]


def test_ranges_are_those_of_the_programme(curriculum: Curriculum) -> None:
    ranges = {
        f"{entry.id}/{activity.id}": activity.duration.minutes
        for entry, activity in rules.activities(curriculum)
        if activity.duration and isinstance(activity.duration.minutes, tuple)
    }
    assert ranges == {
        "step1/about": (20, 40),
        "step3/step4-preparation": (20, 30),
        "step5/system": (60, 90),
    }


def test_rounds_give_each_one_the_time_of_the_programme(curriculum: Curriculum) -> None:
    rounds = {
        f"{entry.id}/{activity.id}": segment.seconds_per_participant
        for entry, activity in rules.activities(curriculum)
        for segment in activity.segments
        if segment.is_round
    }
    assert rounds == {
        "step1/introductions": 60,
        "step1/closing": 30,
        "step3/opening": 30,
        "step3/closing": 30,
        "step5/opening": 30,
        "step5/closing": 30,
    }


def test_the_forms_are_those_of_the_programme(curriculum: Curriculum) -> None:
    forms = [
        [activity.form for activity in entry.activities]
        for entry in curriculum.steps
        if entry.kind != "preparation"
    ]
    assert forms == [
        ["説明", "対話", "ワーク", "ワーク", "各自発表"],
        ["フィールドワーク", "フィールドワーク"],
        ["各自発表", "ワーク", "ワーク", "ワーク", "対話"],
        ["フィールドワーク"],
        ["各自発表", "各自発表", "対話", "対話"],
    ]


def test_slides_follow_each_other_without_a_gap(curriculum: Curriculum) -> None:
    for name, deck, last in (
        ("step1", "事務局資料２－①", 21),
        ("step3", "事務局資料２－②", 17),
        ("step5", "事務局資料２－③", 15),
    ):
        pages = [activity.slides for activity in step(curriculum, name).activities]
        assert all(one and one.deck == deck for one in pages)
        assert deck not in str([activity.materials for activity in step(curriculum, name).activities])
        shown = [page for one in pages if one for page in range(one.pages[0], one.pages[1] + 1)]
        assert shown == list(range(3, last + 1))  # the cover and the timetable come before


def test_resources_are_listed_in_the_two_parts_of_the_slides(curriculum: Curriculum) -> None:
    activity = step(curriculum, "step1").activity("resources")
    assert activity is not None
    assert [(part.title, part.minutes_per_case, part.minutes) for part in activity.segments] == [
        ("地域資源を洗い出す①（ケース共有）", 10, None),
        ("地域資源を洗い出す②（ケース選定と地域資源の洗い出し）", None, 30),
    ]


def test_the_video_is_a_clip_of_its_reference(curriculum: Curriculum) -> None:
    clips = [
        segment.clip
        for _, activity in rules.activities(curriculum)
        for segment in activity.segments
        if segment.clip
    ]
    assert [(clip.start, clip.end, clip.seconds) for clip in clips] == [("10:16", "29:24", 1148)]
    reference = curriculum.reference(clips[0].reference or "")
    assert reference is not None
    assert clips[0].url == reference.clips[0].url


def test_sheets_can_be_followed_from_the_first_step_to_the_last(curriculum: Curriculum) -> None:
    assert rules.never_filled(curriculum) == set()
    assert rules.places_not_kept(curriculum) == []
    for variant in curriculum.variants:
        out = variant.left_out(entry.id for entry in curriculum.steps)
        assert rules.read_too_early(curriculum, out) == [], variant.id


def test_what_the_last_step_reviews_was_written_in_the_steps_before(curriculum: Curriculum) -> None:
    last = step(curriculum, "step5")
    read = {sheet for activity in last.activities for sheet in activity.reads}
    written = {
        sheet
        for entry, activity in rules.activities(curriculum)
        for sheet in activity.fills
        if entry is not last
    }
    assert {"interview", "overlap", "feasibility"} <= read & written


def test_every_reference_is_used(curriculum: Curriculum) -> None:
    assert len(curriculum.references) == 8
    assert rules.unused_references(curriculum) == set()


def test_leaving_step4_out_takes_its_preparation_and_its_results_away(curriculum: Curriculum) -> None:
    every = {f"{entry.id}/{activity.id}" for entry, activity in rules.activities(curriculum)}
    left = {f"{entry.id}/{activity.id}" for entry, activity in rules.activities(curriculum, ["step4"])}
    assert every - left == {"step3/step4-preparation", "step4/dialogue", "step5/results"}
    assert [entry.id for entry in curriculum.steps if entry.may_be_left_out] == ["step4"]


def test_cases_are_looked_into_further_only_as_needed(curriculum: Curriculum) -> None:
    as_needed = [activity.id for _, activity in rules.activities(curriculum) if activity.as_needed]
    assert as_needed == ["case-information"]


def test_variants_leave_the_steps_they_name(curriculum: Curriculum) -> None:
    variants = {variant.id: variant for variant in curriculum.variants}
    assert set(variants) == {
        "standard",
        "without-step4",
        "step3-with-step4",
        "same-day",
        "step1-only",
        "up-to-step3",
    }
    together = variants["step3-with-step4"]  # I22, read as it is written
    assert (together.same_day, together.without, together.only) == (("step3", "step4"), (), ())
    assert variants["without-step4"].without == ("step4",)
    assert variants["same-day"].same_day == ("step3", "step5")  # I22
    assert variants["step1-only"].only == ("preparation", "step1")
    assert len(curriculum.programme.ways_of_use) == 6
    assert len(curriculum.programme.effects) == 3


def test_every_activity_with_people_tells_a_beginner_all_she_needs(curriculum: Curriculum) -> None:
    for entry, activity in rules.activities(curriculum):
        assert activity.purpose, activity.title
        assert activity.what, activity.title
        if entry.kind == "preparation":
            continue
        assert activity.form, activity.title
        assert activity.goals, activity.title
        assert activity.materials or activity.slides, activity.title
        assert activity.read_aloud or activity.as_needed, activity.title
        if entry.kind == "meeting":
            assert activity.duration, activity.title
            assert activity.questions or activity.id == "about", activity.title
