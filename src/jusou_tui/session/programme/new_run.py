"""A new run of a curriculum: the session that a new file begins with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.records import Meta, Session
from jusou_tui.text.clean import clean_line


def new_session(  # noqa: PLR0917 - what the set-up asks, in its order
    title: str,
    organisation: str,
    curriculum: Curriculum,
    digest: str,
    path: Path | str | None,
    variant: str,
    now: datetime,
) -> Session:
    """Return an empty session. `path`: where the curriculum's file was, None for a shipped one."""
    at = normalise.instant(now)
    meta = Meta(
        id=new_id(at),
        title=clean_line(title),
        organisation=clean_line(organisation),
        created=at,
        curriculum=curriculum.id,
        curriculum_path=None if path is None else str(path),
        curriculum_version=curriculum.version,
        curriculum_digest=digest,
        variant=variant,
    )
    return Session(session=meta)
