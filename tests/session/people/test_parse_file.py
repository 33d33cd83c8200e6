"""Files with people, however a spreadsheet wrote them."""

from pathlib import Path

import pytest

from jusou_tui.errors import InputError
from jusou_tui.session.people.parse import Person, read_people

TABLE = "氏名,所属,役割\r\n見本 花子,福祉総務課,進行役\r\n例野 一郎,高齢支援課,\r\n"
PEOPLE = [Person("見本 花子", "福祉総務課", "facilitator"), Person("例野 一郎", "高齢支援課", "member")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_a_table_is_read_however_a_spreadsheet_wrote_it(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(TABLE.replace(",", separator).encode(encoding))
    assert read_people(path) == PEOPLE


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", "氏名,所属\r\n".encode(), b"\x81"])
def test_a_file_without_names_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_people(path)
    assert caught.value.message_id == "programme.file_without_names"


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(InputError) as caught:
            read_people(path)
        assert caught.value.message_id == "programme.file_unreadable"
