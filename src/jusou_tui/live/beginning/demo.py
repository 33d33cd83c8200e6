"""The example meeting of an invented town, moved to now: for `jusou demo` and the home page."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from jusou_tui import paths
from jusou_tui.live.beginning.temporary import temporary_folder

EXAMPLE = "mihon.session.toml"


def demo_folder() -> Path:
    """Make a temporary folder for a demo and return it. Raises StoreError."""
    return temporary_folder("jusou-demo-")


def prepare_demo(folder: Path, now: datetime) -> Path:
    """Write the example into `folder` as a meeting that is running now; return its file.

    The program was last alive this moment, and everything else is as long before it as in the example.
    """
    from jusou_tui.curriculum import library
    from jusou_tui.session.format.chunks import render
    from jusou_tui.session.format.read import read
    from jusou_tui.session.model.records import Session
    from jusou_tui.session.programme.new_run import shift
    from jusou_tui.timekeeping.history.meeting_record import last_seen

    example = read(paths.shipped("sessions") / EXAMPLE)
    moved = shift(example, now - last_seen(example))
    moved = Session.model_validate(_in_zone(moved.model_dump(by_alias=True), now.tzinfo))
    for step, meeting in moved.meetings.items():
        if meeting.start is not None:
            moved.meetings[step] = meeting.model_copy(update={"date": meeting.start.date()})
    source = library.find(moved.session.curriculum, [paths.shipped("curricula")])
    changes = {"demo": True, "curriculum_path": str(source), "curriculum_digest": library.digest(source)}
    moved.session = moved.session.model_copy(update=changes)
    path = folder / EXAMPLE
    path.write_bytes(render(moved))
    return path


def _in_zone(value: object, zone: tzinfo | None) -> object:
    """Return a document with its instants as the clocks here show them."""
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if isinstance(value, dict):
        return {key: _in_zone(entry, zone) for key, entry in value.items()}
    return value
