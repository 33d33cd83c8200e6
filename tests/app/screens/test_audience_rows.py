"""The shared screen in cells: what stands where, what gives way, and that no line is ever too long."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audience.pages import (
    BREAK,
    CURTAIN,
    FINISHED,
    LONG,
    MESSAGE,
    PAGES,
    QUESTION,
    ROUND,
    RUNNING,
    SEAT_12,
    SHEET,
    STILL,
    day,
    seats,
)
from jusou_tui.app.drawing.digit_shapes import HUGE, HUGE_ROWS, drawn
from jusou_tui.app.drawing.pieces import Drawn, width_of
from jusou_tui.app.screens.audience.rows import lay_out
from jusou_tui.audience.page import Page
from jusou_tui.audience.page_parts import Big, Row
from jusou_tui.audience.view import SharedSheet
from jusou_tui.wording import t

WINDOWS = ((60, 20), (80, 24), (100, 30), (120, 40), (200, 60), (60, 40), (160, 24))
INKS = {
    "left": "on-digits",
    "soon": "on-soon",
    "turn": "on-now",
    "restart": "on-now",
    "time": "on-text",
    "waiting": "on-muted",
    "still": "on-still",
}


def text_of(lines: Drawn) -> list[str]:
    return ["".join(text for text, _ in line).rstrip() for line in lines]


def squeezed(lines: Drawn) -> str:
    return "".join("".join(text_of(lines)).split())


def cells(lines: Drawn, style: str) -> list[tuple[int, int]]:
    """Return column and row of each blank cell of a style."""
    found = []
    for y, line in enumerate(lines):
        x = 0
        for text, name in line:
            if name == style and not text.strip():
                found += [(x + n, y) for n in range(len(text))]
            x += width_of([(text, name)])
    return found


def digit_rows(lines: Drawn, style: str) -> int:
    """Return how many lines have cells of a huge number in a colour."""
    return len({y for _, y in cells(lines, style)})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fills_its_window_exactly_and_no_question_is_cut(name: str) -> None:
    page = PAGES[name]
    for width, height in WINDOWS:
        lines = lay_out(page, width, height)
        assert len(lines) == height, width
        assert {width_of(line) for line in lines} == {width}, height
        shown = squeezed(lines)
        for row in page.rows:
            if row.weight == "question" and not row.gives_way:
                assert all("".join(line.split()) in shown for line in row.lines), (width, height)


@pytest.mark.parametrize("name", ["running", "soon", "long", "time_up", "before", "round", "break", "still"])
def test_digits_are_a_quarter_of_the_height(name: str) -> None:
    page = PAGES[name]
    style = INKS[page.bigs[-1].ink]
    for window in WINDOWS:
        assert digit_rows(lay_out(page, *window), style) * 4 >= window[1], window


@pytest.mark.parametrize(
    ("window", "rows", "stroke"), [((60, 20), 9, 3), ((80, 24), 10, 4), ((120, 40), 15, 6)]
)
def test_strokes_are_as_thick_as_there_is_room(window: tuple[int, int], rows: int, stroke: int) -> None:
    page = replace(RUNNING, bigs=(replace(RUNNING.bigs[0], text="11:11"),))
    found = cells(lay_out(page, *window), "on-digits")
    assert len({y for _, y in found}) == rows
    middle = sorted(y for _, y in found)[len(found) // 2]
    runs = sorted(x for x, y in found if y == middle)
    assert runs[:stroke] == list(range(runs[0], runs[0] + stroke))
    assert runs[stroke] > runs[0] + stroke


def test_a_countdown_keeps_its_width_and_a_clock_is_set_tight() -> None:
    for strokes in HUGE:
        assert len({len(drawn(text, strokes)[0]) for text in ("11:11", "08:42", "23:59")}) == 1
        assert len(drawn("11:11", strokes, tight=True)[0]) < len(drawn("11:11", strokes)[0])
        assert len(set(map(len, drawn("10:47", strokes, tight=True)))) == 1
        assert len(drawn("8", strokes)) == strokes.rows
    assert list(HUGE_ROWS) == sorted(HUGE_ROWS, reverse=True)


def test_no_two_huge_digits_look_alike() -> None:
    for strokes in HUGE:
        assert len({drawn(char, strokes) for char in "0123456789:"}) == 11


@pytest.mark.parametrize("window", [(60, 20), (80, 24), (120, 40)])
def test_nothing_jumps_from_state_to_state(window: tuple[int, int]) -> None:
    """The first row of the digits and the row of the bar are the same in what follows one another."""
    tops, bars = set(), set()
    for name in ("running", "soon", "long", "time_up", "hours", "round", "seat_12", "paused"):
        lines = lay_out(PAGES[name], *window)
        tops.add(min(y for ink in INKS.values() for _, y in cells(lines, ink)))
        bars.add(min(y for style in ("on-bar", "on-bar-quiet") for _, y in cells(lines, style)))
    assert len(tops) == 1
    assert len(bars) == 1


def test_a_round_keeps_its_digits_from_turn_to_turn() -> None:
    for window in ((60, 20), (80, 24), (120, 40)):
        sizes = set()
        for number in (1, 4, 9, 10, 11, 15):
            turn = replace(SEAT_12.bigs[0], text=str(number))
            page = replace(SEAT_12, bigs=(turn, SEAT_12.bigs[1]), seats=seats(number, 15))
            sizes.add(frozenset(cells(lay_out(page, *window), "on-digits")))
        assert len(sizes) == 1


def test_what_is_next_gives_way_first_then_what_is_now_then_the_digits() -> None:
    long = "どのように" * 16 + "でしょうか。"
    shown = []
    for times in (1, 2, 3):
        page = replace(LONG, rows=(Row("問い", (long * times,), "question"), *LONG.rows[1:]))
        lines = lay_out(page, 60, 20)
        assert long * times in squeezed(lines)
        shown.append(
            ("次は" in squeezed(lines), "いま" in squeezed(lines), digit_rows(lines, "on-digits") == 9)
        )
    assert shown[0] == (False, False, True)
    assert not shown[-1][2]
    lines = lay_out(LONG, 60, 20)
    assert ("次は" in squeezed(lines), "いま" in squeezed(lines)) == (False, True)


def test_spare_lines_stand_between_the_rows_first() -> None:
    shown = text_of(lay_out(RUNNING, 80, 24))
    at = [next(y for y, line in enumerate(shown) if label in line) for label in ("問い", "いま  ", "次は")]
    assert at == [17, 19, 21]
    assert "責める" not in "".join(shown)
    assert "責める" in "".join(text_of(lay_out(RUNNING, 120, 40)))


def test_further_lines_go_before_the_empty_line_below_the_bar() -> None:
    page = replace(RUNNING, rows=(LONG.rows[0], *RUNNING.rows[1:]))
    shown = text_of(lay_out(page, 80, 24))
    assert not shown[16]
    assert "責める" not in "".join(shown)
    assert "次は" in "".join(shown)


def test_the_strip_of_the_day_needs_room() -> None:
    assert "済" not in squeezed(lay_out(RUNNING, 100, 40))
    strip = text_of(lay_out(RUNNING, 120, 40))[-4:-2]
    assert strip[0].split()[:4] == ["済", "済", "済", "いま"]
    assert strip[1].split() == ["13:00", "13:15", "14:10", "14:20", "15:20", "15:50"]


def test_a_break_says_when_it_goes_on_as_large_as_there_is_room() -> None:
    large = lay_out(BREAK, 80, 24)
    assert digit_rows(large, "on-now") == 5
    assert digit_rows(large, "on-digits") == 9
    small = text_of(lay_out(BREAK, 60, 20))
    assert small[1].split() == ["休憩", "14:20", "に再開します"]


def test_done_seats_further_back_are_gathered() -> None:
    shown = text_of(lay_out(SEAT_12, 80, 24))
    line = next(line for line in shown if "一巡" in line)
    assert line.split()[:5] == ["一巡", "1-9済", "10済", "11済", "12"]
    many = replace(SEAT_12, seats=seats(30, 60))
    line = next(line for line in text_of(lay_out(many, 60, 20)) if "一巡" in line)
    assert "30" in line.split()


def test_one_after_another_out_of_order_is_no_range() -> None:
    row = seats(5, 8)
    turned = replace(row, seats=(row.seats[2], row.seats[0], row.seats[1], *row.seats[3:]))
    line = next(line for line in text_of(lay_out(replace(ROUND, seats=turned), 80, 24)) if "一巡" in line)
    assert line.split()[1:3] == ["..1済", "2済"] or line.split()[1:3] == ["3済", "1済"]


def test_behind_the_curtain_stands_the_message_and_the_agenda() -> None:
    shown = text_of(lay_out(CURTAIN, 80, 24))
    assert shown[2].strip() == "いまの時刻"
    assert shown[15].strip() == CURTAIN.band
    assert [line.split()[0] for line in shown[17:21]] == ["いま", "15:20", "15:50", "16:00"]
    assert shown[17].endswith("15:20まで")


def test_the_row_that_is_being_written_is_in_sight() -> None:
    rows = tuple((f"場面{n}", "気づいたこと" * 3, "つぎ") for n in range(40))
    sheet = SharedSheet("わがまちの連携", ("場面", "気づき", "つぎ"), rows, writing=33)
    for window in WINDOWS:
        lines = lay_out(replace(SHEET, sheet=sheet), *window)
        line = next(line for line in text_of(lines) if "場面33" in line)
        assert "いま" in line
        assert QUESTION in squeezed(lines)


def test_where_it_stands_still_words_say_so() -> None:
    for window in WINDOWS:
        shown = squeezed(lay_out(STILL, *window))
        assert "止まっています" in shown.split("3/5")[0]
        assert "14:43時点" in shown
        assert "話し合いは続けてください" in shown


def test_thanks_decisions_and_the_next_meeting() -> None:
    for window in WINDOWS:
        shown = squeezed(lay_out(FINISHED, *window))
        for words in ("おつかれさまでした", "決定1", "決定3", "1月15日（金）", "それまでに"):
            assert words in shown
    bare = replace(FINISHED, decisions=(), decisions_title="")
    assert "決定" not in squeezed(lay_out(bare, 80, 24))


def test_letters_that_a_call_leaves_unreadable_are_spoken_of_before_the_start() -> None:
    hint = "".join(t("screen.small_letters").split())
    assert hint in squeezed(lay_out(PAGES["before"], 120, 40))
    assert hint not in squeezed(lay_out(PAGES["before"], 100, 30))
    assert hint not in squeezed(lay_out(RUNNING, 120, 40))


def test_larger_digits_let_rows_give_way_and_smaller_ones_bring_them_back() -> None:
    usual, larger = lay_out(RUNNING, 120, 40), lay_out(RUNNING, 120, 40, steps=1)
    smaller = lay_out(RUNNING, 120, 40, steps=-1)
    rows = [digit_rows(lines, "on-digits") for lines in (larger, usual, smaller)]
    assert rows == sorted(rows, reverse=True)
    assert len(set(rows)) == 3
    for steps in range(-9, 10):
        assert QUESTION in squeezed(lay_out(RUNNING, 80, 24, steps=steps))


def test_the_keys_stand_in_the_last_line_for_a_while() -> None:
    assert text_of(lay_out(RUNNING, 80, 24, keys=t("screen.keys")))[-1].strip() == t("screen.keys")


def test_an_address_is_shown_whole() -> None:
    for window in WINDOWS:
        assert PAGES["address"].address in squeezed(lay_out(PAGES["address"], *window))


WORDS = st.text(st.sampled_from("あいう漢字、。「」abc 12-:※①é\u3000"), max_size=90)
SOME = st.lists(WORDS, max_size=3).map(tuple)
INK = st.sampled_from(list(INKS))
BIGS = st.builds(
    Big,
    text=st.sampled_from(["36:48", "0:00", "1:42", "7", "12", "23:59"]),
    ink=INK,
    chip=WORDS,
    beside=SOME,
    tight=st.booleans(),
    unit=st.sampled_from(["", "時間"]),
)
ROWS = st.builds(
    Row,
    label=st.text(st.sampled_from("問いまa"), max_size=12),
    lines=SOME,
    weight=st.sampled_from(["question", "now", "plain", "turn", "warning", "meeting"]),
    gives_way=st.integers(0, 4),
    right=st.sampled_from(["", "15:20まで"]),
)
SHEETS = st.builds(
    SharedSheet,
    title=WORDS,
    headings=SOME,
    rows=st.lists(SOME, max_size=9).map(tuple),
    writing=st.none() | st.integers(0, 9),
)
RANDOM = st.builds(
    Page,
    organisation=WORDS,
    title=WORDS,
    clock=st.sampled_from(["", "14:43"]),
    state=st.sampled_from(["before", "running", "finished"]),
    mark=WORDS,
    where=WORDS,
    form=WORDS,
    heading=WORDS,
    short_heading=WORDS,
    bigs=st.lists(BIGS, max_size=2).map(tuple),
    share=st.none() | st.floats(0, 1),
    band=WORDS,
    band_note=WORDS,
    rows=st.lists(ROWS, max_size=4).map(tuple),
    seats=st.none() | st.builds(seats, st.integers(1, 9), st.integers(9, 40)),
    decisions_title=WORDS,
    decisions=st.lists(st.tuples(WORDS, WORDS), max_size=4).map(tuple),
    sheet=st.none() | SHEETS,
    day=st.just(()) | st.builds(day, st.integers(-1, 6)),
    tail=WORDS,
    tail_right=WORDS,
    warning=SOME,
    address=st.text(st.sampled_from("abc/:."), max_size=90),
    enlarge=st.integers(-3, 3),
)


@given(RANDOM, st.integers(1, 210), st.integers(1, 64))
def test_any_page_fills_any_window(page: Page, width: int, height: int) -> None:
    lines = lay_out(page, width, height)
    assert len(lines) == height
    assert {width_of(line) for line in lines} == {width}


@given(
    st.text(st.sampled_from("あいう漢字、。「」どのよう"), min_size=1, max_size=140),
    st.integers(60, 200),
    st.integers(20, 60),
    st.integers(-2, 2),
    st.sampled_from(
        ["running", "long", "round", "seat_12", "groups", "sheet", "decisions", "still", "message"]
    ),
)
def test_a_question_is_never_cut(question: str, width: int, height: int, steps: int, name: str) -> None:
    page = PAGES[name]
    rows = (Row("問い", (question,), "question"), *(row for row in page.rows if row.weight != "question"))
    assert question in squeezed(lay_out(replace(page, rows=rows), width, height, steps=steps))


def test_a_seat_of_one_has_a_flag_and_a_foot() -> None:
    for strokes in HUGE:
        one = drawn("1", strokes, tight=True)
        assert len(one[0]) < 3 * len(one[0].strip())
        assert one[-1] == "#" * len(one[0])
        assert one[strokes.rows // 2] != one[0] != one[-1]


def test_a_round_in_a_small_window_has_its_words_and_the_whole_name() -> None:
    turn = replace(ROUND.bigs[0], text="1", beside=("番の方", "長宗我部さん"))
    for number in ("1", "3", "12"):
        page = replace(ROUND, bigs=(replace(turn, text=number), ROUND.bigs[1]))
        for band in ("", "14:20 に再開します"):
            shown = "\n".join(text_of(lay_out(replace(page, band=band), 60, 20)))
            assert "話す番" in shown or number == "12"
            assert "長宗我部" in shown
            assert "さん" in shown
            assert all(words in shown for words in ("残り", "番の方", "次は", "一巡", band))


def test_a_message_is_apart_from_the_bar_and_takes_no_row() -> None:
    for size in ((80, 24), (60, 20)):
        shown = text_of(lay_out(MESSAGE, *size))
        assert all(any(label in line for line in shown) for label in ("問い", "いま", "次は"))
    shown = text_of(lay_out(MESSAGE, 80, 24))
    at = next(y for y, line in enumerate(shown) if MESSAGE.band in line)
    assert not shown[at - 1].strip()


def test_a_question_of_two_lines_leaves_the_rows_apart() -> None:
    question = Row("問い", ("お名前と、ふだんのお仕事。" * 4,), "question")
    shown = text_of(lay_out(replace(ROUND, rows=(question, ROUND.rows[1])), 80, 24))
    at = [next(y for y, line in enumerate(shown) if label in line) for label in ("次は", "一巡")]
    assert at[1] - at[0] == 2
    assert not shown[at[0] - 1].strip()


def test_what_comes_after_goes_without_its_first_words_where_it_does_not_fit() -> None:
    page = replace(
        RUNNING,
        tail="このあと 15:20 わがまちの連携・協働を振り返る",
        short_tail="15:20 わがまちの連携・協働を振り返る",
    )
    assert page.tail in text_of(lay_out(page, 80, 24))[-1]
    assert text_of(lay_out(page, 60, 20))[-1].split() == [*page.short_tail.split(), "終わり", "16:00"]
