"""The prompt card of an activity: its slides first and once, links that open where a clip starts."""

from datetime import date
from pathlib import Path

import pytest

from app.stage import go_on, make_live, still_clock
from jusou_tui import paths, wording
from jusou_tui.curriculum.load import load
from jusou_tui.live.meeting_words.prompts import activity_prompts, finished_prompts

CURRICULUM = load(paths.shipped("curricula") / "team-building.toml")


@pytest.mark.parametrize(
    ("language", "slides"), [("ja", "事務局資料１－① p6〜p7"), ("en", "事務局資料１－①, pp. 6-7")]
)
def test_the_slides_come_first_and_once(language: str, slides: str) -> None:
    wording.use(language)
    step = CURRICULUM.step("step1")
    assert step is not None
    rows = activity_prompts(CURRICULUM, step.activities[1], ())
    assert rows[0].text == slides
    assert sum("事務局資料１－①" in row.text for row in rows) == 1


def test_links_open_where_the_clip_starts() -> None:
    step = CURRICULUM.step("step1")
    assert step is not None
    links = [row.text for row in activity_prompts(CURRICULUM, step.activities[1], ()) if row.kind == "link"]
    assert sum(link.endswith("&t=463s") for link in links) == 1


def test_a_worksheet_that_the_materials_name_is_named_once() -> None:
    found = [
        (activity.title, CURRICULUM.materials(activity))
        for step in CURRICULUM.steps
        for activity in step.activities
    ]
    names = [sheet.name for sheet in CURRICULUM.worksheets]
    for title, things in found:
        for name in names:
            assert sum(one.startswith(name) for one in things) <= 1, title
    assert any("前もって書いたもの" in " ".join(things) for _, things in found)


def test_after_the_end_a_todo_stands_with_owner_and_date(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    live.book.todos.add("会場のかぎを借りる", "見本 花子", date(2026, 12, 24), step="step1")
    for _ in range(4):
        go_on(live)
    texts = [row.text for row in finished_prompts(live.current, live.current.snapshot())]
    assert any(text.startswith("会場のかぎを借りる  見本 花子  12月24日") for text in texts), texts
    live.close()
