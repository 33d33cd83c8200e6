"""No id of a file, and no slug of a curriculum, is in what people read of a difference."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st

import make
from drawn import holds_for
from jusou_tui.app.screens.compare.rows import change_passages, change_row, open_passages, open_row
from jusou_tui.compare.diff import diff, fields_left_open
from jusou_tui.compare.runs import compare_runs
from jusou_tui.compare.withhold import withhold
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.differences.changes import ChangeTexts
from jusou_tui.report.differences.runs import run_blocks
from jusou_tui.report.layout import lay_out
from jusou_tui.report.markdown import markdown
from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import (
    AudienceSettings,
    Draft,
    Event,
    Insert,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    View,
)
from session.samples import START, identity, meta

ID = re.compile(rf"zz-[a-z0-9-]*|{PATTERN}")
"""Every slug of the curriculum below begins with zz-."""


def programme() -> Curriculum:
    parts = {"segments": [{"id": "zz-first", "title": "前半"}, {"id": "zz-second", "title": "後半"}]}
    activities = [
        make.activity(id="zz-talk", title="話し合い", **parts),
        make.activity(id="zz-close", title="まとめ"),
    ]
    sheet = {"layout": "table", "filled_in": ["zz-one"]}
    columns = [{"id": "zz-who", "title": "だれが"}, {"id": "zz-what", "title": "なにを"}]
    others = [{"id": "zz-who", "title": "相手"}, {"id": "zz-what", "title": "話題"}]
    grid = {"id": "zz-block", "columns": others, "rows": [{"id": "zz-row", "title": "一件目"}]}
    worksheets = [
        {"id": "zz-plan", "title": "計画シート", "blocks": [{"id": "zz-block", "columns": columns}], **sheet},
        {"id": "zz-visit", "title": "訪問シート", "blocks": [grid], **sheet, "layout": "grid"},
    ]
    return make.curriculum(
        make.step(*activities, id="zz-one", label="第一"),
        make.step(make.activity(id="zz-open", title="始まり"), id="zz-two", label="第二"),
        id="zz-programme",
        variants=[{"id": "zz-all", "title": "通し"}, {"id": "zz-short", "title": "短縮"}],
        worksheets=worksheets,
    )


PROGRAMME = programme()
IDS = [identity(number) for number in range(1, 30)]
people = st.sampled_from([IDS[0], IDS[1], IDS[20]])
steps = st.sampled_from(["zz-one", "zz-two", "zz-one-2", "zz-gone"])
activities = st.sampled_from(["zz-talk", "zz-close", "zz-open", "zz-lost", IDS[10], IDS[21]])
words = st.sampled_from(["庁内の話\n", "窓口の話\n", "訪問の話\nその続き\n"])
cells = st.sampled_from(
    ["zz-block/zz-who", "zz-block/zz-row/zz-what", "zz-block", "zz-away/zz-x", "zz-block/zz-y"]
)
optional = st.none()
moments = st.integers(0, 90).map(lambda minutes: START + timedelta(minutes=minutes))


def some(record: type, /, **fields: Any) -> st.SearchStrategy[Any]:
    """Records of a kind, the fields drawn."""
    return st.builds(record, **fields)


def table(keys: list[str], records: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(keys), records, max_size=len(keys))


def by_activity(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(activities, values, max_size=2)


inserts = some(
    Insert,
    title=st.just("休憩"),
    minutes=st.integers(5, 9),
    after=optional | activities,
    of=optional | activities,
)
meetings = some(
    Meeting,
    date=st.sampled_from([None, date(2026, 12, 10), date(2026, 12, 11)]),
    start=optional | moments,
    cases=optional | st.integers(1, 3),
    present=optional | st.lists(people, max_size=2).map(tuple),
    minutes=by_activity(st.integers(5, 20)),
    pins=by_activity(moments),
    ends=by_activity(moments),
    skipped=st.lists(activities, max_size=2, unique=True).map(tuple),
    order=st.lists(activities, max_size=3, unique=True).map(tuple),
    inserts=st.dictionaries(st.sampled_from([IDS[10], IDS[11]]), inserts, max_size=2),
    groups=st.dictionaries(st.sampled_from(["1", "2"]), st.lists(people, max_size=2).map(tuple), max_size=2),
    reporting=st.sampled_from([(), ("1", "2")]),
    place=st.sampled_from(["", "大会議室"]),
    seats=st.dictionaries(people, st.integers(1, 9), max_size=3),
)
kinds = [
    "start",
    "finish",
    "pause",
    "resume",
    "segment",
    "next_turn",
    "skip",
    "adjust",
    "gap",
    "correct",
    "undo",
]
events = some(
    Event,
    at=moments,
    step=steps,
    kind=st.sampled_from(kinds),
    activity=optional | activities,
    segment=optional | st.sampled_from(["zz-first", "zz-none"]),
    participant=optional | people,
    target=optional | st.sampled_from(IDS),
)
placed = {"step": optional | steps, "activity": optional | activities, "author": optional | people}
notes = some(
    Note,
    at=moments,
    text=words,
    kind=st.sampled_from(["note", "decision", "question"]),
    private=st.booleans(),
    rank=st.integers(0, 2),
    public=st.booleans(),
    **placed,
)
todos = some(
    Todo,
    at=moments,
    what=words,
    due=optional | st.just(date(2027, 1, 8)),
    item=optional | st.sampled_from(["activity-zz-talk", "organiser-00aa11bb"]),
    rank=st.integers(0, 2),
    sheet=optional | st.just(IDS[5]),
    **placed,
)
rows = st.dictionaries(st.sampled_from(IDS[12:16]), st.dictionaries(cells, words, max_size=2), max_size=3)
sheets = some(
    Sheet,
    at=moments,
    worksheet=st.sampled_from(["zz-plan", "zz-visit", "zz-unknown"]),
    title=st.sampled_from(["", "その二"]),
    step=optional | steps,
    cells=st.dictionaries(cells, words, max_size=3),
    rows=rows,
    order=st.lists(st.sampled_from(IDS[12:16]), max_size=3, unique=True).map(tuple),
)
drafts = some(
    Draft,
    at=moments,
    text=words,
    author=optional | people,
    editing=optional | st.sampled_from(IDS),
    step=optional | steps,
    activity=optional | activities,
)
views = some(
    View,
    screen=st.sampled_from(["run", "zz-page"]),
    step=optional | steps,
    activity=optional | activities,
    focus=optional | st.just("zz-field"),
    sheet=optional | st.sampled_from(IDS),
    cell=optional | cells,
    audience=some(AudienceSettings, sheet=optional | st.sampled_from(IDS), message=words),
)
members = some(
    Participant,
    name=st.sampled_from(["例野 一郎", "見本 花子"]),
    affiliation=st.sampled_from(["", "見本課"]),
    rank=st.integers(0, 2),
)
presence = some(
    Presence, at=moments, step=steps, participant=people, kind=st.sampled_from(["arrived", "left"])
)
paths = st.sampled_from(
    ["text", "record", "author", f"rows/{IDS[12]}/zz-block/zz-who", "cells/zz-block", "minutes/zz-talk"]
)
conflicts = st.builds(
    lambda name, path, ours, theirs: {"table": name, "fields": {path: {"ours": ours, "theirs": theirs}}},
    st.sampled_from(["notes", "sheets", "meetings"]),
    paths,
    words,
    words,
)
sessions = st.builds(
    Session,
    session=st.builds(
        meta,
        title=st.sampled_from(["第1回", "第2回"]),
        variant=st.sampled_from(["zz-all", "zz-short", "zz-old"]),
        curriculum=st.sampled_from(["zz-programme", "zz-former"]),
    ),
    participants=table(IDS[:2], members),
    meetings=table(["zz-one", "zz-two", "zz-gone"], meetings),
    events=table(IDS[16:20], events),
    notes=table(IDS[2:5], notes),
    sheets=table(IDS[5:7], sheets),
    todos=table(IDS[7:10], todos),
    drafts=table(["note", f"sheet-{IDS[5]}"], drafts),
    view=views,
    presence=table(IDS[22:24], presence),
    conflicts=table([IDS[2], IDS[5], "zz-one"], conflicts),
    later=table(
        IDS[26:28], st.fixed_dictionaries({"who": people, "about": st.sampled_from(IDS), "text": words})
    ),
)


PAIRS = st.tuples(sessions, sessions)


def told(old: Session, new: Session, curriculum: Curriculum | None, *, everything: bool, hidden: bool) -> str:
    """Return all that people read of a difference: the report as text and Markdown, the page."""
    changes = diff(old, new, curriculum, everything=everything)
    if hidden:
        changes = withhold(changes, old, new, curriculum)
    texts = ChangeTexts(old, new, curriculum)
    blocks = texts.blocks(changes, "前 → 後")
    lines = [line.text for line in lay_out(blocks, 80)]
    lines.append(markdown(blocks))
    for number, change in enumerate(changes):
        lines.append(change_row(number, change, texts).text)
        lines += [passage.text for passage in change_passages(change, texts)]
    both = ChangeTexts(new, new, curriculum)
    for number, field in enumerate(fields_left_open(new)):
        lines.append(open_row(number, field, new, both).text)
        lines += [passage.text for passage in open_passages(field, new, both)]
    return "\n".join(lines)


@holds_for(100, PAIRS, st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_no_id_is_in_a_difference(pair: tuple[Session, Session], ways: tuple[bool, bool, bool]) -> None:
    (old, new), (known, everything, hidden) = pair, ways
    found = told(old, new, PROGRAMME if known else None, everything=everything, hidden=hidden)
    assert [line for line in found.splitlines() if ID.search(line)] == []


@holds_for(100, PAIRS, st.booleans())
def test_no_id_is_between_two_runs(pair: tuple[Session, Session], known: bool) -> None:
    old, new = pair
    new = new.model_copy(update={"session": new.session.model_copy(update={"id": IDS[25]})})
    programme = PROGRAMME if known else None
    runs = compare_runs(old, new, programme, programme)
    blocks = run_blocks(runs, ChangeTexts(old, new, programme, old_curriculum=programme), "二つの回")
    assert ID.findall(markdown(blocks)) == []


@pytest.mark.parametrize(
    ("worksheet", "headings"), [("zz-plan", ["だれが", "なにを"]), ("zz-visit", ["相手", "話題"])]
)
def test_a_column_has_the_heading_of_its_own_worksheet(worksheet: str, headings: list[str]) -> None:
    place = "zz-block" if worksheet == "zz-plan" else "zz-block/zz-row"
    addresses = [f"{place}/zz-who", f"{place}/zz-what"]
    old, new = (
        Session(
            session=meta(curriculum="zz-programme"),
            sheets={IDS[5]: Sheet(at=START, worksheet=worksheet, cells=dict.fromkeys(addresses, text))},
        )
        for text in ("前\n", "後\n")
    )
    texts = ChangeTexts(old, new, PROGRAMME)
    found = [texts.label(change).split()[-1] for change in diff(old, new, PROGRAMME)]
    assert found == headings
