"""What Textual asks its objects most often, with the same answers by fewer calls.

Pages are two thirds of the time of the tests, and much of that is spent in properties that are read thousands
of times a page: what a style says, who a node's parents are, where a widget lies, what a reactive holds.
`tests/app/test_shortcuts.py` compares the answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from inspect import isawaitable
from typing import Any

from textual import Logger, _callback
from textual.app import App
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget

PARENT = "_MessagePump__parent"
"""The weak reference to a pump's parent, or None."""
NOTHING = nullcontext()
MISSING = object()

OWN: dict[str, Any] = {
    "screen": DOMNode.screen,
    "ancestors": DOMNode.ancestors,
    "ancestors_with_self": DOMNode.ancestors_with_self,
    "region": Widget.region,
}
"""Textual's own properties of nodes."""
own_rule, own_has_rule = RenderStyles.get_rule, RenderStyles.has_rule
own_theme = App.get_theme
own_value: Any = Reactive.__get__
own_prevent = MessagePump.prevent


def take_shortcuts() -> None:
    """Let Textual's objects answer by them."""
    for name, of in {
        "screen": _screen,
        "ancestors": _ancestors,
        "ancestors_with_self": _ancestors_with_self,
    }.items():
        setattr(DOMNode, name, property(of))
    Widget.region = property(_region)  # type: ignore[method-assign,assignment]
    RenderStyles.get_rule = _rule  # type: ignore[method-assign]
    RenderStyles.has_rule = _has_rule  # type: ignore[method-assign]
    App.get_theme = _theme  # type: ignore[method-assign]
    Reactive.__get__ = _value  # type: ignore[method-assign,assignment]
    MessagePump.prevent = _prevent  # type: ignore[method-assign,assignment]
    Logger.event = Silence()  # type: ignore[assignment,method-assign]
    _callback.isawaitable = _is_awaitable  # type: ignore[attr-defined]


def _rule(self: RenderStyles, rule_name: str, default: object = None) -> object:
    rules: Any = self._inline_styles._rules
    if rule_name in rules:
        return rules[rule_name]
    rules = self._base_styles._rules
    return rules.get(rule_name, default)


def _has_rule(self: RenderStyles, rule_name: str) -> bool:
    return rule_name in self._inline_styles._rules or rule_name in self._base_styles._rules


def _theme(self: App[object], theme_name: str) -> Theme | None:
    return self._registered_themes.get(theme_name) or own_theme(self, theme_name)


def _above(pump: MessagePump) -> Iterator[MessagePump]:
    """Yield the parent of a pump, its parent, and so on."""
    reference = getattr(pump, PARENT)
    while reference is not None and (above := reference()) is not None:
        yield above
        reference = getattr(above, PARENT)


def _screen(self: DOMNode) -> object:
    if isinstance(self, Screen):
        return self
    for above in _above(self):
        if isinstance(above, Screen):
            return above
    return OWN["screen"].fget(self)  # which says that there is none


def _ancestors(self: DOMNode) -> list[MessagePump]:
    return list(_above(self))


def _ancestors_with_self(self: DOMNode) -> list[MessagePump]:
    return [self, *_above(self)]


def _region(self: Widget) -> Region:
    for above in _above(self):
        if isinstance(above, Screen):
            compositor = above._compositor
            if compositor.root is not None and not compositor._full_map_invalidated:
                known = compositor._full_map.get(self)
                if known is not None:
                    return known.region
            break
    found: Region = OWN["region"].fget(self)
    return found


@cache
def _is_computed(kind: type, name: str) -> bool:
    return hasattr(kind, name)


def _value(self: Reactive[object], node: Any, kind: type) -> object:
    if node is not None:
        value = node.__dict__.get(self.internal_name, MISSING)
        if value is not MISSING and not _is_computed(kind, self.compute_name):
            return value
    return own_value(self, node, kind)


def _prevent(self: MessagePump, *kinds: type[Message]) -> AbstractContextManager[None]:
    return own_prevent(self, *kinds) if kinds else NOTHING


def _is_awaitable(result: object) -> bool:
    return result is not None and isawaitable(result)


class Silence:
    """A log of events that nobody reads: no test connects the console of Textual's developers."""

    def verbosity(self, verbose: bool) -> Silence:
        """Return itself, however much is wanted."""
        return self

    def __call__(self, *facts: object, **named: object) -> None:
        """Keep nothing."""
