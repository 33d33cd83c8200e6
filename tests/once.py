"""What many tests would do again for the same result is done once a process: it halves their time.

None of it hides anything: each is keyed by all that its result depends on, and no result is ever changed.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache
from types import FunctionType, MethodType
from typing import Any, ClassVar

from textual import _callback
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

from jusou_tui.app import main, start, stylesheet
from jusou_tui.curriculum import load

MOST_CURRICULA = 32
SELDOM = (50_000, 20, 10)
"""New objects between two looks for garbage, and looks between those that go further back."""
OTHER_SIGNATURES = frozenset({"__wrapped__", "__signature__"})
"""What a function has whose code does not tell what it takes."""
ACTING = frozenset({"display", "overflow_x", "overflow_y", "pointer"})
"""Rules that do something to a node itself as it gets them, even where it is not shown yet."""
BY_ORDER = {"first-of-type", "last-of-type", "first-child", "last-child", "empty"}


def parse_styles_once() -> None:
    """Let every app of a process share the rules that were parsed from the same style sheet."""
    parse = Stylesheet._parse_rules
    known: dict[object, list] = {}
    palettes: dict[object, int] = {}

    def shared(self: Stylesheet, css: str, *facts: object, **named: object) -> list:
        variables, palette = getattr(self, "_palette", (None, 0))
        if variables is not self._variables:  # set as a whole; they take longest to hash
            variables = self._variables
            palette = palettes.setdefault(tuple(variables.items()), len(palettes))
            self._palette = (variables, palette)  # type: ignore[attr-defined]
        key = (css, facts, tuple(named.items()), palette)
        if key not in known:
            known[key] = parse(self, css, *facts, **named)  # type: ignore[arg-type]
        return known[key]

    Stylesheet._parse_rules = shared  # type: ignore[assignment,method-assign]


class MatchedRules:
    """What one list of rules makes of nodes: the same of each node whose facts are the same."""

    def __init__(self, rules: list[RuleSet]) -> None:
        self.rules_map: dict[str, list[RuleSet]] = {}
        for rule in rules:
            for name in rule.selector_names:
                self.rules_map.setdefault(name, []).append(rule)
        self.names = frozenset(self.rules_map)
        self._candidates: dict[frozenset[str], Candidates] = {}

    def candidates(self, node: DOMNode) -> Candidates:
        """Return the rules that may match a node by its type, id and classes."""
        names = self.names.intersection(node._selector_names)
        if names not in self._candidates:
            self._candidates[names] = Candidates({rule for name in names for rule in self.rules_map[name]})
        return self._candidates[names]


class Candidates:
    """Rules that end with the type, id or class of a node, and which facts decide whether they match."""

    def __init__(self, rules: Iterable[RuleSet]) -> None:
        own: set[str] = set()
        above: set[str] = set()
        self.has_path = False
        for parts in (one.selectors for rule in rules for one in rule.selector_set):
            first = len(parts) - 1
            while first and not parts[first - 1].advance:  # `.a.b:c` are parts of one and the same node
                first -= 1
            own.update(*(part.pseudo_classes for part in parts[first:]))
            above.update(*(part.pseudo_classes for part in parts[:first]))
            self.has_path |= bool(first)
        self.own, self.above = sorted(own), sorted(above)
        self.pseudo_classes = own | above
        self.rules: dict[Hashable, Any] = {}
        self.component_styles: dict[Hashable, RenderStyles] = {}

    def facts(self, node: DOMNode) -> Hashable:
        """Return all that decides which of these rules match a node."""
        facts = [_facts(node, self.own)]
        above = node._parent if self.has_path else None
        while isinstance(above, DOMNode):
            facts.append(_facts(above, self.above))
            above = above._parent
        return tuple(facts)


def _facts(node: DOMNode, pseudo_classes: Iterable[str]) -> Hashable:
    checks = [node.has_pseudo_class(name) for name in pseudo_classes]
    return (type(node), node._id, frozenset(node._classes), *checks)


class SharingStylesheet(Stylesheet):
    """A style sheet that shares with all others of the same rules what these say of nodes alike."""

    _known: ClassVar[dict[Hashable, MatchedRules]] = {}
    """By the rules themselves: `parse_styles_once` keeps them, so no other rule gets the id of one."""
    _probes: ClassVar[dict[str, DOMNode]] = {}
    _all: ClassVar[dict[frozenset[str], list[Any]]] = {}
    """All rules that nodes got, each once, by what they say something of."""
    _first: ClassVar[dict[int, dict[str, Any]]] = {}
    """What rules come to at a node that had none, by these rules, which are kept for good."""
    _matched: tuple[list[RuleSet], MatchedRules] | None = None
    _asked: tuple[DOMNode, dict[Hashable, Any], Hashable] | None = None

    def _candidates(self, node: DOMNode) -> Candidates:
        rules = self.rules
        if self._matched is None or self._matched[0] is not rules:
            key = tuple(map(id, rules))
            if key not in self._known:
                self._known[key] = MatchedRules(rules)
            self._matched = (rules, self._known[key])
        self._rules_map = self._matched[1].rules_map
        return self._matched[1].candidates(node)

    def apply(self, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
        candidates = self._candidates(node)
        facts = candidates.facts(node)
        if facts not in candidates.rules:
            self._asked = (node, candidates.rules, facts)
            try:
                super().apply(node, animate=animate)
            finally:
                self._asked = None
            candidates.rules.setdefault(facts, None)  # no rule matches, so none was set
            return
        kinds, rules = candidates.pseudo_classes, candidates.rules[facts]
        node._has_hover_style = "hover" in kinds
        node._has_focus_within = "focus-within" in kinds
        node._has_order_style = not kinds.isdisjoint(BY_ORDER)
        node._has_odd_or_even = "odd" in kinds or "even" in kinds
        if rules is not None:
            self._give(node, rules, animate)
        self._process_component_classes(node)

    def replace_rules(self, node: DOMNode, rules: Any, animate: bool = False) -> None:  # type: ignore[override]
        if self._asked is None or self._asked[0] is not node:
            super().replace_rules(node, rules, animate=animate)  # the program's own; nobody keeps them
            return
        _, known, facts = self._asked
        alike = self._all.setdefault(frozenset(rules), [])
        rules = known[facts] = next((one for one in alike if one == rules), rules)
        if not any(rules is one for one in alike):
            alike.append(rules)
        self._give(node, rules, animate)

    def _give(self, node: DOMNode, rules: Any, animate: bool) -> None:
        """Give a node rules that are kept for good, so that no others get the same id."""
        base = node.styles.base
        if getattr(base, "_set_to", None) == (id(rules), base._updates):  # and nobody has changed them since
            node.notify_style_update()
            return
        if animate or node._is_mounted or base._rules:
            super().replace_rules(node, rules, animate=animate)
        else:
            self._begin_with(node, rules)
        if not animate:
            base._set_to = (id(rules), base._updates)  # type: ignore[attr-defined]

    def _begin_with(self, node: DOMNode, rules: Any) -> None:
        """Give its first rules to a node that is not shown yet: what they come to is the same for each."""
        base = node.styles.base
        known = self._first.get(id(rules))
        if known is None:
            super().replace_rules(node, rules)
            self._first[id(rules)] = dict(base._rules)
            return
        for name in ACTING.intersection(known):
            setattr(base, name, known[name])
        base._rules.update(known)  # type: ignore[typeddict-item]
        base._updates += 1
        node.notify_style_update()

    def _process_component_classes(self, node: DOMNode) -> None:
        old = node._component_styles
        new = {name: self._component_styles(name, node) for name in sorted(node._get_component_classes())}
        if old.keys() != new.keys() or any(
            old[name] is not new[name] and old[name] != new[name] for name in new
        ):
            node.refresh()
        node._component_styles = new

    def _component_styles(self, name: str, node: DOMNode) -> RenderStyles:
        """Return the styles of a part of a node. They know no node, and nothing writes in them."""
        probe = self._probes.get(name)
        if probe is None:
            probe = self._probes[name] = DOMNode(classes=name)
        probe._attach(node)
        candidates = self._candidates(probe)
        facts = candidates.facts(probe)
        probe._parent = None
        if facts not in candidates.component_styles:
            virtual = DOMNode(classes=name)
            virtual._attach(node)
            self.apply(virtual)
            candidates.component_styles[facts] = virtual.styles
        return candidates.component_styles[facts]


def match_styles_once() -> None:
    """Let all apps of a process share which rules of the same style sheet match which nodes."""
    stylesheet.WarmStylesheet.__bases__ = (SharingStylesheet,)


def check_curricula_once() -> None:
    """Let a curriculum that was found good be that for as long as its bytes are the same."""
    load.parse = lru_cache(MOST_CURRICULA)(load.parse)


def settle_once() -> None:
    """Let the first app of a process settle it, and those behind it only keep apart what they have.

    Garbage is looked for seldom: to look was a tenth of the time of these tests.
    """
    gc.set_threshold(*SELDOM)
    waiting = [start.settle]

    def settle() -> None:
        (waiting.pop() if waiting else gc.freeze)()

    main.settle = settle  # type: ignore[assignment]


def leave_disks_alone() -> None:
    """Wait for no disk, for nobody cuts the power here. Programs that tests start do wait."""
    os.fsync = lambda descriptor: None


def find_handlers_once() -> None:
    """Look up once a class which of its methods take a message, and how much each function wants to know."""
    count = _callback._count_parameters
    handlers_of = MessagePump._get_dispatch_methods
    counts: dict[object, int] = {}
    known: dict[object, tuple[tuple[type, Any], ...] | None] = {}

    def parameters(func: Callable[..., object]) -> int:
        """Count by the code: functions that are made anew each time have the same."""
        if isinstance(func, MethodType) and isinstance(func.__func__, FunctionType):
            return parameters(func.__func__) - 1
        if not isinstance(func, FunctionType) or OTHER_SIGNATURES.intersection(func.__dict__):
            return count(func)
        if func.__code__ not in counts:
            counts[func.__code__] = count(func)
        return counts[func.__code__]

    def handlers(pump: MessagePump, name: str, message: Message) -> Iterator[tuple[type, Any]]:
        key = (type(pump), type(message), name)
        if key not in known:
            known[key] = _plain_handlers(*key)
        plain = known[key]
        if plain is None:
            yield from handlers_of(pump, name, message)
            return
        for kind, method in plain:
            if message._no_default_action:
                return
            yield kind, method.__get__(pump, kind)

    _callback._count_parameters = parameters
    MessagePump._get_dispatch_methods = handlers  # type: ignore[method-assign,assignment]


def _plain_handlers(pump: type, message: type, name: str) -> tuple[tuple[type, Any], ...] | None:
    """Return the methods that take a message by their name; None where a decorator decides by more."""
    kinds = set(message.__mro__)
    if any(kinds.intersection(vars(one).get("_decorated_handlers") or ()) for one in pump.__mro__):
        return None
    found = ((one, vars(one).get(f"_{name}") or vars(one).get(name)) for one in pump.__mro__)
    return tuple((one, m) for one, m in found if m is not None and not getattr(m, "_textual_on", None))
