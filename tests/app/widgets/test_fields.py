"""The fields: notes, single lines, choices."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from app.stage import until
from app.widgets.page import Page, counted_lines, lines
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.note_area import LONGEST_LINE, NoteArea, broken


async def test_typed_japanese_is_told_at_each_change_and_filed_on_enter() -> None:
    area = NoteArea()
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        await pilot.press(*"振り返り", "enter")
        await pilot.pause()
        assert [event.text for event in app.heard_of(NoteArea.Edited)][:3] == ["振", "振り", "振り返"]
        assert [event.text for event in app.heard_of(NoteArea.Submitted)] == ["振り返り"]


@pytest.mark.parametrize("letter", ["\u3000", "\ue000", "\u00a0"])
async def test_letters_that_python_calls_unprintable_are_typed_too(letter: str) -> None:
    area, field = NoteArea(), LineInput()
    async with Page(area, field).run_test() as pilot:
        for widget in (area, field):
            widget.focus()
            await pilot.pause()
            for character in ("a", letter, "b"):
                widget.post_message(events.Key("x", character))
            await pilot.pause()
        assert area.text == f"a{letter}b"
        assert field.value == f"a{letter}b"


async def test_controls_and_letters_with_alt_are_not_text() -> None:
    area, field = NoteArea(), LineInput()
    async with Page(area, field).run_test() as pilot:
        for widget in (area, field):
            widget.focus()
            await pilot.pause()
            for key, character in (("alt+x", "x"), ("ctrl+underscore", "\x1f"), ("escape", "\x1b")):
                widget.post_message(events.Key(key, character))
            await pilot.pause()
        assert area.text == ""
        assert field.value == ""


async def test_each_edit_is_told_before_its_enter_and_only_once() -> None:
    area = NoteArea()
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        await pilot.pause()
        for key in "見本":
            area.post_message(events.Key(key, key))
        area.post_message(events.Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        heard = [(type(event).__name__, event.text) for event in app.heard if hasattr(event, "text")]
        assert heard[-1] == ("Submitted", "見本")
        assert heard[-2] == ("Edited", "見本")
        assert len(set(heard)) == len(heard)


async def test_keys_after_an_enter_wait_until_the_field_is_filled_anew() -> None:
    area = NoteArea()
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        await pilot.pause()
        await area._dispatch_message(events.Key("enter", "\r"))
        await area._dispatch_message(events.Key("x", "x"))
        assert area.text == ""
        area.load("書きかけ")
        await pilot.pause()
        assert area.text == "書きかけx"


async def test_where_nobody_fills_the_field_keys_still_arrive() -> None:
    area = NoteArea("見本")
    async with Page(area).run_test() as pilot:
        area.focus()
        await pilot.press("enter", "x")
        await until(pilot, lambda: area.text == "見本x")


async def test_a_field_of_many_lines_takes_enter_as_a_new_line() -> None:
    area = NoteArea(files_on_enter=False)
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        await pilot.press("a", "enter", "b", "ctrl+j", "c")
        assert area.text == "a\nb\nc"
        assert app.heard_of(NoteArea.Submitted) == []


async def test_a_paste_keeps_all_lines_and_no_control_character() -> None:
    area = NoteArea("前")
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        area.post_message(events.Paste("一行目\r\n[/]二行目\x1b[31m\x07\n三行目"))
        await pilot.pause()
        assert area.text == "前一行目\n[/]二行目\n三行目"
        await pilot.press("x")
        assert area.text.endswith("三行目x")
        assert app.heard_of(NoteArea.Submitted) == []


async def test_loading_puts_the_cursor_at_the_end_and_is_no_edit() -> None:
    area = NoteArea()
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        area.load("書きかけの\n文")
        await pilot.pause()
        assert app.heard_of(NoteArea.Edited) == []
        await pilot.press("x")
        await pilot.pause()
        assert [event.text for event in app.heard_of(NoteArea.Edited)] == ["書きかけの\n文x"]


async def test_it_grows_with_its_text_up_to_its_limit_and_shrinks_again() -> None:
    area = NoteArea(most_rows=3)
    async with Page(area).run_test(size=(20, 10)) as pilot:
        area.focus()
        assert area.size.height == 1
        await pilot.press(*"あいうえおかきくけこさし")
        await pilot.pause()
        assert area.size.height == 2
        await pilot.press(*["ctrl+j"] * 5)
        await pilot.pause()
        assert area.size.height == 3
        area.load("")
        await pilot.pause()
        assert area.size.height == 1


async def test_up_in_the_first_line_and_down_in_the_last_are_told() -> None:
    area = NoteArea("一\n二")
    app = Page(area)
    async with app.run_test() as pilot:
        area.focus()
        await pilot.press("down")
        await pilot.press("up", "up")
        await pilot.pause()
        assert [event.direction for event in app.heard_of(NoteArea.Edge)] == [1, -1]


async def test_a_wrapped_line_is_climbed_before_the_edge_is_told() -> None:
    area = NoteArea("あいうえおかきくけこさしすせそ")
    app = Page(area)
    async with app.run_test(size=(20, 10)) as pilot:
        area.focus()
        await pilot.pause()
        await pilot.press("up")
        await pilot.pause()
        assert app.heard_of(NoteArea.Edge) == []
        await pilot.press("up")
        await pilot.pause()
        assert len(app.heard_of(NoteArea.Edge)) == 1


async def test_a_line_that_grows_too_long_is_broken_and_the_cursor_stays() -> None:
    area = NoteArea("あ" * LONGEST_LINE)
    async with Page(area).run_test() as pilot:
        area.focus()
        await pilot.press("い", "う")
        await pilot.pause()
        assert [len(line) for line in area.text.split("\n")] == [LONGEST_LINE, 2]
        await pilot.press("え")
        assert area.text.endswith("\nいうえ")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(["あ", "。", "\n", "い" * 700, "う" * 2300, " "]), max_size=12).map("".join))
def test_breaking_loses_nothing_and_leaves_no_long_line(text: str) -> None:
    assert broken(text).replace("\n", "") == text.replace("\n", "")
    assert max(map(len, broken(text).split("\n"))) <= LONGEST_LINE
    if max(map(len, text.split("\n"))) <= LONGEST_LINE:
        assert broken(text) == text


async def test_placeholders_are_text_and_not_markup() -> None:
    area, field = NoteArea(placeholder="[/]ここに[b]書く"), LineInput(placeholder="[/]例")
    async with Page(area, field).run_test() as pilot:
        await pilot.pause()
        assert lines(area)[0].strip() == "[/]ここに[b]書く"
        assert lines(field)[0].strip() == "[/]例"


async def test_a_resting_field_paints_nothing() -> None:
    area, field = NoteArea("見本"), LineInput()
    async with Page(area, field).run_test() as pilot:
        for widget in (area, field):
            widget.focus()
            await pilot.pause()
            with counted_lines(NoteArea, LineInput) as drawn:
                await pilot.pause(0.6)  # a caret that blinks does so each half second
            assert drawn == []


async def test_a_paste_of_several_lines_keeps_the_first_and_says_so() -> None:
    field = LineInput()
    app = Page(field)
    async with app.run_test() as pilot:
        field.focus()
        field.post_message(events.Paste("\n  例野 一郎 \r\n見本 花子\n"))
        await pilot.pause()
        assert field.value == "例野 一郎"
        assert [event.lines for event in app.heard_of(LineInput.PasteCut)] == [2]
        field.post_message(events.Paste("\n\n"))
        await pilot.pause()
        assert field.value == "例野 一郎"


async def test_full_width_digits_stay_as_typed_and_focus_selects_nothing() -> None:
    field = LineInput()
    async with Page(field).run_test() as pilot:
        field.value = "２０２６"
        field.focus()
        await pilot.press("年")
        assert field.value == "２０２６年"


OPTIONS = [("note", "メモ"), ("decision", "決定"), ("todo", "ToDo")]


async def test_arrows_go_round_and_tell() -> None:
    choice = Choice(OPTIONS, "note")
    app = Page(choice)
    async with app.run_test() as pilot:
        choice.focus()
        await pilot.press("left", "right", "right")
        await pilot.pause()
        assert [event.value for event in app.heard_of(Choice.Changed)] == ["todo", "note", "decision"]
        assert "決定" in lines(choice)[0]
        assert lines(choice)[0].startswith("<")


@pytest.mark.parametrize(
    ("key", "value"), [("end", "todo"), ("3", "note"), ("ｔ", "note"), ("space", "note")]
)
async def test_letters_and_digits_choose_no_option(key: str, value: str) -> None:
    choice = Choice(OPTIONS, "note")
    async with Page(choice).run_test() as pilot:
        choice.focus()
        await pilot.press(key)
        assert choice.value == value


async def test_a_choice_is_as_wide_as_its_widest_option_and_no_click_chooses() -> None:
    choice = Choice(OPTIONS, "strange")
    async with Page(choice).run_test() as pilot:
        await pilot.pause()
        assert choice.value == "note"
        width = choice.size.width
        await pilot.click(choice)
        assert choice.has_focus
        assert choice.value == "note"
        choice.next()
        assert choice.value == "decision"
        assert choice.size.width == width == 8
        choice.value = "todo"
        assert choice.value == "todo"
        with pytest.raises(KeyError):
            choice.value = "strange"
    with pytest.raises(ValueError, match="option"):
        Choice([])
