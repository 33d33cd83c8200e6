"""The manual pages are made from what the commands declare."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from docs_script import docs_script
from jusou_tui.cli.main import COMMANDS

LANGUAGES = ("en", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_is_as_make_man_makes_it(language: str) -> None:
    maker = docs_script("make_man")
    made = maker.page(language)
    written = (maker.FOLDER / maker.PAGES[language]).read_text(encoding="utf-8")
    assert made == written, "run python docs/make_man.py"
    assert all(f".SS jusou {name}".replace("-", "\\-") in made for name in COMMANDS)


def test_no_text_is_taken_for_a_request_of_roff() -> None:
    escaped = docs_script("make_man")._text
    assert escaped(".so /etc\n'br\na-b \\fB") == "\\&.so /etc\n\\(aqbr\na\\-b \\efB"
    assert escaped("記録フォルダーの名前です。") == "記録フォルダーの\\:名前です。"


@pytest.mark.proof
@pytest.mark.parametrize("language", LANGUAGES)
def test_groff_sets_the_manual_in_eighty_columns(language: str) -> None:
    if (groff := shutil.which("groff")) is None:
        pytest.skip("no groff here")
    maker = docs_script("make_man")
    page = maker.FOLDER / maker.PAGES[language]
    done = subprocess.run(
        [groff, "-Kutf8", "-Tutf8", "-P-cbou", "-man", "-ww", str(page)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if "can't find macro file" in done.stderr or "cannot execute" in done.stderr:
        pytest.skip("groff without its parts")
    assert (done.returncode, done.stderr) == (0, "")
    assert "jusou export mihon.session.toml minutes -o mihon.docx" in done.stdout
