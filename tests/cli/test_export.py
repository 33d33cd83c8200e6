"""`jusou export`: what it writes, what it refuses, what it says is left out."""

import json
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from cli.calling import ROOT, call, is_one_sentence, spawn
from cli.private import private_session
from jusou_tui.report.documents.kinds import KINDS

SESSION = "sessions/mihon.session.toml"


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_record_is_written_without_what_is_private_which_is_said_and_listed(tmp_path: Path) -> None:
    output, listed = tmp_path / "記録.md", tmp_path / "載せなかったもの.txt"

    done = call(
        "export", str(private_session(tmp_path)), "record", "-o", str(output), "--left-out", str(listed)
    )

    assert (done.status, done.out.strip()) == (0, str(output))
    assert "公にしてよい話" in output.read_text("utf-8")
    assert "内緒の話" not in output.read_text("utf-8")
    assert "非公開のメモ1件" in done.err
    assert "--include-private" in done.err
    assert listed.read_text("utf-8").strip() in done.err
    assert "--include" not in listed.read_text("utf-8"), "what the pages say as well names no options"


def test_a_curriculum_is_exported_as_well(tmp_path: Path) -> None:
    output = tmp_path / "チームづくり編.md"

    assert call("export", "team-building", "record", "-o", str(output)).status == 0
    assert "キックオフ" in output.read_text("utf-8")


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    output = tmp_path / "記録.md"
    output.write_text("手で書き足した行", "utf-8")

    refused = call("export", "team-building", "record", "-o", str(output))

    assert refused.status == 2
    assert is_one_sentence(refused.err)
    assert "--replace" in refused.err
    assert output.read_text("utf-8") == "手で書き足した行"
    assert call("export", "team-building", "record", "-o", str(output), "--replace").status == 0
    assert "キックオフ" in output.read_text("utf-8")


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("nothing", "a.md"),
        ("record", "a.exe"),
        ("record:step1", "a.md"),
        ("record", "a"),
    ],
)
def test_what_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path, what: str, name: str) -> None:
    done = call("export", "team-building", what, "-o", str(tmp_path / name))

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("target", "asked", "words"),
    [
        ("team-building", ("sheet:",), "WHAT"),
        (SESSION, ("minutes", "--step", "preparation"), "会議録がありません"),
        (SESSION, ("minutes", "--large"), "--large を使いません"),
        (SESSION, ("table", "--start", "9:30"), "--start を使いません"),
        ("team-building", ("proposal", "--size", "town"), "--size を使いません"),
        ("team-building", ("cards", "--size", "town", "--phase", "running"), "事例カードはありません"),
    ],
)
def test_what_a_product_does_not_have_is_refused_not_passed_over(
    tmp_path: Path, target: str, asked: tuple[str, ...], words: str
) -> None:
    output = tmp_path / "a.md" if asked[0] != "table" else tmp_path / "a.xlsx"

    done = call("export", target, *asked, "-o", str(output))

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert words in done.err or asked == ("sheet:",)
    assert not output.exists()


def test_a_supplement_with_mistakes_is_said_and_sheets_come_without_examples(tmp_path: Path) -> None:
    for ending in (".toml", ".supplement.toml"):
        text = (ROOT / "curricula" / f"trial{ending}").read_text("utf-8")
        (tmp_path / f"trial{ending}").write_text(text, "utf-8")
    damaged = tmp_path / "trial.supplement.toml"
    damaged.write_text(damaged.read_text("utf-8").replace('size = "town"', 'size = "big"'), "utf-8")
    curriculum, output = str(tmp_path / "trial.toml"), tmp_path / "a.md"

    cards = call("export", curriculum, "cards", "-o", str(output))
    assert cards.status == 2
    assert "trial.supplement.toml" in cards.err
    assert not output.exists()

    sheets = call("export", curriculum, "sheets", "-o", str(output))
    assert sheets.status == 0
    assert "記入例は載せていません" in sheets.err


def test_a_session_is_never_written_over(tmp_path: Path) -> None:
    path = private_session(tmp_path)
    before = path.read_bytes()

    done = call("export", str(path), "record", "-o", str(path), "--replace")

    assert done.status == 2
    assert path.read_bytes() == before


def test_minutes_fill_the_towns_own_form_which_the_starter_form_begins(tmp_path: Path) -> None:
    form, output = tmp_path / "様式.docx", tmp_path / "会議録.docx"

    assert call("export", SESSION, "form", "-o", str(form)).status == 0
    assert call("check", str(form)).status == 0
    done = call("export", SESSION, "minutes", "--template", str(form), "-o", str(output))

    filled = "\n".join(docx_texts(output))
    assert (done.status, done.out.strip()) == (0, str(output))
    assert "{{" not in filled
    assert "令和8年12月10日（木）" in filled
    assert {"資料は当日配り、その日のうちに集める。", "見本 花子"} <= set(docx_texts(output))


def test_a_form_with_mistakes_is_refused_and_checked_with_the_places(tmp_path: Path) -> None:
    form, output = tmp_path / "様式.docx", tmp_path / "会議録.docx"
    document = docx.Document()
    document.add_paragraph("{{ 件明 }}")
    document.save(str(form))

    checked = call("check", str(form), "--json")
    done = call("export", SESSION, "minutes", "--template", str(form), "-o", str(output))

    (result,) = json.loads(checked.out)
    assert (checked.status, result["kind"], result["ok"]) == (2, "form", False)
    (problem,) = result["problems"]
    assert problem["line"] is None
    assert problem["message"] == "1番目の段落：「件明」という項目はありません。「件名」のことでしょうか。"
    assert done.status == 2
    assert problem["message"] in done.err
    assert not output.exists()


def test_what_may_be_called_as_the_pages_call_it(tmp_path: Path) -> None:
    output = tmp_path / "a.md"

    assert call("export", "team-building", "企画書", "-o", str(output)).status == 0
    refused = call("export", "team-building", "会議の録", "-o", str(output))
    assert "minutes（会議録）" in refused.err


def test_a_folder_that_there_is_not_is_named(tmp_path: Path) -> None:
    done = call("export", SESSION, "table", "-o", str(tmp_path / "ない" / "表.csv"))

    assert done.status == 2
    assert str(tmp_path / "ない") in done.err
    assert "表.csv" not in done.err


def test_a_form_is_for_minutes_only(tmp_path: Path) -> None:
    form = tmp_path / "様式.docx"
    docx.Document().save(str(form))

    done = call("export", "team-building", "record", "--template", str(form), "-o", str(tmp_path / "a.docx"))

    assert done.status == 2
    assert is_one_sentence(done.err)


def test_where_a_form_cannot_be_written_our_own_layout_is_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, output = tmp_path / "様式.docx", tmp_path / "会議録.docx"
    document = docx.Document()
    document.add_paragraph("{{ 議題.題 }}")
    document.save(str(form))
    monkeypatch.setattr("jusou_tui.export.docx.form.filling.MOST_ELEMENTS", 1)

    done = call("export", SESSION, "minutes", "--template", str(form), "-o", str(output))

    assert done.status == 0
    assert "jusou の体裁で書きました（理由：できあがる文書が大きすぎます）。" in done.err
    assert "会議録" in docx_texts(output)


def docx_texts(path: Path) -> list[str]:
    body = docx.Document(str(path)).element.body
    return ["".join(piece.text or "" for piece in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


def test_a_list_of_what_is_left_out_never_takes_the_documents_place(tmp_path: Path) -> None:
    path, output, taken = private_session(tmp_path), tmp_path / "記録.md", tmp_path / "ある.txt"
    taken.write_text("手で書いた行", "utf-8")

    same = call("export", str(path), "record", "-o", str(output), "--left-out", str(output), "--replace")
    there = call("export", str(path), "record", "-o", str(output), "--left-out", str(taken))

    assert (same.status, there.status) == (2, 2)
    assert is_one_sentence(same.err)
    assert is_one_sentence(there.err)
    assert not output.exists()
    assert taken.read_text("utf-8") == "手で書いた行"


def test_a_form_never_gives_way_to_what_is_written_into_it(tmp_path: Path) -> None:
    form = tmp_path / "様式.docx"
    assert call("export", "team-building", "form", "-o", str(form)).status == 0
    before, path = form.read_bytes(), str(private_session(tmp_path))

    done = call("export", path, "minutes", "--template", str(form), "-o", str(form), "--replace")

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert form.read_bytes() == before


def test_one_step_of_a_curriculum_is_exported_alone(tmp_path: Path) -> None:
    output = tmp_path / "Step2.md"

    assert call("export", "team-building", "record", "--step", "step2", "-o", str(output)).status == 0
    headings = [line for line in output.read_text("utf-8").splitlines() if line.startswith("# ")]
    assert len(headings) == 1
    assert "Step2" in headings[0]


WITHOUT_EXTRAS = """
import json, sys
for name in ("docx", "pptx", "xlsxwriter", "openpyxl", "icalendar", "typst", "pypdf"):
    sys.modules[name] = None
from pathlib import Path
from jusou_tui.cli.main import run
from jusou_tui.report.documents.kinds import KINDS
folder = Path(sys.argv[1])
for name, kind in KINDS.items():
    what = f"{name}:case-review" if name == "sheet" else name
    for ending in kind.endings:
        path = folder / f"{name}{ending}"
        status = run(["export", "sessions/mihon.session.toml", what, "--step", "step1", "-o", str(path)])
        print(json.dumps([name, ending, status, path.exists()]))
"""


@pytest.mark.proof
def test_without_extras_each_product_is_had_in_the_formats_that_need_none(tmp_path: Path) -> None:
    done = spawn(str(tmp_path), script=WITHOUT_EXTRAS)

    found = [json.loads(line) for line in done.out.splitlines() if line.startswith("[")]
    assert len(found) == sum(len(kind.endings) for kind in KINDS.values())
    for name, ending, status, is_there in found:
        expected = 0 if ending in {".html", ".md", ".csv"} else 2
        assert (status, is_there) == (expected, expected == 0), (name, ending)
    refused = [line for line in done.err.splitlines() if "pip install" in line]
    assert len(refused) == sum(one[2] == 2 for one in found)
    assert "Traceback" not in done.err


def test_minutes_of_a_meeting_that_goes_on_say_that_they_are_no_whole_ones(tmp_path: Path) -> None:
    running = call("export", SESSION, "minutes", "--step", "step1", "-o", str(tmp_path / "a.md"))
    ahead = call("export", SESSION, "minutes", "--step", "step2", "-o", str(tmp_path / "b.md"))

    assert "まだ終わっていません" in running.err
    assert "まだ始まっていません" in ahead.err
