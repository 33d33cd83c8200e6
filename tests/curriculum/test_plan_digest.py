"""The digest of what a run goes by: other ids or minutes change it, other texts do not."""

import pytest

from jusou_tui import paths
from jusou_tui.curriculum.load import load, parse
from jusou_tui.curriculum.plan_digest import earlier_plan, plan_digest

SOURCE = paths.shipped("curricula") / "team-building.toml"
PLAN = plan_digest(load(SOURCE))


def edited(was: str, becomes: str) -> str:
    text = SOURCE.read_text(encoding="utf-8")
    assert was in text
    return plan_digest(parse(text.replace(was, becomes, 1).encode(), SOURCE))


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("オープニング", "はじめに"),
        ('version = "1.', 'version = "9.'),
        ("今日はお集まりくださり", "お集まりくださり"),
        ("所属やふだんの仕事", "所属といつもの仕事"),
        ("https://youtu.be/Z4jWPjcTx_4", "https://example.com/film"),
        ("# I01", "# I99"),
    ],
)
def test_other_texts_leave_it(was: str, becomes: str) -> None:
    assert edited(was, becomes) == PLAN


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("minutes = 15, base", "minutes = 16, base"),
        ("seconds_per_participant = 60", "seconds_per_participant = 50"),
        ('id = "jot-down"', 'id = "write-down"'),
        ('clip = { start = "7:43"', 'clip = { start = "7:44"'),
        ('{ id = "due",', '{ id = "until",'),
    ],
)
def test_other_ids_or_minutes_change_it(was: str, becomes: str) -> None:
    assert edited(was, becomes) != PLAN


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("team-building", "sha256:0f9e0934f342314be2e66e4e868784e7f5fce5472aa8a02318b8f71a419d61e6"),
        ("community-building", "sha256:41761a75ad79b160ec6ef73075557bfe1a907dff484a75d04dd4ed5ec268288e"),
        ("trial", "sha256:d0efa435f7f5b190ef80b7ff033f5ca10573560cbcfd5884b91a0c3f6f04f313"),
    ],
)
def test_version_1_0_of_the_shipped_curricula_had_the_plan_of_today(name: str, digest: str) -> None:
    assert earlier_plan(digest) == plan_digest(load(paths.shipped("curricula") / f"{name}.toml"))
