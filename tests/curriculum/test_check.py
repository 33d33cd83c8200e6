"""The rules that join parts of a curriculum, and that they are told with all other mistakes."""

import pytest

from curriculum.sample import TEXT, changed, place_of, problems

CLIP = 'clip = { start = "0:10", end = "5:00", reference = "film" }'
LONG_CLIP = 'clip = { start = "0:00", end = "25:00" }'
OVERFULL = "duration = { minutes = 45 }"

RULES = [
    # what is written, what is put instead, where the report points, the message
    ('id = "end"', 'id = "talk" # again', '"talk" # again', "id_twice"),
    ('{ id = "due"', '{ id = "task"', '"task", title = "期限"', "id_twice"),
    ('fills = ["list"]', 'fills = ["lisst"]', '"lisst"', "id_unknown_meant"),
    ('fills = ["list"]', 'reads = ["zzz"]', '"zzz"', "id_unknown"),
    ('fills = ["list"]', 'references = ["zzz"]', '"zzz"', "id_unknown"),
    ('fills = ["list"]', 'needs_step = "step9"', '"step9"', "id_unknown_meant"),
    ('reference = "film"', 'reference = "book"', '"book"', "id_unknown"),
    ('["step1/talk"]', '["step1/walk"]', '"step1/walk"', "id_unknown_meant"),
    ('["step1/talk"]', '["elsewhere"]', '"elsewhere"', "id_unknown"),
    ('label = "Step1"', 'label = "Step1"\nmember_references = ["zzz"]', '"zzz"', "id_unknown"),
    (
        'title = "通して行う"',
        'title = "通して行う"\nonly = ["step1", "step7"]',
        '"step7"',
        "id_unknown_meant",
    ),
    ('title = "通して行う"', 'title = "通して行う"\nsame_day = ["zzz"]', '"zzz"', "id_unknown"),
    ('title = "通して行う"', 'title = "通して行う"\nwithout = ["zzz"]', '"zzz"', "id_unknown"),
    (CLIP, LONG_CLIP, "{ minutes = 20 }", "segments_too_long"),
    (CLIP, "minutes = 21", "{ minutes = 20 }", "segments_too_long"),
    (CLIP, "seconds = 1201", "{ minutes = 20 }", "segments_too_long"),
    ("after = 10", "after = 21", "21", "cue_too_late"),
    ('fills = ["list"]', 'pin = "14:00"\nuntil = "13:59"', '"13:59"', "until_before_pin"),
    ("duration = { minutes = [10, 15], plan = 12 }", OVERFULL, "{ minutes = [30, 60] }", "step_too_full"),
    ('["掃除", ""]', '["掃除", "", "余り"]', '["掃除"', "row_too_wide"),
    ('title = "期限" }', 'title = "期限", todo = "due" }', '"due" }', "todo_without_what"),
    ('title = "期限" }', 'title = "期限", todo = "owner" }', '"owner" }', "todo_without_what"),
    (
        'title = "やること" }, { id = "due", title = "期限" }',
        'title = "やること", todo = "what" }, { id = "due", title = "期限", todo = "what" }',
        '"what" }]',
        "todo_twice",
    ),
    (
        'default_rows = [["掃除", ""]]',
        'rows = [{ id = "a", title = "A", todo = "what" }]',
        '"what" }]',
        "todo_no_table",
    ),
    (
        'default_rows = [["掃除", ""]]',
        'side = { id = "a", title = "A", todo = "what" }',
        '"what" }',
        "todo_no_table",
    ),
]


@pytest.mark.parametrize(("old", "new", "mark", "message"), RULES)
def test_a_broken_rule_is_told_at_its_place(old: str, new: str, mark: str, message: str) -> None:
    text = changed(old, new)
    (problem,) = problems(text)
    assert problem.message_id.partition(".")[2] == message
    assert (problem.line, problem.column) == place_of(text, mark)


ALLOWED = [
    ("after = 10", "after = 20"),
    (CLIP, "minutes = 20"),
    (CLIP, "seconds_per_participant = 600"),
    ("duration = { minutes = 20 }", "duration = { per_case = 1 }"),
    ("duration = { minutes = [10, 15], plan = 12 }", "duration = { minutes = 40 }"),
    ("duration = { minutes = [10, 15], plan = 12 }", "duration = { minutes = 90 }\nas_needed = true"),
    ('fills = ["list"]', 'pin = "13:59"\nuntil = "14:00"'),
    ('["掃除", ""]', '["掃除"]'),
    ('filled_in = ["step1/talk"]', 'filled_in = ["step1"]'),
    ('reference = "film"', 'url = "https://example.com/other"'),
]


@pytest.mark.parametrize(("old", "new"), ALLOWED)
def test_what_is_just_possible_is_no_mistake(old: str, new: str) -> None:
    assert problems(changed(old, new)) == ()


def test_unused_references_and_worksheets_are_no_mistake() -> None:
    text = TEXT.replace('fills = ["list"]\n', "").replace(', reference = "film"', "")
    assert problems(text) == ()


def test_rules_and_wrong_types_are_told_together() -> None:
    text = TEXT.replace('id = "end"', 'id = "talk"').replace('label = "Step1"', "label = 1")
    found = {one.message_id for one in problems(text)}
    assert found == {"curriculum.id_twice", "toml.want_text"}


@pytest.mark.parametrize("value", ["1", '"text"', "[1, 2]", "{ a = 1 }", "[[1], [{ id = 2 }]]", "true"])
@pytest.mark.parametrize("name", ["steps", "worksheets", "references", "variants", "programme"])
def test_the_rules_pass_over_tables_of_the_wrong_shape(name: str, value: str) -> None:
    assert problems(f'schema = 1\nid = "sample"\nversion = "1"\n{name} = {value}\n')
