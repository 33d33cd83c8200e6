"""`jusou new --from`: the next run, by the same team."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.curriculum.load import load
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.todos import todo_rows, todos_of
from make import NOW, book, session


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("JUSOU_SESSIONS", str(tmp_path / "sessions"))
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    opened = book(session(meta={"curriculum": "team-building", "variant": "same-day"}))
    opened.people.add("例野 一郎", "見本課", "facilitator")
    gone = opened.people.add("仮名 太郎", "架空社協")
    opened.events.add("start", "step1", activity="opening")
    opened.notes.add("前の回の話", step="step1")
    opened.todos.add("まだの用事", "例野 一郎", None, "step1", None, gone)
    opened.todos.tick(opened.todos.add("済んだ用事"), True)
    for title in ("その1", "その2"):
        opened.sheets.set_cell(
            opened.sheets.add("case-review", title, "step2"), "case/person", f"{title}の話"
        )
    opened.sheets.set_cell(opened.sheets.add("strengths"), "strengths/x", "強み")
    opened.people.edit(gone, left=(NOW + timedelta(days=30)).date())
    path = tmp_path / "第1回.session.toml"
    path.write_bytes(render(opened.session))
    return path


def after(old: Path, *more: str) -> Session:
    result = call("new", "--from", str(old), "--title", "第2回", *more)
    assert (result.status, result.err if "--participants" not in more else "") == (0, "")
    return read(Path(result.out.removesuffix("\n")))


def test_members_curriculum_organisation_and_variant_are_the_same(old: Path) -> None:
    before, made = read(old), after(old)
    assert made.session.id != before.session.id
    assert (made.session.title, made.session.organisation) == ("第2回", "架空町")
    assert (made.session.curriculum, made.session.variant) == ("team-building", "same-day")
    [(key, person)] = made.participants.items()
    assert before.participants[key] == person
    assert (person.name, person.affiliation, person.role) == ("例野 一郎", "見本課", "facilitator")
    assert made.events == made.notes == made.todos == made.sheets == made.meetings == {}
    assert read(old) == before


def test_open_todos_come_along_when_asked_for(old: Path) -> None:
    [todo] = after(old, "--keep-todos").todos.values()
    assert (todo.what.strip(), todo.owner, todo.step, todo.author) == ("まだの用事", "例野 一郎", None, None)


def test_sheets_come_along_by_their_worksheet_or_their_own_id(old: Path) -> None:
    made = after(old, "--keep-sheets", "case-review,strengths")
    assert sorted(sheet.title for sheet in made.sheets.values()) == ["", "その1", "その2"]
    assert {sheet.step for sheet in made.sheets.values()} == {None}
    key = next(key for key, sheet in read(old).sheets.items() if sheet.title == "その2")
    [kept] = after(old, "--keep-sheets", key).sheets.values()
    assert kept.cells == {"case/person": "その2の話"}


def test_the_start_more_people_and_another_organisation_may_be_told(old: Path, tmp_path: Path) -> None:
    members = tmp_path / "meibo.csv"
    members.write_text("例野一郎,よその課\n見本 花子,架空社協\n", encoding="utf-8")
    told = ["--participants", str(members), "--start", "2027-12-10 13:30", "--organisation", "見本市"]
    made = after(old, *told)
    people = {(person.name, person.affiliation) for person in made.participants.values()}
    assert people == {("例野 一郎", "見本課"), ("例野一郎", "よその課"), ("見本 花子", "架空社協")}
    assert made.session.organisation == "見本市"
    assert made.meetings["step1"].date is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ["--title", "x"],
        ["team-building", "--title", "x", "--from", "OLD"],
        ["team-building", "--title", "x", "--keep-todos"],
        ["team-building", "--title", "x", "--keep-sheets", "strengths"],
        ["--title", "x", "--from", "OLD", "--keep-sheets", "no-such"],
        ["--title", "x", "--from", "gone.session.toml"],
        ["--from", "OLD"],
    ],
)
def test_what_does_not_go_together_is_one_sentence_and_makes_no_file(
    arguments: list[str], old: Path, tmp_path: Path
) -> None:
    result = call("new", *(str(old) if one == "OLD" else one for one in arguments))
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    assert list(tmp_path.rglob("*.session.toml")) == [old]


def test_the_next_run_can_be_shown_and_checked(old: Path) -> None:
    path = call("new", "--from", str(old), "--title", "第2回", "--keep-todos").out.strip()
    assert call("check", path).status == 0
    assert "まだの用事" in call("show", path).out


def test_open_rows_of_sheets_come_along_as_todos_and_ticked_ones_stay_ticked_in_their_sheet(
    old: Path,
) -> None:
    shipped = load(ROOT / "curricula" / "team-building.toml")
    worksheet = shipped.worksheet("step2-preparation")
    assert worksheet is not None
    opened = book(read(old))
    sheet = opened.sheets.start(worksheet, step="step1")
    rows = [
        opened.sheets.add_row(sheet, {"tasks/task": what, "tasks/due": due}, worksheet=worksheet)
        for what, due in (("会場を押さえる", "年度内に"), ("名札をつくる", "12/20"), ("鍵を借りる", ""))
    ]
    for place in todo_rows(opened.session.sheets, shipped, rows[2]):
        opened.todo_rows.tick(place, done=True)
    old.write_bytes(render(opened.session))

    todos = after(old, "--keep-todos").todos
    assert {todo.what for todo in todos.values()} == {"まだの用事\n", "会場を押さえる\n", "名札をつくる\n"}
    assert {todo.sheet for todo in todos.values()} == {None}
    assert "年度内に" in todos[rows[0]].note
    made = after(old, "--keep-todos", "--keep-sheets", sheet)
    assert set(made.todos) & set(rows) == {rows[2]}
    assert (made.todos[rows[2]].step, made.todos[rows[2]].activity) == (None, None)
    assert [todo.done is None for _, todo in todos_of(made, shipped) if todo.sheet] == [True, True, False]


def test_list_counts_rows_of_sheets_among_the_todos(old: Path) -> None:
    [before] = json.loads(call("list", str(old.parent), "--json").out)
    shipped = load(ROOT / "curricula" / "team-building.toml")
    worksheet = shipped.worksheet("step2-preparation")
    assert worksheet is not None
    opened = book(read(old))
    sheet = opened.sheets.start(worksheet, step="step1")
    row = opened.sheets.add_row(sheet, {"tasks/task": "会場を押さえる"}, worksheet=worksheet)
    for place in todo_rows(opened.session.sheets, shipped, row):
        opened.todo_rows.tick(place, done=True)
    old.write_bytes(render(opened.session))

    [counted] = json.loads(call("list", str(old.parent), "--json").out)
    assert (counted["todos"], counted["todos_done"]) == (before["todos"] + 1, before["todos_done"] + 1)
