"""Builders: valid things, each with what a test wants changed. The people and the towns are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any

from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Meta, Session

JST = timezone(timedelta(hours=9))
NOW = datetime(2026, 12, 10, 13, 30, tzinfo=JST)


def activity(**changed: Any) -> Activity:
    """Return an activity of ten minutes."""
    given = {"id": "opening", "title": "オープニング", "form": "対話", "duration": {"minutes": 10}}
    return Activity.model_validate(given | changed)


def step(*activities: Activity, **changed: Any) -> Step:
    """Return a meeting with these activities, else with one."""
    given = {"id": "step1", "kind": "meeting", "title": "顔合わせ", "label": "Step1"}
    return Step.model_validate(given | {"activities": activities or (activity(),)} | changed)


def curriculum(*steps: Step, **changed: Any) -> Curriculum:
    """Return a curriculum of an invented programme with these steps, else with one."""
    given = {
        "schema": 1,
        "id": "sample",
        "version": "1.0",
        "programme": {"title": "架空町の集まり", "short_title": "集まり"},
        "variants": [{"id": "standard", "title": "通して行う"}],
    }
    return Curriculum.model_validate(given | {"steps": steps or (step(),)} | changed)


def session(**tables: Any) -> Session:
    """Return a session of the sample curriculum; `meta` changes its head, other names its tables."""
    head = {
        "id": encode(int(NOW.timestamp() * 1000), 0),
        "title": "第1回",
        "organisation": "架空町",
        "created": NOW,
        "curriculum": "sample",
        "curriculum_version": "1.0",
        "curriculum_digest": "sha256:00",
    }
    return Session(session=Meta(**(head | tables.pop("meta", {}))), **tables)


def book(opened: Session | None = None, now: Callable[[], datetime] = lambda: NOW) -> SessionBook:
    """Return an open session whose ids are the same in every run."""
    numbers = count(1)
    return SessionBook(opened or session(), now, lambda at: encode(int(at.timestamp() * 1000), next(numbers)))
