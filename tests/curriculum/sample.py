"""A small valid curriculum of an invented programme, and what the loader says of a changed one."""

from pathlib import Path

from jusou_tui.curriculum.load import parse
from jusou_tui.errors import CurriculumError, Problem

PATH = Path("sample.toml")

TEXT = """\
schema = 1
id = "sample"
version = "1.0"

[programme]
title = "架空町の集まり"
short_title = "集まり"

[[variants]]
id = "standard"
title = "通して行う"

[[references]]
id = "film"
title = "架空町の紹介"
url = "https://example.com/film"

[[worksheets]]
id = "list"
title = "やることの表"
layout = "table"
filled_in = ["step1/talk"]

[[worksheets.blocks]]
id = "tasks"
columns = [{ id = "task", title = "やること" }, { id = "due", title = "期限" }]
default_rows = [["掃除", ""]]

[[steps]]
id = "step1"
kind = "meeting"
title = "はじめの集まり"
label = "Step1"
length = { minutes = [30, 60] }

[[steps.activities]]
id = "talk"
title = "話し合い"
duration = { minutes = 20 }
what = [
  "まず聞く",
  "つぎに話す",
]
cues = [{ after = 10, text = "紙を配る" }]
slides = { deck = "資料", pages = [1, 2] }
fills = ["list"]

[[steps.activities.segments]]
id = "watch"
title = "動画を見る"
clip = { start = "0:10", end = "5:00", reference = "film" }

[[steps.activities]]
id = "end"
title = "おわり"
duration = { minutes = [10, 15], plan = 12 }
"""


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems of a curriculum file, none for a good one."""
    try:
        parse(text if isinstance(text, bytes) else text.encode(), PATH)
    except CurriculumError as error:
        return error.problems
    return ()


def changed(old: str, new: str) -> str:
    """Return the sample with one place changed."""
    assert TEXT.count(old) == 1, f"{old!r} must stand in the sample once"
    return TEXT.replace(old, new)


def place_of(text: str, mark: str) -> tuple[int, int]:
    """Return line and column, from 1, of the only occurrence of `mark`."""
    assert text.count(mark) == 1, f"{mark!r} must stand in the text once"
    before = text[: text.index(mark)].split("\n")
    return len(before), len(before[-1]) + 1
