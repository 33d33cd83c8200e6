"""docs/reports.md tells every key of the documents that --json prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

from cli.calling import call
from jusou_tui import paths
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Presence
from report.test_stats import write

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def documented(section: str) -> set[str]:
    """Return the names in a chapter's table."""
    (text,) = [part for part in PAGE.split("\n## ") if part.startswith(section)]
    return set(re.findall(r"`([a-z_]+)`", text))


def keys(value: object) -> set[str]:
    """Return the keys of a document and of all that is in it."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_the_page_tells_the_keys_of_the_figures(tmp_path: Path) -> None:
    write(tmp_path, "a", {"opening": 12}, curriculum="team-building")
    assert keys(json.loads(call("stats", str(tmp_path), "--json").out)) == documented("`jusou stats")


def test_the_page_tells_the_keys_of_a_review(tmp_path: Path) -> None:
    held = read(paths.shipped("sessions") / "mihon.session.toml")
    event = max(held.events.values(), key=lambda one: one.at)
    person = next(key for key, _ in held.people)
    held.presence[encode(0, 0)] = Presence(at=event.at, kind="left", participant=person, step=event.step)
    example = tmp_path / "example.session.toml"
    example.write_bytes(render(held))
    document = json.loads(call("show", str(example), "--review", "--include-private", "--json").out)
    assert keys(document) == documented("`jusou show")
