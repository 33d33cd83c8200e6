"""The prompt card: labels beside text, the current step in sight and marked by a word."""

from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.live.meeting_words.prompt_rows import PromptRow

STEPS = [
    PromptRow("ねらい", "「連携」という言葉の思い描き方をそろえる"),
    PromptRow(
        "問い", "ふだんの仕事を思い返しながら聴いてください。自分にも重なるところはありませんか。", "strong"
    ),
    PromptRow("進め方", "見本の動画を一緒に見る", "step", "a", 1),
    PromptRow("", "付箋に書く", "step", "b", 2),
    PromptRow("", "分かち合う", "step", "c", 3),
    PromptRow("資料", "https://example.org/mihon 7:43-12:51", "link"),
]


def styles_of(card: PromptCard, text: str) -> set[bool]:
    """Return whether the segments with this text are bold."""
    found = [part for y in range(card.size.height) for part in card.render_line(y) if text in part.text]
    return {bool(part.style and part.style.bold) for part in found}


async def test_labels_stand_in_a_column_and_text_beside_them() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(60, 20)) as pilot:
        card.show(STEPS, "b")
        await pilot.pause()
        shown = [line for line in lines(card) if line]
        assert shown[0].startswith("ねらい  「連携」")
        assert shown[1].startswith("問い    ふだんの")
        assert shown[2].startswith("        ")
        assert "進め方  1  見本の動画を一緒に見る" in shown
        assert any(line == "        2  付箋に書く   いま" for line in shown)
        assert sum("いま" in line for line in shown) == 1


async def test_what_is_read_aloud_and_what_is_now_are_bold() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(60, 20)) as pilot:
        card.show(STEPS, "b")
        await pilot.pause()
        assert styles_of(card, "ふだんの") == {True}
        assert styles_of(card, "付箋") == {True}
        assert styles_of(card, "分かち合う") == {False}


async def test_the_current_step_is_in_sight_on_a_low_card() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(60, 3)) as pilot:
        for key, text in (("c", "分かち合う"), ("a", "見本の動画"), ("b", "付箋")):
            card.show(STEPS, key)
            await pilot.pause()
            assert any(text in line and "いま" in line for line in lines(card)), key


async def test_other_rows_begin_at_the_top() -> None:
    card = PromptCard()
    async with Page(card).run_test(size=(60, 3)) as pilot:
        card.show(STEPS, "c")
        await pilot.pause()
        assert card.scroll_offset.y > 0
        card.show([PromptRow("別", "ひとつ"), *STEPS], None)
        await pilot.pause()
        assert card.scroll_offset.y == 0
        assert lines(card)[0].startswith("別")


async def test_a_card_shown_from_its_top_stays_there_when_its_size_changes() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(60, 3)) as pilot:
        card.show(STEPS, "c", from_top=True)
        await pilot.pause()
        await pilot.resize_terminal(50, 3)
        await pilot.pause()
        assert card.scroll_offset.y == 0
        card.show(STEPS, "c", {"a": "done"})
        await pilot.resize_terminal(60, 3)
        await pilot.pause()
        assert card.scroll_offset.y > 0


async def test_it_scrolls_by_lines_within_its_ends() -> None:
    card = PromptCard()
    async with Page(card).run_test(size=(60, 3)) as pilot:
        card.show(STEPS, None)
        await pilot.pause()
        card.scroll_lines(2)
        assert card.scroll_offset.y == 2
        card.scroll_lines(-50)
        assert card.scroll_offset.y == 0
        card.scroll_lines(50)
        assert "https" in lines(card)[-1]


async def test_another_width_wraps_again_without_losing_a_letter() -> None:
    card = PromptCard()
    async with Page(card).run_test(size=(100, 40)) as pilot:
        card.show(STEPS, None)
        await pilot.pause()
        wide = [line for line in lines(card) if line]
        await pilot.resize_terminal(30, 40)
        await pilot.pause()
        narrow = [line for line in lines(card) if line]
        assert len(narrow) > len(wide)

        def letters(shown: list[str]) -> str:
            return "".join("".join(shown).split())

        assert letters(narrow) == letters(wide)


async def test_room_brings_blank_lines_before_labels() -> None:
    card = PromptCard()
    async with Page(card).run_test(size=(80, 20)) as pilot:
        card.show(STEPS, None)
        card.roomy = True
        await pilot.pause()
        shown = lines(card)
        assert shown[shown.index(next(line for line in shown if line.startswith("問い"))) - 1] == ""
        assert shown[shown.index(next(line for line in shown if "付箋" in line)) - 1] != ""


async def test_links_are_kept_for_copying() -> None:
    card = PromptCard()
    async with Page(card).run_test():
        card.show(STEPS, None)
        assert card.links == ("https://example.org/mihon 7:43-12:51",)


async def test_showing_the_same_draws_nothing_and_the_next_step_only_two_lines() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(80, 20)) as pilot:
        card.show(STEPS, "b")
        await pilot.pause()
        with counted_lines(PromptCard) as drawn:
            card.show(list(STEPS), "b")
            await pilot.pause()
            assert drawn == []
            card.show(STEPS, "c")
            await pilot.pause()
            assert len(drawn) == 2


async def test_markup_and_escapes_are_harmless() -> None:
    card = PromptCard()
    async with Page(card).run_test(size=(60, 5)) as pilot:
        card.show([PromptRow("[/]", "[b]見本[/x]\x1b[2J\nつぎ", "plain")], None)
        await pilot.pause()
        assert lines(card)[:2] == ["[/]  [b]見本[/x]", "     つぎ"]


async def test_a_width_of_almost_nothing_does_not_fail() -> None:
    card = PromptCard(now_word="いま")
    async with Page(card).run_test(size=(4, 3)) as pilot:
        card.show(STEPS, "a")
        await pilot.pause()
        assert len(lines(card)) == 3


LONG = [
    PromptRow("ねらい", "一行のねらい"),
    PromptRow("読み上げ", "一\n二\n三\n四\n五\n六", "strong", note="約30秒"),
    PromptRow("問い", "一行の問い"),
]


def column(card: PromptCard) -> list[str]:
    """Return the labels beside the lines in sight."""
    return [line[:10].split("  ")[0].strip() for line in lines(card)]


async def test_the_label_of_what_is_read_aloud_stays_in_sight_while_it_scrolls() -> None:
    card = PromptCard(page_keys="PgUp PgDn")
    async with Page(card).run_test(size=(40, 5)) as pilot:
        card.show(LONG, None)
        await pilot.pause()
        assert column(card) == ["ねらい", "読み上げ", "約30秒", "1-4/6行", "PgUp PgDn"]
        card.scroll_lines(2)
        await pilot.pause()
        assert column(card) == ["読み上げ", "続き", "2-6/6行", "PgUp PgDn", ""]
        card.scroll_lines(2)
        await pilot.pause()
        assert column(card) == ["読み上げ", "続き", "3-6/6行", "PgUp PgDn", "問い"]


async def test_a_block_that_is_all_in_sight_says_nothing_of_its_lines() -> None:
    card = PromptCard(page_keys="PgUp PgDn")
    async with Page(card).run_test(size=(40, 12)) as pilot:
        card.show(LONG, None)
        await pilot.pause()
        assert [word for word in column(card) if word] == ["ねらい", "読み上げ", "約30秒", "問い"]
