"""Every state as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser

import pytest

from audience.pages import (
    BREAK,
    HOURS,
    LONG,
    PAGES,
    ROUND,
    ROUND_NAMED,
    RUNNING,
    SEAT_12,
    SHEET,
    STILL,
    TIME_UP,
)
from jusou_tui import wording
from jusou_tui.audience.page import Page
from jusou_tui.audience.web.elements import html
from jusou_tui.audience.web.markup import body, form_of, spoken

NOT_DRAWN = {"day", "done_word", "now_word", "break_word", "state", "weight", "ink", "chip_ink", "is_break"}
"""Fields of a page that the browser has no place or other words for: the strip of the day."""


class Reader(HTMLParser):
    """The texts, tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def words_in(value: object) -> Iterator[str]:
    """Return every text in a page that is for reading."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from words_in(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in NOT_DRAWN:
                yield from words_in(getattr(value, field.name))


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_a_page_is_text_in_the_browser(name: str) -> None:
    page = PAGES[name]

    words = Reader(html(body(page))).words

    assert [word for word in words_in(page) if word not in words and word != "1:42"] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_landmarks_one_heading_and_nothing_inline(name: str) -> None:
    read = Reader(html(body(PAGES[name])))

    assert [read.tags.count(tag) for tag in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert not {"script", "style", "iframe", "form", "input", "button", "a"} & set(read.tags)
    assert not [key for key, _ in read.attributes if key == "style" or key.startswith("on")]
    assert not [value for _, value in read.attributes if re.match(r"(https?:)?//", value or "")]


def test_what_was_typed_is_text_and_never_markup() -> None:
    nasty = '<img src=x onerror="alert(1)">&'
    page = replace(
        SHEET,
        heading=nasty,
        band=nasty,
        tail=nasty,
        sheet=replace(SHEET.sheet, title=nasty, rows=((nasty,),)),
    )

    read = Reader(html(body(page)))

    assert "img" not in read.tags
    assert read.words.count(nasty) == 5


def test_a_countdown_keeps_its_form() -> None:
    forms = [form_of(page, page.bigs[-1]) for page in (RUNNING, ROUND, BREAK, HOURS)]
    assert forms == ["mm:ss", "m:ss", "mm:ss", "h:mm"]


def test_the_digits_are_those_of_the_moment_and_stand_where_nothing_goes() -> None:
    assert ">36:47<" in html(body(RUNNING, elapsed=1.5))
    assert ">36:48<" in html(body(STILL, elapsed=100))
    assert "data-speed" not in html(body(STILL))
    assert ">00:00<" in html(body(TIME_UP, elapsed=100))


def test_a_rehearsal_says_how_fast_its_clock_goes() -> None:
    assert 'data-speed="60"' in html(body(RUNNING, speed=60))


def test_the_bar_goes_with_the_number_that_it_shows() -> None:
    assert 'data-of="1"' in html(body(ROUND))
    assert 'data-of="-1"' in html(body(replace(ROUND, share=0.5)))


def test_seats_that_are_done_long_ago_stand_in_one() -> None:
    assert "1-9済10済11済12131415あと3人" in Reader(html(body(SEAT_12))).words
    assert SEAT_12.seats is not None
    other = (replace(SEAT_12.seats.seats[0], number=20), *SEAT_12.seats.seats[1:])
    out_of_order = replace(SEAT_12, seats=replace(SEAT_12.seats, seats=other))
    assert "..9済10済11済12" in Reader(html(body(out_of_order))).words
    assert '<span class="seat speaking" aria-current="true">3</span>' in html(body(ROUND))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (RUNNING, "わがまちの連携を振り返る。残り 37分"),
        (ROUND, "はじめの一言。残り 42秒。3 話す番 番の方"),
        (ROUND_NAMED, "はじめの一言。残り 42秒。3 話す番 番の方 雛形さん"),
        (BREAK, "つなぐ窓口の会 第1回。あと 6分。14:20 休憩 に再開します"),
        (STILL, "止まっています。わがまちの連携を振り返る。14:43時点 37分"),
    ],
)
def test_a_screen_reader_hears_where_we_are(page: Page, words: str) -> None:
    assert spoken(page) == words


def test_in_english_phrases_are_words() -> None:
    wording.use("en")

    assert "<wbr>" not in html(body(LONG))
