"""What an IME, a paste and a keyboard really send, and where the cursor then stands."""

import sys

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a matter of POSIX", allow_module_level=True)

import pyte

from app.widgets.terminal import Terminal

PROGRAM = """
import sys
from textual.app import App
from textual.containers import Vertical
from textual.widgets import Static
from jusou_tui.app import themes
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.note_area import NoteArea

class Fields(App):
    CSS = "Static { height: auto; } LineInput { width: 20; margin: 0 0 0 3; } NoteArea { margin: 0 5; }"
    def __init__(self):
        super().__init__()
        themes.install(self)
        self.heard = []
    def compose(self):
        yield Static("READY", id="said", markup=False)
        yield (LineInput if sys.argv[1] == "line" else NoteArea)(id="field")
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


def cursor(terminal: Terminal) -> tuple[int, int]:
    """Return column and row of the terminal cursor."""
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.output)
    return screen.cursor.x, screen.cursor.y


def pyte_lines(terminal: Terminal) -> list[str]:
    """Return the screen's lines, each wide letter once."""
    screen = pyte.Screen(80, 24)
    pyte.ByteStream(screen).feed(terminal.output)
    return ["".join(screen.buffer[y][x].data for x in range(80)) for y in range(24)]


def test_an_ime_commit_of_eight_kanji_arrives_whole() -> None:
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type("包括的支援体制会")
        terminal.read_until("TEXT='包括的支援体制会'")


def test_a_long_commit_with_kana_and_full_width_space_arrives_whole() -> None:
    sentence = (
        "振り返りのための　四十字を超える長い一文が、変換の確定で一度に送られてきても、欠けずに届くこと。" * 2
    )
    with Terminal(PROGRAM, "line") as terminal:
        terminal.read_until("READY")
        terminal.type("重層的支援")
        terminal.read_until("TEXT='重層的支援'")
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type(sentence)
        terminal.type("\r")
        terminal.read_until("ROWS")
        assert repr(sentence)[1:-1] in "".join(pyte_lines(terminal))


def test_what_follows_an_enter_in_one_burst_is_kept_for_the_next_note() -> None:
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type("一つ目\r二つ目\r三つ")
        terminal.read_until("TEXT='三つ'")
        terminal.type("目\r")
        terminal.read_until("FILED=['一つ目', '二つ目', '三つ目']")


@pytest.mark.parametrize("keys", ["\n", "\x1bj"], ids=["ctrl+j", "alt+j"])
def test_a_new_line_is_typed_with_what_every_terminal_sends(keys: str) -> None:
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type("一")
        terminal.read_until("TEXT='一'")
        terminal.type(keys)
        terminal.read_until(r"TEXT='一\n'")
        terminal.type("二")
        terminal.read_until(r"TEXT='一\n二'")
        terminal.type("\r")
        terminal.read_until(r"FILED=['一\n二']")


def test_a_bracketed_paste_keeps_its_lines_and_loses_its_escapes() -> None:
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type("\x1b[200~一行目\r\n二行目\t末\x07\x1b[201~")
        terminal.read_until(r"TEXT='一行目\n二行目    末'")


def test_the_terminal_cursor_stands_where_one_types() -> None:
    with Terminal(PROGRAM, "note") as terminal:
        terminal.read_until("READY")
        terminal.type("見本")
        terminal.read_until("TEXT='見本'")
        terminal.type("町")
        terminal.read_until("TEXT='見本町'")
        assert cursor(terminal) == (5 + 6, 1)


def test_the_cursor_follows_when_the_layout_moves_the_field() -> None:
    for kind, column in (("note", 5), ("line", 3)):
        with Terminal(PROGRAM, kind) as terminal:
            terminal.read_until("READY")
            terminal.type("見本")
            terminal.read_until("TEXT='見本'")
            terminal.type("\x1b[15~")
            terminal.read_until("MOVED")
            terminal.read_until(f"\x1b[4;{column + 5}H")
            assert cursor(terminal) == (column + 4, 3), kind


def test_the_cursor_is_right_in_a_scrolled_line() -> None:
    with Terminal(PROGRAM, "line") as terminal:
        terminal.read_until("READY")
        terminal.type("いろはにほへとちりぬる")
        terminal.read_until("TEXT='いろはにほへとちりぬる'")
        terminal.type("を")
        terminal.read_until("TEXT='いろはにほへとちりぬるを'")
        terminal.type("\x1b[D")
        terminal.read_until("H")
        column, row = cursor(terminal)
        screen = pyte.Screen(80, 24)
        pyte.ByteStream(screen).feed(terminal.output)
        assert screen.buffer[row][column].data == "を"
