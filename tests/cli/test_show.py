"""`jusou show` and `jusou list`."""

import json
import os
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from cli.calling import ROOT, call, environment, is_one_sentence, spawn
from cli.private import private_session
from example_session import EXAMPLE
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session
from jusou_tui.text.terminal import cell_width
from make import book, session

_COUNTED = (
    *("private_notes", "private_todos", "sensitive_todos", "sensitive_sheets", "closed_sheets"),
    *("turns", "drafts", "conflicts", "unknown_tables"),
)
NOTHING = dict.fromkeys(_COUNTED, 0)


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_session_is_told_in_full() -> None:
    out = call("show", str(EXAMPLE)).out
    found = read(EXAMPLE)
    said = "".join(out.split())
    texts = [note.text for note in found.notes.values()] + [todo.what for todo in found.todos.values()]
    texts += [person.name for person in found.participants.values()]
    assert [text for text in texts if "".join(text.split()) not in said] == []
    for heading in ("参加メンバー 8人", "決まったこと", "ToDo", "計画"):
        assert heading in out


def test_a_curriculum_is_told_with_its_purpose_way_goals_cautions_materials_and_links() -> None:
    said = "".join(call("show", "team-building").out.split())
    curriculum = load(ROOT / "curricula" / "team-building.toml")
    step = curriculum.step("step1")
    assert step is not None
    texts = [curriculum.programme.title, *curriculum.programme.purpose, *step.cautions]
    for activity in step.activities:
        texts += [activity.title, *activity.purpose, *activity.what, *activity.goals]
        texts += [*activity.cautions, *activity.materials, activity.read_aloud or ""]
    texts += [clip.url for reference in curriculum.references for clip in reference.clips]
    assert [text for text in texts if "".join(text.split()) not in said] == []


def test_a_step_is_shown_alone() -> None:
    out = call("show", "team-building", "step1").out
    assert "オープニング" in out
    assert "事務局を設置する" not in out
    whole = call("show", "team-building").out
    assert [line for line in out.splitlines() if line.strip("=-") and line not in whole] == []


def test_headings_are_nested_and_each_activity_numbers_one_list() -> None:
    for arguments, top in (((), 1), (("step1",), 1)):
        lines = call("show", "team-building", *arguments, "--markdown").out.splitlines()
        levels = [len(line) - len(line.lstrip("#")) for line in lines if line.startswith("#")]
        assert levels[0] == top
        assert all(after <= before + 1 for before, after in pairwise(levels))
        lists = [after for before, after in pairwise(lines) if after.startswith("1. ")]
        activities = [line for line in lines if re.match(r"#+ \d+\\\. ", line)]
        assert 0 < len(lists) <= len(activities)


def test_lines_fit_eighty_cells_where_there_is_no_terminal() -> None:
    lines = call("show", "team-building").out.splitlines() + call("show", str(EXAMPLE)).out.splitlines()
    wide = [line for line in lines if cell_width(line) > 80 and "http" not in line]
    assert wide == []


def test_json_is_the_whole_validated_model() -> None:
    result = spawn(
        *("show", "sessions/mihon.session.toml", "--json", "--include-private", "--include-sensitive")
    )
    assert (result.status, result.err) == (0, "")
    document = json.loads(result.out)
    assert document.pop("withheld") == NOTHING
    assert Session.model_validate_json(json.dumps(document)) == read(EXAMPLE)
    curriculum = Curriculum.model_validate_json(call("show", "team-building", "--json").out)
    assert curriculum == load(ROOT / "curricula" / "team-building.toml")
    assert json.loads(call("show", "team-building", "step1", "--json").out)["id"] == "step1"


def test_what_is_private_is_only_shown_when_asked_for(tmp_path: Path) -> None:
    path = private_session(tmp_path)
    out = call("show", str(path)).out
    assert "公にしてよい話" in out
    assert "内緒の話" not in out
    assert "非公開のものが1件" in out
    assert "内緒の話" in call("show", str(path), "--include-private").out


def test_a_session_is_found_by_its_name_in_the_folder(tmp_path: Path) -> None:
    path = private_session(tmp_path)
    assert call("show", "第1回", "--folder", str(tmp_path)).out == call("show", str(path)).out


def test_a_session_without_its_curriculum_is_shown_all_the_same(tmp_path: Path) -> None:
    result = call("show", str(private_session(tmp_path)))
    assert result.status == 0
    assert "「sample」" in result.out


@pytest.mark.parametrize("name", ["gone.session.toml", "no/such.toml", "."])
def test_a_missing_file_is_one_sentence(name: str) -> None:
    result = call("show", name)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)


def test_english_reports_have_no_japanese_of_our_own(tmp_path: Path) -> None:
    opened = book(session(meta={"title": "First", "organisation": "Mihon"}))
    author = opened.people.add("Hanako", "Mihon", "facilitator")
    opened.meetings.set(
        "step1", start=opened.ledger.now(), booked_end=opened.ledger.now(), cases=2, present=(author,)
    )
    opened.events.add("start", "step1", activity="opening")
    opened.notes.add("said", step="step1", activity="opening", author=author)
    opened.notes.add("decided", "decision", "step1")
    opened.notes.add("asked", "question")
    opened.notes.add("hidden", private=True)
    opened.todos.add("do it", "Hanako", opened.ledger.now().date())
    opened.sheets.add("case-review", "Case 1")
    path = tmp_path / "first.session.toml"
    path.write_bytes(render(opened.session))
    curriculum = tmp_path / "sample.toml"
    curriculum.write_text(
        'schema = 1\nid = "sample"\nversion = "1.0"\n[programme]\ntitle = "Sample"\nshort_title = "S"\n'
        'purpose = ["why"]\n[[steps]]\nid = "step1"\nkind = "meeting"\ntitle = "Kick-off"\nlabel = "Step1"\n'
        '[[steps.activities]]\nid = "opening"\ntitle = "Opening"\nform = "talk"\n'
        'what = ["one"]\ngoals = ["g"]\n'
        "duration = { minutes = [10, 15], per_case = 1, per_participant = 0.5, base = 5 }\n"
    )
    for arguments in (
        ["show", str(path)],
        ["show", str(path), "--include-private"],
        ["show", str(curriculum)],
        ["schedule", str(curriculum), "step1", "--end", "13:40"],
        ["list", str(tmp_path)],
        ["check", str(tmp_path)],
    ):
        result = call(*arguments, "--lang", "en")
        assert (result.status, result.err) == (0, "")
        assert result.out.isascii(), [char for char in result.out if not char.isascii()]


def test_the_list_tells_curriculum_progress_and_broken_files(tmp_path: Path) -> None:
    opened = book(session(meta={"curriculum": "team-building", "title": "はじめの回"}))
    opened.events.add("start", "step1", activity="reflection")
    (tmp_path / "a.session.toml").write_bytes(render(opened.session))
    (tmp_path / "b.session.toml").write_bytes(b"")
    result = call("list", str(tmp_path))
    assert result.status == 0
    said = "".join(result.out.split())
    for told in ("はじめの回", "チームづくり編", "Step1", "a.session.toml", "b.session.toml:1:1"):
        assert told in said


def test_the_list_keeps_a_long_file_name_in_one_piece_and_tells_the_title_apart(tmp_path: Path) -> None:
    head = {
        "curriculum": "community-building",
        "title": "2026年度 第1回",
        "organisation": "見本市 福祉総務課",
    }
    name = "地域づくり編-架空町の長い名前-2026-11-23.session.toml"
    (tmp_path / name).write_bytes(render(book(session(meta=head)).session))
    lines = [line.strip() for line in call("list", str(tmp_path)).out.splitlines()]
    assert name in lines
    assert "2026年度 第1回（見本市 福祉総務課）" in lines
    assert max(map(cell_width, lines[2:])) <= 80


def test_the_list_as_json(tmp_path: Path) -> None:
    private_session(tmp_path)
    (tmp_path / "b.session.toml").write_bytes(b"")
    found = {Path(one["path"]).name: one for one in json.loads(call("list", str(tmp_path), "--json").out)}
    assert (found["第1回.session.toml"]["notes"], found["第1回.session.toml"]["problem"]) == (2, None)
    assert found["b.session.toml"]["problem"]


def test_copies_stand_under_their_session_and_folders_below_are_looked_into(tmp_path: Path) -> None:
    head = {"curriculum": "team-building", "title": "はじめの回"}
    (tmp_path / "2026").mkdir()
    original = tmp_path / "2026" / "a.session.toml"
    names = [f"a - コピー ({number}).session.toml" for number in range(2, 8)]
    for path in (original, *(tmp_path / name for name in names[:4])):
        path.write_bytes(render(book(session(meta=head)).session))
    out = call("list", str(tmp_path)).out
    lines = [line.strip() for line in out.splitlines()]
    assert (lines.count("はじめの回（架空町）"), str(Path("2026", "a.session.toml")) in lines) == (1, True)
    assert {line for line in lines if line.startswith("写し：")} == {f"写し：{name}" for name in names[:4]}
    assert "jusou merge" in lines[-2] + lines[-1]
    [listed] = json.loads(call("list", str(tmp_path), "--json").out)
    assert (listed["path"], len(listed["copies"])) == (str(original), 4)
    for name in names[4:]:
        (tmp_path / name).write_bytes(original.read_bytes())
    assert "写し：ほかに3件" in call("list", str(tmp_path)).out


def test_an_empty_folder_is_no_error_and_a_missing_one_is(tmp_path: Path) -> None:
    assert call("list", str(tmp_path)).status == 0
    assert json.loads(call("list", str(tmp_path), "--json").out) == []
    result = call("list", str(tmp_path / "gone"))
    assert result.status == 2
    assert is_one_sentence(result.err)


@pytest.mark.proof
@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("changed", "colours"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_colours_are_for_terminals_that_want_them(changed: dict[str, str], colours: bool) -> None:
    import pexpect

    arguments = ["-m", "jusou_tui", "show", "team-building", "step1"]
    variables = {**os.environ, **environment(**changed)}
    running = pexpect.spawn(
        sys.executable, arguments, cwd=str(ROOT), env=variables, dimensions=(24, 60), timeout=60
    )
    out = running.read()
    assert (b"\x1b[" in out) is colours
    plain = [line for line in out.decode().replace("\r", "").splitlines() if "http" not in line]
    if not colours:
        assert 50 < max(map(cell_width, plain)) <= 60
    assert b"\x1b[" not in spawn("show", "team-building", "step1").out.encode()


def sensitive_session(folder: Path) -> Path:
    opened = book(session(meta={"curriculum": "team-building"}))
    opened.sheets.set_cell(opened.sheets.add("case-review", "その1"), "case/person", "伏せておく話")
    opened.sheets.set_cell(opened.sheets.add("strengths"), "strengths/x", "見せてよい話|続き")
    path = folder / "敏感.session.toml"
    path.write_bytes(render(opened.session))
    return path


def test_a_sheet_about_a_person_is_only_shown_when_asked_for(tmp_path: Path) -> None:
    path = str(sensitive_session(tmp_path))
    for asked in ([], ["--markdown"], ["--include-private"], ["--markdown", "--include-private"]):
        out = call("show", path, *asked).out
        assert "ケース検討シート" in out
        assert "その1" not in out
        assert "見せてよい話" in out
        assert "伏せておく話" not in out
        asked_for = call("show", path, *asked, "--include-sensitive").out
        assert "ケース検討シート その1" in asked_for
        assert "伏せておく話" in asked_for


def test_markdown_holds_what_the_text_holds_and_is_not_broken_to_the_terminal_s_width() -> None:
    out = call("show", str(EXAMPLE), "--markdown").out
    found = read(EXAMPLE)
    assert out.startswith(f"# {found.session.title}\n")
    assert "| 氏名 | 所属 | 役割 |" in out
    for person in found.participants.values():
        assert f"| {person.name} | {person.affiliation} |" in out
    for note in found.notes.values():
        assert all(line in out for line in note.text.splitlines())
    for todo in found.todos.values():
        assert f"- [ ] {todo.what.strip()}" in out


def test_a_curriculum_and_one_step_of_it_are_markdown_too() -> None:
    out = call("show", "team-building", "--markdown").out
    assert out.startswith("# 包括的な支援体制構築に向けた実践型プログラム（チームづくり編）\n")
    assert out.count("\n## ") == 5  # the overview, then the steps
    assert out.count("\n### ") > 10
    one = call("show", "team-building", "step1", "--markdown")
    assert (one.status, one.err) == (0, "")
    assert one.out.startswith("# Step1 ")
    assert "オープニング" in one.out
    assert "事務局を設置する" not in one.out


def test_markdown_and_json_together_are_refused() -> None:
    result = call("show", "team-building", "--markdown", "--json")
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)


def test_a_sheet_that_nobody_wrote_in_is_none_in_json(tmp_path: Path) -> None:
    path = tmp_path / "blank.session.toml"
    opened = book()
    blank, written = opened.sheets.add("case-review", "Case 1"), opened.sheets.add("idea", step="step1")
    opened.sheets.set_cell(written, "sheet/first", "朝市")
    path.write_bytes(render(opened.session))
    shown = json.loads(call("show", str(path), "--json", "--include-sensitive").out)
    assert (list(shown["sheets"]), shown["withheld"]["sensitive_sheets"]) == ([written], 0)
    # Without its curriculum a sheet may be about persons: the written one is withheld, the other no record.
    assert json.loads(call("show", str(path), "--json").out)["withheld"]["sensitive_sheets"] == 1
    [listed] = json.loads(call("list", str(tmp_path), "--json").out)
    assert listed["sheets"] == 1
    assert blank in read(path).sheets
