"""What a curriculum brings besides its file: read where it lies, all its mistakes at once, each placed."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest

from jusou_tui import paths
from jusou_tui.curriculum import library, supplement
from jusou_tui.curriculum.addresses import fixed_addresses, row_addresses
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.supplement import NOTHING, Supplement, load_supplement, parse, supplement_of
from jusou_tui.curriculum.supplement_schema import KEYS, MODELS, json_schema
from jusou_tui.errors import CurriculumError, Problem
from jusou_tui.session.worksheets.example import example_sheet
from jusou_tui.session.worksheets.layout import NEW, sheet_layout

SHIPPED = [entry.path for entry in library.available([paths.shipped("curricula")])]
TRIAL = load(library.find("trial"))
PATH = Path("trial.supplement.toml")
GOOD = """\
schema = 1

[examples.shops]
title = "うたかた商店街"
[examples.shops.cells]
"sheet/bakery/done" = "看板を塗りました"
"sheet/wish" = "ちょうちんを足す"

[[examples.todo.rows]]
"tasks/task" = "ちょうちんを借りる"
[[examples.todo.rows]]
"tasks/task" = "おみこしを磨く"
"tasks/owner" = "見本 花子"

[[cards]]
id = "lantern"
title = "ちょうちんの数え方"
town = "見本市"
size = "town"
phases = ["running"]
text = "二人で数えます。"
used_in = ["meeting/ideas"]
reference = "leaflet"
invented = true

[[prompts]]
id = "first"
label = "良かった連携"
text = "はじめに助けられたのは、いつですか。"
used_in = ["meeting"]
"""


def read(text: str, curriculum: Curriculum | None = TRIAL) -> Supplement:
    return parse(text.encode(), PATH, curriculum)


def problems(text: str) -> list[Problem]:
    with pytest.raises(CurriculumError) as caught:
        read(text)
    return list(caught.value.problems)


def test_an_example_is_laid_out_over_its_worksheet_in_the_order_of_its_rows() -> None:
    found = read(GOOD)
    todo, shops = TRIAL.worksheet("todo"), TRIAL.worksheet("shops")
    example, other = found.example("todo"), found.example("shops")
    assert todo is not None
    assert shops is not None
    assert example is not None
    assert other is not None

    laid_out = sheet_layout(todo, example_sheet(todo, example))

    assert [line.cells[0].text for part in laid_out.parts for line in part.lines][:2] == [
        "ちょうちんを借りる",
        "おみこしを磨く",
    ]
    assert sheet_layout(shops, example_sheet(shops, other)).parts[0].side is not None
    assert not sheet_layout(shops, example_sheet(shops, other)).leftover
    assert found.example("ideas") is None


def test_cards_and_prompts_are_found_by_where_they_are_used() -> None:
    found = read(GOOD)

    assert [card.id for card in found.cards_in("meeting", "ideas")] == ["lantern"]
    assert found.cards_in("meeting", "opening") == ()
    assert [card.id for card in found.cards_in("meeting")] == ["lantern"]
    assert [prompt.id for prompt in found.prompts_in("meeting", "opening")] == ["first"]


def test_all_mistakes_come_at_once_each_with_its_line_and_what_is_meant() -> None:
    text = (
        GOOD.replace("[examples.shops]", "[examples.shop]")
        .replace("[examples.shops.cells]", "[examples.shop.cells]")
        .replace('"tasks/owner"', '"tasks/ownr"')
        .replace('size = "town"', 'size = "village"')
        .replace("meeting/ideas", "meeting/idea")
        .replace("label =", "lable =")
    )

    found = {problem.line: problem for problem in problems(text)}

    assert {line: found[line].facts.get("meant") for line in (3, 13, 19, 22, 28)} == {
        3: "shops",
        13: "tasks/owner",
        19: None,
        22: "meeting/ideas",
        28: "label",
    }
    assert len(found) == 5


def test_ids_are_not_looked_up_where_there_is_no_curriculum() -> None:
    assert read(GOOD.replace("meeting/ideas", "elsewhere"), None).cards


def test_a_curriculum_brings_nothing_besides_where_no_file_lies_beside_it(tmp_path: Path) -> None:
    lone = tmp_path / "lone.toml"
    lone.write_bytes(library.find("trial").read_bytes())

    assert supplement_of(lone) is NOTHING


def test_a_supplement_lies_beside_its_curriculum_and_is_none_itself(tmp_path: Path) -> None:
    (tmp_path / "trial.toml").write_bytes(library.find("trial").read_bytes())
    path = tmp_path / "trial.supplement.toml"
    path.write_text(GOOD, "utf-8")

    assert supplement_of(tmp_path / "trial.toml") == load_supplement(path)
    assert [entry.id for entry in library.available([tmp_path])] == ["trial"]


def test_a_supplement_alone_says_which_file_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "lone.supplement.toml"
    path.write_text(GOOD, "utf-8")

    with pytest.raises(CurriculumError) as caught:
        load_supplement(path)

    assert [one.facts["name"] for one in caught.value.problems] == ["lone.toml"]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_addresses_of_a_worksheet_are_those_of_its_layout(path: Path) -> None:
    for worksheet in load(path).worksheets:
        empty = sheet_layout(worksheet, example_sheet(worksheet, supplement.Example()))
        fixed = [cell.address for cell in empty.cells if cell.row is None]
        free = [cell.address for cell in empty.cells if cell.row == NEW]
        assert (fixed, free) == (list(fixed_addresses(worksheet)), list(row_addresses(worksheet)))


def test_the_schema_takes_what_the_loader_takes_and_describes_every_key() -> None:
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)

    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(tomllib.loads(GOOD)))
    wrong = tomllib.loads(GOOD.replace('size = "town"', 'size = "village"'))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(wrong))
    assert "null" not in json.dumps(schema)
    models = {"Supplement": schema, **schema["$defs"]}
    assert set(MODELS) == set(models)
    used = {f"{name}.{key}" for name, model in models.items() for key in model["properties"]}
    assert {key for key in KEYS if "." in key} <= used


@pytest.mark.parametrize("name", ["team-building", "community-building"])
def test_every_worksheet_of_the_programmes_has_an_example_in_each_of_its_parts(name: str) -> None:
    path = library.find(name)
    curriculum, found = load(path), supplement_of(path)

    for worksheet in curriculum.worksheets:
        example = found.example(worksheet.id)
        assert example is not None, worksheet.id
        laid_out = sheet_layout(worksheet, example_sheet(worksheet, example))
        empty = [part.block.id for part in laid_out.parts if not any(cell.text for cell in part.cells)]
        assert (worksheet.id, empty, laid_out.leftover) == (worksheet.id, [], ())
        assert all(cell.text for cell in laid_out.cells if cell.row is None), (
            f"a field of {worksheet.id} shows nothing"
        )


def test_the_cards_say_of_every_town_that_is_not_in_the_interviews_that_it_is_invented() -> None:
    found = [card for path in SHIPPED for card in supplement_of(path).cards]
    real = {card.town for card in found if not card.invented}

    assert real == {
        "香川県高松市",
        "北海道旭川市",
        "福岡県久留米市",
        "岡山県岡山市",
        "愛知県豊明市",
        "宮崎県三股町社会福祉協議会",
    }
    assert supplement_of(library.find("team-building")).cards_in("step3", "plan")


def test_prompts_help_to_begin_with_both_kinds_of_cooperation() -> None:
    prompts = supplement_of(library.find("team-building")).prompts_in("step1", "reflection")

    assert {prompt.label for prompt in prompts} == {"困った連携", "良かった連携"}
