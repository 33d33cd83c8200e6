"""In which encoding a list is."""

from __future__ import annotations

import pytest

from jusou_tui.session.tables.encoding import Encoding, decode

TEXT = "氏名,所属\r\n見本 花子,地域福祉課\r\n例野 一郎,架空社協\r\n"


@pytest.mark.parametrize(
    "text", [TEXT, "仮名 太郎", "試作 ゆき\n雛形 健\n", "氏名,ﾌﾘｶﾞﾅ\n例野 一郎,ﾚｲﾉ ｲﾁﾛｳ\n"]
)
@pytest.mark.parametrize(
    ("codec", "expected"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp932", "CP932"),
        ("euc_jp", "EUC-JP"),
        ("iso2022_jp_ext", "ISO-2022-JP"),
    ],
)
def test_the_encodings_of_japan_are_told_apart(codec: str, expected: Encoding, text: str) -> None:
    decoded = decode(text.encode(codec))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, expected)


def test_letters_that_only_some_programs_write_into_euc_and_mail_are_read() -> None:
    euc = b"\xfc\xe2\xb6\xb6 \xb0\xec\xcf\xba,\xad\xa1"
    found = decode(euc)
    assert found is not None
    assert (found.text, found.encoding) == ("髙橋 一郎,①", "EUC-JP")
    mail = decode(b"\x1b$B|b66\x1b(B,\x1b$B-!\x1b(B")
    assert mail is not None
    assert (mail.text, mail.encoding) == ("髙橋,①", "ISO-2022-JP")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        "Café,Paris\r\nMüller,Bonn\r\n".encode("latin-1"),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\xff\xfe\x00",
        b"\xef\xbb\xbf\x81",
        b"\x81",
        TEXT.encode("utf-8")[:-3] + b"\xff",
    ],
)
def test_what_is_no_list_in_any_of_them_is_not_guessed(data: bytes) -> None:
    assert decode(data) is None
