"""A question: Enter gives the primary answer, Esc the safe one, keys work full-width too."""

import pytest

from app.widgets.page import Page
from jusou_tui.app.widgets.dialog import Answer, AnswerList, Ask

ANSWERS = [
    Answer("in", "含める", "y", primary=True),
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
        (("enter",), "in"),
        (("escape",), "out"),
        (("down", "enter"), "out"),
        (("tab", "tab", "enter"), "later"),
        (("up", "enter"), "later"),
        (("n",), "out"),
        (("ｎ",), "out"),
        (("Ｙ",), "in"),
        (("f8",), "later"),
        (("３",), "later"),
    ],
)
async def test_a_key_gives_its_answer(keys: tuple[str, ...], answer: str) -> None:
    assert await ask(*keys) == [answer]


async def test_another_key_answers_nothing() -> None:
    assert await ask("x", "9", "あ") == []


async def test_without_a_safe_answer_esc_gives_the_last() -> None:
    assert await ask("escape", answers=[Answer("a", "はい", primary=True), Answer("b", "いいえ")]) == ["b"]


async def test_a_click_answers() -> None:
    app = Page()
    given: list[str | None] = []
    async with app.run_test(size=(60, 20)) as pilot:
        app.push_screen(Ask("題", TEXT, ANSWERS), given.append)
        await pilot.pause()
        await pilot.click(AnswerList, offset=(4, 1))
        await pilot.pause()
    assert given == ["out"]


async def test_a_long_text_fits_the_smallest_window_and_the_answers_stay_in_reach() -> None:
    app = Page()
    async with app.run_test(size=(60, 20)) as pilot:
        await app.push_screen(Ask("題", TEXT * 12, ANSWERS))
        box, answers = app.screen.query_one("#ask"), app.screen.query_one(AnswerList)
        for _ in range(50):  # a long text is laid out twice
            await pilot.pause()
            if answers.region and box.region.contains_region(answers.region):
                break
        assert box.region.height <= 18
        assert box.region.contains_region(answers.region)


def test_a_question_without_answers_is_none() -> None:
    with pytest.raises(ValueError, match="answer"):
        Ask("題", "文", [])
