"""The styles that apps of the tests share are those that Textual itself finds for each widget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.pilot import Pilot

from app.stage import make_live, press, stage, still_clock
from once import SharingStylesheet


class Unshared(Stylesheet):
    """Textual's own style sheet, which remembers what it found for a node and changes nothing."""

    def find(self, node: DOMNode) -> dict[str, Any]:
        self.found: dict[str, Any] = {}
        self.apply(node)
        return self.found

    def replace_rules(self, node: DOMNode, rules: Any, animate: bool = False) -> None:  # type: ignore[override]
        self.found = rules

    def _process_component_classes(self, node: DOMNode) -> None:
        """Leave the parts of a node as they are."""


def differences(pilot: Pilot[int]) -> list[str]:
    sharing = pilot.app.stylesheet
    assert isinstance(sharing, SharingStylesheet)
    own = Unshared(variables=sharing._variables)
    own.source = sharing.source
    own.parse()
    wrong = []
    for node in pilot.app.screen.walk_children(with_self=True):
        parts = [DOMNode(classes=name) for name in node._get_component_classes()]
        for part in parts:
            part._attach(node)
        for one in (node, *parts):
            candidates = sharing._candidates(one)
            if candidates.facts(one) not in candidates.rules:  # styled when there were fewer rules
                sharing.apply(one)
            if (candidates.rules[candidates.facts(one)] or {}) != own.find(one):
                wrong.append(f"{node} {one}")
    return wrong


def stale(pilot: Pilot[int]) -> list[str]:
    """Return the widgets in sight that would look different if they were styled anew."""
    wrong = []
    for node in pilot.app.screen.walk_children(with_self=True):
        before = dict(node._css_styles.get_rules())
        pilot.app.stylesheet.apply(node, animate=False)
        if dict(node._css_styles.get_rules()) != before:
            wrong.append(str(node))
    return wrong


async def test_a_page_that_comes_in_sight_is_styled_whole(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        assert stale(pilot) == []
        for key in ("f2", "f3", "f4", "f1", "escape", "escape", "escape", "ctrl+d", "escape", "f9"):
            await press(pilot, key)
            assert stale(pilot) == [], key
        pilot.app.show_setup()  # type: ignore[attr-defined]
        await pilot.pause()
        assert stale(pilot) == []
        pilot.app.show_home()  # type: ignore[attr-defined]
        await pilot.pause()
        assert stale(pilot) == []


async def test_every_widget_and_each_of_its_parts_has_the_styles_of_an_unshared_style_sheet(
    place: Path,
) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        assert differences(pilot) == []
        for keys in (("f9",), ("f3",), ("escape", "f2"), ("ctrl+d",)):
            await press(pilot, *keys)
            assert differences(pilot) == [], keys


async def test_what_fails_leaves_nothing_remembered(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        sharing = pilot.app.stylesheet
        assert isinstance(sharing, SharingStylesheet)
        node = DOMNode(classes="nobody-has-this -new")
        node._attach(pilot.app.screen)
        candidates = sharing._candidates(node)
        facts = candidates.facts(node)

        def fails(*_: object, **__: object) -> None:
            raise ValueError("on purpose")

        with monkeypatch.context() as patched:
            patched.setattr(Stylesheet, "apply", fails)
            with pytest.raises(ValueError, match="on purpose"):
                sharing.apply(node)
        assert (sharing._asked, facts in candidates.rules) == (None, False)
        sharing.apply(node)
        assert (sharing._asked, facts in candidates.rules) == (None, True)
