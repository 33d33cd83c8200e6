"""`jusou import`: a filled sheet is shown first, then written; what is there stays; the hand-in is ticked."""

import io
from pathlib import Path

import openpyxl
import pytest

from cli.calling import ROOT, call, is_one_sentence
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session


@pytest.fixture(autouse=True)
def in_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    people = tmp_path / "名簿.csv"
    people.write_text("氏名,所属\n見本 花子,福祉総務課\n例野 一郎,高齢支援課\n", "utf-8")
    found = tmp_path / "第1回.session.toml"
    made = call("new", "team-building", "--title", "第1回", "--participants", str(people), "-o", str(found))
    assert made.status == 0
    return found


def filled(folder: Path, *, task: str = "庁舎の地図を持ち寄る", person: str = "見本 花子") -> Path:
    """Export the blank form of a sheet and fill it in as a member would."""
    output = folder / "シート.xlsx"
    done = call("export", "team-building", "sheet:step3-preparation", "-o", str(output), "--replace")
    assert done.status == 0
    book = openpyxl.load_workbook(output)
    page = book.worksheets[0]
    for row in page.iter_rows():
        if row[0].value == "person":
            row[2].value = person
        if str(row[0].value or "").startswith("row ") and row[1].value == "1":
            row[2].value, row[4].value = task, "8月7日"
    book.save(output)
    return output


def rows(session: Session) -> list[dict[str, str]]:
    return [row for sheet in session.sheets.values() for row in sheet.rows.values() if "tasks/task" in row]


def test_a_filled_sheet_is_shown_and_written_only_when_asked(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    sheet = filled(tmp_path)

    shown = call("import", str(path), str(sheet))

    assert shown.status == 1
    assert "庁舎の地図を持ち寄る" in shown.out
    assert "--yes" in shown.err
    assert path.read_bytes() == before

    assert call("import", str(path), str(sheet), "--yes").status == 0
    assert rows(read(path)) == [
        {"tasks/number": "1", "tasks/task": "庁舎の地図を持ち寄る", "tasks/due": "8月7日"}
    ]


def test_the_same_file_again_changes_nothing_and_another_text_only_when_asked(
    path: Path, tmp_path: Path
) -> None:
    assert call("import", str(path), str(filled(tmp_path)), "--yes").status == 0
    again = call("import", str(path), str(filled(tmp_path)), "--yes")
    assert (again.status, len(rows(read(path)))) == (0, 1)

    (sheet,) = read(path).sheets
    kept = tmp_path / "渡す.xlsx"
    assert call("export", str(path), f"sheet:{sheet}", "-o", str(kept)).status == 0
    book = openpyxl.load_workbook(kept)
    for row in book.worksheets[0].iter_rows():
        if row[2].value == "庁舎の地図を持ち寄る":
            row[2].value = "庁舎の地図を3枚持ち寄る"
    book.save(kept)

    left = call("import", str(path), str(kept), "--yes")
    assert left.status == 1
    assert [row["tasks/task"] for row in rows(read(path))] == ["庁舎の地図を持ち寄る"]
    assert call("import", str(path), str(kept), "--yes", "--replace").status == 0
    assert [row["tasks/task"] for row in rows(read(path))] == ["庁舎の地図を3枚持ち寄る"]


def test_a_case_comes_back_as_a_sheet_and_who_wrote_it_is_ticked(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "ケース.xlsx"
    call("export", str(path), "sheets", "--step", "step2", "-o", str(output))
    book = openpyxl.load_workbook(output)
    page = book.worksheets[0]
    for row in page.iter_rows():
        if row[0].value == "person":
            row[2].value = "例野　一郎"
        if row[0].value == "cell case/person|case/situation|case/course":
            row[1].value = "花を育てるのが好きな人"
    book.save(output)

    done = call("import", str(path), str(output), "--yes")

    assert done.status == 0
    session = read(path)
    (sheet,) = session.sheets.values()
    assert (sheet.worksheet, sheet.title, sheet.step) == ("case-review", "ケース1", "step2")
    assert sheet.cells == {"case/person": "花を育てるのが好きな人"}
    (ticked,) = [todo for todo in session.todos.values() if todo.item and todo.item.startswith("handed-")]
    assert ticked.done is not None
    assert session.participants[ticked.item.rpartition("-")[2]].name == "例野 一郎"


def test_rows_of_a_list_in_any_encoding_go_into_the_sheet_that_is_named(path: Path, tmp_path: Path) -> None:
    listed = tmp_path / "やること.csv"
    listed.write_bytes("担当,取り組むこと,期限\r\n見本 花子,場所をとる,6月1日\r\n".encode("cp932"))

    assert is_one_sentence(call("import", str(path), str(listed), "--yes").err)

    listed.write_bytes(
        "担当,Step3までに取り組むこと（例）,期限\r\n見本 花子,'=場所をとる,6月1日\r\n".encode("cp932")
    )
    done = call("import", str(path), str(listed), "--sheet", "step3-preparation", "--yes")

    assert done.status == 0
    assert [(row["tasks/task"], row["tasks/owner"]) for row in rows(read(path))] == [
        ("=場所をとる", "見本 花子")
    ]


def test_running_text_keeps_its_commas(tmp_path: Path) -> None:
    path = tmp_path / "第2回.session.toml"
    assert call("new", "community-building", "--title", "第2回", "-o", str(path)).status == 0
    file = tmp_path / "メモ.txt"
    file.write_text("図, 表, 写真の順に話す\n次は, 秋\n", "utf-8")

    assert call("import", str(path), str(file), "--sheet", "actions-memo", "--yes").status == 0

    (sheet,) = read(path).sheets.values()
    assert list(sheet.cells.values()) == ["図, 表, 写真の順に話す\n次は, 秋\n"]


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b"PK\x03\x04 broken", ()),
        (b"\xff\xff\x81", ("--sheet", "idea")),
        ("何か".encode(), ()),
        ("何か".encode(), ("--sheet", "no-such-sheet")),
        ("何か".encode(), ("--sheet", "idea", "--person", "だれか")),
        (b"", ("--sheet", "idea")),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_one_sentence(
    path: Path, tmp_path: Path, data: bytes, options: tuple[str, ...]
) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(data)
    before = path.read_bytes()

    done = call("import", str(path), str(file), *options, "--yes")

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert path.read_bytes() == before


def test_more_rows_than_a_sheet_takes_are_refused(path: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Step3までに取り組むこと（例）", "担当", "期限"])
    for number in range(300):
        page.append([f"することその{number}", "", ""])
    data = io.BytesIO()
    book.save(data)
    file = tmp_path / "多い.xlsx"
    file.write_bytes(data.getvalue())
    before = path.read_bytes()

    done = call("import", str(path), str(file), "--sheet", "step3-preparation", "--yes")

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert path.read_bytes() == before


def test_a_word_document_is_called_so(path: Path, tmp_path: Path) -> None:
    document = tmp_path / "シート.docx"
    assert call("export", "team-building", "sheet:idea", "-o", str(document)).status == 0

    done = call("import", str(path), str(document))

    assert done.status == 2
    assert is_one_sentence(done.err)
    assert "Word" in done.err


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n...", b"\xff\xd8\xff..."])
def test_a_pdf_or_a_picture_is_called_so(path: Path, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "シート"
    file.write_bytes(data)

    done = call("import", str(path), str(file))

    assert (done.status, is_one_sentence(done.err)) == (2, True)
    assert "PDF か画像" in done.err


def test_a_blank_form_says_what_to_do(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "シート.xlsx"
    assert call("export", "team-building", "sheet:step3-preparation", "-o", str(output)).status == 0

    done = call("import", str(path), str(output), "--yes")

    assert (done.status, is_one_sentence(done.err)) == (2, True)
    assert "まだ何も書き込まれていません" in done.err


def test_a_formula_without_a_value_is_a_difference(path: Path, tmp_path: Path) -> None:
    done = call("import", str(path), str(filled(tmp_path, task="=2+3")), "--yes")

    assert done.status == 1
    assert "数式" in done.out
