"""What is private: notes and ToDos that leave the program only where somebody asks for them by an option."""

from __future__ import annotations

from jusou_tui.session.model.records import Note, Todo


def is_private(record: object) -> bool:
    """Return whether a record is for its author alone: a note or ToDo marked as private, or a memo."""
    match record:
        case Note():
            return record.private or record.memo
        case Todo():
            return record.private
    return False
