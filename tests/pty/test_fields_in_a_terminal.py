"""What an IME, a paste and a keyboard really send, and where the cursor then stands."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a matter of POSIX", allow_module_level=True)

from pty_stage import Terminal, terminal

PROGRAM = """
import sys
from textual.app import App
from textual.containers import Vertical
from textual.widgets import Static
from jusou_tui.app import theme
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.note_area import NoteArea

class Fields(App):
    CSS = "Static { height: auto; } LineInput { width: 20; margin: 0 0 0 3; } NoteArea { margin: 0 5; }"
    def __init__(self):
        super().__init__()
        theme.install(self)
        self.heard = []
    def compose(self):
        yield Static("READY", id="said", markup=False)
        yield (LineInput if sys.argv[1] == "line" else NoteArea)(placeholder="ここに書く", id="field")
    def say(self, word, text):
        self.query_one("#said").update(f"{word}={text!r}")
    def on_note_area_submitted(self, event):
        self.heard.append(event.text)
        event.area.load("")
        self.query_one("#said").update(f"FILED={self.heard} ROWS")
    def on_note_area_edited(self, event):
        self.say("TEXT", event.text)
    def on_input_changed(self, event):
        self.say("TEXT", event.value)
    def on_key(self, event):
        if event.key == "f5":
            self.query_one("#said").update("MOVED\\n\\n")

Fields().run()
"""


@contextmanager
def fields(folder: Path, kind: str) -> Iterator[Terminal]:
    """Open an app with one field of a kind, "line" or "note"."""
    with terminal(folder, kind, code=PROGRAM) as opened:
        opened.see("READY")
        yield opened


def says(opened: Terminal, text: str) -> None:
    """Wait until the app says a text, every space of it."""
    opened.wait(lambda: text in opened.text, text)


def cursor_stands(opened: Terminal, column: int, row: int) -> None:
    """Wait until the terminal's cursor stands at a place."""
    opened.wait(lambda: opened.cursor == (column, row), f"the cursor at {column}, {row}")


@pytest.mark.parametrize(("kind", "column"), [("line", 3), ("note", 5)])
def test_the_cursor_leaves_the_first_letter_of_a_placeholder_whole(
    tmp_path: Path, kind: str, column: int
) -> None:
    with fields(tmp_path, kind) as opened:
        cursor_stands(opened, column, 1)
        opened.type("\x1b[15~")
        cursor_stands(opened, column, 3)
        says(opened, "ここに書く")


def test_an_ime_commit_of_eight_kanji_arrives_whole(tmp_path: Path) -> None:
    with fields(tmp_path, "note") as opened:
        opened.type("包括的支援体制会")
        says(opened, "TEXT='包括的支援体制会'")


def test_a_long_commit_with_kana_and_full_width_space_arrives_whole(tmp_path: Path) -> None:
    sentence = (
        "振り返りのための　四十字を超える長い一文が、変換の確定で一度に送られてきても、欠けずに届くこと。" * 2
    )
    with fields(tmp_path, "line") as opened:
        opened.type("重層的支援")
        says(opened, "TEXT='重層的支援'")
    with fields(tmp_path, "note") as opened:
        opened.type(sentence)
        opened.type("\r")
        says(opened, "ROWS")
        opened.see(repr(sentence)[1:-1])


def test_what_follows_an_enter_in_one_burst_is_kept_for_the_next_note(tmp_path: Path) -> None:
    with fields(tmp_path, "note") as opened:
        opened.type("一つ目\r二つ目\r三つ")
        says(opened, "TEXT='三つ'")
        opened.type("目\r")
        says(opened, "FILED=['一つ目', '二つ目', '三つ目']")


@pytest.mark.parametrize("keys", ["\n", "\x1bj"], ids=["ctrl+j", "alt+j"])
def test_a_new_line_is_typed_with_what_every_terminal_sends(tmp_path: Path, keys: str) -> None:
    with fields(tmp_path, "note") as opened:
        opened.type("一")
        says(opened, "TEXT='一'")
        opened.type(keys)
        says(opened, r"TEXT='一\n'")
        opened.type("二")
        says(opened, r"TEXT='一\n二'")
        opened.type("\r")
        says(opened, r"FILED=['一\n二']")


def test_a_bracketed_paste_keeps_its_lines_and_loses_its_escapes(tmp_path: Path) -> None:
    with fields(tmp_path, "note") as opened:
        opened.type("\x1b[200~一行目\r\n二行目\t末\x07\x1b[201~")
        says(opened, r"TEXT='一行目\n二行目    末'")


def test_the_terminal_cursor_stands_where_one_types(tmp_path: Path) -> None:
    with fields(tmp_path, "note") as opened:
        opened.type("見本")
        says(opened, "TEXT='見本'")
        opened.type("町")
        says(opened, "TEXT='見本町'")
        cursor_stands(opened, 5 + 6, 1)


def test_the_cursor_follows_when_the_layout_moves_the_field(tmp_path: Path) -> None:
    for kind, column in (("note", 5), ("line", 3)):
        with fields(tmp_path, kind) as opened:
            opened.type("見本")
            says(opened, "TEXT='見本'")
            opened.type("\x1b[15~")
            says(opened, "MOVED")
            cursor_stands(opened, column + 4, 3)


def test_the_cursor_is_right_in_a_scrolled_line(tmp_path: Path) -> None:
    with fields(tmp_path, "line") as opened:
        opened.type("いろはにほへとちりぬる")
        says(opened, "TEXT='いろはにほへとちりぬる'")
        opened.type("を")
        says(opened, "TEXT='いろはにほへとちりぬるを'")
        opened.type("\x1b[D")
        opened.wait(
            lambda: (opened.under_cursor, opened.cursor[1]) == ("を", 1), "the cursor on the last letter"
        )
