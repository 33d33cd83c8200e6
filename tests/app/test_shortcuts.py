"""The shortcuts that tests take give the answers of Textual's own ways."""

from __future__ import annotations

from pathlib import Path

from textual.dom import DOMNode
from textual.reactive import Reactive
from textual.widget import Widget

import shortcuts
from app.stage import make_live, press, stage, still_clock


def differences(node: DOMNode) -> list[str]:
    """Return what is answered otherwise for a node."""
    wrong = [
        name
        for name, of in shortcuts.OWN.items()
        if name != "region" and of.fget(node) != getattr(node, name)
    ]
    if isinstance(node, Widget) and shortcuts.OWN["region"].fget(node) != node.region:
        wrong.append("region")
    rules = {*node.styles.get_rules(), "dock", "keyline", "offset"}
    wrong += [
        name
        for name in rules
        if shortcuts.own_rule(node.styles, name, 1) != node.styles.get_rule(name, 1)
        or shortcuts.own_has_rule(node.styles, name) != node.styles.has_rule(name)
    ]
    reactives = {
        name: one
        for kind in type(node).__mro__
        for name, one in vars(kind).items()
        if isinstance(one, Reactive)
    }
    wrong += [
        name
        for name, one in reactives.items()
        if shortcuts.own_value(one, node, type(node)) != getattr(node, name)
    ]
    return wrong


async def test_what_is_asked_most_often_is_answered_as_textual_does(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        for keys in (("f9",), ("ctrl+d",)):
            await press(pilot, *keys)
            nodes = list(pilot.app.screen.walk_children(with_self=True))
            assert {str(node): found for node in nodes if (found := differences(node))} == {}
        app = pilot.app
        assert app.get_theme(app.theme) is shortcuts.own_theme(app, app.theme)
        assert app.get_theme(f"none,{app.theme}") is app.current_theme
        assert app.get_theme("none") is None
