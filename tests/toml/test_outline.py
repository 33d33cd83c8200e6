"""The outline of a hand-written text: what is wanted of it as tomllib reads it, or nothing."""

import tomllib
from collections.abc import Collection, Mapping

import pytest

from example_session import CURRICULUM
from jusou_tui.toml.outline import outline

WANTED: Mapping[str, Collection[str]] = {
    "": ("id", "version"),
    "programme": ("title", "purpose"),
    "steps": ("id", "cases"),
    "steps.activities": ("id", "duration"),
}


def wanted_of(table: dict[str, object], name: str = "") -> dict[str, object]:
    """Return the wanted part of a whole document."""
    found = {key: table[key] for key in WANTED[name] if key in table}
    for inner in WANTED:
        above, _, key = inner.rpartition(".")
        value = table.get(key) if inner and above == name else None
        if isinstance(value, dict):
            found[key] = wanted_of(value, inner)
        elif isinstance(value, list):
            found[key] = [wanted_of(one, inner) for one in value]
    return found


LAID_OUT = [
    'id = "例" # なぜ\nversion = "1.0"\nwhen = 1979-05-27\n\n[programme]\ntitle = "題名"\n',
    'id = ""\n[programme]\npurpose = [\n  "一つ", # なぜ\n# 別の行\n\n  "二つ",\n]\n[other]\nid = "x"',
    '[programme]\nabout = """\n[[steps]]\nid = "no"\n\\""" still\n""""\ntitle = "題名"\n',
    (
        '[[steps]]\nid = "a"\ncases = [2, 3]\n[[steps.activities]]\nid = "b"\n'
        'duration = { minutes = [4, 6], plan = 5.5, per_case = 10, yes = true, "" = 1 }\n'
    ),
    (
        '[[steps]]\nid = "a"\n[[steps.activities]]\nid = "b"\nduration = { minutes = [4, 6], per_case = 9 }\n'
        '[[steps.activities]]\nid = "c"\n[[steps]]\ncases = []\n[[steps.activities]]\nid = "d"\n'
    ),
    'rows = [\n  ["1", "a]", ""], # ]\n  ["2", "[", ""],\n]\nid = "x"\n',
    'rows = [["1", "a]"], ["2", "#"]] # ]\nid = "x"\n',
    "rows = '''\n[[steps]]\n'''\nid = \"x\"\n",
    'rows = [\n"""\n[[steps]]\n""",\n]\nid = "x"\n',
    'rows = [\n  [1,\n]\n, 2]\nid = "x"\n',
    'rows = [[1],\n[2],\n]\nid = "x"\n',
    'rows = [\n  [\n]\n]\nid = "x"\n',
    'id = "a\\tb"\n',
    "id = 'a'\n",
    'id = """\na"""\n',
    "version = 1979-05-27\n",
    "version = 0x10\n",
    "version = 1_000\n",
    "version = -1.5e3\n",
    "version = inf\n",
    'programme.title = "題名"\n',
    'programme = { title = "題名" }\n',
    '"programme" = { title = "題名" }\n',
    '[ programme ]\ntitle = "題名"\n',
    '["programme"]\ntitle = "題名"\n',
    'steps = [{ id = "a" }]\n',
    '[[steps]]\nid = "a"\nactivities = [{ id = "b" }]\n',
    '[[steps]]\nid = "a"\n[[steps.activities]]\n[steps.activities.duration]\nper_case = 10\n',
    '[[steps]]\n[[steps.activities]]\nduration = { minutes = 1, more = { of = ["it", "a"] } }\n',
    '[steps.activities]\nid = "x"\n',
    '  [programme]\n  title = "題名"\n',
    "",
    "# nothing",
]


@pytest.mark.parametrize("text", LAID_OUT)
def test_it_is_what_the_whole_has_of_it_or_nothing(text: str) -> None:
    found, whole = outline(text, WANTED), tomllib.loads(text)
    assert found is None or found == wanted_of(whole)


@pytest.mark.parametrize("text", LAID_OUT[:7])
def test_the_usual_layouts_are_not_left_to_tomllib(text: str) -> None:
    assert outline(text.replace(', "" = 1', ""), WANTED) is not None


def test_a_curriculum_that_ships_is_laid_out_as_usual() -> None:
    text = CURRICULUM.read_text("utf-8")
    assert outline(text, WANTED) == wanted_of(tomllib.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        'id = "x',
        'id = "x"y',
        "id = [1",
        "id =",
        "id",
        'id = "a"\nid = "b"',
        "id = [1]]",
        "[programme",
        "id = {]",
        "id = [}",
    ],
)
def test_what_is_no_toml_has_no_outline(text: str) -> None:
    assert outline(text, WANTED) is None


def test_hostile_texts_take_no_longer_than_others() -> None:
    for text in ("[" * 200_000, 'a = "' + '\\"' * 100_000, "a = [\n" + ' "x",\n' * 50_000, "a = [" * 50_000):
        assert outline(text, WANTED) is None
