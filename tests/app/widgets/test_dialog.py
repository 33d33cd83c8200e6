"""A question: Enter and Esc give the safe answer, a menu begins at its first; keys work full-width too."""

import pytest
from textual import events

from app.stage import shown
from app.widgets.page import Page
from jusou_tui.app.shell.dialogs import Answer, AnswerList, Ask

ANSWERS = [
    Answer("in", "含める", "y"),
    Answer("out", "含めない", "n", safe=True),
    Answer("later", "あとで決める", "f8"),
]
TEXT = "14:02 から 14:14 までプログラムが止まっていました。[/] この時間を経過に含めますか。"


async def ask(*keys: str, answers: list[Answer] = ANSWERS) -> list[str | None]:
    """Ask, press keys, and return what was answered."""
    app = Page()
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("12分の空白", TEXT, answers), given.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
    return given


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (("enter",), "out"),
        (("escape",), "out"),
        (("down", "enter"), "later"),
        (("tab", "tab", "enter"), "in"),
        (("up", "enter"), "in"),
        (("n",), "out"),
        (("ｎ",), "out"),
        (("Ｙ",), "in"),
        (("f8",), "later"),
        (("３",), "later"),
    ],
)
async def test_a_key_gives_its_answer(keys: tuple[str, ...], answer: str) -> None:
    assert await ask(*keys) == [answer]


@pytest.mark.parametrize("keys", ["11", "yn", "3y", "\r\r"])
async def test_keys_that_come_in_one_read_answer_once(keys: str) -> None:
    app = Page()
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("12分の空白", TEXT, ANSWERS), given.append)
        await pilot.pause()
        for key in keys:
            app.post_message(events.Key("enter" if key == "\r" else key, key))
        await pilot.pause()
    assert given == [{"3": "later", "\r": "out"}.get(keys[0], "in")]


async def test_another_key_answers_nothing() -> None:
    assert await ask("x", "9", "あ") == []


async def test_a_menu_begins_at_its_first_choice() -> None:
    app = Page()
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("題", "", ANSWERS, begin="in"), given.append)
        await pilot.pause()
        await pilot.press("enter")
    assert given == ["in"]


async def test_one_click_marks_an_answer_and_the_second_gives_it() -> None:
    app = Page()
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("題", TEXT, ANSWERS), given.append)
        await pilot.pause()
        for row, after in ((1, []), (0, []), (1, []), (1, ["out"])):
            await pilot.click(AnswerList, offset=(4, row))
            await pilot.pause()
            assert given == after


async def test_a_long_text_scrolls_above_answers_that_stay_in_sight() -> None:
    app = Page()
    async with app.run_test(size=(60, 20)) as pilot:
        await app.push_screen(Ask("題", f"はじめ\n{TEXT * 12}\nおわり", ANSWERS))
        await pilot.pause()
        box, answers = app.screen.query_one("#ask"), app.screen.query_one(AnswerList)
        assert box.region.height <= 18
        assert box.region.contains_region(answers.region)
        assert "PgDn" in shown(pilot)
        assert "はじめ" in shown(pilot)
        assert "おわり" not in shown(pilot)
        await pilot.press("down", *["pagedown"] * 9)
        assert "おわり" in shown(pilot)
        assert box.region.contains_region(answers.region)
        await pilot.press(*["pageup"] * 9)
        assert "はじめ" in shown(pilot)
        await pilot.resize_terminal(100, 60)
        assert "PgDn" not in shown(pilot)
        assert "はじめ" in shown(pilot)
        assert "おわり" in shown(pilot)


async def test_many_answers_leave_a_long_text_some_lines_and_are_gone_through() -> None:
    app = Page()
    many = [Answer(str(number), f"答え{number}", safe=number == 1) for number in range(1, 20)]
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("題", TEXT * 12, many), given.append)
        await pilot.pause()
        await pilot.press(*["down"] * 18)
        assert "> i  答え19" in shown(pilot)
        await pilot.press("enter")
    assert given == ["19"]


@pytest.mark.parametrize("answers", [[], [Answer("a", "はい"), Answer("b", "いいえ")]])
def test_a_question_without_a_safe_answer_is_none(answers: list[Answer]) -> None:
    with pytest.raises(ValueError, match="safe answer"):
        Ask("題", "文", answers)
