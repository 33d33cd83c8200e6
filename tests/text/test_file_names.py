from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.text.file_names import slug, unused_path

FORBIDDEN = set("<>:\"/\\|?*$`'&;!#~%(){}[]^ \t\n\u3000")
titles = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="見本市第1回CONaux.- /:*が\u3099", max_size=80),
    st.sampled_from(["CON", "nul", "Com1", "lpt9.txt", "..", "-rf", "COM¹", "con.2026"]),
)


@given(titles)
@settings(max_examples=200, deadline=None)
def test_a_slug_can_be_a_file_name_everywhere(title: str) -> None:
    name = slug(title)
    assert name
    assert not FORBIDDEN & set(name)
    assert name.isprintable() or any(ord(char) >= 0xE000 or not char.isprintable() for char in title)
    assert name[0] not in ".-"
    assert name[-1] not in ".- "
    assert len(f"{name}-99.session.toml.lock".encode()) < 143
    assert name.split(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9", "com¹"}


@given(titles)
@settings(max_examples=100, deadline=None)
def test_a_slug_of_a_slug_is_itself(title: str) -> None:
    assert slug(slug(title)) == slug(title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("2026年度 第1回", "2026年度-第1回"),
        ("見本市　キックオフ", "見本市-キックオフ"),
        ("2026/12/10: 対話", "2026-12-10-対話"),
        ("../../etc/passwd", "etc-passwd"),
        ("--help", "help"),
        ("がんばろう", "がんばろう"),
        ("か\u3099", "が"),
        ("$(rm -rf ~)", "rm-rf"),
        ("???", "session"),
        ("", "session"),
        ("CON", "session-CON"),
        ("nul.2026", "session-nul.2026"),
        ("console", "console"),
        ("a\x1b[31mb", "ab"),
    ],
)
def test_japanese_stays_and_what_a_system_cannot_take_goes(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_at_a_whole_character() -> None:
    name = slug("長" * 200)
    assert set(name) == {"長"}
    assert len(name) == 36
    assert slug("長" * 36 + " い") == "長" * 36


def test_a_taken_name_gets_the_next_free_number() -> None:
    taken = {Path("a/会.session.toml"), Path("a/会-2.session.toml")}
    assert unused_path(Path("a/会.session.toml"), taken.__contains__) == Path("a/会-3.session.toml")
    assert unused_path(Path("a/新.session.toml"), taken.__contains__) == Path("a/新.session.toml")


def test_a_number_goes_before_the_ending_and_after_dots_in_the_title(tmp_path: Path) -> None:
    path = tmp_path / "2026.12.session.toml"
    path.touch()
    assert unused_path(path).name == "2026.12-2.session.toml"
    plain = tmp_path / "表.csv"
    plain.touch()
    assert unused_path(plain).name == "表-2.csv"
