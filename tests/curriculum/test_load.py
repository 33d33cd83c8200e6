"""The loader's report: every mistake of a file at once, at its line and column, with what is allowed."""

from pathlib import Path

import pytest

from curriculum.sample import PATH, TEXT, changed, place_of, problems
from jusou_tui import wording
from jusou_tui.curriculum.load import load, parse
from jusou_tui.errors import CurriculumError
from jusou_tui.toml.limits import MOST_PROBLEMS
from jusou_tui.wording import message_text, problem_text

TALK = "steps[step1].activities[talk]"
END = "steps[step1].activities[end]"
CLIP = TALK + ".segments[watch].clip"

BROKEN = [
    # what is written, what is put instead, where the report points, the message, the key shown
    ('title = "話し合い"', 'titel = "話し合い"', "titel", "unknown_key_meant", TALK + ".titel"),
    ('kind = "meeting"', 'kind = "party"', '"party"', "want_one_of", "steps[step1].kind"),
    ('id = "film"', 'id = "動画"', '"動画"', "want_id", "references[動画].id"),
    ("minutes = 20 }", 'minutes = "20" }', '"20"', "want_minutes", TALK + ".duration.minutes"),
    ("minutes = 20 }", "minutes = [20] }", "[20]", "want_minutes", TALK + ".duration.minutes"),
    ("minutes = 20 }", "minutes = -20 }", "-20", "want_minutes", TALK + ".duration.minutes"),
    ("plan = 12", "plan = 99", "{ minutes = [10, 15]", "plan_outside", END + ".duration"),
    ("[10, 15]", "[15, 10]", "{ minutes = [15", "range_order", END + ".duration"),
    ("[30, 60]", "[30]", "[30]", "want_two_numbers", "steps[step1].length.minutes"),
    ('  "つぎに話す"', "  4321", "4321", "want_text", TALK + ".what[2]"),
    ('start = "0:10"', 'start = "9:99"', '"9:99"', "want_time_code", CLIP + ".start"),
    ('end = "5:00"', 'end = "0:05"', '{ start = "0:10"', "clip_backward", CLIP),
    ('"https://example.com/film"', '"example.com"', '"example.com"', "want_url", "references[film].url"),
    ("pages = [1, 2]", "pages = [2, 1]", "{ deck =", "range_order", TALK + ".slides"),
    ('title = "おわり"', 'title = ""', '""\nduration', "text_empty", END + ".title"),
    ('title = "おわり"', 'title = "お\\nわり"', '"お\\n', "want_one_line", END + ".title"),
    ('title = "おわり"', f'title = "{"お" * 121}"', '"おお', "text_too_long", END + ".title"),
    ("after = 10", "after = 1.5", "1.5", "want_whole_number", TALK + ".cues[1].after"),
    ("schema = 1", "schema = 2", "2\nid", "want_one_of", "schema"),
    ('fills = ["list"]', 'fills = "list"', '"list"\n\n[[steps.activities.seg', "want_list", TALK + ".fills"),
    ("length = { minutes = [30, 60] }", "length = 60", "60\n", "want_table", "steps[step1].length"),
]


@pytest.mark.parametrize(("old", "new", "mark", "message", "key"), BROKEN)
def test_one_mistake_is_one_problem_at_its_place(
    old: str, new: str, mark: str, message: str, key: str
) -> None:
    text = changed(old, new)
    (problem,) = [one for one in problems(text) if one.message_id != "curriculum.id_unknown"]
    assert problem.message_id.partition(".")[2] == message
    assert (problem.line, problem.column) == place_of(text, mark)
    assert problem.key == key


def test_the_sample_itself_has_no_problem() -> None:
    assert problems(TEXT) == ()


def test_a_missing_key_is_told_at_the_table_that_lacks_it() -> None:
    text = changed('title = "おわり"\n', "")
    (problem,) = problems(text)
    assert (problem.message_id, problem.facts) == ("toml.missing_key", {"missing": "title"})
    assert problem.key == "steps[step1].activities[end].title"
    assert problem.line == text[: text.index('id = "end"')].count("\n")


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    text = TEXT.replace("label", "lable").replace("layout", "laoyut")
    text = text.replace('reference = "film"', 'reference = "flim"').replace("after = 10", 'after = "ten"')
    found = problems(text)
    assert [one.message_id.partition(".")[2] for one in found] == [
        "unknown_key_meant",  # layout
        "unknown_key_meant",  # label
        "want_whole_number",
        "id_unknown_meant",
    ]
    assert [(one.line, one.column) for one in found] == sorted((one.line, one.column) for one in found)


def test_an_unknown_key_tells_the_allowed_keys_and_the_one_that_was_meant() -> None:
    (problem,) = problems(changed("plan = 12", "plann = 12"))
    assert problem.facts["meant"] == "plan"
    assert (
        problem.facts["allowed"] == "minutes, plan, base, per_participant, per_case, shortest, shortest_share"
    )
    (other,) = problems(changed("plan = 12", "zzz = 12"))
    assert other.message_id == "curriculum.unknown_key"


def test_a_broken_entry_does_not_make_its_list_too_short() -> None:
    found = problems(changed('kind = "meeting"\n', ""))
    assert [one.message_id for one in found] == ["toml.missing_key"]
    (empty,) = problems(TEXT[: TEXT.index("[[variants]]")].replace("version", "steps = []\nversion"))
    assert empty.message_id == "toml.list_too_short"


def test_dotted_and_inline_and_quoted_keys_are_found_too() -> None:
    text = changed("length = { minutes = [30, 60] }", 'length."minutes" = [30, "x"]')
    (problem,) = problems(text)
    assert (problem.line, problem.column) == place_of(text, '"x"')
    assert problem.message_id == "toml.want_whole_number"


def test_a_byte_order_mark_and_windows_line_ends_are_welcome() -> None:
    assert problems(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()) == ()


def test_columns_count_characters_also_after_windows_line_ends() -> None:
    text = changed("[30, 60]", '[30, "六十"]')
    (problem,) = problems(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (problem.line, problem.column) == place_of(text, '"六十"')


def test_an_escape_sequence_in_a_text_is_a_mistake_and_never_repeated() -> None:
    text = changed('title = "おわり"', 'title = "お\\u001b[31mわり"\n"\\u001b[2J" = 1')
    found = problems(text)
    assert {one.message_id for one in found} == {"curriculum.control_character", "curriculum.unknown_key"}
    assert not any("\x1b" in problem_text(one) for one in found)


def test_invisible_letters_and_split_kana_are_put_right_silently() -> None:
    curriculum = parse(changed("おわり", "お\u200bわり か\u3099").encode(), PATH)
    assert curriculum.steps[0].activities[1].title == "おわり が"


def test_more_problems_than_a_person_reads_are_cut() -> None:
    text = TEXT + "".join(f"unknown{number} = 1\n" for number in range(MOST_PROBLEMS * 3))
    assert len(problems(text)) == MOST_PROBLEMS


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_problem_is_worded_in_every_language(language: str) -> None:
    wording.use(language)
    for old, new, *_ in BROKEN:
        for problem in problems(changed(old, new)):
            sentence = problem_text(problem)
            assert sentence.startswith(f"sample.toml:{problem.line}:{problem.column}: ")
            assert "{" not in sentence.replace("{ start", "").replace("{ minutes", "").replace('{"', "")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CurriculumError) as caught:
        load(tmp_path / "none.toml")
    assert [one.message_id for one in caught.value.problems] == ["curriculum.file_missing"]
    assert "1か所" in message_text(caught.value)


def test_a_folder_in_place_of_a_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(CurriculumError) as caught:
        load(tmp_path)
    assert [one.message_id for one in caught.value.problems] == ["curriculum.file_unreadable"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('version = "1.0"', 'version = "1.0"\nshortest_share = 49', "shortest_share"),
        ('version = "1.0"', 'version = "1.0"\nshortest_share = 101', "shortest_share"),
        ("plan = 12", "plan = 12, shortest_share = 80", "steps[step1].activities[end].duration"),
    ],
)
def test_a_share_outside_of_its_range_or_beside_another_rule_is_told_at_its_place(
    old: str, new: str, key: str
) -> None:
    (problem,) = problems(changed(old, new))
    assert problem.key == key
    line = next(number for number, text in enumerate(changed(old, new).split("\n"), 1) if "shortest" in text)
    assert problem.line == line
